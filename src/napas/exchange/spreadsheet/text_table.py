"""A table of text: which letters its bytes are and what parts its columns, for certain.

What the file does not say and cannot be told from it is refused or, for letters, marked
as doubtful with a sample; a wrong guess would move figures into other columns.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.spreadsheet.answer import AnswerWriter, SheetHead
from napas.exchange.spreadsheet.characters import strange_characters
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.sheet_facts import SheetFacts, Tally, too_many_cells

MARKS_OF_ORDER = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
WIDE_MARKS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
GUESSED = "cp1252"
SHOWN_GUESS = "Windows-1252"
BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
END_OF_FILE = "\x1a"
"""Old programs put it behind the last line."""
NOT_ASCII = re.compile(r"\S*[^\x00-\x7f]\S*")
DELIMITERS = {",": ",", ";": ";", "\t": "tab"}
TOLD_DELIMITER = re.compile(r"sep=([,;\t])\r?\n")
"""The first line by which office programs tell each other the delimiter."""
TAB_ENDING = ".tsv"

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a file, and what is doubtful about it."""

    text: str
    findings: tuple[Finding, ...] = ()


def write_table(
    content: bytes, ending: str, limits: Limits, writer: AnswerWriter
) -> tuple[Finding, ...]:
    """Write a table of text as a sheet without name; all its cells are text.

    Raises:
        RefusedError: it is no text, its delimiter cannot be told for certain, its
            quotation marks do not match, or it is beyond the limits.
    """
    letters = read_letters(content)
    text = letters.text
    told = TOLD_DELIMITER.match(text)
    if told is not None:
        delimiter, text = told[1], text[told.end() :]
    else:
        delimiter = find_delimiter(text, ending)
    facts = SheetFacts(limits, "")
    strange = Tally(SpreadsheetCode.INVISIBLE)
    rows = _split(text, delimiter)
    for number, row in enumerate(rows, start=1):
        _check_row(number, row, facts, strange)
    height, width = facts.height, facts.width
    if height * width > limits.cells:
        raise too_many_cells(limits)
    writer.begin(SheetHead("", height, width))
    for row in rows[:height]:
        writer.row([f"t{cell}" if cell else "" for cell in row[:width]])
    found = (strange.finding(""),) if strange.count else ()
    return (*letters.findings, *found)


def read_letters(content: bytes) -> Letters:
    """Turn bytes into letters.

    UTF-8, UTF-16 with its mark of order, and what is neither as Windows-1252, the
    common one of old programs, which is marked as a guess with a sample.

    Raises:
        RefusedError: the bytes are no text, or letters of an unknown kind.
    """
    if content.startswith(WIDE_MARKS):
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.TEXT_ENCODING_UNKNOWN))
    marked = (name for mark, name in MARKS_OF_ORDER.items() if content.startswith(mark))
    encoding = next(marked, "")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise RefusedError(
                find(Grade.STOP, SpreadsheetCode.TEXT_ENCODING_UNKNOWN)
            ) from None
        return _guess_letters(content)
    return Letters(_check_text(text))


def find_delimiter(text: str, ending: str) -> str:
    """The one sign that can part the columns of a table.

    It is the only one that parts every line; where headings stand above the table, the
    one that parts most lines and all that another parts.

    Args:
        text: the table.
        ending: of the file's name; ".tsv" settles a doubt.

    Raises:
        RefusedError: none can, or more than one.
    """
    tried = {sign: _widths(text, sign) for sign in DELIMITERS}
    widths = {sign: each for sign, each in tried.items() if each is not None}
    if not widths:
        _split(text, ",")  # says on which line the quotation marks do not match
    parting = {sign: each for sign, each in widths.items() if _parted(each)}
    if widths and not parting:
        return next(iter(widths))
    full = [s for s, each in parting.items() if len(_parted(each)) == _filled(each)]
    if "\t" in full and ending == TAB_ENDING:
        return "\t"
    best = full or [sign for sign in parting if _outdoes(sign, parting)]
    if len(best) == 1:
        return best[0]
    found = " / ".join(DELIMITERS[sign] for sign in full or parting)
    raise RefusedError(find(Grade.STOP, SpreadsheetCode.TEXT_DELIMITER, found=found))


def _guess_letters(content: bytes) -> Letters:
    try:
        text = _check_text(content.decode(GUESSED))
    except UnicodeDecodeError:
        raise RefusedError(
            find(Grade.STOP, SpreadsheetCode.TEXT_ENCODING_UNKNOWN)
        ) from None
    sample = NOT_ASCII.search(text)
    assert sample is not None, "what is ASCII is UTF-8"
    row = text.count("\n", 0, sample.start()) + 1
    doubt = find(
        Grade.DOUBTFUL,
        SpreadsheetCode.TEXT_ENCODING_GUESSED,
        spot=Spot(row=row),
        encoding=SHOWN_GUESS,
        sample=shown(sample[0]),
    )
    return Letters(text, (doubt,))


def _check_text(text: str) -> str:
    text = text.removesuffix(END_OF_FILE)
    binary = BINARY.search(text)
    if binary is not None:
        row = text.count("\n", 0, binary.start()) + 1
        raise RefusedError(
            find(Grade.STOP, SpreadsheetCode.TEXT_BINARY, spot=Spot(row=row))
        )
    return text


def _outdoes(sign: str, widths: Mapping[str, Sequence[int]]) -> bool:
    """Whether a sign parts most lines, and all and more than any other parts."""
    lines = _parted(widths[sign])
    most = 2 * len(lines) >= _filled(widths[sign])
    others = [each for other, each in widths.items() if other != sign]
    return most and all(
        len(each) == len(widths[sign]) and lines > _parted(each) for each in others
    )


def _parted(widths: Sequence[int]) -> set[int]:
    return {line for line, width in enumerate(widths) if width > 1}


def _filled(widths: Sequence[int]) -> int:
    return sum(width > 0 for width in widths)


def _widths(text: str, sign: str) -> list[int] | None:
    """How many columns each line has, 0 for a blank one; None for loose quotes."""
    stream = io.StringIO(text, newline="")
    try:
        return [
            len(row) if len(row) > 1 or "".join(row).strip() else 0
            for row in csv.reader(stream, delimiter=sign, strict=True)
        ]
    except csv.Error:
        return None


def _split(text: str, sign: str) -> Rows:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=sign, strict=True)
    try:
        return list(reader)
    except csv.Error:
        spot = Spot(row=reader.line_num)
        raise RefusedError(
            find(Grade.STOP, SpreadsheetCode.TEXT_QUOTES, spot=spot)
        ) from None


def _check_row(row: int, cells: list[str], facts: SheetFacts, strange: Tally) -> None:
    limit = facts.limits.cell_characters
    for column, cell in enumerate(cells, start=1):
        if not cell:
            continue
        facts.mark(row, column, 0)
        if len(cell) > limit:
            raise RefusedError(
                find(
                    Grade.STOP,
                    SpreadsheetCode.CELL_TOO_LONG,
                    spot=Spot(row=row),
                    length=len(cell),
                    limit=limit,
                )
            )
        if not cell.isprintable():
            named = strange_characters(cell)
            if named:
                strange.add(row, column, named)
