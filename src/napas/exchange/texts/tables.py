"""Tables pasted into a message: each cell is read with the words over its column."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from napas.exchange.texts.cleaning import PlainText
from napas.exchange.texts.lexicon import Lexicon
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import AsideKind
from napas.exchange.texts.sizes import size_at

SEPARATORS = ("\t", "|")
"""What stands between the cells: spreadsheets copy tabs, people draw strokes."""
_NUMBERING = ("no", "nomor", "#")
_SHORTEST_TABLE = 2
"""Lines: the names of the columns, and one row."""

_Cells = list[list[Piece]]


def unfold_tables(
    plain: PlainText, pieces: Sequence[Piece], lexicon: Lexicon
) -> tuple[Piece, ...]:
    """The pieces with each cell of a table behind the words over and before it.

    As if "LOX (ton) 4,2, tabung isi 30" were written in the row. Only a table whose
    first line names its columns, and holds no figure, is read so.
    """
    if not any(separator in plain.text for separator in SEPARATORS):
        return tuple(pieces)
    lines = list(_lines(pieces))
    unfolded: list[Piece] = []
    for is_table, group in groupby(lines, lambda line: _separator(plain, line)):
        rows = [(line, _cells(plain, line, is_table)) for line in group]
        if is_table and _has_header(rows, lexicon):
            unfolded.extend(_table(rows, lexicon))
        else:
            unfolded.extend(piece for line, _ in rows for piece in line)
    return tuple(unfolded)


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The lines, each with its end."""
    line: list[Piece] = []
    for piece in pieces:
        line.append(piece)
        if piece.kind is Kind.LINE:
            yield line
            line = []
    if line:
        yield line


def _separator(plain: PlainText, line: Sequence[Piece]) -> str:
    """What parts the line into cells; empty where nothing does."""
    begin = plain.text.rfind("\n", 0, line[0].begin) + 1
    written = plain.text[begin : line[-1].end]
    return next((each for each in SEPARATORS if each in written), "")


def _cells(plain: PlainText, line: Sequence[Piece], separator: str) -> _Cells:
    """The pieces of a line by their cells, without separators and its end."""
    cells: _Cells = [[]]
    at = plain.text.rfind("\n", 0, line[0].begin) + 1
    for piece in line:
        if separator:
            skipped = plain.text.count(separator, at, piece.begin)
            cells.extend([] for _ in range(skipped))
            at = max(at, piece.begin)
        if piece.kind is not Kind.LINE and not piece.is_mark(*SEPARATORS):
            cells[-1].append(piece)
    return cells


def _has_header(rows: Sequence[tuple[list[Piece], _Cells]], lexicon: Lexicon) -> bool:
    """Whether the first line names columns of which others hold numbers."""
    if len(rows) < _SHORTEST_TABLE:
        return False
    names = rows[0][1]
    named = sum(bool(cell) for cell in names)
    plain = all(
        piece.kind not in (Kind.FACILITY, Kind.ASIDE)
        for cell in names
        for piece in cell
    )
    counts = any(_numbers(cell, lexicon) for cell in names)
    return named >= _SHORTEST_TABLE and plain and not counts


def _numbers(cell: Sequence[Piece], lexicon: Lexicon) -> int:
    """How many numbers a cell holds that are no size of a cylinder."""
    return sum(
        piece.kind is Kind.NUMBER and not size_at(cell, at, lexicon)[0]
        for at, piece in enumerate(cell)
    )


def _table(
    rows: Sequence[tuple[list[Piece], _Cells]], lexicon: Lexicon
) -> Iterator[Piece]:
    header, names = rows[0]
    told: set[int] = set()
    body: list[Piece] = []
    for line, cells in rows[1:]:
        body.extend(_row(names, cells, lexicon, told))
        body.extend(piece for piece in line if piece.kind is Kind.LINE)
    for at, name in enumerate(names):
        if at not in told:
            yield from name
    yield from (piece for piece in header if piece.kind is Kind.LINE)
    yield from body


def _row(
    names: _Cells, cells: _Cells, lexicon: Lexicon, told: set[int]
) -> Iterator[Piece]:
    """One row as a sentence: its label and the name of the column before each cell."""
    label: list[Piece] = []
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else []
        if name and " ".join(piece.text for piece in name) in _NUMBERING:
            yield from (_as_list_number(piece) for piece in cell)
        elif name and _numbers(cell, lexicon):
            told.add(at)
            yield from (*label, *name, *cell)
            yield Piece(Kind.MARK, cell[-1].end, cell[-1].end, ";")
        else:
            yield from cell
            if not any(piece.kind is Kind.FACILITY for piece in cell):
                label = [*label, *cell]


def _as_list_number(piece: Piece) -> Piece:
    if piece.kind is not Kind.NUMBER:
        return piece
    return piece._replace(kind=Kind.ASIDE, text=AsideKind.LIST_NUMBER)
