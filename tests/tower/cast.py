"""A small country with its people: the cast of every test of the books."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from napas.domain.access import Grant, Role, Viewer
from napas.domain.situation import Situation
from napas.exchange.scenario import read_scenario
from napas.tower.actions.action import Receipt, Sent
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.queries.facts import Moment

TESTS = Path(__file__).parents[1]
COUNTRY = TESTS / "countries" / "xar"
WAVE = TESTS / "scenarios" / "xar-wave"
NOW = datetime(2024, 5, 2, 13, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
EVER = date(2020, 1, 1)
_numbers = count(1)


def somebody(role: Role, territory: str, organisation: str = "") -> Viewer:
    """Somebody with one role in one territory."""
    name = f"{role}-{territory}-{organisation}".rstrip("-")
    return Viewer(name, organisation, (Grant(role, territory, EVER),))


OFFICER = somebody(Role.DUTY_OFFICER, "00")
SECOND_OFFICER = Viewer("second-officer", "", OFFICER.grants)
DISPATCHER = somebody(Role.DISPATCHER, "01")
AUDITOR = somebody(Role.AUDITOR, "00")
REPORTER = somebody(Role.REPORTER, "01", "H-002")
SUPPLIER = somebody(Role.SUPPLIER, "00", "Oxígeno Andino")
CARRIER = somebody(Role.SUPPLIER, "00", "Transportes Sur")
COMPETITOR = somebody(Role.SUPPLIER, "00", "Aire Puro")
STRANGER = Viewer("stranger", "", ())


def sent(
    key: str = "", *, at: datetime = NOW, told: datetime | None = None, reason: str = ""
) -> Sent:
    """A wish that came in at a moment, under a key of its own unless one is given."""
    key = key or f"wish-{next(_numbers)}"
    return Sent(key, happened_at=told or at, recorded_at=at, reason=reason)


def at(moment: datetime = NOW) -> Moment:
    """A moment, as known then."""
    return Moment(moment, moment)


def wave(folder: Path = WAVE) -> Situation:
    """The picture of a scenario folder."""
    picture = read_scenario(folder).situation
    assert picture is not None
    return picture


def enter_wave() -> Receipt:
    """Put the small wave into the books."""
    return enter_facts(OFFICER, sent(), situation=wave())
