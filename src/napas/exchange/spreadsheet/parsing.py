"""One file's bytes into an answer: what it is, whether it may be read, what it holds.

This runs in the reading process, which `reading.py` starts. It can be called directly
by whoever trusts the bytes, such as a test.
"""

from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.spreadsheet.answer import AnswerWriter, SheetHead, refuse
from napas.exchange.spreadsheet.characters import plain_name
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.preparing import (
    Prepared,
    prepare_archive,
    prepare_compound,
)
from napas.exchange.spreadsheet.sheet_facts import too_many_cells
from napas.exchange.spreadsheet.signature import (
    Kind,
    Wrapping,
    check_ending,
    check_known,
    wrapping_of,
)
from napas.exchange.spreadsheet.text_table import write_table
from napas.exchange.spreadsheet.values import used_area, write_values

PANIC = "PanicException"
"""What the reader of values raises instead of crashing; it is no `Exception`."""


def parse(content: bytes, ending: str, limits: Limits) -> bytes:
    """Read a file; the answer says what it holds or why it is refused.

    Args:
        content: not empty.
        ending: of the file's name, in small letters, with its point.
        limits: of what may be read.
    """
    try:
        return _parse(content, ending, limits)
    except RefusedError as refused:
        return refuse(refused.finding)


def _parse(content: bytes, ending: str, limits: Limits) -> bytes:
    wrapping = wrapping_of(content)
    check_known(ending)
    writer = AnswerWriter()
    if wrapping is Wrapping.TEXT:
        check_ending(ending, Kind.CSV)
        return writer.end(write_table(content, ending, limits, writer))
    prepare = prepare_archive if wrapping is Wrapping.ARCHIVE else prepare_compound
    prepared = prepare(content, ending, limits)
    return writer.end([*prepared.findings, *_read_values(prepared, limits, writer)])


def _read_values(
    prepared: Prepared, limits: Limits, writer: AnswerWriter
) -> list[Finding]:
    """Write all sheets, and say what is doubtful about them.

    Raises:
        RefusedError: values cannot be read, or are not those that were looked at.
    """
    try:
        with CalamineWorkbook.from_filelike(prepared.stream) as workbook:
            return list(_read_sheets(workbook, prepared, limits, writer))
    except PasswordError:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.PASSWORD)) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(str(error)) from None
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise _unreadable(PANIC) from None


def _read_sheets(
    workbook: CalamineWorkbook,
    prepared: Prepared,
    limits: Limits,
    writer: AnswerWriter,
) -> Iterator[Finding]:
    listed = workbook.sheets_metadata
    _check_names([each.name for each in listed])
    worksheets = [
        (index, each)
        for index, each in enumerate(listed)
        if each.typ == SheetTypeEnum.WorkSheet
    ]
    if not worksheets:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.NO_SHEETS))
    if [each.name for each in prepared.sheets] != [each.name for _, each in worksheets]:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.CONTRADICTORY))
    yield from _hidden_sheets([each for _, each in worksheets])
    left = limits.cells
    for (index, each), facts in zip(worksheets, prepared.sheets, strict=True):
        sheet = workbook.get_sheet_by_index(index)
        height, width = used_area(sheet, facts)
        facts.check_within(height, width)
        left -= height * width
        if left < 0:
            raise too_many_cells(limits)
        head = SheetHead(
            name=each.name,
            height=height,
            width=width,
            hidden=each.visible != SheetVisibleEnum.Visible,
            hidden_rows=tuple(sorted(facts.hidden_rows)),
            hidden_columns=facts.columns_hidden(),
            merged=tuple(facts.merged),
        )
        yield from _hidden_parts(head)
        yield from write_values(
            sheet, facts, head, writer, uncalculated=prepared.uncalculated
        )


def _check_names(names: list[str]) -> None:
    met: set[str] = set()
    for name in names:
        folded = plain_name(name).casefold()
        if folded in met:
            spot = Spot(sheet=name)
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.SHEET_TWICE, spot=spot))
        met.add(folded)


def _hidden_sheets(sheets: list[SheetMetadata]) -> Iterator[Finding]:
    names = [each.name for each in sheets if each.visible != SheetVisibleEnum.Visible]
    if names:
        yield find(
            Grade.DOUBTFUL,
            SpreadsheetCode.SHEETS_HIDDEN,
            count=len(names),
            sample=shown(", ".join(names)),
        )


def _hidden_parts(head: SheetHead) -> Iterator[Finding]:
    parts: tuple[tuple[Code, tuple[int, ...]], ...] = (
        (SpreadsheetCode.ROWS_HIDDEN, head.hidden_rows),
        (SpreadsheetCode.COLUMNS_HIDDEN, head.hidden_columns),
    )
    for code, hidden in parts:
        if hidden:
            spot = Spot(sheet=head.name)
            count = len(hidden)
            yield find(Grade.DOUBTFUL, code, spot=spot, count=count, first=hidden[0])


def _unreadable(reason: str) -> RefusedError:
    return RefusedError(
        find(Grade.STOP, SpreadsheetCode.UNREADABLE, reason=shown(reason))
    )
