import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import napas
from napas.demand.fault import DemandFault
from napas.demand.flat_forecast import ForecastStep
from napas.demand.flow import GasSource, NeedFormula, NeedPart
from napas.demand.norms import Counted, Heads, Norm, NormProblem, compare_norms
from napas.domain.finding import Code
from napas.parameters import resolve
from napas.planning.rules import Rule, RuleFault
from napas.planning.verification import NeedFault

ROOM = Path(napas.__file__).parent / "locale" / "demand.toml"
SENTENCES = tomllib.loads(ROOM.read_text("utf-8"))
CODES: tuple[type[Code], ...] = (
    DemandFault,
    ForecastStep,
    NeedFormula,
    Norm,
    Rule,
    RuleFault,
    NeedFault,
)
LISTS: dict[str, type[StrEnum]] = {
    "counted": Counted,
    "gas-source": GasSource,
    "need-part": NeedPart,
}


def wanted() -> Iterator[str]:
    for kind in CODES:
        yield from kind
    for name, members in LISTS.items():
        for member in members:
            yield f"{name}-{member.value.replace('_', '-')}"


@pytest.mark.parametrize("code", sorted(set(wanted())))
def test_everything_this_room_says_is_said_in_both_languages(code: str) -> None:
    assert set(SENTENCES[code]) == {"id", "en"}
    assert all(SENTENCES[code].values())


def test_the_formula_of_a_norm_mentions_only_its_terms() -> None:
    problem = NormProblem(beds=Heads(75, 25), bed_norm_kg_per_day=11.0)
    for line in compare_norms(problem, resolve()).lines:
        terms = {name for name, _ in line.terms}
        for sentence in SENTENCES[f"{line.norm}-formula"].values():
            mentioned = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert mentioned == terms | {"counted"}
