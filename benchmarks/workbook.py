"""How long a workbook of 3,000 facilities takes: write, read, check, weigh, plan.

python -m benchmarks.workbook [facilities]
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import machine_line
from napas import words
from napas.cli.answering import Asked, answer_scenario
from napas.domain.observer import Silence
from napas.exchange.checking import check_path
from napas.exchange.country import read_country
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.synthetic_draws import Draws
from napas.exchange.whereabouts import COUNTRIES
from napas.exchange.workbook.annotate import write_annotated
from napas.exchange.workbook.layout import SHEETS
from napas.exchange.workbook.page import Body
from napas.exchange.workbook.read import read_workbook
from napas.exchange.workbook.write import Contents, write_workbook
from napas.parameters import resolve
from napas.planning.weighing import weigh

FACILITIES = 3_000
AS_OF = datetime(2021, 7, 10, 5, tzinfo=UTC)
STOCKS = ("{:.1f} t", "{:.0f} kg", "{:.0f} tabung 6 m3", "{:.1f} kL LOX")
SIZES = ((1.0, 9.0), (800.0, 9_000.0), (10.0, 90.0), (1.0, 8.0))


def main(facilities: int) -> None:
    """Measure every part once and print it."""
    print(machine_line(("xlsxwriter", "python-calamine", "highspy")))
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "napas.xlsx"
        with timed(f"write a workbook of {facilities} facilities"):
            write(file, facilities)
        with timed("open it"):
            book = read_book(file)
        with timed("read it into a situation"):
            read = read_workbook(file, words)
        assert isinstance(book, Book)
        assert read.situation is not None
        assert read.settings is not None
        with timed("check it"):
            findings = check_path(file, (), words)
        with timed("write the annotated copy"):
            write_annotated(Path(place) / "a.xlsx", book, findings, words, "id")
        parameters = resolve(read.settings.layers)
        with timed(f"weigh {len(read.assumptions)} assumptions"):
            weigh(read.situation, read.assumptions, parameters)
        with timed("read, plan at province level, weigh"):
            answer_scenario(file, Asked(), Silence())


def write(file: Path, facilities: int) -> None:
    """A workbook as a task force would fill it in: names, places, beds, one stock."""
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    places = [each for each in country.tree.territories if each.level == 1]
    rows = []
    for number in range(facilities):
        draws = Draws(1, str(number))
        kind = number % len(STOCKS)
        rows.append(
            {
                "name": f"RS {number}",
                "territory": draws.pick(places).name,
                "beds": f"{draws.between(30, 400):.0f}",
                "oxygen_patients": f"{draws.between(5, 80):.0f}" if number % 2 else "",
                "stock": STOCKS[kind].format(draws.between(*SIZES[kind])),
            }
        )
    settings = {
        "name": "benchmark",
        "country": "idn",
        "as_of": "2021-07-10T05:00:00Z",
        "sources": "country",
    }
    contents = Contents(settings, {"facilities": Body(rows)}, zone=country.time_zone)
    usual = [plan for plan in SHEETS if plan.usual]
    write_workbook(file, contents, usual, country, words)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a block took, by the clock and of the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    wall, work = time.perf_counter() - begun, time.process_time() - worked
    print(f"{what}: {wall:.2f} s, {work:.2f} s of the processor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FACILITIES)
