"""The table of choices of a folder: read, and added to; no row is ever changed."""

from pathlib import Path

from napas.domain.choice import Choice
from napas.domain.finding import Finding
from napas.errors import ConflictError
from napas.exchange.appending import TableUnfitError, append_rows
from napas.exchange.keeper import FolderKeeper
from napas.exchange.name_tables import MATCHES
from napas.exchange.names import make_choices
from napas.exchange.register import Register
from napas.exchange.settings import ScenarioSettings
from napas.exchange.sheets import read_sheet
from napas.exchange.whereabouts import country_folder

ChoicesRead = tuple[tuple[Choice, ...], tuple[Finding, ...]]


class ChoicesTableError(ConflictError):
    """The table of choices of a folder cannot take a further row as it stands."""

    code = "choices-table-unfit"


def read_choices(folder: Path) -> ChoicesRead:
    """The choices kept in a scenario or country folder; none where it has no table.

    Whether their subjects are still there is asked when they are used.
    """
    sheet = read_sheet(FolderKeeper(folder), MATCHES, Register())
    choices, findings = make_choices(sheet.rows, Register())
    return choices, (*sheet.findings, *findings)


def choices_for(folder: Path, settings: ScenarioSettings) -> tuple[Choice, ...]:
    """The choices of a scenario's country and, later at one moment, its own."""
    country = country_folder(folder, settings.country)
    assert isinstance(country, Path), "the scenario was read with its country"
    return (*read_choices(country)[0], *read_choices(folder)[0])


def append_choice(folder: Path, choice: Choice) -> None:
    """Add a choice to the table of a folder, below what stands there.

    Raises:
        ChoicesTableError: the table that is there cannot be read, or has no column
            for something that was decided.
    """
    try:
        append_rows(folder, MATCHES, [_cells(choice)])
    except TableUnfitError as error:
        raise ChoicesTableError(**error.params) from error


def _cells(choice: Choice) -> dict[str, object]:
    written = choice.written
    return {
        "kind": written.kind,
        "sender": written.sender,
        "name": written.name,
        "code": written.code,
        "territory": written.territory,
        "decision": choice.decision,
        "subject": choice.subject,
        "by": choice.by,
        "at": choice.at,
        "note": choice.note,
    }
