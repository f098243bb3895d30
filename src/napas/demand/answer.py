"""Need answered: by norm and as measured, by class and line, each with its range."""

from dataclasses import dataclass

from napas.demand.flow import NeedFormula, NeedPart
from napas.domain.finding import Finding
from napas.domain.need import NeedBasis, PatientGroup, Severity, Span


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One line of a need: who, by what, how much, and what it rests on.

    Attributes:
        group: age group; None where patients are not told by age.
        patients: how many; None for what is not counted by patients.
        flow_l_per_min: of all of them while on oxygen, gas of the source.
        kg_per_day: oxygen, the share of the day on oxygen included.
        rests_on: names of the parameters behind it; each knows its source.
    """

    part: NeedPart
    severity: Severity
    group: PatientGroup | None
    patients: float | None
    flow_l_per_min: Span
    kg_per_day: Span
    formula: NeedFormula
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeverityNeed:
    """The need of one class, leaks included."""

    severity: Severity
    flow_l_per_min: Span
    need_t_per_day: Span


@dataclass(frozen=True, slots=True)
class BasisNeed:
    """Need by norm, or measured use; leaks included.

    Attributes:
        flow_l_per_min: what the pipeline must pass when all are on oxygen.
        severities: every class, the gravest first.
        lines: what the sums are made of; their middle values add up to the whole,
            their ends do not, since not all err in the same direction.
    """

    basis: NeedBasis
    flow_l_per_min: Span
    need_t_per_day: Span
    severities: tuple[SeverityNeed, ...]
    lines: tuple[NeedLine, ...]

    def of(self, severity: Severity) -> SeverityNeed:
        """The need of one class."""
        return next(known for known in self.severities if known.severity is severity)


@dataclass(frozen=True, slots=True)
class NeedAnswer:
    """Both measures of the same patients, kept apart, and what is doubtful in them."""

    norm: BasisNeed
    measured: BasisNeed
    findings: tuple[Finding, ...] = ()

    def by(self, basis: NeedBasis) -> BasisNeed:
        """The need by one measure."""
        return self.norm if basis is NeedBasis.NORM else self.measured
