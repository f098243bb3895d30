"""The role of a figure: said of it, or carried to it from what stands before."""

from collections.abc import Sequence

from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.labels import Share
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import Ground, ItemRole
from napas.exchange.texts.said import Said
from napas.exchange.texts.topics import Topic

Role = tuple[ItemRole | None, Ground | None]
"""A role and the ground on which it was taken; none where it is said."""
_NO_ROLE: Role = (None, None)
_CARRIED = (
    ItemRole.STOCK,
    ItemRole.OPENING,
    ItemRole.USE,
    ItemRole.NEED,
    ItemRole.RECEIVED,
    ItemRole.EXPECTED,
    ItemRole.CAPACITY,
)
_OF_CYLINDERS = (ItemRole.FULL, ItemRole.EMPTY)
_COUNTS = (FigureKind.COUNT, FigureKind.BARE)
_STUFF = (FigureKind.AMOUNT, FigureKind.PERCENT, *_COUNTS)
_LASTING = (
    Concept.OXYGEN,
    Concept.LIQUID,
    Concept.TANK,
    Concept.CYLINDER,
    Concept.STOCK,
    Concept.OUT,
    Concept.ENOUGH,
)
_MACHINES = (Concept.CONCENTRATOR, Concept.GENERATOR)
_COUNTED = (Concept.CYLINDER, Concept.CONCENTRATOR, Concept.GENERATOR)


def role_of(
    figure: Figure,
    topic: Topic,
    share: Share,
    said: Said,
    window: Sequence[Piece],
    concepts: frozenset[Concept],
) -> Role:
    """The role of a figure, and the ground if its own words do not say it.

    Args:
        figure: what is asked for.
        topic: of what it speaks.
        share: what its own words say.
        said: what stands before.
        window: words right before it.
        concepts: of its stretch.
    """
    if share.weak and said.pending is not None:
        return said.pending, Ground.ROLE_CARRIED
    if share.role is ItemRole.FULL and said.filled:
        return _NO_ROLE
    if share.said:
        return share.role, None
    if figure.kind is FigureKind.HOURS:
        return _role_of_hours(figure, said, window, concepts)
    open_label = _ends_in_a_strange_word(window)
    if figure.kind not in _STUFF or open_label or _names_a_tank(figure, topic, window):
        return share.role, None
    return _carried(figure, topic, said, concepts)


def _role_of_hours(
    figure: Figure,
    said: Said,
    window: Sequence[Piece],
    concepts: frozenset[Concept],
) -> Role:
    """Hours that oxygen lasts: by the words behind them, or by what stands before."""
    if figure.lasting or (figure.more and not concepts.isdisjoint(_LASTING)):
        return ItemRole.HOURS_LEFT, None
    lasts = _lasts(said, window)
    return (ItemRole.HOURS_LEFT, Ground.ROLE_CARRIED) if lasts else _NO_ROLE


def _carried(
    figure: Figure, topic: Topic, said: Said, concepts: frozenset[Concept]
) -> Role:
    """The one role of the sentence, else of the heading, else of a report."""
    counts = figure.kind in _COUNTS
    states = counts and topic.of not in _MACHINES
    roles = [one for one in said.roles if states or one not in _OF_CYLINDERS]
    role = said.heading_role if not roles else None
    if len(roles) == 1:
        role = roles[0]
    fits = role in _CARRIED or (role in _OF_CYLINDERS and states)
    rate = bool(figure.period)
    if fits and not (rate and role not in (ItemRole.USE, ItemRole.NEED)):
        return role, Ground.ROLE_CARRIED
    spoken = topic.is_liquid or topic.of in _COUNTED
    over = not concepts.isdisjoint((Concept.DONE, Concept.EARLIER))
    elsewhere = Concept.ELSEWHERE in said.concepts
    reports = figure.begin < said.reports_until and not (over or elsewhere)
    if reports and spoken and not rate and role is None and not roles:
        return ItemRole.STOCK, None if said.short_form else Ground.ROLE_OF_REPORT
    return _NO_ROLE


def _lasts(said: Said, window: Sequence[Piece]) -> bool:
    """Whether hours without a word of their own are those that a stock lasts."""
    if said.heading_role is ItemRole.HOURS_LEFT:
        return True
    roles = said.roles or (said.heading_role,)
    alone = all(piece.kind is Kind.MARK for piece in window)
    return alone and roles == (ItemRole.STOCK,)


def _ends_in_a_strange_word(window: Sequence[Piece]) -> bool:
    """Whether a word that is not known may say what the figure is, or "of" does."""
    words = [piece for piece in window if not piece.is_mark(":", "=", "-", "(")]
    if not words:
        return False
    return words[-1].kind is Kind.WORD or words[-1].concept is Concept.FROM


def _names_a_tank(figure: Figure, topic: Topic, window: Sequence[Piece]) -> bool:
    """As in "tangki 6 ton" may be what it holds, or what it can hold."""
    if figure.kind is not FigureKind.AMOUNT or topic.of is not Concept.TANK:
        return False
    told = bool(window) and window[-1].is_mark(":", "=")
    return not (told or topic.tank)
