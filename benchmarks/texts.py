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
    """Texts, and how many hospitals there are beside those of the corpus."""

    name: str
    texts: tuple[str, ...]
    others: int


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


def named() -> tuple[tuple[str, list[str]], ...]:
    """The hospitals that the corpus speaks of."""
    table = tomllib.loads((CORPUS / "directory.toml").read_text("utf-8"))
    return tuple(table["facilities"].items())


def others(count: int) -> tuple[tuple[str, list[str]], ...]:
    """So many other hospitals."""
    return tuple((f"H{at:04d}", [f"RS Contoh {at:04d}"]) for at in range(count))


def main() -> None:
    """Print for each load how many texts are read in a second."""
    context = Context(gas_reference=GasReference.AT_15_C, use_period=Period.DAY)
    loads = (
        Load("corpus, its 23 hospitals", corpus(), 0),
        Load("corpus, among 3,000 hospitals", corpus(), 3_000),
        Load("lists of 60, among 3,000", lists(), 3_000),
    )
    for load in loads:
        names = name_facilities((*named(), *others(load.others)))
        understand(load.texts[0], names, context)
        begun = process_time()
        items = sum(
            len(message.items)
            for text in load.texts
            for message in understand(text, names, context).messages
        )
        took_s = process_time() - begun
        print(
            f"{load.name:32} {len(load.texts):5d} texts {took_s:6.2f} s"
            f" {len(load.texts) / took_s:8.0f} texts/s {items:6d} items"
        )


if __name__ == "__main__":
    main()
