"""The table of published figures, read so that a statement is known by its inputs.

A row is understood by the names of its inputs alone: a row of a new source that makes
the same kind of statement is checked without a line of code.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from napas.demand.norms import Heads, Norm, NormProblem, compare_norms
from napas.domain.claim import UNIT_OF, Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Finding
from napas.domain.rounding import half_step
from napas.oversight.figure import Figure, as_written
from napas.parameters import resolve
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.flow import oxygen_kg_per_day_from_l_per_min
from napas.units.gas import GasReference
from napas.units.quantity import parse_quantity
from napas.units.spelling import parse_measure

ORACLES = Path(__file__).parents[2] / "../shared/reference/oxygen_oracles.csv"
ABSENT = "the shared folder with the table of oracles is not here"
PARAMETERS = resolve()
TOLERANCE = PARAMETERS["oversight.agreement_share"]
NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
Findings = Sequence[Finding]
Codes = Callable[[Findings], list[str]]


def numbers(text: str) -> list[float]:
    return [
        float(found)
        for found in re.findall(r"(?<![A-Za-z\d])(?<!\d\.)\d+(?:\.\d+)?", text)
    ]


def named(text: str) -> dict[str, str]:
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in parts if value}


@dataclass(frozen=True)
class Row:
    id: str
    must_flag: bool
    tolerance_share: float
    given: dict[str, str]
    expected: str

    def n(self, name: str) -> float:
        return numbers(self.given[name])[0]

    def figure(self, name: str, unit: str) -> Figure:
        return as_written(self.n(name), unit)

    def says(self, value: float, told: float) -> bool:
        """Whether a value is the published one as written, or within its tolerance."""
        near = max(half_step(told), self.tolerance_share * told)
        return abs(value - told) <= near * (1 + 1e-9)

    def tells(self, name: str, *values: float) -> None:
        told = numbers(named(self.expected)[name])
        assert len(told) == len(values)
        for value, figure in zip(values, told, strict=True):
            assert self.says(value, figure), (name, value, figure)

    def lists(self, *values: float) -> None:
        """The numbers of an expectation that is a sentence, in their order."""
        told = iter(numbers(self.expected))
        for value in values:
            assert any(self.says(value, figure) for figure in told), value


def read_rows() -> list[Row]:
    if not ORACLES.exists():
        return []
    with ORACLES.open(encoding="utf-8", newline="") as table:
        return [
            Row(
                id=row["id"],
                must_flag=row["kind"] == "must_flag",
                tolerance_share=float(row["tolerance_pct"] or 0) / 100,
                given=named(row["inputs"].replace(" AND ", "; "))
                or {"": row["inputs"]},
                expected=row["expected"],
            )
            for row in csv.DictReader(table)
        ]


Check = Callable[["Row"], Findings]
Statements = dict[frozenset[str], Check]


def keeper(statements: Statements) -> Callable[..., Callable[[Check], Check]]:
    """A decorator that keeps a check under the names of the inputs it understands."""

    def statement(*names: str) -> Callable[[Check], Check]:
        def keep(check: Check) -> Check:
            statements[frozenset(names)] = check
            return check

        return keep

    return statement


def convert(text: str, unit: str, basis: ConversionBasis | None = None) -> float:
    measure = parse_measure(unit)
    answer = convert_quantity(parse_quantity(text), measure, basis or ConversionBasis())
    return answer.answer.value


def t_per_day(flow_l_per_min: float, reference: GasReference) -> float:
    return (
        oxygen_kg_per_day_from_l_per_min(
            flow_l_per_min, reference=reference, purity=1.0
        )
        / 1000
    )


def claim(kind: ClaimKind, metric: Metric, value: float) -> Claim:
    """A chosen claim of the nation, named like its metric; `replace` makes others."""
    return Claim(
        code=metric,
        kind=kind,
        metric=metric,
        value=value,
        unit=UNIT_OF[metric],
        scope="NA",
        as_of=NOON,
        known_at=NOON,
        source="published",
        status=ClaimStatus.CHOSEN,
    )


def norm_l_per_min(norm: Norm, problem: NormProblem) -> float:
    """What a norm of the demand room asks for."""
    (line,) = (
        line for line in compare_norms(problem, PARAMETERS).lines if line.norm is norm
    )
    assert line.flow_l_per_min is not None
    return line.flow_l_per_min.value


def bed_formula_l_per_min(row: Row) -> float:
    """The Indian bed formula on the beds of a row, with the flows the row states."""
    for name, parameter in (
        ("non_icu_share", "norms.india_non_icu_share"),
        ("non_icu_flow", "norms.india_non_icu_l_per_min"),
        ("icu_flow", "norms.india_icu_l_per_min"),
    ):
        assert row.n(name) == PARAMETERS[parameter]
    beds = Heads(int(row.n("non_icu_beds")), int(row.n("icu_beds")))
    return norm_l_per_min(Norm.INDIA_2021, NormProblem(beds=beds))


BEDS = ("non_icu_beds", "non_icu_share", "non_icu_flow", "icu_beds", "icu_flow")
