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

    A number word that counts nothing, as in "salah satu", stays the word it is; words
    that count and make no number, as in "dua tiga hari", are one spoilt number.
    """
    written: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end_of_number(pieces, at)
        if end == at or not _counts(pieces, at, end):
            written.append(pieces[at])
            at += 1
            continue
        value = _value([piece for piece in pieces[at:end] if not _joins(piece)])
        text = "" if value is None else f"{value.normalize():f}"
        begin, last = pieces[at].begin, pieces[end - 1].end
        spoilt = value is None or any(piece.spoilt for piece in pieces[at:end])
        written.append(
            Piece(Kind.NUMBER, begin, last, text, misspelt=True, spoilt=spoilt)
        )
        at = end
    return tuple(written)


def _end_of_number(pieces: Sequence[Piece], at: int) -> int:
    """Where a number in words ends; `at` itself if none begins here."""
    in_digits = pieces[at].kind is Kind.NUMBER
    end = at + 1 if in_digits else at
    while True:
        if piece_at(pieces, end).concept in _IN_WORDS:
            end += 1
        elif _goes_on(pieces, at, end):
            end += 2
        else:
            return at if in_digits and end == at + 1 else end


def _goes_on(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """As in "twenty-five" and "two hundred and five"."""
    words = piece_at(pieces, end + 1).concept in _IN_WORDS
    return end > at and words and _joins(piece_at(pieces, end))


def _joins(piece: Piece) -> bool:
    return piece.is_mark("-") or piece.concept is Concept.AND


def _counts(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether the number counts what stands beside it."""
    before, after = piece_at(pieces, at - 1), piece_at(pieces, end)
    multiplied = piece_at(pieces, at + 1).concept is Concept.JOINER
    if pieces[at].kind is Kind.NUMBER and multiplied:
        return True
    if before.is_mark(":", "="):
        before = piece_at(pieces, at - 2)
    if after.concept is Concept.TANK:
        return all(piece.concept is Concept.HALF for piece in pieces[at:end])
    return after.concept in _COUNTED or before.concept in _COUNTING


def _value(pieces: Sequence[Piece]) -> Decimal | None:
    """The value of a number in words; None where the words make no number."""
    points = [at for at, piece in enumerate(pieces) if piece.text == _POINT]
    if points:
        return _with_decimals(pieces, points[0])
    if len(pieces) > 1 and pieces[-1].concept is Concept.HALF:
        whole = _value(pieces[:-1])
        if whole is None or whole != whole.to_integral_value():
            return None
        return whole + Decimal(pieces[-1].text)
    if pieces[0].kind is Kind.NUMBER:
        return _of_digits(pieces[0], pieces[1:])
    if pieces[0].concept is Concept.HALF:
        return Decimal(pieces[0].text) if len(pieces) == 1 else None
    return _of_words(pieces)


def _of_digits(number: Piece, joiners: Sequence[Piece]) -> Decimal | None:
    """As in "2 ribu" and "1,5 juta"."""
    values = set(number_readings(number.text).values())
    if len(values) != 1 or len(joiners) > 1:
        return None
    times = [joiner.text for joiner in joiners]
    if not all(map(str.isdigit, times)):
        return None
    return Decimal(repr(values.pop())) * Decimal(times[0] if times else 1)


def _of_words(pieces: Sequence[Piece]) -> Decimal | None:
    """As in "dua puluh lima"; only the one right way to say a number is read."""
    whole, group, unit = 0, 0, 0
    for piece in pieces:
        if piece.concept is not Concept.JOINER:
            whole_word = int(piece.text) >= _HUNDRED
            group += int(piece.text) * whole_word
            unit += int(piece.text) * (not whole_word)
        elif piece.text == _TEEN:
            unit += _TEN
        elif int(piece.text) >= _THOUSAND:
            whole, group, unit = whole + (group + unit) * int(piece.text), 0, 0
        else:
            group, unit = group + unit * int(piece.text), 0
    value = whole + group + unit
    said = [piece.text for piece in pieces]
    known = 0 <= value < _MOST and said in (_in_indonesian(value), _in_english(value))
    return Decimal(value) if known else None


_MOST = 1_000_000
"""Numbers in words end below a million."""
_TENS_FROM = 20


def _in_indonesian(value: int) -> list[str]:
    """The words of a number, by what they stand for: 25 is dua, puluh, lima."""
    if value < _TEN + 2:
        return [str(value)]
    if value < _TENS_FROM:
        return [str(value - _TEN), _TEEN]
    times = next(each for each in (_THOUSAND, _HUNDRED, _TEN) if value >= each)
    many, rest = divmod(value, times)
    one = many == 1
    head = [str(times)] if one else [*_in_indonesian(many), str(times)]
    return [*head, *(_in_indonesian(rest) if rest else [])]


def _in_english(value: int) -> list[str]:
    """The words of a number, by what they stand for: 25 is twenty, five."""
    if value < _TENS_FROM:
        return [str(value)]
    if value < _HUNDRED:
        tens, rest = divmod(value, _TEN)
        return [str(tens * _TEN), *([str(rest)] if rest else [])]
    times = _THOUSAND if value >= _THOUSAND else _HUNDRED
    many, rest = divmod(value, times)
    return [*_in_english(many), str(times), *(_in_english(rest) if rest else [])]


def _with_decimals(pieces: Sequence[Piece], point: int) -> Decimal | None:
    """As in "dua koma lima": digits follow one by one."""
    before, digits = pieces[:point], pieces[point + 1 :]
    told = all(
        digit.concept is Concept.NUMBER_WORD and len(digit.text) == 1
        for digit in digits
    )
    whole = _value(before) if before else None
    if whole is None or not digits or not told:
        return None
    decimals = "".join(digit.text for digit in digits)
    return whole + Decimal(f"0.{decimals}")
