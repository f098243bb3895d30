"""Chance that belongs to one thing: what it draws never disturbs another's draws."""

import math
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

import numpy as np

SEED_BYTES = 16

Thing = TypeVar("Thing")


class Draws:
    """A stream of chance named by a seed and words, for instance a hospital's code.

    Only uniform numbers are taken from the generator: their values for a seed are
    the same in every release of numpy, those of its other distributions are not.
    """

    __slots__ = ("_generator",)

    def __init__(self, seed: int, *words: str) -> None:
        name = "\x1f".join((str(seed), *words))
        digest = sha256(name.encode()).digest()
        self._generator = np.random.Generator(
            np.random.PCG64(int.from_bytes(digest[:SEED_BYTES]))
        )

    def share(self) -> float:
        """A number from 0 up to 1."""
        return float(self._generator.random())

    def between(self, low: float, high: float) -> float:
        """A number from low up to high, each as likely."""
        return low + (high - low) * self.share()

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.share() < probability

    def whole(self, mean: float) -> int:
        """A mean rounded up or down so that many draws keep the mean."""
        return math.floor(mean + self.share())

    def bell(self) -> float:
        """A number about 0 with spread 1, at most 3 away: three uniform ones summed."""
        return 2.0 * sum(self.between(-0.5, 0.5) for _ in range(3))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely.

        Raises:
            IndexError: there are none.
        """
        return things[math.floor(self.share() * len(things))]


def drawn_share(mean: float, draws: Draws) -> float:
    """A share by chance whose mean is given: often near it, never beyond 0 or 1."""
    room = min(mean, 1.0 - mean)
    return mean + room * (draws.share() - draws.share())
