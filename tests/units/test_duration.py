"""The numbers of the clock stand in one place, and everything takes them from there."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import napas
from napas.units.duration import HOURS_PER_DAY, MINUTES_PER_DAY, SECONDS_PER_HOUR

PACKAGE = Path(napas.__file__).parent
OWN = {"units/duration.py"}


def test_they_are_those_of_the_calendar() -> None:
    assert timedelta(hours=HOURS_PER_DAY) == timedelta(days=1)
    assert timedelta(minutes=MINUTES_PER_DAY) == timedelta(days=1)
    assert timedelta(seconds=SECONDS_PER_HOUR) == timedelta(hours=1)


@pytest.mark.parametrize("name", ["HOURS_PER_DAY", "SECONDS_PER_HOUR"])
def test_nobody_defines_them_again(name: str) -> None:
    defining = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(rf"^{name} = ", path.read_text("utf-8"), flags=re.MULTILINE)
    }
    assert defining == OWN
