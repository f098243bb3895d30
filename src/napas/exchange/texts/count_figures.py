"""A number of cylinders or other pieces, with the size that touches it."""

from collections.abc import Sequence

from napas.exchange.texts.amount_figures import period_at
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.exchange.texts.sizes import size_after, size_at

_VESSELS = (Concept.CYLINDER, Concept.PIECE)
_PARTS = {"0.5": "50", "0.25": "25"}
"""Parts of a tank in words, in per cent."""


def count_figure(
    figure: Figure,
    pieces: Sequence[Piece],
    at: int,
    lexicon: Lexicon,
    *,
    of_cylinders: bool,
) -> tuple[Figure, int]:
    """A number of cylinders or other pieces, with the size that touches it."""
    if _goes_with_the_next(pieces, at):
        return figure, at
    size, end = size_after(pieces, at, lexicon, vessel_follows=True)
    misspelt = said = False
    while piece_at(pieces, end).concept in _VESSELS:
        said = said or pieces[end].concept is Concept.CYLINDER
        misspelt = misspelt or pieces[end].misspelt
        end += 1
    if end == at:
        return _sized(figure, pieces, at, lexicon, of_cylinders=of_cylinders)
    after, sized = size_after(pieces, end, lexicon, vessel_follows=False)
    if after and not size:
        size, end = after, sized
    last = end
    period, end = period_at(pieces, end)
    count = figure._replace(
        kind=FigureKind.COUNT,
        of_cylinders=said,
        size=size,
        misspelt=misspelt,
        period=period,
        end=pieces[max(end, last) - 1].end,
    )
    return count, end


def _goes_with_the_next(pieces: Sequence[Piece], at: int) -> bool:
    """As in "cair 3200 TB 40/12": the word for cylinders belongs to what follows."""
    before = piece_at(pieces, at - 2)
    if before.is_mark(":", "="):
        before = piece_at(pieces, at - 3)
    end = at
    while piece_at(pieces, end).concept in (*_VESSELS, Concept.SIZE):
        end += 1
    follows = end > at and piece_at(pieces, end).kind is Kind.NUMBER
    return follows and before.concept in (Concept.LIQUID, Concept.TANK)


def _size_ends(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a size belongs to the number before it: "7 besar 3 kecil"."""
    following, before = piece_at(pieces, at + 1), piece_at(pieces, at - 2)
    if following.is_mark(":", "="):
        return False
    if following.kind is not Kind.NUMBER:
        return True
    next_sized = piece_at(pieces, at + 2).concept is Concept.SIZE
    return next_sized and before.concept is not Concept.SIZE


def _sized(
    figure: Figure,
    pieces: Sequence[Piece],
    at: int,
    lexicon: Lexicon,
    *,
    of_cylinders: bool,
) -> tuple[Figure, int]:
    """A bare number, or "20 x 6m3", "20 @6m3" and "20 (6m3)"."""
    joins = piece_at(pieces, at)
    if figure.in_words and figure.number in _PARTS:
        percent = figure._replace(kind=FigureKind.PERCENT, number=_PARTS[figure.number])
        return percent, at
    if joins.concept is Concept.SIZE and of_cylinders and _size_ends(pieces, at):
        period, end = period_at(pieces, at + 1)
        count = figure._replace(
            kind=FigureKind.COUNT,
            of_cylinders=True,
            size=joins.text,
            period=period,
            end=pieces[end - 1].end,
        )
        return count, end
    joined = joins.concept is Concept.TIMES or joins.text == "@" or joins.is_mark("(")
    size, end = size_at(pieces, at + 1, lexicon) if joined else ("", at)
    if size and (of_cylinders or joins.concept is Concept.TIMES):
        end += piece_at(pieces, end).is_mark(")")
        while piece_at(pieces, end).concept in _VESSELS:
            end += 1
        last = pieces[end - 1].end
        count = figure._replace(
            kind=FigureKind.COUNT, of_cylinders=True, size=size, end=last
        )
        return count, end
    period, end = period_at(pieces, at)
    return figure._replace(period=period, end=pieces[end - 1].end), end
