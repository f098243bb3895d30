"""Where the scenarios lie that come with the program."""

from collections.abc import Iterable
from pathlib import Path

from napas.errors import MissingError
from napas.exchange.settings import SCENARIO_FILE

FOUNDING = "indonesia-2021-07"
PACKAGE = Path(__file__).parents[1]
PLACES = (PACKAGE / "scenarios", PACKAGE.parents[1] / "scenarios")
"""In the installed package, or in the root of a project that is worked on."""


class ScenarioNotFoundError(MissingError):
    """A scenario that comes with the program is not where it should lie."""

    code = "scenario-not-found"


def founding_scenario(places: Iterable[Path] = PLACES) -> Path:
    """The folder of the founding scenario.

    Args:
        places: folders in which to look, the first first.

    Raises:
        ScenarioNotFoundError: it is in none of them.
    """
    looked = tuple(places)
    for place in looked:
        folder = place / FOUNDING
        if (folder / SCENARIO_FILE).is_file():
            return folder
    raise ScenarioNotFoundError(
        name=FOUNDING, searched=", ".join(str(place) for place in looked)
    )
