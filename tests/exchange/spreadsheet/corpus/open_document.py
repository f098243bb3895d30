"""What people and attackers do to .ods books."""

from tests.exchange.spreadsheet.corpus.case import Case, read, refused
from tests.exchange.spreadsheet.making.archives import packed
from tests.exchange.spreadsheet.making.open_document import (
    KIND,
    cell,
    document,
    entry,
    manifest,
    row,
    table,
    text,
)

FORMULA = 'table:formula="of:=[.A2]"'
ERROR = 'calcext:value-type="error"'


def cases() -> list[Case]:
    """Every document."""
    return [*_values(), *_formulas(), *_repeated(), *_shapes(), *_company()]


def _one(name: str, made: str, expected: str, *doubts: str) -> Case:
    return read(name, ".ods", document(table(row(made))), [[expected]], *doubts)


def _bad(name: str, code: str, *cells: str) -> Case:
    return refused(name, ".ods", document(table(row(*cells))), code)


def _values() -> list[Case]:
    return [
        _one("a number", cell("float", "1.5", "1,5"), "n1.5"),
        _one("a number told twice", cell("float", "2",
             told='calcext:value-type="float"'),
             "n2"),
        _one("per cent", cell("percentage", "0.45", "45 %"), "p0.45"),
        _one("money", cell("currency", "9", "Rp9"), "n9"),
        _one("a day", cell("date", "2021-07-10", "10/07"), "m2021-07-10"),
        _one("a moment", cell("date", "2021-07-10T05:00:00", "x"),
             "m2021-07-10T05:00:00"),
        _one("a span of time", cell("time", "PT36H00M00S", "36:00"), "mPT36H00M00S"),
        _one("a flag", cell("boolean", "true", "WAHR"), "btrue"),
        _one("text", text("RS A"), "tRS A"),
        _one("a number stored as text", text("1234"), "t1234"),
        _one("text of two paragraphs", text("a</text:p><text:p>b"), "ta\nb"),
        _one("text with many blanks", text('a<text:s text:c="3"/>b'), "ta   b"),
        _one("text of blanks", text("<text:s/>"), "t "),
        _one("text beside what is shown",
             '<table:table-cell office:value-type="string" office:string-value="x">'
             "<text:p>y</text:p></table:table-cell>", "tx"),
        _one("text with a remark",
             '<table:table-cell office:value-type="string"><office:annotation><text:p>b'
             "</text:p></office:annotation><text:p>a</text:p></table:table-cell>",
             "ta"),
        _one("a number with a drawing", cell("float", "1", shown=(
            "1</text:p><draw:frame><text:p>box</text:p></draw:frame><text:p>")), "n1"),
        _one("text with a drawing that holds text", text(
            "a</text:p><draw:frame><text:p>box</text:p></draw:frame><text:p>"), "fa"),
        _one("a blank that does not break", text("RS\u00a0A"), "tRS\u00a0A",
             "invisible-characters"),
        _one("text that begins like a formula", text("=1+1"), "t=1+1"),
        read("no cell", ".ods", document(table()), []),
        read("no sheet's cell but an empty one", ".ods",
             document(table(row("<table:table-cell/>"))), []),
        _bad("a flag that is neither", "broken", cell("boolean", "maybe")),
        _bad("a number that is none", "unreadable", cell("float", "abc")),
        _bad("a text without kind, which one reader drops", "contradictory",
             "<table:table-cell><text:p>x</text:p></table:table-cell>"),
        _bad("a number by its sign", "unreadable", cell("float", "&#49;")),
        _bad("a remark inside text", "hidden-markup", text("a<!-- b -->c")),
        _bad("a text too long", "cell-too-long", text("x" * 32_768)),
    ]  # fmt: skip


def _formulas() -> list[Case]:
    uncalculated = "formulas-uncalculated"
    return [
        _one("a formula", cell("float", "2", told=FORMULA), "N2"),
        _one("a formula of text", cell("string", shown="a", told=FORMULA), "Ta"),
        _one("a formula of no letters", cell("string", told=FORMULA), "T"),
        _one("a formula without result", f"<table:table-cell {FORMULA}/>", "F=?",
             uncalculated),
        _one("a formula without value", cell("float", told=FORMULA), "F=?",
             uncalculated),
        _one("a fault", cell("string", shown="#REF!", told=f"{FORMULA} {ERROR}"),
             "F#REF!"),
        _one("a fault without name", cell("string", told=f"{FORMULA} {ERROR}"), "F#"),
        _one("a fault that keeps a nought", cell("float", "0", "Err:502", told=FORMULA),
             "FErr:502"),
        _one("a division by nought", cell("float", "0", "#DIV/0!", told=FORMULA),
             "F#DIV/0!"),
        _one("a fault no formula made", text("#REF!"), "t#REF!"),
        read("a formula of another file", ".ods", document(table(row(cell(
            "float", "2", told="table:formula=\"of:='file:///a.ods'#$A.A1\"")))),
            [["N2"]], "links"),
        _bad("a formula that runs a program", "runs-commands",
             cell("float", "2", told='table:formula="of:=DDE(&quot;a&quot;;1;2)"')),
        refused("a link to a program", ".ods",
                document(table(row(text("a"), told=""), before="<office:dde-source/>")),
                "runs-commands"),
        read("a sheet of another file", ".ods",
             document(table(row(text("a")), before="<table:table-source/>")),
             [["ta"]], "links"),
    ]  # fmt: skip


def _repeated() -> list[Case]:
    across = 'table:number-columns-repeated="{}"'.format
    down = 'table:number-rows-repeated="{}"'.format
    empty_row = row(f"<table:table-cell {across(16384)}/>", told=down(1_000_000))
    far_row = row(f"<table:table-cell {across(16384)}/>", told=down(1_048_570))
    one = cell("float", "1")
    return [
        read("cells that stand for many", ".ods",
             document(table(row(cell("float", "1", told=across(3)), text("a")))),
             [["n1", "n1", "n1", "ta"]]),
        read("rows that stand for many", ".ods",
             document(table(row(one, told=down(2)), row(text("a")))),
             [["n1"], ["n1"], ["ta"]]),
        read("a fault that stands for many", ".ods",
             document(table(row(cell("float", "0", "Err:502",
                                     told=f"{FORMULA} {across(2)}")))),
             [["FErr:502", "FErr:502"]]),
        read("empty rows to the end", ".ods", document(table(row(one), far_row)),
             [["n1"]]),
        read("empty cells between", ".ods",
             document(table(row(one, f"<table:table-cell {across(2)}/>", one))),
             [["n1", "", "", "n1"]]),
        refused("a value behind a million rows", ".ods",
                document(table(row(one), empty_row, row(one))), "too-many-rows"),
        refused("a value in a million rows", ".ods",
                document(table(row(one, told=down(1_048_576)))), "too-many-rows"),
        refused("a value in all columns", ".ods",
                document(table(row(cell("float", "1", told=across(16_384))))),
                "too-many-columns"),
        refused("a value in too many cells", ".ods",
                document(table(row(cell("float", "1", told=across(100)),
                                   told=down(50_000)))), "too-many-cells"),
        refused("a text of no letters in all cells", ".ods",
                document(table(row(cell("string", told=across(16_384)),
                                   told=down(1_048_576)))), "too-many-rows"),
        refused("a text of no letters in too many cells", ".ods",
                document(table(row(cell("string", told=across(1_000)),
                                   told=down(90_000)))), "too-many-cells"),
        _bad("a repetition of nought", "broken", cell("float", "1", told=across(0))),
        _bad("a repetition without end", "broken", cell("float", "1",
             told=across(10**9))),
        _bad("a repetition that is no number", "broken",
             cell("float", "1", told=across("x"))),
    ]  # fmt: skip


def _shapes() -> list[Case]:
    span = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    value = cell("float", "5").replace("table:table-cell", "table:covered-table-cell")
    hidden = 'table:visibility="collapse"'
    inner = table(row(text("inner")), name="Inner")
    column = "<table:table-column {}/>".format
    return [
        read("merged cells", ".ods",
             document(table(row(text("m", span), covered, text("z")),
                            row(covered, covered, text("y")))),
             [["tm", "", "tz"], ["", "", "ty"]]),
        read("a value under merged cells", ".ods",
             document(table(row(text("m", span), value, text("z")))),
             [["tm", "", "tz"]], "covered-cells"),
        read("merged to the right only", ".ods",
             document(table(row(text("m", 'table:number-columns-spanned="2"'),
             covered))),
             [["tm"]]),
        read("merged downwards only", ".ods",
             document(table(row(text("m", 'table:number-rows-spanned="2"')),
                            row(covered), row(text("a")))),
             [["tm"], [""], ["ta"]]),
        read("a hidden row", ".ods",
             document(table(row(text("a")), row(text("b"), told=hidden))),
             [["ta"], ["tb"]], "rows-hidden"),
        read("a filtered row", ".ods",
             document(table(row(text("a"), told='table:visibility="filter"'))),
             [["ta"]], "rows-hidden"),
        read("a hidden column", ".ods",
             document(table(row(text("a"), text("b")),
                            before=column("") + column(hidden))),
             [["ta", "tb"]], "columns-hidden"),
        read("hidden columns beside the table", ".ods",
             document(table(row(text("a")), before=column("") + column(
                 f'{hidden} table:number-columns-repeated="1023"'))), [["ta"]]),
        read("a hidden sheet", ".ods",
             document(table(row(text("a")), told='table:style-name="unseen"')),
             [["ta"]], "sheets-hidden"),
        read("a table inside a cell", ".ods",
             document(table(row(f"<table:table-cell>{inner}</table:table-cell>"),
                            row(text("after")))), [[""], ["tafter"]]),
        read("rows of a heading and a group", ".ods",
             document(table(
                 f"<table:table-header-rows>{row(text('h'))}</table:table-header-rows>"
                 f"<table:table-row-group>{row(text('g'))}</table:table-row-group>")),
             [["th"], ["tg"]]),
        refused("two sheets of one name", ".ods",
                document(table(row(text("a"))), table(row(text("b")))), "sheet-twice"),
        refused("more sheets than are read", ".ods",
                document(*(table(name=f"S{at}") for at in range(201))),
                "too-many-sheets"),
    ]  # fmt: skip


def _company() -> list[Case]:
    cells = table(row(text("a")))
    locked = entry("content.xml", "text/xml", "<manifest:encryption-data/>")
    chart = entry("Object 1/", "application/vnd.oasis.opendocument.chart")
    letter = entry("Object 1/", "application/vnd.oasis.opendocument.text")
    letter_kind = KIND.replace("spreadsheet", "text")
    laughs = '<!DOCTYPE x [<!ENTITY a "lol">]>'
    return [
        refused("a password", ".ods", document(cells, listed=manifest(locked)),
                "password"),
        read("a chart inside", ".ods", document(cells, listed=manifest(chart)),
             [["ta"]]),
        read("a letter inside", ".ods", document(cells, listed=manifest(letter)),
             [["ta"]], "objects"),
        read("macros", ".ods",
             document(cells, more={"Basic/Standard/Module1.xml": "<x/>"}), [["ta"]],
             "macros"),
        refused("no list of parts", ".ods",
                packed({"mimetype": KIND, "content.xml": "<x/>"}), "broken"),
        refused("no content", ".ods",
                packed({"mimetype": KIND, "META-INF/manifest.xml": manifest()}),
                "broken"),
        refused("a letter", ".ods",
                packed({"mimetype": letter_kind, "content.xml": "<x/>"}),
                "other-document"),
        refused("billion laughs", ".ods",
                packed({"mimetype": KIND, "META-INF/manifest.xml": manifest(),
                        "content.xml": laughs + "<x>&a;</x>"}), "declares-entities"),
        refused("content that is no table", ".ods",
                packed({"mimetype": KIND, "META-INF/manifest.xml": manifest(),
                        "content.xml": "<x/>"}), "without-sheets"),
        refused("an .ods by another name", ".xlsx", document(cells), "misnamed"),
    ]  # fmt: skip
