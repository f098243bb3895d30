"""Everything `napas need` shows: what was asked, answered, compared and doubted."""

from dataclasses import dataclass

from napas.demand.answer import NeedAnswer
from napas.demand.norms import NormComparison
from napas.demand.patients import CensusProblem
from napas.domain.finding import Finding
from napas.parameters import Parameter, Parameters


@dataclass(frozen=True, slots=True)
class NeedPicture:
    """One census with its answers, the norms beside it, and all that is doubtful."""

    problem: CensusProblem
    answer: NeedAnswer
    norms: NormComparison
    findings: tuple[Finding, ...]
    parameters: Parameters

    def rests_on(self) -> tuple[Parameter, ...]:
        """The parameters behind the need by device, each once, by name."""
        names = {
            name
            for need in (self.answer.norm, self.answer.measured)
            for line in need.lines
            for name in line.rests_on
        }
        return tuple(self.parameters.parameter(name) for name in sorted(names))
