"""Values with something hostile before every text they hold."""

import copy
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeVar

T = TypeVar("T")
UNTOUCHED = frozenset({"time_zone", "languages", "unit", "params"})
"""Fields that name something of ours, not of whoever sent the data."""


def spoilt(value: T, mark: str) -> T:
    """The value with the mark before each text in it, however deep.

    The same text becomes the same one everywhere, so that codes still find each other.
    No check of the values is run: it is their writers that are asked here.
    """
    changed: object = value
    if isinstance(value, str) and not isinstance(value, Enum):
        changed = mark + value if value else value
    elif isinstance(value, tuple):
        changed = tuple(spoilt(each, mark) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = copy.copy(value)
        for field in fields(value):
            if field.name not in UNTOUCHED:
                inner = spoilt(getattr(value, field.name), mark)
                object.__setattr__(changed, field.name, inner)
    assert isinstance(changed, type(value))
    return changed
