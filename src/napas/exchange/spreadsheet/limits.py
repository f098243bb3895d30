"""How much a spreadsheet from anybody may ask of the machine that reads it."""

from dataclasses import dataclass, fields

MIB = 1_048_576


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; what goes beyond them is refused, never cut.

    The defaults hold a report of every facility of a large nation many times over: a
    workbook of 3,000 rows and 25 columns takes 7 % of what is unpacked, a thirteenth
    of the cells and a sixth of the memory (`benchmarks/spreadsheet.py`).

    Attributes:
        file_b: size of the file, bytes.
        unpacked_b: all parts of a packed file together once unpacked, bytes.
        ratio: of unpacked to packed size, asked of parts above `ratio_from_b`; honest
            tables stay below 40, a run of zeros reaches 1,030.
        ratio_from_b: smaller parts may be packed as well as they like, bytes.
        parts: files inside a packed file.
        sheets: of a book.
        rows: the last row used, counted from 1.
        columns: the last column used, counted from 1.
        cells: rows times columns, all sheets together.
        cell_characters: of one cell; office programs keep no more.
        memory_b: address space of the reading process, bytes.
        time_s: of the clock, and of the processor, seconds.
        answer_b: what the reading process may send back, bytes.
    """

    file_b: int = 10_000_000
    unpacked_b: int = 50_000_000
    ratio: int = 200
    ratio_from_b: int = 100_000
    parts: int = 2_000
    sheets: int = 200
    rows: int = 100_000
    columns: int = 1_000
    cells: int = 1_000_000
    cell_characters: int = 32_767
    memory_b: int = 256 * MIB
    time_s: int = 10
    answer_b: int = 100_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                message = f"{field.name} must be above zero"
                raise ValueError(message)


LIMITS = Limits()
"""Of every reading that does not ask for others."""
