"""Rows added to a table of a folder below what stands there; no row is ever changed."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from napas.domain.finding import Finding
from napas.errors import ConflictError
from napas.exchange.columns import Table
from napas.exchange.files import read_text
from napas.exchange.formulas import guard
from napas.exchange.keeper import FolderKeeper
from napas.exchange.register import Register
from napas.exchange.sheets import read_sheet
from napas.exchange.writing import (
    GUARDED,
    LONG_END,
    Cells,
    Lines,
    as_cell,
    write_table,
)


class TableUnfitError(ConflictError):
    """A table of a folder cannot take further rows as it stands."""

    code = "table-unfit"


def append_rows(folder: Path, table: Table, rows: Sequence[Cells]) -> None:
    """Add rows to a table of a folder, in the order of the columns that it has.

    Args:
        folder: of a scenario or country; the table is begun where it has none.
        table: what its columns mean.
        rows: values by the name of their column.

    Raises:
        TableUnfitError: the table that is there cannot be read, or has no column
            for a value.
    """
    file = folder / table.file
    if not file.exists() and not file.is_symlink():
        write_table(folder, table, rows)
        return
    written = read_text(folder, table.file)
    header: list[str] = []
    if (
        isinstance(written, str)
        and read_sheet(FolderKeeper(folder), table, Register()).readable
    ):
        header = [name.strip() for name in next(csv.reader(io.StringIO(written)))]
    cells = [{name: as_cell(value) for name, value in row.items()} for row in rows]
    used = {name for row in cells for name, cell in row.items() if cell}
    lost = [each.name for each in table.columns if each.name in used - set(header)]
    if lost or isinstance(written, Finding):
        raise TableUnfitError(file=table.file, columns=", ".join(lost))
    letters = {column.name for column in table.columns if column.kind in GUARDED}
    added = io.StringIO()
    writer = csv.writer(Lines(added), lineterminator=LONG_END)
    for row in cells:
        told = ((name, row.get(name, "")) for name in header)
        writer.writerow(
            [guard(cell) if name in letters else cell for name, cell in told]
        )
    begins = "" if written.endswith("\n") else "\n"
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(begins + added.getvalue())
