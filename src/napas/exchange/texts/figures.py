"""Numbers joined with what they count: amounts, cylinders, hours, patients."""

from collections.abc import Callable, Sequence

from napas.exchange.texts.amount_figures import amount_figure
from napas.exchange.texts.count_figures import count_figure
from napas.exchange.texts.figure import Figure, FigureKind, Trouble
from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.exchange.texts.sizes import size_at

_VESSELS = (Concept.CYLINDER, Concept.PIECE)
_HEADS = (Concept.PATIENT, Concept.PERSON)
_LENGTHS = {
    Concept.HOUR: "h",
    Concept.DAY: "day",
    Concept.MINUTE: "minute",
    Concept.WEEK: "week",
    Concept.HOUR_OR_DAY: "hr",
    Concept.MONTH: "month",
    Concept.SHIFT: "shift",
}


def figure_at(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, *, of_cylinders: bool
) -> tuple[Figure, int]:
    """The figure that begins with the number at a place, and where it ends.

    Args:
        pieces: of one sentence.
        at: place of a number that may be read.
        lexicon: the sizes of cylinders.
        of_cylinders: whether cylinders are spoken of.
    """
    first = pieces[at]
    number, end, trouble, second = _number_at(pieces, at, lexicon)
    figure = Figure(
        kind=FigureKind.BARE,
        begin=first.begin,
        end=pieces[end - 1].end,
        number=number,
        second=second,
        in_words=first.misspelt,
        trouble=trouble,
    )
    if _is_rough(pieces, end):
        figure, end = figure._replace(rough=True, end=pieces[end].end), end + 1
    following = piece_at(pieces, end)
    if following.is_mark("/") and not trouble:
        paired = _paired(figure, pieces, end)
        if paired is not None:
            return paired
    if _more_hours(pieces, end):
        return _hours(figure._replace(more=True), pieces, end + 1)
    if following.is_mark("%"):
        return _percent(figure, pieces, end)
    join = _JOINS.get(following.concept)
    if join is not None:
        return join(figure, pieces, end)
    return count_figure(figure, pieces, end, lexicon, of_cylinders=of_cylinders)


def _is_rough(pieces: Sequence[Piece], at: int) -> bool:
    """As in "700an kg": about so many."""
    ending, before, after = (piece_at(pieces, at + step) for step in (0, -1, 1))
    touches = ending.text == "an" and ending.begin == before.end
    exact = len(before.text) >= _EXACT_ENOUGH
    return touches and exact and after.concept is Concept.UNIT


_EXACT_ENOUGH = 2
"""Digits: "700an" is 700 to 799, while "2an" may be nearly three."""


def _more_hours(pieces: Sequence[Piece], at: int) -> bool:
    """As in "5 more hours"."""
    more, length = piece_at(pieces, at), piece_at(pieces, at + 1)
    return more.concept is Concept.MORE and length.concept in _LENGTHS


def _number_at(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon
) -> tuple[str, int, Trouble | None, str]:
    """The number, where it ends, what is wrong with it, and the end of a range."""
    number, end, between = pieces[at].text, at + 1, ""
    following, after = piece_at(pieces, end), piece_at(pieces, end + 1)
    if size_at(pieces, end, lexicon)[0]:
        return number, end, None, ""
    times = following.concept is Concept.TIMES
    if times and size_at(pieces, end + 1, lexicon)[0]:
        return number, end, None, ""
    count = 1
    while True:
        step = _next_number(pieces, end)
        if step and size_at(pieces, end + 1, lexicon)[0]:
            step *= not piece_at(pieces, end).is_mark(",")
        if not step:
            break
        between = "" if step == 1 else pieces[end].text
        count, end = count + 1, end + step
    if count == 1 or (count == _TWO and between == "/"):
        return number, at + 1, None, ""
    ranged = count == _TWO and (following.concept is Concept.RANGE or between == "-")
    second = (after if between else following).text
    return number, end, Trouble.RANGE if ranged else Trouble.TORN, second


_TWO = 2


def _next_number(pieces: Sequence[Piece], at: int) -> int:
    """How many pieces lead to a number that belongs to the one before; 0 if none."""
    joins, after = piece_at(pieces, at), piece_at(pieces, at + 1)
    if joins.kind is Kind.NUMBER:
        return 1
    if joins.is_mark(",") and after.kind is Kind.NUMBER:
        # "2, 5 ton" may be 2.5 t, as phones put a space behind a comma.
        return 2 * (piece_at(pieces, at + 2).concept is Concept.UNIT)
    joined = joins.is_mark("-", "/") or joins.concept in (Concept.RANGE, Concept.TIMES)
    return 2 if joined and after.kind is Kind.NUMBER else 0


def _paired(
    figure: Figure, pieces: Sequence[Piece], at: int
) -> tuple[Figure, int] | None:
    """Two counts with a stroke between them."""
    second = piece_at(pieces, at + 1)
    if not (second.is_sound and figure.number.isdigit() and second.text.isdigit()):
        return None
    end = at + 2
    while piece_at(pieces, end).concept in _VESSELS:
        end += 1
    last = pieces[end - 1].end
    pair = figure._replace(kind=FigureKind.PAIR, second=second.text, end=last)
    return pair, end


def _hours(figure: Figure, pieces: Sequence[Piece], at: int) -> tuple[Figure, int]:
    unit, end = _LENGTHS[_concept(pieces[at])], at + 1
    number = figure.number
    minutes = piece_at(pieces, end)
    if (
        unit == "h"
        and number.isdigit()
        and minutes.is_sound
        and minutes.text.isdigit()
        and piece_at(pieces, end + 1).concept is Concept.MINUTE
    ):
        number, unit = f"{int(number) * _MINUTES + int(minutes.text)}", "minute"
        end += 2
    following = piece_at(pieces, end)
    left, more = following.text == LEFT, following.concept is Concept.MORE
    end += left or more
    hours = figure._replace(
        kind=FigureKind.HOURS,
        number=number,
        unit=unit,
        lasting=left,
        more=figure.more or more,
        end=pieces[end - 1].end,
    )
    return hours, end


_MINUTES = 60
LEFT = "left"
"""The name of words such as "left" and "remaining"."""


def _concept(piece: Piece) -> Concept:
    assert piece.concept is not None, "a term stands for something"
    return piece.concept


def _heads(figure: Figure, pieces: Sequence[Piece], at: int) -> tuple[Figure, int]:
    end = at
    misspelt = False
    while piece_at(pieces, end).concept in _HEADS:
        misspelt = misspelt or pieces[end].misspelt
        end += 1
    last = pieces[end - 1].end
    patients = figure._replace(kind=FigureKind.PATIENTS, end=last, misspelt=misspelt)
    return patients, end


def _percent(figure: Figure, pieces: Sequence[Piece], at: int) -> tuple[Figure, int]:
    return figure._replace(kind=FigureKind.PERCENT, end=pieces[at].end), at + 1


def _beds(figure: Figure, pieces: Sequence[Piece], at: int) -> tuple[Figure, int]:
    return figure._replace(kind=FigureKind.BEDS, end=pieces[at].end), at + 1


_Join = Callable[[Figure, Sequence[Piece], int], tuple[Figure, int]]
_JOINS: dict[Concept | None, _Join] = {
    Concept.PERCENT: _percent,
    Concept.UNIT: amount_figure,
    Concept.BED: _beds,
    **dict.fromkeys(_LENGTHS, _hours),
    **dict.fromkeys(_HEADS, _heads),
}
