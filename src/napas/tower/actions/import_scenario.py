"""A scenario folder into the books: looked at first, then entered as one batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from napas.domain.access import Viewer
from napas.domain.finding import Finding
from napas.domain.situation import Situation
from napas.errors import InvalidError
from napas.exchange.scenario import read_scenario
from napas.tower.actions.action import Receipt, Sent
from napas.tower.actions.enter_facts import enter_facts

COUNTED = (
    "places",
    "facilities",
    "plants",
    "vehicles",
    "crews",
    "links",
    "claims",
    "open_orders",
    "stocks",
    "events",
)


class FactsStoppedError(InvalidError):
    """Findings stop the scenario; nothing of it is entered."""

    code = "facts-stopped"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a folder would bring, before anything is entered.

    Attributes:
        situation: None where a finding stops it.
        counts: how many of each kind of fact.
        findings: everything that is wrong with it.
    """

    situation: Situation | None
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]


def preview_scenario(folder: Path) -> Preview:
    """What a folder would bring; nothing is written."""
    read = read_scenario(folder)
    picture = read.situation
    counts = {name: len(getattr(picture, name)) for name in COUNTED if picture}
    return Preview(picture, counts, read.findings)


def import_scenario(folder: Path, viewer: Viewer, sent: Sent) -> Receipt:
    """Enter what a folder brings as one batch, which can be withdrawn as one.

    Raises:
        FactsStoppedError: a finding stops it.
        NapasError: what `enter_facts` refuses.
    """
    seen = preview_scenario(folder)
    if seen.situation is None:
        raise FactsStoppedError(folder=folder.name, findings=len(seen.findings))
    return enter_facts(viewer, sent, situation=seen.situation)
