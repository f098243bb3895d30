"""The table of choices of a folder: read, and added to; no row is ever changed."""

import csv
import io
from pathlib import Path

from napas.domain.choice import Choice
from napas.domain.finding import Finding
from napas.errors import ConflictError
from napas.exchange.files import read_text
from napas.exchange.formulas import guard
from napas.exchange.keeper import FolderKeeper
from napas.exchange.name_tables import MATCHES
from napas.exchange.names import make_choices
from napas.exchange.register import Register
from napas.exchange.sheets import read_sheet
from napas.exchange.writing import LONG_END, Lines, as_cell, write_table

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


def append_choice(folder: Path, choice: Choice) -> None:
    """Add a choice to the table of a folder, below what stands there.

    Raises:
        ChoicesTableError: the table that is there cannot be read, or has no column
            for something that was decided.
    """
    cells = _cells(choice)
    file = folder / MATCHES.file
    if not file.exists() and not file.is_symlink():
        write_table(folder, MATCHES, [cells])
        return
    written = read_text(folder, MATCHES.file)
    header: list[str] = []
    if (
        isinstance(written, str)
        and read_sheet(FolderKeeper(folder), MATCHES, Register()).readable
    ):
        header = [name.strip() for name in next(csv.reader(io.StringIO(written)))]
    lost = [name for name, cell in cells.items() if cell and name not in header]
    if lost or isinstance(written, Finding):
        raise ChoicesTableError(file=MATCHES.file, columns=", ".join(lost))
    row = io.StringIO()
    csv.writer(Lines(row), lineterminator=LONG_END).writerow(
        [guard(cells.get(name, "")) for name in header]
    )
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(
            row.getvalue() if written.endswith("\n") else f"\n{row.getvalue()}"
        )


def _cells(choice: Choice) -> dict[str, str]:
    written = choice.written
    told = {
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
    return {name: as_cell(value) for name, value in told.items()}
