"""What scenario.toml says: which country, which moment, how to plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.finding import Finding
from napas.domain.need import NeedBasis
from napas.exchange.columns import (
    Column,
    Kind,
    Presence,
    Table,
    moment,
    text,
    word,
)
from napas.exchange.entries import (
    Entries,
    parameter_entries,
    read_entries,
    strange_entries,
)
from napas.parameters import Layer

SCENARIO_FILE = "scenario.toml"
LONGEST_HORIZON_DAYS = 90
"""A season; further ahead nobody plans trucks."""
USUAL_HORIZON_DAYS = 3
USUAL_QUANTILE = 0.5
"""The middle of what need may be."""


class LayerName(StrEnum):
    """The layers of parameters that folders bring, the lowest first."""

    COUNTRY = "country"
    SCENARIO = "scenario"


SCENARIO_ENTRIES = Table(
    SCENARIO_FILE,
    (
        text("name", Presence.REQUIRED),
        text("country", Presence.REQUIRED),
        moment("as_of", Presence.REQUIRED),
        moment("known_at"),
        text("level"),
        Column(
            "horizon_days",
            Kind.WHOLE,
            low=1.0,
            high=LONGEST_HORIZON_DAYS,
            default=USUAL_HORIZON_DAYS,
        ),
        Column("quantile", Kind.NUMBER, low=0.001, high=0.999, default=USUAL_QUANTILE),
        Column("seed", Kind.WHOLE, default=0),
        word("basis", NeedBasis, Presence.OPTIONAL, default=NeedBasis.NORM),
    ),
)
TITLE, SYNTHETIC_NOTE = "title_", "synthetic_note_"
"""Beginnings of entries that end with the code of a language."""


@dataclass(frozen=True, slots=True)
class ScenarioSettings:
    """How a scenario asks to be planned.

    Attributes:
        country: a country that comes with the program, or the path of a folder.
        level: key of the level at which to allocate; empty takes the country's.
        titles: (language, title) pairs.
        synthetic_notes: (language, remark) pairs on what was invented, and by what
            rule; empty where nothing was.
        layers: the parameters that the country and the scenario set.
    """

    country: str
    level: str = ""
    horizon_days: int = USUAL_HORIZON_DAYS
    quantile: float = USUAL_QUANTILE
    seed: int = 0
    basis: NeedBasis = NeedBasis.NORM
    titles: tuple[tuple[str, str], ...] = ()
    synthetic_notes: tuple[tuple[str, str], ...] = ()
    layers: tuple[Layer, ...] = ()

    def entries_of(self, name: LayerName) -> tuple[tuple[str, float], ...]:
        """What one layer sets; nothing where there is no such layer."""
        return next((each.entries for each in self.layers if each.name == name), ())


@dataclass(frozen=True, slots=True)
class ScenarioHead:
    """What scenario.toml says, before the country is known."""

    name: str
    as_of: datetime
    known_at: datetime
    settings: ScenarioSettings


def read_head(
    entries: Entries | Finding, findings: list[Finding]
) -> ScenarioHead | None:
    """Read the entries of scenario.toml; None where something stops the scenario."""
    if isinstance(entries, Finding):
        findings.append(entries)
        return None
    also = f"parameters {TITLE} {SYNTHETIC_NOTE}"
    findings += strange_entries(SCENARIO_FILE, entries, SCENARIO_ENTRIES, also=also)
    row = read_entries(entries, SCENARIO_ENTRIES, findings)
    own = parameter_entries(entries, SCENARIO_FILE, findings)
    if row.bad:
        return None
    as_of = row.instant("as_of")
    settings = ScenarioSettings(
        country=row.text("country"),
        level=row.text("level"),
        horizon_days=row.pieces("horizon_days"),
        quantile=row.certain("quantile"),
        seed=row.pieces("seed"),
        basis=row.word("basis", NeedBasis),
        titles=tuple(_by_language(entries, TITLE)),
        synthetic_notes=tuple(_by_language(entries, SYNTHETIC_NOTE)),
        layers=(Layer(LayerName.SCENARIO, own),),
    )
    known_at = row.moment("known_at") or as_of
    return ScenarioHead(row.text("name"), as_of, known_at, settings)


def _by_language(entries: Entries, beginning: str) -> Iterator[tuple[str, str]]:
    for name in sorted(entries):
        if name.startswith(beginning):
            yield name.removeprefix(beginning), str(entries[name])
