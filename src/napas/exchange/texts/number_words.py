"""Numbers in words, "dua puluh lima" or "2 ribu", made into numbers in digits."""

from collections.abc import Sequence
from decimal import Decimal

from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.units.number_form import number_readings

_TEEN, _POINT = "teen", "point"
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_COUNTED = frozenset(
    {
        Concept.UNIT,
        Concept.PIECE,
        Concept.CYLINDER,
        Concept.HOUR,
        Concept.DAY,
        Concept.MINUTE,
        Concept.PATIENT,
        Concept.PERSON,
        Concept.BED,
        Concept.PERCENT,
        Concept.FULL,
        Concept.EMPTY,
    }
)
_COUNTING = frozenset(
    {
        Concept.FULL,
        Concept.EMPTY,
        Concept.STOCK,
        Concept.CYLINDER,
        Concept.SIZE,
        Concept.LIQUID,
        Concept.TANK,
    }
)
_IN_WORDS = (Concept.NUMBER_WORD, Concept.HALF, Concept.JOINER)


def write_out(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with each number in words, where one is meant, as one number.

    A number word that counts nothing, as in "salah satu", stays the word it is.
    """
    written: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end_of_number(pieces, at)
        value = _value(pieces[at:end]) if end > at else None
        if value is None or not _counts(pieces, at, end, value):
            written.append(pieces[at])
            at += 1
            continue
        text = f"{value.normalize():f}"
        begin, last = pieces[at].begin, pieces[end - 1].end
        spoilt = any(piece.spoilt for piece in pieces[at:end])
        written.append(
            Piece(Kind.NUMBER, begin, last, text, misspelt=True, spoilt=spoilt)
        )
        at = end
    return tuple(written)


def _end_of_number(pieces: Sequence[Piece], at: int) -> int:
    """Where a number in words ends; `at` itself if none begins here."""
    in_digits = pieces[at].kind is Kind.NUMBER
    end = at + 1 if in_digits else at
    while piece_at(pieces, end).concept in _IN_WORDS:
        end += 1
    return at if in_digits and end == at + 1 else end


def _counts(pieces: Sequence[Piece], at: int, end: int, value: Decimal) -> bool:
    """Whether the number counts what stands beside it."""
    before, after = piece_at(pieces, at - 1), piece_at(pieces, end)
    if before.is_mark(":", "="):
        before = piece_at(pieces, at - 2)
    if after.concept is Concept.TANK:
        return value < 1
    return after.concept in _COUNTED or before.concept in _COUNTING


def _value(pieces: Sequence[Piece]) -> Decimal | None:
    """The value of a number in words; None where the words make no number."""
    points = [at for at, piece in enumerate(pieces) if piece.text == _POINT]
    if points:
        return _with_decimals(pieces, points[0])
    whole, group, unit = Decimal(0), Decimal(0), Decimal(0)
    previous: Piece | None = None
    for piece in pieces:
        fits = previous is None or _follows(previous, piece)
        if not fits:
            return None
        previous = piece
        if piece.kind is Kind.NUMBER:
            values = set(number_readings(piece.text).values())
            if len(values) != 1:
                return None
            unit = Decimal(repr(values.pop()))
        elif piece.concept is not Concept.JOINER:
            unit += Decimal(piece.text)
        elif piece.text == _TEEN:
            unit += _TEN
        elif int(piece.text) >= _THOUSAND:
            whole += (group + unit) * int(piece.text)
            group = unit = Decimal(0)
        else:
            group += unit * int(piece.text)
            unit = Decimal(0)
    return whole + group + unit


def _with_decimals(pieces: Sequence[Piece], point: int) -> Decimal | None:
    """As in "dua koma lima": digits follow one by one."""
    whole, digits = _value(pieces[:point]), pieces[point + 1 :]
    told = all(
        digit.concept is Concept.NUMBER_WORD and len(digit.text) == 1
        for digit in digits
    )
    if whole is None or not point or not digits or not told:
        return None
    decimals = "".join(digit.text for digit in digits)
    return whole + Decimal(f"0.{decimals}")


def _follows(previous: Piece, piece: Piece) -> bool:
    """Whether a word may follow another within one number."""
    if piece.concept is Concept.JOINER:
        return previous.concept is not Concept.HALF
    if previous.concept is Concept.JOINER:
        return piece.kind is not Kind.NUMBER
    if piece.concept is Concept.HALF:
        return previous.concept is not Concept.HALF
    if previous.concept is not Concept.NUMBER_WORD:
        return False
    tens_or_more = int(previous.text) >= 2 * _TEN
    return tens_or_more and int(piece.text) < int(previous.text)
