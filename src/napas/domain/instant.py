"""Checks on moments and numbers that many values share."""

import math
from datetime import UTC, datetime


def require_utc(moment: datetime, name: str) -> None:
    """Refuse a moment without zone, or in a zone other than UTC.

    Raises:
        ValueError: the moment is naive or its offset is not zero.
    """
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() != 0:
        message = f"{name} must be aware and in UTC, not {moment!r}"
        raise ValueError(message)


def require_amount(value: float, name: str, *, at_most: float = math.inf) -> None:
    """Refuse NaN, infinities, negatives and anything above the limit.

    Raises:
        ValueError: the value is no finite number from 0 to `at_most`.
    """
    if not (math.isfinite(value) and 0.0 <= value <= at_most):
        message = f"{name} must be from 0 to {at_most}, not {value!r}"
        raise ValueError(message)


def require_share(value: float, name: str) -> None:
    """Refuse anything that is not a share from 0 to 1.

    Raises:
        ValueError: the value lies outside.
    """
    require_amount(value, name, at_most=1.0)


def utc_text(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC with Z, seconds precise."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
