"""No bytes, however broken, raise or give an answer that breaks the rules."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.finding import Finding, Grade
from napas.exchange.spreadsheet.answer import read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS
from napas.exchange.spreadsheet.parsing import parse
from napas.exchange.spreadsheet.signature import ENDINGS
from tests.exchange.spreadsheet.corpus import (
    office_open,
    office_open_shapes,
    open_document,
    records,
    text_tables,
)
from tests.exchange.spreadsheet.making.archives import packed

LARGEST_B = 20_000
GOOD = [
    case
    for module in (office_open, office_open_shapes, open_document, records, text_tables)
    for case in module.cases()
    if not case.refused and len(case.content) < LARGEST_B
]
PACKED = [case for case in GOOD if case.ending in {".xlsx", ".ods", ".xlsb"}]
PIECES = [
    *(b"<", b">", b'"', b"&#49;", b"&lt;", b"<!-- -->", b"<![CDATA[x]]>", b"\0"),
    *(b"0", b"-1", b"99999999999", b"1048576", b"XFD1048576", b"A1:XFD9", b"nan"),
    *(b'<c r="A1"><v>1</v></c>', b"</row>", b"<sheetData/>", b' s="&#50;"', b' t="e"'),
    *(b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x80", b"PK\x05\x06", b",", b";", b"\n"),
]


def check(content: bytes, ending: str) -> Book | Finding:
    """Read, and hold the answer to its rules."""
    found = read_answer(parse(content, ending, LIMITS), "a", LIMITS)
    if isinstance(found, Book):
        cells = sum(len(row) for sheet in found.sheets for row in sheet.rows)
        assert cells <= LIMITS.cells
        assert all(fault.grade is Grade.DOUBTFUL for fault in found.findings)
    else:
        assert found.grade is Grade.STOP
        assert found.code is not SpreadsheetCode.READER_STOPPED
    return found


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes flipped, cut out, put in or put twice."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(made)))
        match draw(st.sampled_from(["flip", "cut", "put", "copy"])):
            case "flip" if at < len(made):
                made[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del made[at : at + draw(st.sampled_from([1, 2, 8, 60, 10_000]))]
            case "put":
                made[at:at] = draw(st.sampled_from(PIECES))
            case _:
                begin = draw(st.integers(0, len(made)))
                made[at:at] = made[begin : begin + 40]
    return bytes(made)


@st.composite
def spoilt_files(draw: st.DrawFn) -> tuple[bytes, str]:
    case = draw(st.sampled_from(GOOD))
    return draw(spoilt(case.content)), case.ending


@st.composite
def spoilt_parts(draw: st.DrawFn) -> tuple[bytes, str]:
    """A packed file that is whole, with one part that is not."""
    case = draw(st.sampled_from(PACKED))
    with zipfile.ZipFile(io.BytesIO(case.content)) as archive:
        parts: dict[str, str | bytes] = {
            name: archive.read(name) for name in archive.namelist()
        }
    name = draw(st.sampled_from(sorted(parts)))
    part = parts[name]
    assert isinstance(part, bytes)
    return packed({**parts, name: draw(spoilt(part))}), case.ending


@given(st.binary(min_size=1, max_size=600), st.sampled_from(ENDINGS))
def test_random_bytes_are_refused_or_read(content: bytes, ending: str) -> None:
    check(content, ending)


@given(st.text(alphabet='a,;\t\n\r" é1=', min_size=1, max_size=60))
def test_any_table_of_text_keeps_its_letters_or_is_refused(text: str) -> None:
    found = check(text.encode(), ".csv")

    if isinstance(found, Book):
        cells = [cell for sheet in found.sheets for row in sheet.rows for cell in row]
        told = "".join(cell.text for cell in cells)
        kept = [letter for letter in text if letter in "aé1="]
        assert [letter for letter in told if letter in "aé1="] == kept


@given(spoilt_files())
@settings(max_examples=200)
def test_spoilt_files_are_refused_or_read(spoilt_file: tuple[bytes, str]) -> None:
    check(*spoilt_file)


@given(spoilt_parts())
@settings(max_examples=200)
def test_whole_files_with_a_spoilt_part_are_refused_or_read(
    spoilt_file: tuple[bytes, str],
) -> None:
    check(*spoilt_file)
