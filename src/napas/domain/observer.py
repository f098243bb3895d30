"""How a long computation is heard and stopped."""

from typing import Protocol


class Observer(Protocol):
    """Hears how far a computation is and may ask it to stop with its best so far."""

    def report(self, fraction: float, message: str) -> None:
        """Hear the fraction done (0 to 1) and a code saying what is being done."""
        ...

    def should_stop(self) -> bool:
        """Whether the computation is to return what it has."""
        ...


class Silence:
    """An observer that hears nothing and never stops anything."""

    def report(self, fraction: float, message: str) -> None:
        """Take no notice."""

    def should_stop(self) -> bool:
        """Let it run."""
        return False
