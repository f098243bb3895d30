"""Columns that hold what the field says, and rows that give back its values.

Every text is of any length, so that both engines keep the same; every figure that is
summed is a whole number.
"""

from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar, cast

from django.db import models

from napas.domain.territory import Point

Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")


class WordColumn(models.TextField):  # type: ignore[type-arg] # not generic at run time
    """A word of one of the field's closed lists, given back as that word."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:  # noqa: ANN401 - Django's own options
        self.kind = kind
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """What a migration writes down."""
        name, path, positional, options = super().deconstruct()
        return name, path, positional, {**options, "kind": self.kind}

    def from_db_value(self, value: str, *_: object) -> StrEnum:
        """The word of a text that the table holds."""
        return self.kind(value)

    def get_prep_value(self, value: str) -> str:
        """The text of a word.

        Raises:
            ValueError: the list has no such word.
        """
        return self.kind(value).value


def word(kind: type[Word]) -> "models.Field[Word, Word]":
    """A column for the words of one list."""
    return cast("models.Field[Word, Word]", WordColumn(kind))


def text(*, key: bool = False) -> "models.TextField[str, str]":
    """A column for a text; empty is none."""
    if key:
        return models.TextField(primary_key=True)
    return models.TextField(blank=True, default="")


def columns_of(value: object, *without: str) -> dict[str, Any]:
    """The fields of a value by their names, except those kept in another way."""
    names = _names_of(type(value))
    return {name: getattr(value, name) for name in names if name not in without}


def value_of(kind: type[Value], row: models.Model, **parts: object) -> Value:
    """The value that a row holds: fields of the same names, and what is given."""
    names = _names_of(kind)
    own = {name: getattr(row, name) for name in names if name not in parts}
    return kind(**own, **parts)


def point_of(latitude_deg: float | None, longitude_deg: float | None) -> Point | None:
    """A place on the globe from its two columns."""
    if latitude_deg is None or longitude_deg is None:
        return None
    return Point(latitude_deg, longitude_deg)


def degrees_of(point: Point | None, before: str = "") -> dict[str, float | None]:
    """The two columns of a place on the globe."""
    return {
        f"{before}latitude_deg": point.latitude_deg if point else None,
        f"{before}longitude_deg": point.longitude_deg if point else None,
    }


def _names_of(kind: type) -> list[str]:
    return [each.name for each in fields(kind) if each.init]
