"""How long an honest workbook takes to read apart, and what memory that takes.

python -m benchmarks.spreadsheet --rows 3000 --columns 25
"""

import argparse
import resource
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import xlsxwriter

from benchmarks.machine import machine_line
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.limits import LIMITS, MIB, Limits
from napas.exchange.spreadsheet.reading import read_book

TIMES = 5
FIRST_DAY = datetime(2021, 7, 10)  # noqa: DTZ001  a spreadsheet knows no zone
EVERY_THIRD, EVERY_FIFTH = 3, 5


def main(words: Sequence[str] | None = None) -> None:
    """Write a workbook, read it several times, and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=3_000)
    reader.add_argument("--columns", type=int, default=25)
    asked = reader.parse_args(words)
    print(machine_line(("python-calamine", "xlsxwriter")))
    with TemporaryDirectory() as folder:
        small = Path(folder) / "kecil.csv"
        small.write_text("kode,stok_t\nRS1,5\n", encoding="utf-8")
        tell("start and two rows of text", *times(small))
        path = Path(folder) / "laporan.xlsx"
        write(path, asked.rows, asked.columns)
        size_mib = path.stat().st_size / MIB
        print(f"{asked.rows} x {asked.columns} cells, {size_mib:.2f} MiB")
        tell("read apart", *times(path))
        granted_mib = LIMITS.memory_b // MIB
        print(f"it needs {needed_mib(path)} MiB of the {granted_mib} MiB granted")


def write(path: Path, rows: int, columns: int) -> None:
    """Write a report of facilities: texts, days and numbers by turns."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Laporan")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column in range(columns):
        sheet.write_string(0, column, f"kolom {column + 1}")
    for row in range(1, rows + 1):
        for column in range(columns):
            if column % EVERY_THIRD == 0:
                sheet.write_string(row, column, f"RS nomor {row} kolom {column}")
            elif column % EVERY_FIFTH == 0:
                sheet.write_datetime(row, column, FIRST_DAY, day)
            else:
                sheet.write_number(row, column, row * 1.37 + column)
    book.close()


def times(path: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor to read a file, the middle of some."""
    clock, processor = [], []
    for _ in range(TIMES):
        begun, used = perf_counter(), processor_s()
        found = read_book(path)
        if not isinstance(found, Book):
            raise SystemExit(found.code)
        clock.append(perf_counter() - begun)
        processor.append(processor_s() - used)
    return median(clock), median(processor)


def processor_s() -> float:
    """Seconds of the processor that ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def needed_mib(path: Path) -> int:
    """The least grant of memory with which a file can be read."""
    low, high = 1, LIMITS.memory_b // MIB
    while low < high:
        middle = (low + high) // 2
        if isinstance(read_book(path, granting(middle)), Book):
            high = middle
        else:
            low = middle + 1
    return low


def granting(memory_mib: int) -> Limits:
    """The common limits with another grant of memory."""
    return replace(LIMITS, memory_b=memory_mib * MIB)


def tell(name: str, clock_s: float, processor_s: float) -> None:
    """Print what something took."""
    print(f"{name}: {clock_s:.3f} s, of the process's processor {processor_s:.3f} s")


if __name__ == "__main__":
    main()
