"""What people and attackers do to tables of text."""

from tests.exchange.spreadsheet.corpus.case import Case, read, refused

PLAIN = "Nama,Stok\nRS A,5\nRS B,6\n"
CELLS = [["tNama", "tStok"], ["tRS A", "t5"], ["tRS B", "t6"]]
BOM = b"\xef\xbb\xbf"


def cases() -> list[Case]:
    """Every table."""
    return [*_letters(), *_delimiters(), *_quotes(), *_others()]


def _text(name: str, text: str, rows: list[list[str]], *doubts: str) -> Case:
    return read(name, ".csv", text.encode(), rows, *doubts)


def _letters() -> list[Case]:
    accents = "Nama,Stok\nRS Médika,5\n"
    rows = [["tNama", "tStok"], ["tRS Médika", "t5"]]
    unknown, binary = "text-encoding-unknown", "text-binary"
    return [
        read("UTF-8", ".csv", accents.encode(), rows),
        read("UTF-8 with a mark", ".csv", BOM + accents.encode(), rows),
        read("UTF-16, small end first", ".csv",
             b"\xff\xfe" + accents.encode("utf-16-le"),
             rows),
        read("UTF-16, large end first", ".csv",
             b"\xfe\xff" + accents.encode("utf-16-be"),
             rows),
        read("Windows-1252", ".csv", accents.encode("cp1252"), rows,
             "text-encoding-guessed"),
        read("a quotation mark of Windows", ".csv", b"a,b\n\x93x\x94,1\n",
             [["ta", "tb"], ["t“x”", "t1"]], "text-encoding-guessed"),
        refused("no letter of Windows-1252", ".csv", b"a,b\n\x81,1\n", unknown),
        refused("UTF-16 without a mark", ".csv", accents.encode("utf-16-le"), binary),
        refused("UTF-16 cut in half", ".csv", b"\xff\xfea", unknown),
        refused("UTF-8 with a mark and a false letter", ".csv", BOM + b"a,\xff\n",
                unknown),
        refused("UTF-32", ".csv", b"\xff\xfe\0\0" + accents.encode("utf-32-le"),
                unknown),
        refused("UTF-32, large end first", ".csv",
                b"\0\0\xfe\xff" + accents.encode("utf-32-be"), unknown),
        refused("a nought", ".csv", b"a,b\n1,\0\n", binary),
        refused("control characters", ".csv", b"a,b\n1,\x07\n", binary),
        refused("control characters of Windows", ".csv", b"a,b\n\xe9,\x07\n", binary),
        read("an old mark of the end", ".csv", PLAIN.encode() + b"\x1a", CELLS),
        _text("a blank that does not break", "a,b\nRS\u00a0A,1\n",
              [["ta", "tb"], ["tRS\u00a0A", "t1"]], "invisible-characters"),
        _text("a mark of direction", "a,b\n\u202eA,1\n",
              [["ta", "tb"], ["t\u202eA", "t1"]], "invisible-characters"),
        _text("text that begins like formulas", "a,b\n=1+1,@x\n+1,-1\n'=1,'x\n",
              [["ta", "tb"], ["t=1+1", "t@x"], ["t+1", "t-1"], ["t'=1", "t'x"]]),
    ]  # fmt: skip


def _delimiters() -> list[Case]:
    doubt = "text-delimiter"
    decimal = "Nama;Stok\nRS A;1,5\nRS B;2,5\n"
    commas = [["tNama", "tStok"], ["tRS A", "t1,5"], ["tRS B", "t2,5"]]
    return [
        _text("commas", PLAIN, CELLS),
        _text("semicolons", PLAIN.replace(",", ";"), CELLS),
        read("tabs", ".tsv", PLAIN.replace(",", "\t").encode(), CELLS),
        read("tabs in a .txt", ".txt", PLAIN.replace(",", "\t").encode(), CELLS),
        _text("semicolons with decimal commas", decimal, commas),
        _text("a heading above", f"Laporan\n\n{decimal}",
              [["tLaporan", ""], ["", ""], *commas]),
        refused("a heading above, with a comma", ".csv",
                ("Laporan, Juli\n" + PLAIN.replace(",", ";")).encode(), doubt),
        _text("one column", "Nama\nRS A\nRS B\n", [["tNama"], ["tRS A"], ["tRS B"]]),
        _text("one cell", "Nama", [["tNama"]]),
        _text("rows of different length", "a,b,c\n1\n1,2\n1,2,3,4\n",
              [["ta", "tb", "tc", ""], ["t1", "", "", ""], ["t1", "t2", "", ""],
               ["t1", "t2", "t3", "t4"]]),
        _text("empty rows and columns", "a,b\n,\n\n1,\n",
              [["ta", "tb"], ["", ""], ["", ""], ["t1", ""]]),
        _text("empty columns behind", "a,b,,\n1,2,,\n", [["ta", "tb"], ["t1", "t2"]]),
        _text("lines of Windows", PLAIN.replace("\n", "\r\n"), CELLS),
        _text("lines of old machines", PLAIN.replace("\n", "\r"), CELLS),
        _text("a told delimiter", "sep=;\na;b\n1,5;2,5\n", [["ta", "tb"],
              ["t1,5", "t2,5"]]),
        _text("a told comma", "sep=,\r\na;b,c\n1;2,3\n", [["ta;b", "tc"], ["t1;2",
              "t3"]]),
        _text("one comma in a text of semicolons", "a;b\nx, y;1\nz;2\n",
              [["ta", "tb"], ["tx, y", "t1"], ["tz", "t2"]]),
        refused("commas and semicolons everywhere", ".csv", b"a,b;c\n1,2;3\n", doubt),
        refused("decimal commas in all rows", ".csv", b"a,1;b,1\n1,5;2,5\n", doubt),
        refused("commas and tabs everywhere", ".csv", b"a,b\tc\n1,2\t3\n", doubt),
        read("commas and tabs in a .tsv", ".tsv", b"a,b\tc\n1,2\t3\n",
             [["ta,b", "tc"], ["t1,2", "t3"]]),
        refused("a text that is no table", ".txt",
                b"Yth. Bapak\nKami lapor\nstok, isi\nhabis\nterima kasih\n", doubt),
        refused("delimiters that take turns", ".csv", b"x\na,b\n1;2\n", doubt),
    ]  # fmt: skip


def _quotes() -> list[Case]:
    quotes = "text-quotes"
    return [
        _text("quotes", 'a,b\n"x, y","say ""a"""\n', [["ta", "tb"],
              ["tx, y", 'tsay "a"']]),
        _text("a line break in quotes", 'a,b\n"x\ny",1\n', [["ta", "tb"], ["tx\ny",
              "t1"]]),
        _text("quotes inside a cell", 'a,b\nx"y",1\n', [["ta", "tb"], ['tx"y"', "t1"]]),
        refused("quotes that never close", ".csv", b'a,b\n"x,1\ny,2\n', quotes),
        refused("letters behind quotes", ".csv", b'a,b\n"x"y,1\n', quotes),
        refused("a told delimiter and loose quotes", ".csv", b'sep=;\na;"b\n', quotes),
        refused("a cell longer than a page of pages", ".csv",
                b"a,b\n" + b"x" * 32_768 + b",1\n", "cell-too-long"),
        refused("a cell longer than a reader takes", ".csv",
                b"a,b\n" + b"x" * 200_000 + b",1\n", quotes),
        refused("a million columns", ".csv", b"a," * 1_000_000 + b"a\n",
                "too-many-columns"),
        _text("a thousand columns", ",".join(["a"] * 1_000) + "\n", [["ta"] * 1_000]),
        _text("a million empty columns", "a" + "," * 1_000_000 + "\n", [["ta"]]),
        refused("too many rows", ".csv", b"sep=,\n" + b"a\n" * 100_001,
                "too-many-rows"),
        refused("too many cells", ".csv",
                b"sep=,\n" + b"," * 999 + b"a\n" + b"a\n" * 1_000, "too-many-cells"),
    ]  # fmt: skip


def _others() -> list[Case]:
    other = "other-document"
    begins = {
        "PDF": b"%PDF-1.7", "RTF": b"{\\rtf1", "PNG": b"\x89PNG\r\n", "JPEG":
        b"\xff\xd8\xff\xe0", "GIF": b"GIF89a", "gzip": b"\x1f\x8b\x08", "7z":
        b"7z\xbc\xaf\x27\x1c", "RAR": b"Rar!\x1a\x07", "SQLite": b"SQLite format 3\0",
        "a program": b"\x7fELF\x02", "a program of Windows": b"MZ\x90\x00",
    }  # fmt: skip
    pages = ("<html><table>", "<!DOCTYPE html>", "\n <TABLE>", "<?xml version='1.0'?>",
             "MIME-Version: 1.0", "<meta charset='x'>")  # fmt: skip
    return [
        *(refused(f"{kind} called .xlsx", ".xlsx", begin, other)
          for kind, begin in begins.items()),
        *(refused(f"{page[:12]!r} called .xls", ".xls", page.encode(), other)
          for page in pages),
        refused("a page with a mark", ".csv", BOM + b"<html>", other),
        refused("text called .xlsx", ".xlsx", PLAIN.encode(), "misnamed"),
        refused("text called .xls", ".xls", PLAIN.encode(), "misnamed"),
        refused("text called .py", ".py", PLAIN.encode(), "kind-unknown"),
        refused("text without an ending", "", PLAIN.encode(), "kind-unknown"),
        read("blank lines", ".csv", b"\n\n  \n", [[""], [""], ["t  "]]),
    ]  # fmt: skip
