"""The hash of a value: what an approval, a wish or a batch is bound to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from napas.errors import InvalidError


class TextUnkeepableError(InvalidError):
    """A text holds a character that no table keeps."""

    code = "text-unkeepable"


def fingerprint(value: object) -> str:
    """A SHA-256 over a value of plain things, dates, words and dataclasses.

    Raises:
        TextUnkeepableError: a text in it has a NUL, or half of a character.
    """
    plain = json.dumps(
        _plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    try:
        return hashlib.sha256(plain.encode()).hexdigest()
    except UnicodeEncodeError:
        raise TextUnkeepableError from None


def _plain(value: object) -> object:
    """What JSON can write of a value; a dataclass is what it is made from."""
    plain = value
    match value:
        case Enum():
            plain = value.value
        case str() if "\0" in value:
            raise TextUnkeepableError
        case datetime() | date():
            plain = value.isoformat()
        case Mapping():
            plain = {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            plain = [_plain(each) for each in value]
        case _ if is_dataclass(value):
            told = (each.name for each in fields(value) if each.init)
            plain = [_plain(getattr(value, name)) for name in told]
    return plain
