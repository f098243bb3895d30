"""What people and attackers do to the cells of .xlsx books."""

from tests.exchange.spreadsheet.corpus.case import Case, read, refused
from tests.exchange.spreadsheet.making import office_open as xlsx
from tests.exchange.spreadsheet.making.archives import packed
from tests.exchange.spreadsheet.making.office_open import (
    book,
    number,
    plain,
    row,
    sheet,
    strings,
    text,
)


def cases() -> list[Case]:
    """Every book."""
    return [
        *_values(),
        *_formulas(),
        *_formats(),
        *_letters(),
    ]


def _one(name: str, cell: str, expected: str, *doubts: str) -> Case:
    return read(name, ".xlsx", plain(cell), [[expected]], *doubts)


def _values() -> list[Case]:
    numbers = {
        "0": "n0", "-0": "n0", "1": "n1", "1.5": "n1.5", "-2.25": "n-2.25",
        "0.1": "n0.1", "1e3": "n1000", "1E-3": "n0.001", "0.30000000000000004":
        "n0.30000000000000004", "123456789012345": "n123456789012345",
        "1e-7": "n0.0000001", "inf": "finf", "NaN": "fnan", "1e400": "finf",
    }  # fmt: skip
    faults = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
    return [
        *(_one(f"the number {told}", number("A1", told), cell)
          for told, cell in numbers.items()),
        *(_one(f"the fault {fault}", f'<c r="A1" t="e"><v>{fault}</v></c>', f"f{fault}")
          for fault in faults),
        refused("a fault of a kind nobody knows", ".xlsx",
                plain('<c r="A1" t="e"><v>#NEW!</v></c>'), "unreadable"),
        _one("a number of many digits", number("A1", 10**15), "n1000000000000000",
             "long-number"),
        _one("a huge number", number("A1", "1e20"), "n100000000000000000000",
             "long-number"),
        _one("a flag", '<c r="A1" t="b"><v>1</v></c>', "btrue"),
        _one("a flag that is down", '<c r="A1" t="b"><v>0</v></c>', "bfalse"),
        _one("a number stored as text", text("A1", "1234"), "t1234"),
        _one("a number with an apostrophe", text("A1", "'1234"), "t'1234"),
        _one("letters in a cell of numbers", number("A1", "abc"), "tabc"),
        _one("a day in ISO form", '<c r="A1" t="d"><v>2021-07-10</v></c>',
             "m2021-07-10"),
        _one("blanks before a number", number("A1", " 1"), "t 1"),
        read("no cell", ".xlsx", book(sheet()), []),
        read("an empty cell", ".xlsx", plain('<c r="A1"/>'), []),
        read("a cell with an empty number", ".xlsx", plain('<c r="A1"><v/></c>'), []),
        read("cells with looks and nothing else", ".xlsx",
             plain('<c r="A1" s="1"/><c r="XFD1" s="2"/>'), []),
        read("a cell far from the corner", ".xlsx", book(sheet(row(3, number("C3",
             7)))),
             [["", "", ""], ["", "", ""], ["", "", "n7"]]),
        read("rows and cells without addresses", ".xlsx",
             book(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/>"
                        "<c><v>3</v></c></row>")), [["n1", "n2"], ["", "n3"]]),
        read("rows out of order", ".xlsx",
             book(sheet(row(2, number("A2", 2)), row(1, number("A1", 1)))),
             [["n1"], ["n2"]]),
        read("a book in the strict form", ".xlsx", _strict(), [["n1"]]),
        read("a book with a prefix", ".xlsx", _prefixed(), [["n1"]]),
        read("an .xlsm without macros", ".xlsm", plain(number("A1", 1)), [["n1"]]),
        read("without styles", ".xlsx", book(sheet(row(1, number("A1", 1))),
             styles=None), [["n1"]]),
        _one("a style nobody defined", number("A1", 5, 999), "n5"),
    ]  # fmt: skip


def _strict() -> bytes:
    strict = "http://purl.oclc.org/ooxml"
    made = xlsx.parts(sheet(row(1, number("A1", 1))))
    return packed(
        {
            name: str(content)
            .replace(xlsx.MAIN, f"{strict}/spreadsheetml/main")
            .replace(xlsx.LINKS, f"{strict}/officeDocument/relationships")
            for name, content in made.items()
        }
    )


def _prefixed() -> bytes:
    content = sheet(row(1, number("A1", 1)))
    content = content.replace("</", "</x:").replace("xmlns=", "xmlns:x=")
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        content = content.replace(f"<{name}", f"<x:{name}")
    return book(content.replace("</x:x:", "</x:"))


def _formulas() -> list[Case]:
    with_value = '<c r="A1"><f>1+1</f><v>2</v></c>'
    again = xlsx.listing("Data1", more='<calcPr fullCalcOnLoad="1"/>')
    filled = (
        '<c r="A1"><f t="array" ref="A1:B1">X</f><v>1</v></c><c r="B1"><v>2</v></c>'
    )
    commands = "runs-commands"
    return [
        _one("a formula", with_value, "N2"),
        _one("a formula without result", '<c r="A1"><f>1+1</f></c>', "F=?",
             "formulas-uncalculated"),
        _one("a formula with an empty result", '<c r="A1"><f>1+1</f><v/></c>', "F=?",
             "formulas-uncalculated"),
        _one("a formula that gives text", '<c r="A1" t="str"><f>A</f><v>x</v></c>',
             "Tx"),
        _one("a formula that gives no letters", '<c r="A1" t="str"><f>A</f><v></v></c>',
             "T"),
        _one("a formula of text without result", '<c r="A1" t="str"><f>A</f></c>',
             "F=?", "formulas-uncalculated"),
        _one("a formula that failed", '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
             "F#DIV/0!"),
        _one("a formula that shares", '<c r="A1"><f t="shared" si="0"/><v>4</v></c>',
             "N4"),
        _one("a formula that gives a flag", '<c r="A1" t="b"><f>A</f><v>1</v></c>',
             "Btrue"),
        _one("a formula that gives a day", '<c r="A1" s="1"><f>A</f><v>44388</v></c>',
             "M2021-07-11"),
        read("a formula that fills cells", ".xlsx", plain(filled), [["N1", "N2"]]),
        read("a book whose results are none", ".xlsx",
             book(sheet(row(1, with_value, number("B1", 3))), book=again),
             [["F=?", "n3"]], "formulas-uncalculated"),
        _one("a stroke in the text of a formula",
             '<c r="A1" t="str"><f>"a|b"&amp;"!"</f><v>x</v></c>', "Tx"),
        _one("a stroke in the name of a sheet",
             "<c r=\"A1\"><f>'a|b'!A1</f><v>1</v></c>", "N1"),
        refused("a formula that runs a program", ".xlsx",
                plain("<c r=\"A1\"><f>cmd|'/c calc'!A0</f><v>0</v></c>"), commands),
        refused("the last formula runs a program", ".xlsx",
                book(sheet(row(1, '<c r="A1"><f>MSEXCEL|x!y</f></c>'))), commands),
        refused("a name that runs a program", ".xlsx",
                book(sheet(), book=xlsx.listing("Data1", more=(
                    "<definedNames><definedName>cmd|'/c calc'!A0</definedName>"
                    "</definedNames>"))), commands),
        read("a name of a cell", ".xlsx",
             book(sheet(), book=xlsx.listing("Data1", more=(
                 "<definedNames><definedName>Data1!$A$1</definedName></definedNames>"))),
             []),
        read("formulas of rules and lists are not those of cells", ".xlsx",
             book(sheet(row(1, number("A1", 1)), after=(
                 "<conditionalFormatting><cfRule><formula>A1</formula></cfRule>"
                 "</conditionalFormatting><extLst><ext><f>x</f><v>9</v></ext></extLst>"
             ))), [["n1"]]),
        refused("cells behind the cells", ".xlsx",
                book(sheet(row(1, number("A1", 1)), after=row(2, number("A2", 1)))),
                "contradictory"),
        refused("cells behind something else", ".xlsx",
                book(sheet(row(1, number("A1", 1)) + "<other/>" + row(2))),
                "contradictory"),
    ]  # fmt: skip


def _formats() -> list[Case]:
    return [
        _one("per cent", number("A1", "0.45", 2), "p0.45"),
        _one("per cent with decimals", number("A1", "0.455", 9), "p0.455"),
        _one("a day", number("A1", 44388, 1), "m2021-07-11"),
        _one("a day by a known format", number("A1", 44388, 10), "m2021-07-11"),
        _one("a moment", number("A1", 44388.5, 1), "m2021-07-11T12:00:00"),
        _one("a time of day", number("A1", 0.25, 1), "m06:00:00"),
        _one("a span of time", number("A1", 1.5, 6), "mPT36H0M0S"),
        _one("3-2 that became a day", number("A1", 44230, 1), "m2021-02-03"),
        _one("a negative day", number("A1", -5, 1), "f-5"),
        _one("a day beyond all years", number("A1", "1e10", 1), "n10000000000"),
        _one("kilograms in the format", number("A1", 5, 3), "n5", "number-worded"),
        _one("rupiah in the format", number("A1", 5, 7), "n5", "number-worded"),
        _one("thousands in the format", number("A1", 2500, 4), "n2500",
             "number-scaled"),
        _one("a nought that is not shown", number("A1", 0, 8), "n0", "value-unseen"),
        _one("a nought of decimals that is not shown", number("A1", "-0.0", 8), "n0",
             "value-unseen"),
        _one("a number beside noughts that are not shown", number("A1", 10, 8), "n10"),
        _one("a format that shows nothing", number("A1", 5, 5), "n5", "value-unseen"),
        read("a format that is a day to one reader only", ".xlsx",
             book(sheet(row(1, number("A1", 44388))), styles=(
                 f'<styleSheet {xlsx.SPACES}><cellXfs><xf numFmtId="&#49;4"/></cellXfs>'
                 "</styleSheet>")), [["f44388"]]),
        refused("formats inside formats", ".xlsx",
                book(sheet(), styles=xlsx.STYLES.replace("<cellXfs>",
                "<cellXfs><cellXfs/>")),
                "broken"),
        _one("a format without a number", number("A1", 5, 11), "n5"),
        _one("a style without a format", number("A1", 5, 12), "n5"),
        read("days since 1904", ".xlsx",
             book(sheet(row(1, number("A1", 44388, 1))), book=xlsx.listing("Data1")
                  .replace("<sheets>", '<workbookPr date1904="1"/><sheets>')),
             [["m2025-07-12"]]),
    ]  # fmt: skip


def _letters() -> list[Case]:
    shared = '<c r="A1" t="s"><v>0</v></c>'

    def with_strings(*texts: str) -> bytes:
        return book(sheet(row(1, shared)), strings=strings(*texts))

    invisible = "invisible-characters"
    harmless = ("=1+1", "+62 21 555", "-5 (minus)", "@rs", "=cmd|'/c calc'!A0")
    return [
        *(_one(f"text that begins like a formula: {told}", text("A1", told), f"t{told}")
          for told in harmless),
        _one("text with a tab before", '<c r="A1" t="inlineStr"><is>'
             '<t xml:space="preserve">&#9;=1</t></is></c>', "t\t=1"),
        _one("a blank that does not break", text("A1", "RS\u00a0A"), "tRS\u00a0A",
             invisible),
        _one("a blank of no width", text("A1", "RS\u200bA"), "tRS\u200bA", invisible),
        _one("a mark of direction", text("A1", "\u202eA"), "t\u202eA", invisible),
        _one("a mark of order inside", text("A1", "A\ufeff"), "tA\ufeff", invisible),
        _one("a soft hyphen", text("A1", "Ra\u00adja"), "tRa\u00adja", invisible),
        _one("a control character", text("A1", "a_x0007_b"), "ta\x07b", invisible),
        _one("a line break", text("A1", "a\nb"), "ta\nb"),
        _one("letters of many peoples", text("A1", "Acèh 北 ع 🏥"), "tAcèh 北 ع 🏥"),
        _one("a text of blanks", '<c r="A1" t="str"><v xml:space="preserve">  </v></c>',
             "t  "),
        read("a shared text", ".xlsx", with_strings("<t>halo</t>"), [["thalo"]]),
        read("shared texts with blanks between", ".xlsx",
             with_strings("<t>halo</t>\n "), [["thalo"]]),
        read("a shared text in pieces", ".xlsx",
             with_strings('<r><t xml:space="preserve">ha </t></r><r><rPr><b/></rPr>'
                          "<t>lo</t></r>"), [["tha lo"]]),
        read("an inner text in pieces", ".xlsx",
             plain('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>ha</t></r><r><t>lo'
                   "</t></r></is></c>"), [["thalo"]]),
        refused("a shared text inside another", ".xlsx", with_strings("<si/><t>a</t>"),
                "broken"),
        refused("more shared texts than letters, it says", ".xlsx",
                book(sheet(), strings=strings("<t>a</t>").replace(
                    "<sst", '<sst count="99999999999"')), "broken"),
        read("no shared texts, it says", ".xlsx",
             book(sheet(row(1, shared)), strings=strings("<t>a</t>").replace(
                 "<sst", '<sst count="0" uniqueCount="1"')), [["ta"]]),
        read("an empty shared text", ".xlsx", with_strings("<t></t>"), [[""]]),
        read("the second text is the empty one", ".xlsx",
             book(sheet(row(1, shared, '<c r="B1" t="s"><v>1</v></c>')),
                  strings=strings("<t>a</t>", "<t/>")), [["ta", ""]]),
        _one("a text as long as may be", text("A1", "x" * 32_767), "t" + "x" * 32_767),
        refused("a text that is longer", ".xlsx", plain(text("A1", "x" * 32_768)),
                "cell-too-long"),
    ]  # fmt: skip
