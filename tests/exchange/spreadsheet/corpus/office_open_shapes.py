"""What people and attackers do to .xlsx books around their cells."""

from napas.exchange.spreadsheet.xml_reading import CHUNK_B
from tests.exchange.spreadsheet.corpus.case import Case, read, refused
from tests.exchange.spreadsheet.making import office_open as xlsx
from tests.exchange.spreadsheet.making.office_open import (
    book,
    number,
    plain,
    row,
    sheet,
    text,
)


def cases() -> list[Case]:
    """Every book."""
    return [
        *_shapes(),
        *_hidden(),
        *_contradictions(),
        *_listings(),
        *_company(),
        *_limits(),
    ]


def _shapes() -> list[Case]:
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    inside = row(1, number("A1", 1)), row(2, number("B2", 9), number("C2", 3))
    return [
        read("merged cells", ".xlsx",
             book(sheet(row(1, number("A1", 1)), row(2, number("C2", 3)),
             after=merged)),
             [["n1", "", ""], ["", "", "n3"]]),
        read("a value under merged cells", ".xlsx", book(sheet(*inside, after=merged)),
             [["n1", "", ""], ["", "", "n3"]], "covered-cells"),
        read("merged cells to the end of the sheet", ".xlsx",
             book(sheet(*inside, after='<mergeCell ref="C2:XFD1048576"/>')),
             [["n1", "", ""], ["", "n9", "n3"]]),
        read("merged cells beside the table", ".xlsx",
             book(sheet(*inside, after='<mergeCell ref="H1:K9"/>')),
             [["n1", "", ""], ["", "n9", "n3"]]),
        read("a merged single cell", ".xlsx",
             book(sheet(*inside, after='<mergeCell ref="A1"/>')),
             [["n1", "", ""], ["", "n9", "n3"]]),
        refused("merged cells nowhere", ".xlsx",
                book(sheet(*inside, after='<mergeCell ref="A1:B"/>')), "broken"),
        refused("merged cells without area", ".xlsx",
                book(sheet(*inside, after="<mergeCell/>")), "broken"),
        read("a size that lies", ".xlsx",
             book(sheet(row(1, number("A1", 1)),
                        before='<dimension ref="A1:XFD1048576"/>')), [["n1"]]),
        read("a size that is too small", ".xlsx",
             book(sheet(*inside, before='<dimension ref="A1"/>')),
             [["n1", "", ""], ["", "n9", "n3"]]),
        read("a styled cell at the end of the sheet", ".xlsx",
             book(sheet(row(1, number("A1", 1)),
                        row(1048576, '<c r="XFD1048576" s="1"/>'))), [["n1"]]),
    ]  # fmt: skip


def _hidden() -> list[Case]:
    cells = row(1, number("A1", 1), number("B1", 2))
    rows, columns = "rows-hidden", "columns-hidden"

    def column(told: str) -> bytes:
        return book(sheet(cells, before=f"<cols><col {told}/></cols>"))

    return [
        read("a hidden row", ".xlsx",
             book(sheet(row(1, number("A1", 1), told='hidden="1"'))), [["n1"]], rows),
        read("a row of no height", ".xlsx",
             book(sheet(row(1, number("A1", 1), told='ht="0"'))), [["n1"]], rows),
        read("a hidden row below the table", ".xlsx",
             book(sheet(cells, row(9, told='hidden="1"'))), [["n1", "n2"]]),
        read("a hidden column", ".xlsx", column('min="2" max="2" hidden="1"'),
             [["n1", "n2"]], columns),
        read("a hidden column by word", ".xlsx",
             column('min="2" max="2" hidden="true"'),
             [["n1", "n2"]], columns),
        read("a column that shows", ".xlsx", column('min="1" max="1" width="9"'),
             [["n1", "n2"]]),
        read("a column of no width", ".xlsx", column('min="1" max="1" width="0"'),
             [["n1", "n2"]], columns),
        read("hidden columns beside the table", ".xlsx",
             column('min="3" max="16384" hidden="1"'), [["n1", "n2"]]),
        read("hidden columns from the table on", ".xlsx",
             column('min="2" max="16384" hidden="1"'), [["n1", "n2"]], columns),
        refused("a hidden column of no number", ".xlsx",
                column('min="x" max="2" hidden="1"'), "broken"),
        refused("a hidden column beyond the sheet", ".xlsx",
                column('min="1" max="16385" hidden="1"'), "broken"),
        read("a hidden sheet", ".xlsx",
             book(sheet(cells), sheet(), book=xlsx.listing("Satu", "Dua", states=(
                 "visible", "hidden"))), [["n1", "n2"]], "sheets-hidden"),
        read("a very hidden sheet", ".xlsx",
             book(sheet(cells), sheet(), book=xlsx.listing("Satu", "Dua", states=(
                 "visible", "veryHidden"))), [["n1", "n2"]], "sheets-hidden"),
    ]  # fmt: skip


def _contradictions() -> list[Case]:
    two = sheet(row(1, number("A1", 1)), after="<sheetData><row r='2'><c r='A2'><v>2"
                "</v></c></row></sheetData>")  # fmt: skip
    foreign = sheet(row(1, '<e:c xmlns:e="urn:e" r="A1"><e:v>1</e:v></e:c>'))
    contradictory = "contradictory"

    def twice(cells: str) -> bytes:
        return book(sheet(f'<row r="1">{cells}</row>'))

    return [
        refused("a number by its sign, which one reader drops", ".xlsx",
                plain(number("A1", "&#53;")), contradictory),
        refused("a cell twice", ".xlsx",
                twice(number("A1", 1) + number("A1", 2)), contradictory),
        refused("a cell of text twice", ".xlsx",
                twice(text("A1", "a") + text("A1", "b")), contradictory),
        refused("two values in a cell", ".xlsx",
                plain('<c r="A1"><v>1</v><v>2</v></c>'), contradictory),
        refused("a text and a value in a cell", ".xlsx",
                plain('<c r="A1" t="inlineStr"><is><t>a</t></is><v>1</v></c>'),
                contradictory),
        refused("a value and a text in a cell", ".xlsx",
                plain('<c r="A1"><v>1</v><is><t>a</t></is></c>'), contradictory),
        refused("a cell of another row", ".xlsx",
                book(sheet(row(1, number("A5", 1)))), contradictory),
        refused("two tables of cells", ".xlsx", book(two), contradictory),
        refused("cells of another language, which one reader takes", ".xlsx",
                book(foreign), contradictory),
        refused("a sheet of another language", ".xlsx",
                book(sheet(row(1, number("A1", 1))).replace(xlsx.MAIN, "urn:e")),
                contradictory),
        refused("a sheet of no language", ".xlsx",
                book(sheet(row(1, number("A1", 1))).replace(xlsx.MAIN, "")),
                contradictory),
        refused("a style with blanks, which one reader drops", ".xlsx",
                plain('<c r="A1" s=" 1 "><v>44388</v></c>'), "broken"),
        refused("a shared text with blanks, which one reader takes for the first",
                ".xlsx", book(sheet(row(1, '<c r="A1" t="s"><v> 1 </v></c>')),
                              strings=xlsx.strings("<t>a</t>", "<t>b</t>")), "broken"),
        refused("a shared text below nought", ".xlsx",
                book(sheet(row(1, '<c r="A1" t="s"><v>-1</v></c>')),
                     strings=xlsx.strings("<t>a</t>", "<t>b</t>")), "broken"),
        read("a sheet on many lines", ".xlsx",
             book(sheet(row(1, number("A1", 1))).replace("><", ">\n  <")), [["n1"]]),
        read("a cell that lies across two pieces", ".xlsx", _long(), [["f#REF!"]]),
        refused("an attribute by its sign", ".xlsx",
                plain('<c r="A1" s="&#49;"><v>44388</v></c>'), "hidden-markup"),
        read("an attribute by its sign after the cells", ".xlsx",
             book(sheet(row(1, number("A1", 1)), after='<x y="&#10;"/>')), [["n1"]]),
        refused("a text that is not there", ".xlsx",
                plain('<c r="A1" t="s"><v>7</v></c>'), "unreadable"),
        refused("a formula before any cell", ".xlsx", book(sheet(row(1, "<f>1</f>"))),
                "broken"),
        refused("a value before any cell", ".xlsx", book(sheet(row(1, "<v>1</v>"))),
                "broken"),
        refused("an address of small letters", ".xlsx", plain(number("a1", 1)),
                "broken"),
        refused("an address of nothing", ".xlsx", plain(number("$A$1", 1)), "broken"),
        refused("a row nought", ".xlsx", book(sheet(row(0, number("A0", 1)))),
                "broken"),
        refused("an address beyond the sheet", ".xlsx", plain(number("XFE1", 1)),
                "broken"),
        refused("a row beyond the sheet", ".xlsx",
                book(sheet(row(1048577, number("A1048577", 1)))), "broken"),
        refused("a row that is no number", ".xlsx",
                book(sheet('<row r="one"><c r="A1"/></row>')), "broken"),
    ]  # fmt: skip


def _long() -> bytes:
    """A sheet whose one fault lies where one piece of the reading ends."""
    fault = row(1, '<c r="A1" t="e"><v>#REF!</v></c>')
    begin = sheet(fault, before="<x y=''/>").index("REF!")
    return book(sheet(fault, before=f"<x y='{'x' * (CHUNK_B - begin - 1)}'/>"))


def _listings() -> list[Case]:
    cells = sheet(row(1, number("A1", 1)))

    def named(*names: str) -> bytes:
        return book(*[cells] * len(names), book=xlsx.listing(*names))

    chart = xlsx.links(2).replace(
        'worksheet" Target="worksheets/sheet2.xml',
        'chartsheet" Target="chartsheets/sheet1.xml',
    )
    macro = chart.replace(
        f"{xlsx.LINKS}/chartsheet",
        "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
    )
    two = xlsx.listing("Data1", "Other")
    absolute = xlsx.links(1).replace("worksheets/", "/xl/worksheets/")
    return [
        refused("two sheets of one name", ".xlsx", named("Stok", "Stok"),
                "sheet-twice"),
        refused("two sheets that capitals tell apart", ".xlsx", named("Stok", "STOK"),
                "sheet-twice"),
        read("names that only look alike to nobody", ".xlsx", named("Stok", "Stok 2"),
             [["n1"]]),
        read("a name with a sign", ".xlsx", named("RS &amp; &#65;"), [["n1"]]),
        refused("a name that breaks its line, which one reader mends", ".xlsx",
                named("Stok\nRS"), "contradictory"),
        read("a list with blanks between", ".xlsx",
             book(cells, book=xlsx.listing("Data1").replace("><", ">\n <")), [["n1"]]),
        refused("more sheets than are read", ".xlsx",
                named(*(f"S{at}" for at in range(201))), "too-many-sheets"),
        refused("a sheet that is not there", ".xlsx", book(cells, sheet1=None),
                "broken"),
        refused("no list of sheets", ".xlsx", book(cells, book_links=None), "broken"),
        read("a sheet at an absolute place", ".xlsx", book(cells, book_links=absolute),
             [["n1"]]),
        read("a sheet of a chart", ".xlsx",
             book(cells, book=two, book_links=chart), [["n1"]]),
        refused("a sheet nobody leads to", ".xlsx", book(cells, book=two),
                "unreadable"),
        refused("a sheet of macros", ".xlsx", book(cells, book=two, book_links=macro),
                "unreadable"),
        refused("a sheet outside the book", ".xlsx",
                book(cells, book_links=xlsx.links(1).replace("worksheets/", "../../")),
                "broken"),
    ]  # fmt: skip


def _company() -> list[Case]:
    cells = sheet(row(1, number("A1", 1)))
    outside = f"<externalLink {xlsx.SPACES}><externalBook r:id='rId1'/></externalLink>"
    command = f"<externalLink {xlsx.SPACES}><ddeLink ddeService='cmd'/></externalLink>"

    def beside(
        name: str, content: bytes | str, *doubts: str, ending: str = ".xlsx"
    ) -> Case:
        return read(f"{name} beside", ending, book(cells, **{name: content}), [["n1"]],
                    *doubts)  # fmt: skip

    return [
        beside("macros", b"\xd0\xcf\x11\xe0", "macros"),
        beside("macros", b"\xd0\xcf\x11\xe0 again", "macros", ending=".xlsm"),
        beside("outside", outside, "links"),
        beside("connections", "<connections/>", "links"),
        beside("embedded", b"\xd0\xcf\x11\xe0", "objects"),
        beside("drawing", "<wsDr/>"),
        beside("media", b"\x89PNG\r\n"),
        beside("custom", "<anything/>"),
        refused("a link to a program", ".xlsx", book(cells, outside=command),
                "runs-commands"),
        refused("a broken link", ".xlsx", book(cells, outside="<x>"), "broken"),
    ]  # fmt: skip


def _limits() -> list[Case]:
    corners = sheet(row(1, number("A1", 1)), row(100_000, number("KN100000", 1)))
    return [
        refused("a value below the last row", ".xlsx",
                book(sheet(row(100_001, number("A100001", 1)))), "too-many-rows"),
        refused("a value at the end of the sheet", ".xlsx",
                book(sheet(row(1048576, number("XFD1048576", 1)))), "too-many-rows"),
        refused("a text of no letters at the end of the sheet", ".xlsx",
                book(sheet(row(1048576, '<c r="XFD1048576" t="str"><v></v></c>'))),
                "too-many-rows"),
        refused("texts of no letters far apart", ".xlsx",
                book(sheet(row(1, number("A1", 1)),
                           row(99999, '<c r="KN99999" t="str"><v> </v></c>'))),
                "too-many-cells"),
        refused("a value beside the last column", ".xlsx", plain(number("ALM1", 1)),
                "too-many-columns"),
        refused("a formula beside the last column", ".xlsx",
                plain('<c r="ALM1"><f>1</f></c>'), "too-many-columns"),
        refused("two corners far apart", ".xlsx", book(corners), "too-many-cells"),
    ]  # fmt: skip
