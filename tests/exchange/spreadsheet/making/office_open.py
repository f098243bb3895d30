"""Books in the form of .xlsx, part by part."""

from tests.exchange.spreadsheet.making.archives import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = f'xmlns="{MAIN}" xmlns:r="{LINKS}"'
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT_LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
FORMATS = (
    "General",
    "yyyy\\-mm\\-dd",
    "0%",
    '0.0" kg"',
    "#,##0,",
    ";;;",
    "[h]:mm",
    '_("Rp"* #,##0_)',
    "0;-0;;@",
)
"""Style 0 is the first, and so on."""
STYLES = (
    f"<styleSheet {SPACES}><numFmts>"
    + "".join(
        f"<numFmt numFmtId='{170 + at}' formatCode='{code}'/>"
        for at, code in enumerate(FORMATS)
    )
    + '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
    + "".join(f'<xf numFmtId="{170 + at}"/>' for at in range(len(FORMATS)))
    + '<xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="x"/><xf/>'
    + '</cellXfs><cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>'
)


def number(address: str, value: object, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}"><v>{value}</v></c>'


def text(address: str, letters: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{letters}</t></is></c>'


def row(at: int, *cells: str, told: str = "") -> str:
    return f'<row r="{at}" {told}>{"".join(cells)}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    cells = f"<sheetData>{''.join(rows)}</sheetData>"
    return f"<worksheet {SPACES}>{before}{cells}{after}</worksheet>"


def listing(*names: str, states: tuple[str, ...] = (), more: str = "") -> str:
    """The list of sheets of a book."""
    told = dict(enumerate(states))
    entries = "".join(
        f'<sheet name="{name}" sheetId="{at + 1}" r:id="rId{at + 1}" '
        f'state="{told.get(at, "visible")}"/>'
        for at, name in enumerate(names)
    )
    return f"<workbook {SPACES}><sheets>{entries}</sheets>{more}</workbook>"


def links(count: int, kind: str = "worksheet") -> str:
    entries = "".join(
        f'<Relationship Id="rId{at}" Type="{LINKS}/{kind}" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, count + 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def parts(*sheets: str, **more: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a book; others by the names of `ALIASES`, None leaves one out."""
    names = [f"Data{at}" for at in range(1, len(sheets) + 1)]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_LINKS,
        "xl/workbook.xml": listing(*names),
        "xl/_rels/workbook.xml.rels": links(len(sheets)),
        "xl/styles.xml": STYLES,
    }
    for at, content in enumerate(sheets, start=1):
        made[f"xl/worksheets/sheet{at}.xml"] = content
    for name, told in more.items():
        path = ALIASES[name]
        if told is None:
            del made[path]
        else:
            made[path] = told
    return made


ALIASES = {
    "book": "xl/workbook.xml",
    "book_links": "xl/_rels/workbook.xml.rels",
    "styles": "xl/styles.xml",
    "strings": "xl/sharedStrings.xml",
    "sheet1": "xl/worksheets/sheet1.xml",
    "types": "[Content_Types].xml",
    "macros": "xl/vbaProject.bin",
    "outside": "xl/externalLinks/externalLink1.xml",
    "outside_links": "xl/externalLinks/_rels/externalLink1.xml.rels",
    "connections": "xl/connections.xml",
    "embedded": "xl/embeddings/oleObject1.bin",
    "embedded_book": "xl/embeddings/Microsoft_Excel_Sheet1.xlsx",
    "drawing": "xl/drawings/drawing1.xml",
    "drawing_old": "xl/drawings/vmlDrawing1.vml",
    "media": "xl/media/image1.png",
    "custom": "customXml/item1.xml",
}


def book(*sheets: str, **more: str | bytes | None) -> bytes:
    return packed(parts(*sheets, **more))


def plain(*cells: str) -> bytes:
    """A book of one sheet with one row."""
    return book(sheet(row(1, *cells)))


def strings(*texts: str) -> str:
    """Shared texts, as they are written."""
    return f"<sst {SPACES}>" + "".join(f"<si>{each}</si>" for each in texts) + "</sst>"
