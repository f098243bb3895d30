"""What people and attackers do to books made of records: .xls and .xlsb."""

import struct

from tests.exchange.spreadsheet.corpus.case import Case, read, refused
from tests.exchange.spreadsheet.making import office_binary as xlsb
from tests.exchange.spreadsheet.making import old_excel as xls
from tests.exchange.spreadsheet.making.archives import packed
from tests.exchange.spreadsheet.making.old_excel import (
    HIDDEN,
    Sheet,
    book,
    compound,
    flag,
    formula,
    letters,
    no_number,
    number,
    record,
    stream,
    whole,
    wholes,
)

LARGE = bytes(5_000)
"""Behind the records, so that the stream stands in sectors of its own."""


def cases() -> list[Case]:
    """Every book."""
    return [*_values(), *_shapes(), *_streams(), *_globals(), *_binary()]


def _sheet(*cells: bytes, name: str = "Data") -> bytes:
    return book(Sheet(name, b"".join(cells)), texts=["halo", ""])


def _one(name: str, cell: bytes, expected: str, *doubts: str) -> Case:
    return read(name, ".xls", _sheet(cell), [[expected]], *doubts)


def _values() -> list[Case]:
    double = struct.Struct("<d").pack
    return [
        _one("a number", number(0, 0, 1.5), "n1.5"),
        _one("a whole number", whole(0, 0, -7), "n-7"),
        read("whole numbers in a row", ".xls", _sheet(wholes(0, 0, [1, 2, 3])),
             [["n1", "n2", "n3"]]),
        _one("a shared text", xls.shared(0, 0, 0), "thalo"),
        _one("an empty shared text", xls.shared(0, 0, 1), ""),
        _one("a flag", flag(0, 0, 1), "btrue"),
        _one("a fault", flag(0, 0, 0x17, error=True), "f#REF!"),
        refused("a fault nobody knows", ".xls",
                _sheet(formula(0, 0, no_number(2, 0x63))), "unreadable"),
        _one("a day", number(0, 0, 44388, 1), "m2021-07-11"),
        _one("a negative day", number(0, 0, -3, 1), "f-"),
        _one("a negative whole day", whole(0, 0, -3, 1), "f-"),
        read("days in a row, one negative", ".xls", _sheet(wholes(0, 0, [44388], 1)),
             [["m2021-07-11"]]),
        _one("per cent", number(0, 0, 0.45, 2), "p0.45"),
        _one("kilograms in the format", number(0, 0, 5, 3), "n5", "number-worded"),
        _one("a nought that is not shown", number(0, 0, 0, 4), "n0", "value-unseen"),
        _one("a whole nought not shown", whole(0, 0, 0, 4), "n0", "value-unseen"),
        _one("a number beside noughts that are not shown", whole(0, 0, 64, 4), "n64"),
        _one("a style nobody defined", number(0, 0, 5, 99), "n5"),
        _one("a formula", formula(0, 0, double(9)), "N9"),
        _one("a formula of a day", formula(0, 0, double(44388), 1), "M2021-07-11"),
        _one("a formula of a negative day", formula(0, 0, double(-1), 1), "F-"),
        _one("a formula of text", formula(0, 0, no_number(0)) + letters("a"), "Ta"),
        _one("a formula of no letters", formula(0, 0, no_number(3)), "T"),
        _one("a formula of a flag", formula(0, 0, no_number(1, 1)), "Btrue"),
        _one("a formula that failed", formula(0, 0, no_number(2, 0x07)), "F#DIV/0!"),
        read("a formula that fills cells", ".xls",
             _sheet(number(0, 0, 1), number(0, 1, 2), xls.filled(0, 0, 0, 1)),
             [["N1", "N2"]]),
        read("no cell", ".xls", _sheet(), []),
        read("a cell far from the corner", ".xls", _sheet(number(1, 1, 4)),
             [["", ""], ["", "n4"]]),
    ]  # fmt: skip


def _shapes() -> list[Case]:
    one = number(0, 0, 1)
    pair = number(0, 0, 1) + number(1, 0, 2)
    chart = xls.begin(0x0020) + number(5, 5, 5) + xls.end()
    first, second = Sheet("Satu", one), Sheet("Dua", one, state=HIDDEN)
    same = Sheet("SATU", one)
    return [
        read("a hidden row", ".xls", _sheet(xls.row_told(0, hidden=True), one),
             [["n1"]], "rows-hidden"),
        read("a row that shows", ".xls", _sheet(xls.row_told(0, hidden=False), one),
             [["n1"]]),
        read("a hidden column", ".xls", _sheet(xls.columns(0, 0, hidden=True), one),
             [["n1"]], "columns-hidden"),
        read("a column of no width", ".xls",
             _sheet(xls.columns(0, 255, hidden=False, width=0), one), [["n1"]],
             "columns-hidden"),
        read("a column that shows", ".xls", _sheet(xls.columns(0, 9, hidden=False),
             one),
             [["n1"]]),
        read("merged cells", ".xls", _sheet(one, xls.merged((0, 1, 0, 1))), [["n1"]]),
        read("a value under merged cells", ".xls",
             _sheet(pair, xls.merged((0, 1, 0, 0))), [["n1"], [""]], "covered-cells"),
        read("a chart inside a sheet", ".xls", _sheet(one, chart), [["n1"]]),
        read("a hidden sheet", ".xls", book(first, second), [["n1"]], "sheets-hidden"),
        read("a wide name", ".xls", book(Sheet("Acèh 北", one, wide=True)), [["n1"]]),
        refused("two sheets of one name", ".xls", book(first, same), "sheet-twice"),
        refused("a cell twice", ".xls", _sheet(one, one), "contradictory"),
        refused("two corners far apart", ".xls", _sheet(one, number(65535, 255, 1)),
                "too-many-cells"),
        refused("a record too short", ".xls", _sheet(record(0x0203, b"\0")), "broken"),
        refused("a row too short", ".xls", _sheet(record(0x0208, b"\0")), "broken"),
        refused("merged areas too short", ".xls", _sheet(record(0x00E5, b"")),
                "broken"),
    ]  # fmt: skip


def _streams() -> list[Case]:
    records = stream(Sheet("Data", number(0, 0, 1)))
    good = compound({"Workbook": records + LARGE})
    looped = bytearray(good)
    table = 512 + struct.unpack_from("<L", good, 76)[0] * 512
    begin = struct.unpack_from("<L", good, 48)[0]
    looped[table + 4 * begin : table + 4 * begin + 4] = struct.pack("<L", begin)
    nowhere = bytearray(good)
    nowhere[table + 4 * begin : table + 4 * begin + 4] = struct.pack("<L", 9_999)
    twice = bytearray(good)
    twice[80:84] = twice[76:80]
    further = compound({"Workbook": records + LARGE}, further=True)
    circle = bytearray(further)
    circle[-4:] = circle[68:72]
    strange = bytearray(good)
    strange[30] = 11
    longer = bytearray(good)
    at = longer.index("Workbook".encode("utf-16-le"))
    longer[at + 120 : at + 124] = struct.pack("<L", len(good))
    small = compound({"Workbook": records})
    longer_small = bytearray(small)
    at = longer_small.index("Workbook".encode("utf-16-le"))
    longer_small[at + 120 : at + 124] = struct.pack("<L", 4_000)
    locked = {"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 100}
    return [
        read("a large stream", ".xls", good, [["n1"]]),
        read("a small stream", ".xls", small, [["n1"]]),
        read("tables told elsewhere", ".xls", further, [["n1"]]),
        refused("tables told in a circle", ".xls", bytes(circle), "broken"),
        refused("a chain in a circle", ".xls", bytes(looped), "broken"),
        refused("a chain to nowhere", ".xls", bytes(nowhere), "broken"),
        refused("a table twice", ".xls", bytes(twice), "broken"),
        refused("sectors of a strange size", ".xls", bytes(strange), "broken"),
        refused("a stream shorter than it says", ".xls", bytes(longer), "broken"),
        refused("a small stream shorter than it says", ".xls", bytes(longer_small),
                "broken"),
        refused("cut off in the header", ".xls", good[:100], "broken"),
        refused("cut off", ".xls", good[:1024], "broken"),
        refused("a password of today", ".xlsx", compound(locked), "password"),
        refused("a letter", ".xls", compound({"WordDocument": b"x"}), "other-document"),
        refused("slides", ".xls", compound({"PowerPoint Document": b"x"}),
                "other-document"),
        refused("streams of something else", ".xls", compound({"x": b"x"}), "broken"),
        refused("a book of Excel 5", ".xls", compound({"Book": b"x"}), "too-old"),
        refused("a book of Excel 5 by its records", ".xls",
                compound({"Workbook": stream(version=0x0500)}), "too-old"),
        refused("records of something else", ".xls",
                compound({"Workbook": record(0x9999)}), "too-old"),
        refused("records that end too early", ".xls",
                compound({"Workbook": xls.begin(5)}), "broken"),
        refused("an .xls by another name", ".xlsx", small, "misnamed"),
        refused("records cut off inside", ".xls",
                compound({"Workbook": xls.begin(5) + record(0x041E, b"\0")}), "broken"),
        refused("a sheet told too shortly", ".xls",
                compound({"Workbook": xls.begin(5) + record(0x0085, b"\0" * 7)}),
                "broken"),
    ]  # fmt: skip


def _globals() -> list[Case]:
    one = Sheet("Data", number(0, 0, 1))
    chart, macro = Sheet("Grafik", b"", kind=2), Sheet("Makro", b"", kind=1)
    streams = {"Workbook": stream(one), "_VBA_PROJECT_CUR": b"x"}
    embedded = {"Workbook": stream(one), "MBD0001": b"x"}

    def beside(name: str, more: bytes, *doubts: str) -> Case:
        return read(name, ".xls", book(one, more=more), [["n1"]], *doubts)

    return [
        refused("a password", ".xls", book(one, more=record(0x002F, b"\0" * 6)),
                "password"),
        beside("macros by their record", record(0x00D3), "macros"),
        read("macros by their stream", ".xls", compound(streams), [["n1"]], "macros"),
        read("a sheet of macros", ".xls", book(one, macro), [["n1"]], "macros"),
        read("a sheet of a chart", ".xls", book(one, chart), [["n1"]]),
        read("an object inside", ".xls", compound(embedded), [["n1"]], "objects"),
        beside("a link to itself", xls.link(None)),
        beside("a link to another file", xls.link("\x01\x01a.xls"), "links"),
        refused("a link to a program", ".xls",
                book(one, more=xls.link("cmd\x03/c calc")), "runs-commands"),
    ]  # fmt: skip


def _binary() -> list[Case]:
    one = xlsb.sheet(xlsb.row(0, xlsb.number(0, 1.5), xlsb.text(1, "halo")))
    cells = [["n1.5", "thalo"]]
    far = xlsb.row(0, xlsb.number(0, 1))
    span = struct.pack("<4L", 0, 1, 0, 0)
    pair = xlsb.row(0, xlsb.number(0, 1)), xlsb.row(1, xlsb.number(0, 2))

    def sheet(name: str, *rows: bytes, code: str) -> Case:
        return refused(name, ".xlsb", xlsb.book(xlsb.sheet(*rows)), code)

    def cell(name: str, made: bytes, expected: str, *doubts: str) -> Case:
        content = xlsb.book(xlsb.sheet(xlsb.row(0, made)), styles=xlsb.STYLES)
        return read(name, ".xlsb", content, [[expected]], *doubts)

    return [
        read("a book", ".xlsb", xlsb.book(one), cells),
        read("two sheets", ".xlsb", xlsb.book(one, one), cells),
        cell("a whole number", xlsb.whole(0, -7), "n-7"),
        cell("a fault", xlsb.error(0), "f#REF!"),
        cell("a flag", xlsb.flag(0, 1), "btrue"),
        cell("a text of no letters", xlsb.text(0, ""), ""),
        cell("a day", xlsb.number(0, 44388, 1), "m2021-07-11"),
        cell("a negative day", xlsb.number(0, -3, 1), "f-"),
        cell("a negative whole day", xlsb.whole(0, -3, 1), "f-"),
        cell("per cent", xlsb.number(0, 0.45, 2), "p0.45"),
        cell("kilograms in the format", xlsb.number(0, 5, 3), "n5", "number-worded"),
        cell("a formula", xlsb.formula(9, 0, struct.pack("<d", 4)), "N4"),
        cell("a formula of text", xlsb.formula(8, 0, xlsb.letters("a")), "Ta"),
        cell("a formula of no letters", xlsb.formula(8, 0, xlsb.letters("")), "T"),
        cell("a formula of a flag", xlsb.formula(10, 0, b"\1"), "Btrue"),
        cell("a formula that failed", xlsb.formula(11, 0, b"\7"), "F#DIV/0!"),
        cell("a formula that fills cells", xlsb.number(0, 1) + xlsb.record(
            426, struct.pack("<4L", 0, 0, 0, 0)), "N1"),
        read("a shared text", ".xlsb", xlsb.book(xlsb.sheet(xlsb.row(0, xlsb.shared(
            0, 0))), sharedStrings=xlsb.strings("halo")), [["thalo"]]),
        read("a hidden row", ".xlsb", xlsb.book(xlsb.sheet(
            xlsb.row(0, xlsb.number(0, 1), hidden=True))), [["n1"]], "rows-hidden"),
        read("a hidden column", ".xlsb", xlsb.book(xlsb.sheet(
            *pair, before=xlsb.columns(0, 0, hidden=True))), [["n1"], ["n2"]],
            "columns-hidden"),
        read("a column that shows", ".xlsb", xlsb.book(xlsb.sheet(
            *pair, before=xlsb.columns(0, 9, hidden=False))), [["n1"], ["n2"]]),
        read("a value under merged cells", ".xlsb", xlsb.book(xlsb.sheet(
            *pair, after=xlsb.record(176, span))), [["n1"], [""]], "covered-cells"),
        read("a hidden sheet", ".xlsb", xlsb.book(one, one, states=(0, 1)), cells,
             "sheets-hidden"),
        read("macros", ".xlsb", xlsb.book(one, vbaProject=b"x"), cells, "macros"),
        sheet("a value below the last row", far, xlsb.row(150_000, xlsb.number(0, 1)),
              code="too-many-rows"),
        sheet("a value in a row that cannot be", far, xlsb.row(2**31, xlsb.number(0,
              1)),
              code="too-many-rows"),
        sheet("a value beside the last column", xlsb.row(0, xlsb.number(1_200, 1)),
              code="too-many-columns"),
        sheet("two corners far apart", far, xlsb.row(50_000, xlsb.number(30, 1)),
              code="too-many-cells"),
        sheet("a cell twice", xlsb.row(0, xlsb.number(0, 1), xlsb.number(0, 2)),
              code="contradictory"),
        sheet("a cell in the short form", xlsb.row(0, xlsb.record(13, bytes(8))),
              code="unreadable"),
        sheet("a cell too short", xlsb.row(0, xlsb.record(5, b"\0")), code="broken"),
        sheet("a text shorter than it says", xlsb.row(0, xlsb.record(6, bytes(8)
              + b"\xff\0\0\0")), code="broken"),
        refused("more sheets than are read", ".xlsb", xlsb.book(*[one] * 201),
                "too-many-sheets"),
        refused("an .xlsb by another name", ".xlsx", xlsb.book(one), "misnamed"),
        refused("rubbish as a sheet", ".xlsb", xlsb.book(b"\xff" * 99), "broken"),
        refused("a record cut off", ".xlsb", xlsb.book(one[:-1] + b"\x05"), "broken"),
        refused("no links", ".xlsb", packed({"xl/workbook.bin": b""}), "broken"),
    ]  # fmt: skip
