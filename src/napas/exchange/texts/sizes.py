"""Cylinder sizes among the pieces of a text: "besar", "6 m3", "ukuran 40 L"."""

from collections.abc import Sequence

from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Piece, piece_at
from napas.units.number_form import number_readings

_CUBIC_METRES = frozenset({"m3", "m^3", "kubik", "meter kubik", "m kubik", "cbm"})
_LITRES = frozenset({"l", "lt", "ltr", "liter", "litre", "liters", "litres"})
_VOLUMES = _CUBIC_METRES | _LITRES
_VESSELS = (Concept.CYLINDER, Concept.PIECE)
_MARKS = (Concept.SIZE_MARK, Concept.TIMES, Concept.CAPACITY)


def size_at(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> tuple[str, int]:
    """A number and unit by which cylinders are named, such as "6 m3", and its end."""
    number, unit = piece_at(pieces, at), piece_at(pieces, at + 1)
    if not number.is_sound or unit.concept is not Concept.UNIT:
        return "", at
    name = unit.text.lower().replace("\N{SUPERSCRIPT THREE}", "3")
    if name not in _VOLUMES:
        return "", at
    values = set(number_readings(number.text).values())
    if len(values) != 1:
        return "", at
    value = values.pop()
    if name in _CUBIC_METRES and value in lexicon.gas_sizes_m3:
        return f"{value:g} m3", at + 2
    if name in _LITRES and value in lexicon.water_sizes_l:
        return f"{value:g} l", at + 2
    return "", at


def size_after(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, *, vessel_follows: bool
) -> tuple[str, int]:
    """A size that touches a count, and where it ends.

    Args:
        pieces: of one sentence.
        at: after the number, or after the word for a cylinder.
        lexicon: the sizes of the trade.
        vessel_follows: whether the word for a cylinder must follow: "20 besar tabung".
    """
    opened = not vessel_follows and piece_at(pieces, at).is_mark("(")
    begin = at + opened
    while not vessel_follows and _marks(piece_at(pieces, begin)):
        begin += 1
    piece = piece_at(pieces, begin)
    if piece.concept is Concept.SIZE:
        size, end = piece.text, begin + 1
    else:
        size, end = size_at(pieces, begin, lexicon)
    if not size:
        return "", at
    if opened:
        if not piece_at(pieces, end).is_mark(")"):
            return "", at
        end += 1
    if vessel_follows and piece_at(pieces, end).concept not in _VESSELS:
        return "", at
    return size, end


def _marks(piece: Piece) -> bool:
    return piece.concept in _MARKS or piece.text == "@"
