"""What stands in doubt about a figure because of the words around it: when, whether."""

from collections.abc import Sequence

from napas.exchange.texts.amount_figures import period_at
from napas.exchange.texts.diverting import A_DAY
from napas.exchange.texts.figure import FigureKind
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import AsideKind, Ground, ItemRole, TextQuestion
from napas.exchange.texts.said import Said
from napas.exchange.texts.sentences import Stretch
from napas.exchange.texts.settling import RATES
from napas.units.measure import Period

TimeSpan = tuple[str, Ground | None]
"""A period, and the ground on which it was taken."""
_NONE_SAID: TimeSpan = ("", None)


def period_of(
    stretch: Stretch,
    at: int,
    role: ItemRole | None,
    said: Said,
    declared: Period | None,
) -> TimeSpan:
    """The period of a figure: its own, that of its words, or one declared.

    Args:
        stretch: where it stands.
        at: its place there.
        role: what is said of it; only use and need have periods of their words.
        said: what stands before.
        declared: to what a use refers that does not say.
    """
    figure = stretch.figures[at]
    if figure.period or role not in (*RATES, ItemRole.NEED):
        return figure.period, None
    last = stretch.windows[1] if len(stretch.figures) == 1 else ()
    found = _period_in(stretch.windows[at]) or _period_in(last)
    if not found and said.heading_daily and said.heading_role is role:
        return "day", Ground.ROLE_CARRIED
    if found or role not in RATES:
        return found, None
    return _period_of_use(stretch, said, declared)


def _period_of_use(stretch: Stretch, said: Said, declared: Period | None) -> TimeSpan:
    if said.short_form:
        return "day", None
    if _of_part_of_a_day(stretch):
        return _NONE_SAID
    if not stretch.concepts.isdisjoint((Concept.YESTERDAY, Concept.TODAY)):
        return "day", Ground.DAY_NAMED
    return ("day", Ground.DAY_DECLARED) if declared is Period.DAY else _NONE_SAID


_PARTS_OF_DAYS = (
    Concept.DAYPART,
    Concept.EARLIER,
    Concept.RANGE,
    Concept.DEADLINE,
    Concept.HOUR,
    Concept.MINUTE,
    Concept.WEEK,
    Concept.MONTH,
    Concept.SHIFT,
    Concept.EVERY,
)


_LASTS = (Concept.STOCK, Concept.ENOUGH, Concept.HOURS_LABEL, Concept.OUT)


def _of_part_of_a_day(stretch: Stretch) -> bool:
    """Whether other times are spoken of, which may be those of the use."""
    timed = any(each.kind is FigureKind.HOURS for each in stretch.figures)
    if any(_is_a_length(piece) for piece in stretch.words):
        return True
    lasts = not stretch.concepts.isdisjoint(_LASTS)
    return (timed and not lasts) or not stretch.concepts.isdisjoint(_PARTS_OF_DAYS)


def _is_a_length(piece: Piece) -> bool:
    """As "2 hari" in "pakai 1 ton untuk 2 hari", but not a whole day."""
    put_aside = piece.kind is Kind.ASIDE and piece.text == AsideKind.HORIZON
    return put_aside and piece.concept is not Concept.DAILY and piece.place != A_DAY


def _period_in(window: Sequence[Piece]) -> str:
    for at, piece in enumerate(window):
        found, _ = period_at(window, at)
        if found or piece.concept is Concept.DAILY:
            return found or "day"
    return ""


_OF_NOW = (
    ItemRole.STOCK,
    ItemRole.FULL,
    ItemRole.EMPTY,
    ItemRole.HELD,
    ItemRole.HOURS_LEFT,
    ItemRole.PATIENTS,
    ItemRole.OCCUPIED_BEDS,
)


_TIMED = (*_OF_NOW, *RATES, ItemRole.NEED)


def doubt_about(
    stretch: Stretch, at: int, role: ItemRole | None, said: Said
) -> TextQuestion | None:
    """What must be asked because of the words around a figure.

    Args:
        stretch: where it stands.
        at: its place there.
        role: what is said of it.
        said: what stands before.
    """
    concepts = stretch.concepts
    patients = stretch.figures[at].kind is FigureKind.PATIENTS
    past, future = Concept.YESTERDAY in concepts, Concept.FUTURE in concepts
    of_now = role in _OF_NOW and (past or future)
    other_day = of_now or (role is ItemRole.USE and future)
    other_day = other_day or (role is ItemRole.NEED and past)
    other_day = other_day or (role in _OF_NOW and Concept.UNREPORTED in said.concepts)
    other_day = other_day or (role in _TIMED and Concept.LONG_AGO in concepts)
    doubts = (
        (TextQuestion.DENIED, Concept.NOT in concepts),
        (TextQuestion.SUPPOSED, said.asked or Concept.SUPPOSED in concepts),
        (TextQuestion.EACH_OF_SEVERAL, _each(stretch.windows[at], concepts)),
        (
            TextQuestion.BETWEEN_FACILITIES,
            (Concept.TRANSFER in concepts and not patients)
            or (role in _STOCKED and _is_not_here(concepts)),
        ),
        (TextQuestion.OTHER_DAY, other_day),
        (TextQuestion.ROLE_UNCLEAR, _of_a_vehicle(stretch, at, role)),
        (TextQuestion.ROLE_UNCLEAR, said.parted and _is_stocked(stretch, at, role)),
        (TextQuestion.UNIT_UNCLEAR, _counts_others(stretch, at)),
        (TextQuestion.ROLE_UNCLEAR, _may_be_a_date(stretch, at)),
        (TextQuestion.ROLE_UNCLEAR, _is_a_change(stretch.windows[at])),
    )
    return next((code for code, holds in doubts if holds), None)


_STOCKED = (ItemRole.STOCK, ItemRole.OPENING, ItemRole.FULL, ItemRole.EMPTY)
_NOT_GONE = frozenset(
    {Concept.ASK, Concept.NOT, Concept.FILLER, Concept.FUTURE, Concept.NEED}
)


def _is_not_here(concepts: frozenset[Concept]) -> bool:
    """Whether somebody took it away, or it is kept elsewhere."""
    if Concept.ELSEWHERE in concepts:
        return True
    return Concept.COLLECTED in concepts and concepts.isdisjoint(_NOT_GONE)


_COUNTS = (FigureKind.COUNT, FigureKind.PAIR, FigureKind.BARE)


def _is_stocked(stretch: Stretch, at: int, role: ItemRole | None) -> bool:
    """Whether it counts what is there, of which a part is said to be otherwise."""
    counts = stretch.figures[at].kind in _COUNTS
    return counts and role in (*_STOCKED, ItemRole.HELD, None)


def _counts_others(stretch: Stretch, at: int) -> bool:
    """As in "3 rak tabung": a word that is not known says what is counted."""
    figure = stretch.figures[at]
    following = stretch.windows[at + 1][:1]
    strange = any(
        piece.kind is Kind.WORD and piece.begin > figure.end for piece in following
    )
    return figure.kind is FigureKind.BARE and strange


def _is_a_change(window: Sequence[Piece]) -> bool:
    """As in "stok turun 500 kg": by how much, and not how much there is."""
    words = [
        piece
        for piece in window
        if piece.kind is not Kind.MARK and piece.concept is not Concept.APPROX
    ]
    return bool(words) and words[-1].concept is Concept.CHANGED


def _may_be_a_date(stretch: Stretch, at: int) -> bool:
    """As in "isi tgl 4": four are left, or filled on the fourth."""
    before = stretch.windows[at][-1:]
    bare = stretch.figures[at].kind is FigureKind.BARE
    return bare and any(piece.concept is Concept.DATE for piece in before)


VEHICLE = "vehicle"
"""The name of words such as "truk" and "isotank"."""
_CARGO = (
    FigureKind.AMOUNT,
    FigureKind.COUNT,
    FigureKind.PAIR,
    FigureKind.PERCENT,
    FigureKind.BARE,
)


def _of_a_vehicle(stretch: Stretch, at: int, role: ItemRole | None) -> bool:
    """As in "isotank 18 ton", what it can hold, or "sisa di truk 4 ton"."""
    if stretch.figures[at].kind not in _CARGO:
        return False
    words = [piece for piece in stretch.windows[at] if piece.kind is not Kind.MARK]
    named = bool(words) and words[-1].text == VEHICLE
    aboard = any(piece.text == VEHICLE for piece in stretch.words)
    return (named and role is not ItemRole.EXPECTED) or (role in _STOCKED and aboard)


def _each(window: Sequence[Piece], concepts: frozenset[Concept]) -> bool:
    """Whether an amount may be that of one of several: "2 tangki 5 ton"."""
    if Concept.EVERY in concepts:
        return True
    for piece in reversed(window):
        if piece.text == AsideKind.OTHER_THING:
            return True
        if piece.concept not in _VESSELS and piece.kind is not Kind.MARK:
            return False
    return False


_VESSELS = (Concept.TANK, Concept.OTHER_GOODS, Concept.PIECE, Concept.CAPACITY)
