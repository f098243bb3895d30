"""Where the folder of a country lies that a scenario names."""

import re
from pathlib import Path

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.settings import SCENARIO_FILE

COUNTRIES = Path(__file__).parents[1] / "countries"
"""The countries that come with the program."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)
MOST_STEPS_UP = 2
"""Enough for a country beside the scenario, or in a folder of countries beside it."""


def country_folder(scenario: Path, country: str) -> Path | Finding:
    """The folder of a country, or why it is refused.

    A bare name is a country that comes with the program, or else a folder inside the
    scenario's own. A path goes up at most two folders from the scenario, then only
    down, and never through a link: a scenario from elsewhere must not point anywhere
    it likes.

    Args:
        scenario: the folder of the scenario.
        country: what it names.
    """
    spot = Spot(SCENARIO_FILE, 0, "country")
    steps = country.split("/")
    up = next((at for at, step in enumerate(steps) if step != ".."), len(steps))
    down = steps[up:]
    if up > MOST_STEPS_UP or not down or not all(map(NAME.fullmatch, down)):
        code = ExchangeCode.COUNTRY_PATH_REFUSED
        return find(Grade.STOP, code, spot=spot, read=shown(country))
    if len(steps) == 1 and (COUNTRIES / country).is_dir():
        return COUNTRIES / country
    path = scenario.resolve()
    for _ in range(up):
        path = path.parent
    for step in down:
        path /= step
        if path.is_symlink():
            code = ExchangeCode.COUNTRY_PATH_REFUSED
            return find(Grade.STOP, code, spot=spot, read=shown(country))
    if not path.is_dir():
        known = ", ".join(sorted(each.name for each in COUNTRIES.iterdir()))
        code = ExchangeCode.COUNTRY_UNKNOWN
        return find(Grade.STOP, code, spot=spot, read=shown(country), known=known)
    return path
