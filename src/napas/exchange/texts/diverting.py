"""Figures that are no amounts of oxygen: other goods, horizons, arrivals."""

from collections.abc import Sequence

from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.labels import DEVICES
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import AsideKind, Passage
from napas.exchange.texts.sentences import Stretch, is_a_day

A_DAY = 1
"""The place of an aside that is one day."""
OF = "of"
"""As in "3 of 20 cylinders"."""
_COMING = (
    Concept.RECEIVED,
    Concept.EXPECTED,
    Concept.DELIVERY,
    Concept.SENT,
)
_LASTS = (Concept.STOCK, Concept.STOCK_WEAK, Concept.ENOUGH, Concept.OUT)
_FLUID = (Concept.LIQUID, Concept.TANK, Concept.OXYGEN, Concept.CYLINDER)
_SKIPPED = (Concept.APPROX, Concept.FILLER)


def divert(stretch: Stretch, concepts: frozenset[Concept], drafts: Drafts) -> Stretch:
    """Put aside what is no amount of oxygen, and mark hours that an amount lasts.

    Args:
        stretch: as it was parted.
        concepts: of the whole sentence.
        drafts: where asides are kept.
    """
    left = Stretch(windows=[list(stretch.windows[0])])
    for at, figure in enumerate(stretch.figures):
        before, after = left.windows[-1], stretch.windows[at + 1]
        kind = _aside_kind(figure, before, after, stretch.concepts, concepts)
        kind = kind or _whole(figure, before, stretch.figures, at)
        if kind is None:
            left.add(_lasting(figure, before, stretch.concepts))
        else:
            drafts.put_aside(kind, Passage(figure.begin, figure.end))
            place = A_DAY if is_a_day(figure) else -1
            left.add(Piece(Kind.ASIDE, figure.begin, figure.end, kind, place=place))
        for piece in after:
            left.add(piece)
    return left


def _whole(
    figure: Figure, before: Sequence[Piece], figures: Sequence[Figure], at: int
) -> AsideKind | None:
    """In "12 dari 40" the all, in "dari 4 ton menjadi 6 ton" what was before."""
    of = at > 0 and bool(before) and before[-1].text == OF
    from_there = of or _last(before) is Concept.FROM
    if not from_there or figure.kind is FigureKind.HOURS:
        return None
    if at and len(before) == len(("from",)):
        return AsideKind.WHOLE
    same = (figure.kind, figure.unit.lower(), figure.period)
    changed = any(
        (each.kind, each.unit.lower(), each.period) == same
        for each in figures[at + 1 :]
    )
    return AsideKind.EARLIER if changed else None


def _aside_kind(
    figure: Figure,
    before: Sequence[Piece],
    after: Sequence[Piece],
    near: frozenset[Concept],
    sentence: frozenset[Concept],
) -> AsideKind | None:
    if figure.kind is FigureKind.HOURS:
        return _hours_aside(figure, before, near, sentence)
    beside = (_last(before), _first(after))
    if Concept.OTHER_PATIENT in beside:
        return AsideKind.OTHER_PATIENTS
    if _of_other_substance(figure, before, beside):
        return AsideKind.OTHER_THING
    if figure.kind is FigureKind.BARE and beside[1] is Concept.TANK:
        return AsideKind.OTHER_THING
    machines = not DEVICES.keys().isdisjoint(beside)
    if figure.kind is FigureKind.COUNT and not figure.of_cylinders and machines:
        return AsideKind.OTHER_THING
    goods = figure.kind in _GOODS and not figure.of_cylinders
    return AsideKind.OTHER_THING if goods and Concept.OTHER_GOODS in beside else None


_GOODS = (
    FigureKind.BARE,
    FigureKind.COUNT,
    FigureKind.PATIENTS,
    FigureKind.PERCENT,
)


def _of_other_substance(
    figure: Figure, before: Sequence[Piece], beside: tuple[Concept | None, ...]
) -> bool:
    if figure.kind not in (FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.BARE):
        return False
    spoken: Concept | None = beside[1]
    for piece in before:
        if piece.concept in (Concept.OTHER_SUBSTANCE, *_FLUID):
            cylinder = piece.concept is Concept.CYLINDER
            if not (cylinder and spoken is Concept.OTHER_SUBSTANCE):
                spoken = piece.concept
    return spoken is Concept.OTHER_SUBSTANCE


def _hours_aside(
    figure: Figure,
    before: Sequence[Piece],
    near: frozenset[Concept],
    sentence: frozenset[Concept],
) -> AsideKind | None:
    """Hours until something arrives, or for which something is needed."""
    coming = not sentence.isdisjoint(_COMING)
    lasts = not near.isdisjoint(_LASTS)
    if coming and not lasts:
        return AsideKind.DEADLINE
    told = _last(before)
    if told in (Concept.EVERY, Concept.PER):
        return AsideKind.HORIZON
    if told is Concept.FOR and not lasts and not figure.more:
        return AsideKind.HORIZON
    return None


def _lasting(
    figure: Figure, before: Sequence[Piece], concepts: frozenset[Concept]
) -> Figure:
    """Hours for which a stock stands are those it lasts."""
    if figure.kind is not FigureKind.HOURS or _last(before) is not Concept.FOR:
        return figure
    needed = Concept.NEED in concepts and Concept.ENOUGH not in concepts
    return figure if needed else figure._replace(lasting=True)


def _last(words: Sequence[Piece]) -> Concept | None:
    """What the last word before a figure stands for."""
    for piece in reversed(words):
        if piece.is_mark(":", "=", "-") or piece.concept in _SKIPPED:
            continue
        return piece.concept
    return None


def _first(words: Sequence[Piece]) -> Concept | None:
    return words[0].concept if words else None
