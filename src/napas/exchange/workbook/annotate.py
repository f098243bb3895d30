"""A copy of a workbook's cells with what is wrong in colour, and a list in front.

All text is either ours or quoted from a cell, and none of it is run: what begins like a
formula is guarded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from napas.domain.finding import Finding, Grade
from napas.errors import Scalar
from napas.exchange.spreadsheet.book import Book, BookSheet, Cell, CellKind, address
from napas.exchange.workbook.layout import FINDINGS_KEY
from napas.exchange.workbook.look import Look
from napas.exchange.workbook.put import FIRST_SAFE_DAY, harmless, keeps_exactly
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import Wording, parts_of, plain
from napas.exchange.workbook.write import PLAIN_TEXT

LONGEST_NAME = 31
"""Characters of the name of a sheet that Excel allows."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
LONGEST_NOTE = 2_000
MOST_LINKS = 60_000
"""Excel keeps some 65,000 links of a sheet."""
NARROWEST, WIDEST, MARGIN = 9, 40, 2
WEIGHED_ROWS = 200
"""Rows by whose texts the width of a column is chosen."""
LIST_WIDTHS = (14, 24, 9, 30, 26, 100)
GRADES = tuple(Grade)
"""The gravest first."""
FIRST_ROW = 2
"""Of the list: below its heading and its titles."""
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotator:
    """Writes one annotated copy.

    Attributes:
        language: of every sentence.
        names: the sheets of the copy, by those of the book.
    """

    book: xlsxwriter.Workbook
    look: Look
    wording: Wording
    language: str
    names: Mapping[str, str]

    def list_findings(
        self, sheet: Worksheet, file: str, found: Sequence[Finding]
    ) -> None:
        """The list of everything that is wrong, each with a link to its cell."""
        for place, width in enumerate(LIST_WIDTHS):
            sheet.set_column(place, place, width, self.look["prose"])
        heading = self._say("workbook-findings-heading", file=file)
        sheet.write_string(0, 0, harmless(heading), self.look["heading"])
        titles = ("grade", "sheet", "cell", "column", "subject", "sentence")
        for place, title in enumerate(titles):
            told = self._say(f"workbook-findings-{title}")
            sheet.write_string(1, place, told, self.look["label"])
        if not found:
            none = self._say("workbook-findings-none")
            sheet.write_string(FIRST_ROW, 0, none, self.look["prose"])
        for row, finding in enumerate(found, start=FIRST_ROW):
            self._list(sheet, row, finding)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.autofilter(
            1, 0, max(FIRST_ROW, FIRST_ROW + len(found) - 1), len(titles) - 1
        )

    def copy(self, sheet: BookSheet, found: Mapping[At, Sequence[Finding]]) -> None:
        """One sheet with its cells in their places."""
        page = self.book.add_worksheet(self.names[sheet.name])
        for place, width in enumerate(_widths(sheet)):
            page.set_column(place, place, width)
        for row in sorted(sheet.hidden_rows):
            page.set_row(row - 1, None, None, {"hidden": True})
        for column in sorted(sheet.hidden_columns):
            page.set_column(column - 1, column - 1, None, None, {"hidden": True})
        for first_row, first, last_row, last in _apart(sheet.merged):
            page.merge_range(first_row - 1, first - 1, last_row - 1, last - 1, "")
        for row, cells in enumerate(sheet.rows):
            for place, cell in enumerate(cells):
                told = found.get((row, place), ())
                self._put(page, (row, place), cell, self._style(cell, told))
        for (row, place), told in found.items():
            if row >= len(sheet.rows) or place >= len(sheet.rows[row]):
                page.write_blank(
                    row, place, None, self._style(Cell(CellKind.EMPTY, ""), told)
                )
            page.write_comment(
                row, place, self._note(told), {"x_scale": 3, "y_scale": 2}
            )
        if sheet.hidden:
            page.hide()

    def _list(self, sheet: Worksheet, row: int, finding: Finding) -> None:
        spot = finding.spot
        grade = self._say(f"grade-{finding.grade}")
        sheet.write_string(row, 0, grade, self.look.graded(finding.grade, "prose"))
        sheet.write_string(row, 1, harmless(spot.sheet), self.look["prose"])
        at = spot.cell or (address(max(1, spot.row), 1) if spot.sheet else "")
        name = self.names.get(spot.sheet)
        if name and row < MOST_LINKS:
            quoted = name.replace("'", "''")
            link = f"internal:'{quoted}'!{at}"
            sheet.write_url(row, 2, link, self.look["link"], string=at)
        else:
            sheet.write_string(row, 2, at, self.look["prose"])
        for place, text in ((3, spot.column), (4, finding.subject)):
            sheet.write_string(row, place, harmless(text), self.look["prose"])
        sentence = self._sentence(finding)
        sheet.write_string(row, 5, harmless(sentence), self.look["prose"])

    def _put(self, page: Worksheet, at: At, cell: Cell, style: Format | None) -> None:
        match cell.kind:
            case CellKind.EMPTY:
                if style is not None:
                    page.write_blank(*at, None, style)
            case CellKind.NUMBER if keeps_exactly(cell.text):
                page.write_number(*at, float(cell.text), style)
            case CellKind.FLAG:
                page.write_boolean(*at, cell.text == "true", style)
            case CellKind.MOMENT:
                self._put_moment(page, at, cell.text, style)
            case _:
                page.write_string(*at, harmless(cell.text), style)

    def _put_moment(
        self, page: Worksheet, at: At, text: str, style: Format | None
    ) -> None:
        moment = _moment(text)
        if moment is None:
            page.write_string(*at, harmless(text), style)
        else:
            page.write_datetime(*at, moment, style or self.look["moment"])

    def _style(self, cell: Cell, told: Sequence[Finding]) -> Format | None:
        if not told:
            return None
        worst = min((finding.grade for finding in told), key=GRADES.index)
        moment = cell.kind is CellKind.MOMENT
        return self.look.graded(worst, "moment" if moment else "text")

    def _note(self, told: Sequence[Finding]) -> str:
        lines = (
            f"{self._say(f'grade-{finding.grade}')}: {self._sentence(finding)}"
            for finding in told
        )
        return "\n\n".join(lines)[:LONGEST_NOTE]

    def _sentence(self, finding: Finding) -> str:
        params: dict[str, Scalar] = {"subject": finding.subject, **dict(finding.params)}
        return self.wording.say(finding.code, self.language, **params)

    def _say(self, code: str, **params: Scalar) -> str:
        return self.wording.say(code, self.language, **params)


def write_annotated(
    file: Path, book: Book, findings: Sequence[Finding], wording: Wording, language: str
) -> None:
    """Write an annotated copy of a book; a file of the same name is replaced.

    Args:
        file: where to, ending with .xlsx.
        book: the cells that were read.
        findings: what is wrong with them.
        wording: says the sentences.
        language: in which to say them.
    """
    titles = Titles(wording)
    list_name = titles.sheet(FINDINGS_KEY)
    ours = {plain(part) for part in parts_of(list_name)}
    sheets = [
        sheet
        for sheet in book.sheets
        if not {plain(part) for part in parts_of(sheet.name)} & ours
    ]
    names = dict(_names([sheet.name for sheet in sheets], list_name))
    found = _by_cell(findings)
    ordered = sorted(findings, key=lambda finding: GRADES.index(finding.grade))
    with xlsxwriter.Workbook(str(file), dict(PLAIN_TEXT)) as copy:
        annotator = Annotator(copy, Look.of(copy), wording, language, names)
        page = copy.add_worksheet(list_name)
        annotator.list_findings(page, book.file, ordered)
        for sheet in sheets:
            annotator.copy(sheet, found.get(sheet.name, {}))


def _moment(text: str) -> datetime | None:
    """A moment that a spreadsheet keeps as one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    kept = moment.tzinfo is None and moment.date() >= FIRST_SAFE_DAY
    return moment if kept else None


def _by_cell(findings: Sequence[Finding]) -> dict[str, dict[At, list[Finding]]]:
    """Findings by sheet and place from 0; those of a row stand at its first cell."""
    found: dict[str, dict[At, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        spot = finding.spot
        if spot.cell:
            found[spot.sheet][_place(spot.cell)].append(finding)
        elif spot.sheet and spot.row:
            found[spot.sheet][spot.row - 1, 0].append(finding)
    return found


def _place(cell: str) -> At:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]) - 1, column - 1


def _names(names: Sequence[str], taken: str) -> Iterator[tuple[str, str]]:
    """A name that Excel allows for every sheet, each once whatever its case."""
    used = {taken.casefold()}
    for name in names:
        bare = name.translate(FORBIDDEN).strip("'")[:LONGEST_NAME] or "_"
        told, count = bare, 1
        while told.casefold() in used:
            count += 1
            tail = f" {count}"
            told = bare[: LONGEST_NAME - len(tail)] + tail
        used.add(told.casefold())
        yield name, told


def _widths(sheet: BookSheet) -> list[int]:
    columns = zip(*sheet.rows[:WEIGHED_ROWS], strict=False)
    return [
        min(max(NARROWEST, max(len(cell.text) for cell in column) + MARGIN), WIDEST)
        for column in columns
    ]


def _apart(
    merged: Sequence[tuple[int, int, int, int]],
) -> Iterator[tuple[int, int, int, int]]:
    """The merged cells that lie apart; what overlaps is left as it is."""
    taken: set[At] = set()
    for first_row, first, last_row, last in merged:
        cells = {
            (row, column)
            for row in range(first_row, last_row + 1)
            for column in range(first, last + 1)
        }
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            yield first_row, first, last_row, last
