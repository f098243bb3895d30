"""How many pasted texts one processor reads in a second: the corpus, and long lists.

python -m benchmarks.texts
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from napas.exchange.texts import Context, name_facilities, understand
from napas.units.gas import GasReference
from napas.units.measure import Period

CORPUS = Path(__file__).parents[1] / "tests" / "exchange" / "texts" / "corpus"
TEXTS = 1000
LINES = 60


@dataclass(frozen=True)
class Load:
    """Texts, and how many hospitals there are to choose from."""

    name: str
    texts: tuple[str, ...]
    hospitals: int


def corpus() -> tuple[str, ...]:
    """The texts of the corpus, over and over, a thousand in all."""
    found = [
        entry["text"]
        for file in sorted(CORPUS.glob("*_*.toml"))
        for entry in tomllib.loads(file.read_text("utf-8"))["text"]
    ]
    return tuple(found[at % len(found)] for at in range(TEXTS))


def lists() -> tuple[str, ...]:
    """Lists of sixty hospitals, one a line."""
    lines = "\n".join(
        f"{at}. RS Contoh {at:04d} stok cair {at % 7},5 ton, tabung {at} isi"
        for at in range(1, LINES + 1)
    )
    return (lines,) * (TEXTS // LINES)


def main() -> None:
    """Print for each load how many texts are read in a second."""
    context = Context(gas_reference=GasReference.AT_15_C, use_period=Period.DAY)
    loads = (
        Load("corpus, 30 hospitals", corpus(), 30),
        Load("corpus, 3,000 hospitals", corpus(), 3_000),
        Load("lists of 60, 3,000 hospitals", lists(), 3_000),
    )
    for load in loads:
        directory = name_facilities(
            (f"H{at:04d}", (f"RS Contoh {at:04d}",)) for at in range(load.hospitals)
        )
        understand(load.texts[0], directory, context)
        begun = process_time()
        items = sum(
            len(message.items)
            for text in load.texts
            for message in understand(text, directory, context).messages
        )
        took_s = process_time() - begun
        print(
            f"{load.name:30} {len(load.texts):5d} texts {took_s:6.2f} s"
            f" {len(load.texts) / took_s:8.0f} texts/s {items:6d} items"
        )


if __name__ == "__main__":
    main()
