"""Packed files that lie, swell, hide or are cut off."""

import zipfile
import zlib

from tests.exchange.spreadsheet.corpus.case import Case, read, refused
from tests.exchange.spreadsheet.making import office_open as xlsx
from tests.exchange.spreadsheet.making.archives import (
    Entry,
    changed,
    entries_of,
    lay,
    packed,
)

SHEET = "xl/worksheets/sheet1.xml"
PARTS = xlsx.parts(xlsx.sheet(xlsx.row(1, xlsx.number("A1", 1))))
HONEST = entries_of(PARTS)
GOOD = packed(PARTS)
MORE = Entry("xl/media/image1.bin", b"x" * 50)
BOMB = bytes(1_000_000)
LOL = "".join(f'<!ENTITY l{at} "{"&l" + str(at - 1) + ";"}">' for at in range(1, 9))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LOL}]>'


def _with(*entries: Entry) -> bytes:
    return lay([*HONEST, *entries])


def _lying(name: str, **changes: object) -> bytes:
    return lay(changed(HONEST, name, **changes))


def _sheet(content: str | bytes) -> bytes:
    return packed({**PARTS, SHEET: content})


def cases() -> list[Case]:
    """Every packed file."""
    return [*_honest(), *_lies(), *_sizes(), *_names(), *_cuts(), *_markup()]


def _honest() -> list[Case]:
    stored = [Entry(each.name, each.content, zipfile.ZIP_STORED) for each in HONEST]
    rows = [["n1"]]
    return [
        read("honest", ".xlsx", GOOD, rows),
        read("laid by hand", ".xlsx", lay(HONEST), rows),
        read("stored", ".xlsx", lay(stored), rows),
        read("in another order", ".xlsx", lay(HONEST[::-1]), rows),
        read("a folder as a part", ".xlsx", _with(Entry("xl/")), rows),
        read("an empty part", ".xlsx", _with(Entry("xl/media/empty.bin")), rows),
        read("a picture beside", ".xlsx", _with(MORE), rows),
        read("broken drawing", ".xlsx", _with(Entry("d.vml", b"<a><br></a>")), rows),
        read("a small zip bomb part is only counted", ".xlsx",
             _with(Entry("a.bin", bytes(90_000))), rows),
    ]  # fmt: skip


def _lies() -> list[Case]:
    crc = zlib.crc32(b"")
    short = len(next(each for each in HONEST if each.name == SHEET).content) - 9
    first = HONEST[0]
    dishonest = "archive-dishonest"
    return [
        refused("says a part is smaller", ".xlsx", _lying(SHEET, said_b=9), dishonest),
        refused("says a part is larger", ".xlsx", _lying(SHEET, said_b=9999),
                dishonest),
        refused("small with the sum of the beginning", ".xlsx",
                _lying(SHEET, said_b=short,
                       checked=zlib.crc32(_content(SHEET)[:short])), dishonest),
        refused("wrong check sum", ".xlsx", _lying(SHEET, checked=crc), dishonest),
        refused("another name inside", ".xlsx",
                _lying(SHEET, inner="xl/worksheets/sheet9.xml"), dishonest),
        refused("another method inside", ".xlsx", _lying(SHEET, inner_method=0),
                dishonest),
        refused("two parts share bytes", ".xlsx",
                lay([*HONEST, Entry(first.name + "x", first.content, begin=0)]),
                dishonest),
        refused("bytes behind a part", ".xlsx", _lying(SHEET, tail=b"more"), dishonest),
        refused("a part twice", ".xlsx", lay([*HONEST, HONEST[-1]]), dishonest),
        refused("a part twice but for capitals", ".xlsx",
                _with(Entry(SHEET.upper(), b"<x/>")), dishonest),
        refused("packed data that is none", ".xlsx",
                _undeflatable(), "broken"),
        refused("packed as nobody packs", ".xlsx", _lying(SHEET, method=12), "broken"),
        refused("locked", ".xlsx", _lying(SHEET, flags=1), "password"),
        refused("begins nowhere", ".xlsx", _lying(SHEET, begin=10**6), "broken"),
        refused("begins elsewhere", ".xlsx", _lying(HONEST[0].name, begin=3), "broken"),
    ]  # fmt: skip


def _content(name: str) -> bytes:
    return next(each.content for each in HONEST if each.name == name)


def _undeflatable() -> bytes:
    """A book whose sheet is stored and said to be packed."""
    stored = changed(HONEST, SHEET, method=zipfile.ZIP_STORED, inner_method=8)
    laid = lay(stored)
    at = laid.rindex(b"PK\x01\x02", 0, laid.rindex(SHEET.encode()))
    return laid[: at + 10] + b"\x08\x00" + laid[at + 12 :]


def _sizes() -> list[Case]:
    many = [Entry(f"x/{at}", b"") for at in range(2_000)]
    return [
        refused("a bomb", ".xlsx", _with(Entry("a.bin", BOMB)), "archive-too-dense"),
        refused("a bomb as a sheet", ".xlsx",
                _sheet(b"<worksheet>" + b" " * 1_000_000 + b"</worksheet>"),
                "archive-too-dense"),
        refused("sixty parts of a megabyte", ".xlsx",
                _with(*(Entry(f"{at}.bin", BOMB) for at in range(60))),
                "archive-too-large"),
        refused("one part of four gigabytes, it says", ".xlsx",
                _lying(SHEET, said_b=0xFFFFFFF0), "archive-too-large"),
        refused("two thousand parts", ".xlsx", _with(*many), "archive-too-many-parts"),
        refused("two thousand parts, said to be ten", ".xlsx",
                lay([*HONEST, *many], count=10), "archive-too-many-parts"),
        refused("says it has many parts", ".xlsx", lay(HONEST, count=9_000),
                "archive-too-many-parts"),
        refused("names longer than a page", ".xlsx",
                _with(*(Entry(f"{at}{'n' * 60_000}") for at in range(34))),
                "archive-too-many-parts"),
    ]  # fmt: skip


def _names() -> list[Case]:
    names = {
        "absolute": "/etc/passwd",
        "above itself": "../evil.xml",
        "above itself, deep": "xl/../../evil.xml",
        "with a back slash": "xl\\evil.xml",
        "with a drive": "C:evil.xml",
        "with a nought": "xl/a\0.xml",
    }
    told = [
        refused(f"a name {kind}", ".xlsx", _with(Entry(name, b"x")), "archive-name")
        for kind, name in names.items()
    ]
    link = Entry("xl/link", b"/etc/passwd", mode=0o120777)
    inner = packed({"inner.txt": "x"})
    nested = "archive-nested"
    return [
        *told,
        refused("a part that is a link", ".xlsx", _with(link), "archive-name"),
        refused("a packed file inside", ".xlsx", _with(Entry("a.zip", inner)), nested),
        refused("a book inside", ".xlsx", _with(Entry("xl/media/b.png", GOOD)), nested),
        refused("a 7z inside", ".xlsx", _with(Entry("a", b"7z\xbc\xaf\x27\x1c")),
                nested),
        refused("a rar inside", ".xlsx", _with(Entry("a", b"Rar!\x1a\x07")), nested),
        read("a book inside as an object", ".xlsx",
             _with(Entry("xl/embeddings/b.xlsx", GOOD)), [["n1"]], "objects"),
    ]  # fmt: skip


def _cuts() -> list[Case]:
    cuts = [
        refused(f"cut off after {share:.0%}", ".xlsx", GOOD[: int(len(GOOD) * share)],
                "broken")
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
    ]  # fmt: skip
    zeroed = GOOD[:200] + bytes(100) + GOOD[300:]
    return [
        *cuts,
        refused("only the first sign", ".xlsx", b"PK\x03\x04", "broken"),
        refused("a remark behind", ".xlsx", lay(HONEST, comment=b"remark"), "broken"),
        refused("more bytes behind", ".xlsx", GOOD + b"\n", "broken"),
        refused("a hole", ".xlsx", zeroed, "archive-dishonest"),
        refused("an empty list", ".xlsx", lay([]), "other-document"),
        refused("an empty list behind a part", ".xlsx",
                b"PK\x03\x04" + lay([])[-22:], "other-document"),
        refused("a list of rubbish", ".xlsx", b"PK\x03\x04" + bytes(60) + _end(46, 4),
                "broken"),
        refused("a zip of nothing we know", ".xlsx", packed({"a.txt": "x"}),
                "other-document"),
    ]  # fmt: skip


def _end(size_b: int, begin: int) -> bytes:
    return (
        b"PK\x05\x06" + bytes(4) + b"\1\0\1\0" + size_b.to_bytes(4, "little")
        + begin.to_bytes(4, "little") + bytes(2)
    )  # fmt: skip


def _markup() -> list[Case]:
    good = xlsx.sheet(xlsx.row(1, xlsx.number("A1", 1)))
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    entities, hidden = "declares-entities", "hidden-markup"
    value = xlsx.sheet(xlsx.row(1, xlsx.text("A1", "&e;")))
    return [
        refused("billion laughs in a sheet", ".xlsx", _sheet(LAUGHS + value), entities),
        refused("an outside entity in a sheet", ".xlsx", _sheet(outside + value),
                entities),
        refused("a document type alone", ".xlsx", _sheet("<!DOCTYPE x>" + good),
                entities),
        refused("a document type in UTF-16", ".xlsx",
                _sheet(("<!DOCTYPE x>" + good).encode("utf-16")), entities),
        refused("billion laughs in a part nobody reads", ".xlsx",
                packed({**PARTS, "docProps/app.xml": LAUGHS + "<a>&l8;</a>"}),
                entities),
        refused("billion laughs in the shared texts", ".xlsx",
                packed({**PARTS, "xl/sharedStrings.xml": LAUGHS + "<sst/>"}), entities),
        refused("billion laughs in the list of sheets", ".xlsx",
                packed({**PARTS, "xl/workbook.xml":
                        LAUGHS + str(PARTS["xl/workbook.xml"])}), entities),
        refused("a remark inside a number", ".xlsx",
                _sheet(good.replace("<v>1<", "<v>1<!-- -->2<")), hidden),
        refused("an instruction inside a number", ".xlsx",
                _sheet(good.replace("<v>1<", "<v>1<?x?>2<")), hidden),
        refused("a character section", ".xlsx",
                _sheet(good.replace("<v>1<", "<v><![CDATA[1]]><")), hidden),
        read("a remark before the sheet", ".xlsx", _sheet("<!-- made by -->" + good),
             [["n1"]]),
        refused("a sheet in letters nobody knows", ".xlsx",
                _sheet('<?xml version="1.0" encoding="abc"?>' + good), "broken"),
        read("a sheet in UTF-8, it says", ".xlsx",
             _sheet('<?xml version="1.0" encoding="UTF-8"?>' + good), [["n1"]]),
        read("a sheet that names no letters", ".xlsx",
             _sheet('<?xml version="1.0"?>' + good), [["n1"]]),
        read("a part nobody reads in letters nobody knows", ".xlsx",
             packed({**PARTS, "x.xml": '<?xml version="1.0" encoding="abc"?><x/>'}),
             [["n1"]]),
        refused("a sheet that never ends", ".xlsx", _sheet(good[:-12]), "broken"),
        refused("a sheet that is no XML", ".xlsx", _sheet(b"\x00\x01"), "broken"),
        refused("an empty sheet part", ".xlsx", _sheet(b""), "broken"),
        refused("a sheet in UTF-16, which one reader skips", ".xlsx",
                _sheet(('<?xml version="1.0" encoding="UTF-16"?>' + good)
                       .encode("utf-16")), "contradictory"),
    ]  # fmt: skip
