"""A set of changes to parameters, with who made them and why."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Layer:
    """Values laid over the ones below.

    Attributes:
        name: what it is: country folder, national overrides, scenario, command line.
        entries: (parameter name, value) pairs.
    """

    name: str
    entries: tuple[tuple[str, float], ...]
    author: str = ""
    reason: str = ""
    made_on: date | None = None
