"""A number with its unit: substance, state and period as far as they touch it."""

from collections.abc import Sequence

from napas.exchange.texts.amounts import KG_PER_QUINTAL, QUINTALS
from napas.exchange.texts.figure import Figure, FigureKind, Trouble
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece, piece_at

_PERIODS = {
    Concept.MINUTE: "min",
    Concept.HOUR: "h",
    Concept.DAY: "day",
    Concept.HOUR_OR_DAY: "hr",
    Concept.WEEK: "week",
    Concept.MONTH: "month",
    Concept.SHIFT: "shift",
}
_HOURS_OF_A_DAY = "24"
_SUBSTANCES = (Concept.LIQUID, Concept.GAS, Concept.OXYGEN)
_SHARERS = (
    Concept.PATIENT,
    Concept.PERSON,
    Concept.BED,
    Concept.TANK,
    Concept.FACILITY,
    Concept.OTHER_GOODS,
)
"""An amount for each of these is no amount of the facility, and no rate."""


def amount_figure(
    figure: Figure, pieces: Sequence[Piece], at: int
) -> tuple[Figure, int]:
    """Number and unit, the substance, the state after @, and the period."""
    unit, end = pieces[at].text, at + 1
    substance: Concept | None = None
    misspelt = False
    state, after_state = _state_at(pieces, end)
    if state:
        unit, end = f"{unit}@{state}", after_state
    while piece_at(pieces, end).concept in _SUBSTANCES:
        piece = pieces[end]
        if piece.concept is not Concept.OXYGEN:
            substance = piece.concept
        misspelt = misspelt or piece.misspelt
        end += 1
    kilograms, end = _kilograms_after(figure, unit, pieces, end)
    if kilograms:
        figure, unit = figure._replace(number=kilograms), "kg"
    period, end = period_at(pieces, end)
    last = pieces[end - 1].end
    amount = figure._replace(
        kind=FigureKind.AMOUNT,
        unit=unit,
        substance=substance,
        period=period,
        misspelt=misspelt,
        trouble=figure.trouble or (Trouble.TORN if _left_over(pieces, end) else None),
        end=last,
    )
    return _ranged(amount, pieces, end)


def _kilograms_after(
    figure: Figure, unit: str, pieces: Sequence[Piece], at: int
) -> tuple[str, int]:
    """One amount as in "2 ton 300 kg" and "1 ton 7 kwintal".

    Returns:
        its kilograms, and where it ends.
    """
    number, scale = piece_at(pieces, at), piece_at(pieces, at + 1)
    whole = figure.number.isdigit() and unit.lower() in _TONNES
    rest = number.is_sound and number.text.isdigit()
    kg = _KILOGRAMS_OF.get(scale.text.lower(), 0)
    if not (whole and rest and kg) or int(number.text) * kg >= _KG_PER_T:
        return "", at
    total = int(figure.number) * _KG_PER_T + int(number.text) * kg
    return str(total), at + len(("number", "scale"))


def _left_over(pieces: Sequence[Piece], at: int) -> bool:
    """As in "1 ton 300": a number that counts nothing may be part of the amount."""
    number, following = piece_at(pieces, at), piece_at(pieces, at + 1)
    counts = following.kind in (Kind.TERM, Kind.NUMBER, Kind.FACILITY, Kind.ASIDE)
    apart = following.is_mark("/", ")", "-", "(", "@", ":", "=", "%")
    return number.kind is Kind.NUMBER and not (counts or apart)


_TONNES = ("t", "ton", "tonne", "tonnes")
_KILOGRAMS_OF = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilogram"), 1),
    **dict.fromkeys(QUINTALS, KG_PER_QUINTAL),
}
_KG_PER_T = 1000


def _state_at(pieces: Sequence[Piece], at: int) -> tuple[str, int]:
    """As in "@15C" after a unit of gas, as napas.units reads it."""
    sign, number, scale = (piece_at(pieces, at + step) for step in range(3))
    written = sign.concept is Concept.EVERY and sign.text == "@"
    if not (written and number.is_sound and scale.end == number.end + len(scale.text)):
        return "", at
    return f"{number.text}{scale.text}", at + len(("@", "number", "scale"))


def period_at(pieces: Sequence[Piece], at: int) -> tuple[str, int]:
    """A period such as "/hari", "per jam", "sehari", "/24 jam", and where it ends."""
    piece, length = piece_at(pieces, at), piece_at(pieces, at + 1)
    whole = "day" if piece.concept is Concept.DAILY else None
    if piece.concept is Concept.WHOLE_PERIOD:
        whole = piece.text
    if whole is not None:
        return whole, at + 1
    per = piece.concept in (Concept.PER, Concept.EVERY) and piece.text != "@"
    if not (piece.is_mark("/") or per):
        return "", at
    if length.concept in _PERIODS:
        return _PERIODS[length.concept], at + 2
    unit = piece_at(pieces, at + 2)
    if length.kind is Kind.NUMBER and unit.concept in _PERIODS:
        period = _PERIODS[unit.concept]
        whole_day = length.text == _HOURS_OF_A_DAY and period == "h"
        return ("day" if whole_day else f"{length.text} {period}"), at + 3
    touching = not piece.is_mark("/") or piece.end == length.begin
    if length.concept in _SHARERS or (touching and length.kind is Kind.WORD):
        return length.text, at + 2
    return "", at


def _ranged(figure: Figure, pieces: Sequence[Piece], at: int) -> tuple[Figure, int]:
    """As in "2 ton sampai 3 ton"."""
    between, number, unit = (piece_at(pieces, at + step) for step in range(3))
    ranging = between.is_mark("-") or between.concept is Concept.RANGE
    if not (ranging and number.kind is Kind.NUMBER and unit.text == figure.unit):
        return figure, at
    ranged = figure._replace(trouble=Trouble.RANGE, second=number.text, end=unit.end)
    return ranged, at + len(("between", "number", "unit"))
