"""Which few of thousands of names are near another: by the letters they share.

Names are compared by their runs of three letters, as angles between sparse vectors,
so that misspelt, turned or missing words still find each other. What is found here is
compared word by word elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from napas.domain.naming import WordRole
from napas.exchange.matching.entries import Entry, Spelling
from napas.exchange.matching.plain_names import Lexicon, Words
from napas.exchange.matching.weights import Weights

Key = TypeVar("Key")
Scores = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
RUN = 3
"""Letters of a run; the usual length for names of some words."""
NOWHERE = ""
"""Stands for the territory of an entry that has none."""
AT_ONCE = 512
"""Names whose likeness to all others is held in memory at once."""


@dataclass(frozen=True, slots=True)
class Index:
    """The spellings of all entries of a kind.

    Attributes:
        spellings: in a fixed order; answers name them by their row in it.
        below: the rows of each territory, those of the territories in it included.
        placed: the rows of which the territory is known to be just this one.
        telling: of each row the words that tell, sorted.
    """

    spellings: tuple[Spelling, ...]
    lexicon: Lexicon
    weights: Weights
    below: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    placed: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    telling: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _by_words: Mapping[Words, tuple[int, ...]] = field(
        init=False, repr=False, compare=False
    )
    _by_entry: Mapping[Entry, tuple[int, ...]] = field(
        init=False, repr=False, compare=False
    )
    _weights: Mapping[str, float] = field(init=False, repr=False, compare=False)
    _columns: dict[str, int] = field(init=False, repr=False, compare=False)
    _rarity: Scores = field(init=False, repr=False, compare=False)
    _matrix: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts = Counter(word for each in self.spellings for word in set(each.words))
        weights = {word: self._weight(word, count) for word, count in counts.items()}
        object.__setattr__(self, "_weights", weights)
        object.__setattr__(self, "telling", tuple(self._telling()))
        below = _rows_by(each.path for each in self.spellings)
        object.__setattr__(self, "below", below)
        placed = _rows_by((each.path or (NOWHERE,))[-1:] for each in self.spellings)
        object.__setattr__(self, "placed", placed)
        by_words = _rows_by((tuple(sorted(each.words)),) for each in self.spellings)
        object.__setattr__(self, "_by_words", by_words)
        by_entry = _rows_by((each.entry,) for each in self.spellings)
        object.__setattr__(self, "_by_entry", by_entry)
        runs = [set(self._runs(each.words)) for each in self.spellings]
        met = Counter(run for each in runs for run in each)
        columns = {run: at for at, run in enumerate(met)}
        rarity = [log1p(len(self.spellings) / count) for count in met.values()]
        object.__setattr__(self, "_columns", columns)
        object.__setattr__(self, "_rarity", np.array(rarity, dtype=np.float32))
        words = [each.words for each in self.spellings]
        object.__setattr__(self, "_matrix", self._vectors(words).T.tocsr())

    def weight(self, word: str) -> float:
        """How much a word tells, from 0 to 1: rare ones more, kinds and titles less."""
        known = self._weights.get(word)
        if known is not None:
            return known
        return self.weights.words[self.lexicon.role(word)]

    def same(self, words: Words) -> tuple[int, ...]:
        """The rows that have exactly these words, in whatever order."""
        return self._by_words.get(tuple(sorted(words)), ())

    def rows(self, entry: Entry) -> tuple[int, ...]:
        """The rows of an entry: its own name and its aliases."""
        return self._by_entry[entry]

    def tell(self, words: Words) -> str:
        """The words that tell one name from another, sorted."""
        return " ".join(sorted(word for word in words if self._tells(word)))

    def likeness(self, names: Sequence[Words]) -> Iterable[tuple[slice, Scores]]:
        """How alike names are to every spelling, some hundred names at a time.

        Yields:
            which of the names, and a row for each with one figure for every spelling.
        """
        vectors = self._vectors(names)
        for first in range(0, len(names), AT_ONCE):
            part = slice(first, min(first + AT_ONCE, len(names)))
            yield part, (vectors[part] @ self._matrix).toarray()

    def _weight(self, word: str, count: int) -> float:
        """The weight of a word by how many of the spellings have it."""
        known = max(len(self.spellings), 1)
        rarity = log1p(known / count) / log1p(known)
        return self.weights.words[self.lexicon.role(word)] * rarity

    def _tells(self, word: str) -> bool:
        return self.lexicon.role(word) is WordRole.MEANING

    def _telling(self) -> Iterator[str]:
        return (self.tell(each.words) for each in self.spellings)

    def _vectors(self, names: Sequence[Words]) -> Any:  # noqa: ANN401  sparse matrices have no types
        """One row for each name, of length one; runs nobody has are left out."""
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, words in enumerate(names):
            counted = {
                self._columns[run]: value
                for run, value in self._runs(words).items()
                if run in self._columns
            }
            rows += [row] * len(counted)
            columns += counted
            values += counted.values()
        shape = (len(names), len(self._columns))
        weighted = np.array(values, dtype=np.float32) * self._rarity[columns]
        matrix = sparse.csr_matrix((weighted, (rows, columns)), shape=shape)
        lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
        lengths = np.asarray(lengths).ravel()
        lengths[lengths == 0.0] = 1.0  # a name without any known run stays nothing
        return sparse.diags(1.0 / lengths) @ matrix

    def _runs(self, words: Words) -> dict[str, float]:
        """Runs of letters of the telling words; of all where none tells."""
        telling = [word for word in words if self._tells(word)]
        runs: dict[str, float] = {}
        for word in telling or words:
            framed = f" {word} "
            weight = self.weight(word)
            for at in range(len(framed) - RUN + 1):
                run = framed[at : at + RUN]
                runs[run] = max(runs.get(run, 0.0), weight)
        return runs


def _rows_by(keys: Iterable[Iterable[Key]]) -> dict[Key, tuple[int, ...]]:
    """The rows of each key, where every row has some."""
    rows: dict[Key, list[int]] = {}
    for row, each in enumerate(keys):
        for key in each:
            rows.setdefault(key, []).append(row)
    return {key: tuple(found) for key, found in rows.items()}
