"""Say of every row of a written table where it comes from."""

import csv
from collections.abc import Mapping
from pathlib import Path

from napas.exchange.columns import Table
from napas.exchange.formulas import unguard
from napas.exchange.writing import write_table

SOURCE = "source"


def name_sources(folder: Path, table: Table, sources: Mapping[str, str]) -> None:
    """Fill the column `source` of a table in a folder, by its key.

    Places and territories carry no source in a situation, but their tables do.

    Args:
        folder: where the table lies.
        table: its key is one column.
        sources: by key; a row whose key is not there keeps what it has.
    """
    (key,) = table.key
    with (folder / table.file).open(encoding="utf-8", newline="") as file:
        rows = [
            {name: unguard(cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]
    for row in rows:
        row[SOURCE] = sources.get(row[key], row[SOURCE])
    write_table(folder, table, rows)
