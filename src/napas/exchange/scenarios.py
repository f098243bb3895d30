"""Where the scenarios lie that come with the program."""

from pathlib import Path

from napas.errors import MissingError
from napas.exchange.settings import SCENARIO_FILE

FOUNDING = "indonesia-2021-07"
"""The scenario with which everything began."""
PACKAGE = Path(__file__).parents[1]
"""The package itself; in a checkout the scenarios lie two folders above it."""


class ScenarioUnknownError(MissingError):
    """There is no scenario of this name, and no folder either."""

    code = "scenario-unknown"


class ScenarioNotFoundError(MissingError):
    """The founding scenario is not where it should lie."""

    code = "scenario-not-found"


def scenarios_folder(package: Path = PACKAGE) -> Path:
    """The folder of scenarios: within an installed package, or beside its source."""
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parents[1] / "scenarios"


def shipped_scenarios(package: Path = PACKAGE) -> tuple[str, ...]:
    """The names of the scenarios that come with the program, sorted."""
    found = scenarios_folder(package).glob(f"*/{SCENARIO_FILE}")
    return tuple(sorted(file.parent.name for file in found))


def scenario_folder(named: str, package: Path = PACKAGE) -> Path:
    """The folder of a scenario, by the name of a shipped one or by its path.

    Raises:
        ScenarioUnknownError: there is neither.
    """
    shipped = shipped_scenarios(package)
    if named in shipped:
        return scenarios_folder(package) / named
    path = Path(named)
    if not path.is_dir():
        raise ScenarioUnknownError(name=named, known=", ".join(shipped))
    return path


def founding_scenario(package: Path = PACKAGE) -> Path:
    """The folder of the founding scenario.

    Raises:
        ScenarioNotFoundError: the program was installed without it.
    """
    place = scenarios_folder(package)
    folder = place / FOUNDING
    if not (folder / SCENARIO_FILE).is_file():
        raise ScenarioNotFoundError(name=FOUNDING, searched=str(place))
    return folder
