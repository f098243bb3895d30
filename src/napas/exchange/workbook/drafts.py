"""Tables being laid out of sheets, each cell with the place it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from napas.domain.finding import Spot
from napas.exchange.cells import Fault
from napas.exchange.columns import Presence, Table
from napas.exchange.files import Record, Records
from napas.exchange.spreadsheet.book import address
from napas.exchange.workbook.interpret import Text

EXPANDED = 10_000_000
"""Above any row of a sheet: rows without a sheet of their own count from here."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row of a table comes from.

    Attributes:
        row: of the sheet, from 1.
        titles: by our name of a column, its title as written and its place from 1; the
            empty name stands for all that are not named.
    """

    file: str
    sheet: str
    row: int
    titles: Mapping[str, tuple[str, int]]

    def spot(self, column: str) -> Spot:
        """The place of a column's cell, or of the row where there is no such cell."""
        title, place = self.titles.get(column) or self.titles.get("") or (column, 0)
        if not column:
            title, place = "", 0
        cell = address(self.row, place) if place else ""
        return Spot(self.file, self.row, title, self.sheet, cell)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: what its cells say, by header."""

    cells: Mapping[str, Text]
    origin: Origin

    def text(self, name: str) -> str:
        """What a cell says; empty where it is empty, held, or not there."""
        told = self.cells.get(name, "")
        return "" if isinstance(told, Fault) else told

    @property
    def held(self) -> frozenset[str]:
        """The cells that have no text, by name."""
        cells = self.cells.items()
        return frozenset(name for name, told in cells if isinstance(told, Fault))

    def saying(self, **cells: Text) -> "DraftRow":
        """The row with other cells."""
        return DraftRow({**self.cells, **cells}, self.origin)


@dataclass(slots=True)
class Draft:
    """A table being laid.

    Attributes:
        headers: of its sheet, ours or as written; empty where there is no sheet.
        meant: columns of the table that the sheet has, be it in another unit.
        own: rows of its own sheet.
        more: rows that other sheets bring.
        heading: where titles stand, by header.
    """

    table: Table
    headers: tuple[str, ...] = ()
    meant: frozenset[str] = frozenset()
    own: list[DraftRow] = field(default_factory=list)
    more: list[DraftRow] = field(default_factory=list)
    heading: Origin | None = None

    @property
    def rows(self) -> Iterator[DraftRow]:
        """Every row, those of its own sheet first."""
        yield from self.own
        yield from self.more

    def add(self, cells: Mapping[str, Text], origin: Origin) -> None:
        """Add a row that another sheet brings."""
        self.more.append(DraftRow(cells, origin))

    def number(self, place: int) -> int:
        """The number of a row in findings: that of its sheet, or one beyond all."""
        own = place < len(self.own)
        return self.own[place].origin.row if own else EXPANDED + place

    def lay(self) -> "LaidTable":
        """The table as it is read."""
        rows = tuple(self.rows)
        origins = {self.number(at): row.origin for at, row in enumerate(rows)}
        if self.heading is not None:
            origins[0] = origins[1] = self.heading
        if not rows:
            return LaidTable(self.table, None, origins)
        headers = tuple(self._headers(rows))
        records = Records(
            headers,
            tuple(
                _record(self.number(at), row, headers) for at, row in enumerate(rows)
            ),
        )
        return LaidTable(self.table, records, origins)

    def _headers(self, rows: Iterable[DraftRow]) -> Iterator[str]:
        """Those of the sheet; what rules fill in; what a folder would have to have.

        A column that must be there and may be empty need not stand in a sheet, and
        what no sheet has is missed where its own sheet lacks it.
        """
        yield from self.headers
        filled = {name for row in rows for name in row.cells}
        for column in self.table.columns:
            needed = column.presence is Presence.EXPECTED or column.name in filled
            if needed and column.name not in self.meant:
                yield column.name


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table as a folder would hold it, and where its rows come from.

    Attributes:
        records: None where it has no row.
        origins: by the number of a row; 0 and 1 are the titles.
    """

    table: Table
    records: Records | None
    origins: Mapping[int, Origin]


def _record(number: int, row: DraftRow, headers: tuple[str, ...]) -> Record:
    texts = [row.cells.get(name, "") for name in headers]
    return Record(
        number,
        tuple("" if isinstance(text, Fault) else text for text in texts),
        tuple((at, text) for at, text in enumerate(texts) if isinstance(text, Fault)),
    )
