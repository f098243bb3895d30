"""What carries a number and is no amount: dates, times, phones, list numbers, notes."""

import re
from collections.abc import Callable, Sequence

from napas.exchange.texts.cleaning import STRANGE, PlainText
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.moments import (
    SMALL_NUMBER,
    ago_end,
    ahead_end,
    announced_date_end,
    clock_end,
    day_count_end,
    is_number,
    line_date_end,
    month_date_end,
    time_end,
)
from napas.exchange.texts.pieces import Kind, Piece, Taken, line_of, piece_at
from napas.exchange.texts.readings import AsideKind

HEADER = 1
"""The place of an aside that is the head of a forwarded message."""
_HEADER = re.compile(
    r"^(?:\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    r"(?: ?[ap]m)?(?:\] ?| - )|\[(?:\d{1,2}[/.]\d{1,2},? )?\d{1,2}[.:]\d{2}\] ?)"
    r"(?=[^:\n]{1,40}: )",
    re.MULTILINE,
)
_WRITTEN = (
    (AsideKind.ADDRESS, re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.[a-z]{2,}\S*")),
    (
        AsideKind.PHONE,
        re.compile(
            r"(?<![a-z0-9.,/])(?:\+ ?62|62|0)[ -]?8[0-9](?:[ .-]?[0-9]){6,11}(?![0-9])"
        ),
    ),
    (
        AsideKind.MONEY,
        re.compile(
            r"(?<![a-z])(?:rp|idr)\.? ?[0-9](?:[0-9.,]*[0-9])?"
            r"(?: ?(?:ribu|rb|juta|jt)\b)?(?:,-)?"
        ),
    ),
    (
        AsideKind.MOMENT,
        re.compile(
            r"(?<![a-z0-9/.,-])(?:[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:20)?[0-9]{2}"
            r"|20[0-9]{2}-[0-9]{2}-[0-9]{2})(?:,? [0-2]?[0-9][.:][0-5][0-9])?"
            r"(?![a-z0-9/-])"
        ),
    ),
    (
        AsideKind.LIST_NUMBER,
        re.compile(
            rf"^[ *>-]*\(?[0-9]{{1,2}}(?:[.)](?=[ a-z*])|{STRANGE}+)", re.MULTILINE
        ),
    ),
)


def written_asides(plain: PlainText) -> list[Taken]:
    """Asides that are known by how they are written, in the order of the text."""
    found = [
        Taken(struck.begin, struck.end, Kind.ASIDE, text=AsideKind.CROSSED_OUT)
        for struck in plain.crossed_out
    ]
    _find(_HEADER, plain, AsideKind.MOMENT, HEADER, found)
    for kind, pattern in _WRITTEN:
        _find(pattern, plain, kind, -1, found)
    return sorted(found)


def _find(
    pattern: re.Pattern[str],
    plain: PlainText,
    kind: AsideKind,
    place: int,
    found: list[Taken],
) -> None:
    for match in pattern.finditer(plain.plain):
        begin, end = match.span()
        if not any(one.begin < end and begin < one.end for one in found):
            found.append(Taken(begin, end, Kind.ASIDE, place, kind))


def set_aside(plain: PlainText, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make one piece of each aside that is known by its words."""
    left: list[Piece] = []
    at = 0
    while at < len(pieces):
        end, kind = _aside_at(plain, pieces, at)
        if end == at:
            left.append(pieces[at])
            at += 1
            continue
        if pieces[at].concept is Concept.RECEIVED:
            left.append(pieces[at])
            at += 1
        begin, last = pieces[at].begin, pieces[end - 1].end
        place = int(pieces[at].text) if kind is AsideKind.TANK_NUMBER else -1
        left.append(Piece(Kind.ASIDE, begin, last, kind, place=place))
        at = end
    return tuple(left)


def _aside_at(
    plain: PlainText, pieces: Sequence[Piece], at: int
) -> tuple[int, AsideKind]:
    piece = pieces[at]
    if piece.concept is Concept.NOTE:
        return _note_end(plain, pieces, at), AsideKind.NOTE
    if piece.concept is Concept.RECEIVED and _opens(pieces, at):
        return _receipt_note_end(plain, pieces, at), AsideKind.NOTE
    finders = (
        _OF_NUMBERS if piece.kind is Kind.NUMBER else _OF_WORDS.get(piece.concept, ())
    )
    for kind, find_end in finders:
        end = find_end(pieces, at)
        if end > at:
            return end, kind
    return at, AsideKind.REMARK


_NOTE = re.compile(
    r"[ .:#-]*(?:(?:no|nomor|number)\b[ .:#]*)?[a-z0-9/._-]*[0-9][a-z0-9/_-]*"
)
_RUN = re.compile(r"[ .:#]*([a-z0-9]+(?:[/._-][a-z0-9]+)*)")
_AMOUNT_RUN = re.compile("[0-9][0-9.,]*[a-z]*")
_SEPARATORS = re.compile("[/_-]")
_LONGEST_COUNT = 4
"""Digits; more of them without a unit are the number of a note (judgement)."""


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    return piece_at(pieces, at - 1).kind is Kind.LINE


def _note_end(plain: PlainText, pieces: Sequence[Piece], at: int) -> int:
    """Where the number of a delivery note ends that its word announces."""
    match = _NOTE.match(plain.plain, pieces[at].end)
    return _place_after(pieces, at, match.end()) if match else at


def _receipt_note_end(plain: PlainText, pieces: Sequence[Piece], at: int) -> int:
    """Where the number of a delivery note ends that stands right after TERIMA."""
    match = _RUN.match(plain.plain, pieces[at].end)
    if match is None or not any(map(str.isdigit, match[1])):
        return at
    written, end = match[1], _place_after(pieces, at, match.end())
    counts = piece_at(pieces, end).concept in (
        Concept.UNIT,
        Concept.CYLINDER,
        Concept.PIECE,
    )
    if written.isdigit():
        return end if len(written) > _LONGEST_COUNT and not counts else at
    parts = len(_SEPARATORS.findall(written))
    has_letters = any(map(str.isalpha, written))
    if parts > 1 or (has_letters and not _AMOUNT_RUN.fullmatch(written)):
        return end
    return at


def _place_after(pieces: Sequence[Piece], at: int, end: int) -> int:
    place = at + 1
    while place < len(pieces) and pieces[place].begin < end:
        place += 1
    return place


Finder = Callable[[Sequence[Piece], int], int]
_FILLERS = 3
"""Pieces between the word and its number: "saturasi pasien rata-rata : 85"."""
_FILLING = (
    Concept.APPROX,
    Concept.BELOW,
    Concept.ABOVE,
    Concept.PATIENT,
    Concept.TANK,
    Concept.ORDINARY,
)


def _told_end(pieces: Sequence[Piece], at: int) -> int:
    """A number that a word announces, as "SpO2 85 %"."""
    number = at + 1
    while number - at <= _FILLERS and _fills(piece_at(pieces, number)):
        number += 1
    if piece_at(pieces, number).kind is not Kind.NUMBER:
        return at
    end = _range_end(pieces, number)
    scale = piece_at(pieces, end)
    told = scale.concept in (Concept.PERCENT, Concept.PRESSURE)
    return end + (scale.is_mark("%") or told)


def _price_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "harga isi ulang 75.000/tabung": the price, and what it is paid for."""
    number = at + 1
    while number - at <= _WORDS_OF_A_PRICE and piece_at(pieces, number).kind in (
        Kind.WORD,
        Kind.TERM,
    ):
        number += 1
    number += piece_at(pieces, number).is_mark(":", "=")
    if piece_at(pieces, number).kind is not Kind.NUMBER:
        return at
    end = number + 1
    each = piece_at(pieces, end).is_mark("/") or (
        piece_at(pieces, end).concept is Concept.PER
    )
    return end + 2 if each and piece_at(pieces, end + 1).kind is Kind.TERM else end


_WORDS_OF_A_PRICE = 4


def _fills(piece: Piece) -> bool:
    marks = piece.is_mark(":", "=", "<", ">", "~")
    return piece.kind is Kind.WORD or marks or piece.concept in _FILLING


def _range_end(pieces: Sequence[Piece], at: int) -> int:
    dash = piece_at(pieces, at + 1)
    ranged = dash.is_mark("-", "/") or dash.concept is Concept.RANGE
    return at + 3 if ranged and piece_at(pieces, at + 2).kind is Kind.NUMBER else at + 1


def _pressure_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "8 bar", "8-10 bar"."""
    end = _range_end(pieces, at)
    return end + 1 if piece_at(pieces, end).concept is Concept.PRESSURE else at


def _inline_number_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "1) cair 2 ton 2) tabung 40", and "1 RSUD ..." at the begin of a line."""
    if not is_number(pieces[at], SMALL_NUMBER):
        return at
    following = piece_at(pieces, at + 1)
    if _opens(pieces, at) and following.kind is Kind.FACILITY:
        return at + 1
    if not following.is_mark(")"):
        return at
    opened = any(piece.is_mark("(") for piece in line_of(pieces, at))
    return at if opened else at + 2


_ONE_DIGIT = re.compile("[1-9]")
_AFTER_TANK_NUMBER = (
    Concept.STOCK,
    Concept.STOCK_WEAK,
    Concept.CAPACITY,
    Concept.FULL,
)


def _tank_number_end(pieces: Sequence[Piece], at: int) -> int:
    """The number after "tangki" in "tangki 1: 3 ton" and "tangki 2 sisa 1 ton"."""
    told = piece_at(pieces, at - 1).concept is Concept.TANK
    following = piece_at(pieces, at + 1)
    names = following.is_mark(":", "=") or following.concept in _AFTER_TANK_NUMBER
    return at + 1 if told and names and is_number(pieces[at], _ONE_DIGIT) else at


def _hospitals_end(pieces: Sequence[Piece], at: int) -> int:
    """As in "3 RS" counts hospitals; "2x" is a comparison."""
    following = piece_at(pieces, at + 1)
    if following.concept is Concept.FACILITY:
        return at + 2
    times = following.concept is Concept.TIMES
    return at + 2 if times and piece_at(pieces, at + 2).kind is Kind.WORD else at


_OF_NUMBERS: tuple[tuple[AsideKind, Finder], ...] = (
    (AsideKind.LIST_NUMBER, _inline_number_end),
    (AsideKind.MOMENT, month_date_end),
    (AsideKind.MOMENT, line_date_end),
    (AsideKind.MOMENT, time_end),
    (AsideKind.MOMENT, ago_end),
    (AsideKind.HORIZON, ahead_end),
    (AsideKind.PRESSURE, _pressure_end),
    (AsideKind.TANK_NUMBER, _tank_number_end),
    (AsideKind.OTHER_THING, _hospitals_end),
)
_OF_WORDS: dict[Concept | None, tuple[tuple[AsideKind, Finder], ...]] = {
    Concept.DATE: ((AsideKind.MOMENT, announced_date_end),),
    Concept.WEEKDAY: ((AsideKind.MOMENT, announced_date_end),),
    Concept.MONTH_NAME: ((AsideKind.MOMENT, month_date_end),),
    Concept.CLOCK: ((AsideKind.MOMENT, clock_end),),
    Concept.HOUR: ((AsideKind.MOMENT, clock_end), (AsideKind.MOMENT, day_count_end)),
    Concept.SATURATION: ((AsideKind.SATURATION, _told_end),),
    Concept.OCCUPANCY: ((AsideKind.OCCUPANCY, _told_end),),
    Concept.GAUGE: ((AsideKind.PRESSURE, _told_end),),
    Concept.PRICE: ((AsideKind.MONEY, _price_end),),
}
