"""Books in the form of .ods, part by part."""

from tests.exchange.spreadsheet.making.archives import packed

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = (
    f'<office:document-content xmlns:office="{SPACE}:office:1.0" '
    f'xmlns:table="{SPACE}:table:1.0" xmlns:text="{SPACE}:text:1.0" '
    f'xmlns:style="{SPACE}:style:1.0" xmlns:draw="{SPACE}:drawing:1.0" '
    f'xmlns:calcext="{CALC}" office:version="1.2">'
)
HIDDEN_STYLE = (
    '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)


def cell(kind: str, value: str = "", shown: str = "", told: str = "") -> str:
    """A cell; the attribute of its value goes by its kind."""
    names = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    given = f'office:{names.get(kind, "value")}="{value}"' if value else ""
    return (
        f'<table:table-cell office:value-type="{kind}" {given} {told}>'
        f"<text:p>{shown or value}</text:p></table:table-cell>"
    )


def text(letters: str, told: str = "") -> str:
    return cell("string", shown=letters, told=told)


def row(*cells: str, told: str = "") -> str:
    return f"<table:table-row {told}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Data", told: str = "", before: str = "") -> str:
    return (
        f'<table:table table:name="{name}" {told}>{before}{"".join(rows)}</table:table>'
    )


def manifest(*entries: str) -> str:
    return (
        f'<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0">'
        + "".join(entries)
        + "</manifest:manifest>"
    )


def entry(path: str, kind: str, inside: str = "") -> str:
    return (
        f'<manifest:file-entry manifest:full-path="{path}" '
        f'manifest:media-type="{kind}">{inside}</manifest:file-entry>'
    )


def document(
    *tables: str,
    listed: str | None = None,
    before: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    content = (
        f"{HEAD}{HIDDEN_STYLE}<office:body><office:spreadsheet>{before}"
        f"{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": KIND,
            "META-INF/manifest.xml": manifest(entry("/", KIND))
            if listed is None
            else listed,
            "content.xml": content,
            **(more or {}),
        }
    )
