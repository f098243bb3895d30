"""Dates and times among the pieces of a text: where each that begins here ends."""

import re
from collections.abc import Sequence

from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece, line_of, piece_at

COUNTED = frozenset(
    {
        Concept.UNIT,
        Concept.PIECE,
        Concept.CYLINDER,
        Concept.PERCENT,
        Concept.HOUR,
        Concept.DAY,
        Concept.MINUTE,
        Concept.PATIENT,
        Concept.PERSON,
        Concept.SIZE,
        Concept.FULL,
        Concept.EMPTY,
        Concept.BED,
    }
)
"""What a number before it counts, so that it is no time of day."""
_CYLINDER_LIKE = frozenset(
    {Concept.CYLINDER, Concept.FULL, Concept.EMPTY, Concept.SIZE, Concept.PATIENT}
)
_HOUR_OF_DAY = re.compile(r"(?:[01]?[0-9]|2[0-4])(?:\.[0-5][0-9])?")
_HOUR_AND_MINUTE = re.compile(r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]")
_MILITARY = re.compile("(?:0[0-9]|1[0-9]|2[0-3])[0-5][0-9]")
_BEFORE_TIMES = (
    Concept.PER,
    Concept.REPORT,
    Concept.DATE,
    Concept.TOTAL,
    Concept.EXPECTED,
)
_MINUTE = re.compile("[0-5][0-9]")
_DAY_AND_MONTH = re.compile(r"[0-3]?[0-9]\.[01]?[0-9](?:\.(?:20)?[0-9]{2})?")
_YEAR = re.compile("20[0-9]{2}")
SMALL_NUMBER = re.compile("[0-9]{1,2}")
_DAYS, _MONTHS = 31, 12
_LENGTHS = (Concept.HOUR, Concept.DAY, Concept.MINUTE, Concept.WEEK)


def is_number(piece: Piece, pattern: re.Pattern[str]) -> bool:
    """Whether it is a number in digits of this pattern."""
    return piece.is_sound and not piece.misspelt and bool(pattern.fullmatch(piece.text))


def clock_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "jam 06.00", "pukul 6 pagi": the word for the hour goes before."""
    before = piece_at(pieces, at - 1)
    if pieces[at].text == "h" or before.is_mark("/"):
        return at
    number = at + 1
    while piece_at(pieces, number).is_mark(".", ":"):
        number += 1
    exact = is_number(piece_at(pieces, number), _HOUR_AND_MINUTE)
    if before.kind is Kind.NUMBER and not exact:
        return at
    if not is_number(piece_at(pieces, number), _HOUR_OF_DAY):
        return at
    end = _minutes_end(pieces, number)
    until = piece_at(pieces, end + 1)
    if piece_at(pieces, end).is_mark("-") and is_number(until, _HOUR_OF_DAY):
        end += len(("dash", "hour"))
    if piece_at(pieces, end).concept in COUNTED:
        return at
    return _zone_end(pieces, end)


def time_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "06:00" and "per 06.00": known without the word for the hour."""
    before = piece_at(pieces, at - 1)
    named = before.concept in _BEFORE_TIMES or before.text == "at"
    if is_number(pieces[at], _MILITARY) and named:
        counts = piece_at(pieces, at + 1).concept in COUNTED - {Concept.HOUR}
        return at if counts else _zone_end(pieces, at + 1)
    if not is_number(pieces[at], _HOUR_OF_DAY) or before.concept in _CYLINDER_LIKE:
        return at
    end = _minutes_end(pieces, at)
    zoned = _zone_end(pieces, end)
    has_zone = any(piece.concept is Concept.ZONE for piece in pieces[end:zoned])
    if end > at + 1 or has_zone:
        return zoned
    following = piece_at(pieces, end)
    closed = following.is_mark(":", ",") or following.kind is Kind.LINE
    named = before.kind is Kind.FACILITY and closed
    told = named or before.concept in _BEFORE_TIMES
    exact = is_number(pieces[at], _HOUR_AND_MINUTE)
    counts = piece_at(pieces, end).concept in COUNTED
    return zoned if told and exact and not counts else at


def _minutes_end(pieces: Sequence[Piece], at: int) -> int:
    """After a number, and the minutes that a colon joins to it."""
    colon, minute = piece_at(pieces, at + 1), piece_at(pieces, at + 2)
    joined = pieces[at].end == colon.begin and colon.end == minute.begin
    if colon.is_mark(":") and joined and is_number(minute, _MINUTE):
        return at + len(("hour", "colon", "minute"))
    return at + 1


def _zone_end(pieces: Sequence[Piece], at: int) -> int:
    while piece_at(pieces, at).concept in (Concept.DAYPART, Concept.ZONE):
        at += 1
    return at


_LEFT_BEFORE = (Concept.FULL, Concept.EMPTY)
"""After these "tgl" may be a date, or "tinggal": how many are left."""


def _month_follows(pieces: Sequence[Piece], at: int) -> bool:
    return month_date_end(pieces, at + 1) > at + 1


def announced_date_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "tgl 10/7", "Sabtu, 10 Juli 2021"."""
    first = at
    if piece_at(pieces, at - 1).concept in _LEFT_BEFORE and pieces[at].text == "tgl":
        return month_date_end(pieces, at + 1) if _month_follows(pieces, at) else at
    while piece_at(pieces, first).concept in (Concept.DATE, Concept.WEEKDAY) or (
        first > at and piece_at(pieces, first).is_mark(",", ":", ".", "/")
    ):
        first += 1
    piece, following = piece_at(pieces, first), piece_at(pieces, first + 1)
    end = month_date_end(pieces, first)
    if end > first:
        return end
    if is_number(piece, _DAY_AND_MONTH):
        return first + 1
    if not is_number(piece, SMALL_NUMBER):
        return at
    month = piece_at(pieces, first + 2)
    if following.is_mark("/", "-") and is_number(month, SMALL_NUMBER):
        return first + len(("day", "mark", "month"))
    return at if following.concept in COUNTED else first + 1


def month_date_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "10 Juli 2021", "July 10"."""
    one, other = piece_at(pieces, at), piece_at(pieces, at + 1)
    day, month = (other, one) if one.concept is Concept.MONTH_NAME else (one, other)
    if month.concept is not Concept.MONTH_NAME or not is_number(day, SMALL_NUMBER):
        return at
    end = at + len(("day", "month"))
    if day is other and piece_at(pieces, end).concept in COUNTED:
        return at
    end = _after_comma(pieces, end, _YEAR)
    return _after_comma(pieces, end, _HOUR_AND_MINUTE)


def _after_comma(pieces: Sequence[Piece], at: int, pattern: re.Pattern[str]) -> int:
    comma = piece_at(pieces, at).is_mark(",")
    end = at + comma + 1
    counts = piece_at(pieces, end).concept in COUNTED
    return end if is_number(piece_at(pieces, end - 1), pattern) and not counts else at


def line_date_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "per 10/7", and "Update O2 10/7" on a line that counts nothing."""
    slash, month = piece_at(pieces, at + 1), piece_at(pieces, at + 2)
    both = is_number(pieces[at], SMALL_NUMBER) and is_number(month, SMALL_NUMBER)
    if not (both and slash.is_mark("/") and _is_day(pieces[at], month)):
        return at
    end = at + len(("day", "slash", "month"))
    timed = piece_at(pieces, end).concept in (Concept.CLOCK, Concept.HOUR)
    if timed or piece_at(pieces, at - 1).concept in (Concept.PER, Concept.REPORT):
        return end
    line = line_of(pieces, at)
    concepts = {piece.concept for piece in line}
    numbers = [piece for piece in line if piece.kind is Kind.NUMBER]
    counts = not concepts.isdisjoint(COUNTED | {Concept.TANK})
    told = not concepts.isdisjoint({Concept.REPORT, Concept.OXYGEN, Concept.LIQUID})
    alone = len(numbers) == len(("day", "month"))
    return end if told and alone and not counts else at


def _is_day(day: Piece, month: Piece) -> bool:
    return 1 <= int(day.text) <= _DAYS and 1 <= int(month.text) <= _MONTHS


def day_count_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "H-1", "H+2"."""
    sign, number = piece_at(pieces, at + 1), piece_at(pieces, at + 2)
    written = pieces[at].text == "h" and sign.is_mark("-", "+")
    return at + 3 if written and is_number(number, SMALL_NUMBER) else at


def ago_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "3 jam yang lalu"."""
    return _length_end(pieces, at, Concept.AGO)


def ahead_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "24 jam ke depan", but not "cukup untuk 24 jam ke depan"."""
    before = piece_at(pieces, at - 1)
    if before.concept is Concept.FOR:
        before = piece_at(pieces, at - 2)
    if before.concept is Concept.ENOUGH:
        return at
    return _length_end(pieces, at, Concept.AHEAD)


def _length_end(pieces: Sequence[Piece], at: int, told: Concept) -> int:
    length, direction = piece_at(pieces, at + 1), piece_at(pieces, at + 2)
    whole = pieces[at].is_sound and length.concept in _LENGTHS
    return at + 3 if whole and direction.concept is told else at
