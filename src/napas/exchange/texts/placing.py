"""What a statement counts decides which item or question it becomes."""

from collections.abc import Callable

from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.labels import Share
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import (
    AsideKind,
    ItemRole,
    Reading,
    TextQuestion,
)
from napas.exchange.texts.settling import Settler
from napas.exchange.texts.statement import Statement

_PIECES = (Concept.CYLINDER, Concept.CONCENTRATOR, Concept.GENERATOR)
_BY_PIECES = (ItemRole.FULL, ItemRole.EMPTY)


def place(
    said: Statement, share: Share, settler: Settler, drafts: Drafts, *, patients: bool
) -> None:
    """Make an item or a question of a statement, or leave its number unread.

    Args:
        said: the statement.
        share: what its own words say.
        settler: makes items and questions.
        drafts: where they are kept.
        patients: patients were spoken of in the message.
    """
    if said.topic.size_at >= 0:
        drafts.used_sizes.add(said.topic.size_at)
    if said.heads:
        heads = said._replace(role=ItemRole.PATIENTS, on_oxygen=True)
        drafts.take(settler.heads(heads, ItemRole.PATIENTS, "patients"), heads)
        return
    if share.device is not None and not patients:
        drafts.questions.append(settler.ask(TextQuestion.ROLE_UNCLEAR, said))
        return
    by_role = _BY_ROLE.get(said.role) if said.figure.kind in _TOLD_BY_ROLE else None
    placed = by_role or _BY_KIND[said.figure.kind]
    placed(said, share, settler, drafts)


def _place_amount(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    unsaid = said.role is None and not share.said
    if unsaid and said.topic.of is Concept.TANK:
        drafts.tanks.append(said)
    else:
        drafts.take(settler.amount(said), said)


def _place_patients(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    if share.said and share.role is None:
        drafts.questions.append(settler.ask(TextQuestion.ROLE_UNCLEAR, said))
        return
    drafts.take(settler.heads(said, ItemRole.PATIENTS, "patients"), said)


def _place_beds(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    del share
    if said.role is ItemRole.OCCUPIED_BEDS:
        drafts.take(settler.heads(said, said.role, "beds"), said)
    else:
        drafts.unread.append(said.passage)


def _place_percent(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    del share, settler
    if said.topic.is_liquid or said.role is not None:
        drafts.percents.append(said)
    else:
        drafts.unread.append(said.passage)


def _place_hours(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    del share
    if said.role is None:
        drafts.unread.append(said.passage)
        return
    if said.figure.kind is FigureKind.BARE:
        said = said._replace(figure=said.figure._replace(unit="h"))
    hours = said._replace(role=ItemRole.HOURS_LEFT)
    drafts.take(settler.hours(hours), said)


def _place_count(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    figure, role = said.figure, said.role
    if said.topic.of in _PIECES or role in _BY_PIECES:
        if role is None and not share.said and figure.trouble is None:
            drafts.open_counts.append(said)
        else:
            drafts.take(settler.count(said), said)
    elif said.label_unit and role is not None:
        drafts.take(settler.amount(said), said)
    elif role is not None or share.said or said.topic.of is not None:
        drafts.take(settler.unit_missing(said), said)
    else:
        drafts.unread.append(said.passage)


_FULL_THEN_EMPTY = (Concept.FULL, Concept.EMPTY)
_OF_BEDS = (Concept.BED, Concept.OCCUPIED)


def _place_pair(
    said: Statement, share: Share, settler: Settler, drafts: Drafts
) -> None:
    """Two numbers with a stroke: full and empty cylinders, or occupied of all beds."""
    del share
    first, second = _halves(said)
    states = tuple(state for state in said.states if state in _FULL_THEN_EMPTY)
    of_cylinders = said.topic.of is Concept.CYLINDER
    if set(said.states) & set(_OF_BEDS):
        if set(said.states) & {Concept.FULL, Concept.OCCUPIED}:
            beds = settler.heads(first, ItemRole.OCCUPIED_BEDS, "beds")
            drafts.take(beds, first)
            drafts.put_aside(AsideKind.OTHER_THING, second.passage)
        else:
            drafts.questions.append(settler.ask(TextQuestion.PAIR_UNCLEAR, said))
    elif set(states) == set(_FULL_THEN_EMPTY) or (of_cylinders and said.short_form):
        roles = [ItemRole.FULL, ItemRole.EMPTY]
        if states and states[0] is Concept.EMPTY:
            roles.reverse()
        for half, role in zip((first, second), roles, strict=True):
            drafts.take(settler.count(half._replace(role=role)), half)
    elif of_cylinders or states or said.role is not None:
        readings = _pair_readings(said.figure)
        drafts.questions.append(settler.ask(TextQuestion.PAIR_UNCLEAR, said, readings))
    else:
        drafts.unread.append(said.passage)


def _halves(said: Statement) -> tuple[Statement, Statement]:
    """The two counts of a pair, each where it stands."""
    figure = said.figure
    stroke = figure.begin + len(figure.number)
    first = figure._replace(kind=FigureKind.COUNT, end=stroke, second="")
    second = figure._replace(
        kind=FigureKind.COUNT, begin=stroke + 1, number=figure.second, second=""
    )
    return said._replace(figure=first), said._replace(figure=second)


def _pair_readings(figure: Figure) -> tuple[Reading, ...]:
    one, other = figure.number, figure.second
    return (
        Reading(float(one), "pieces", role=ItemRole.FULL),
        Reading(float(other), "pieces", role=ItemRole.FULL),
    )


_Placing = Callable[[Statement, Share, Settler, Drafts], None]
_BY_KIND: dict[FigureKind, _Placing] = {
    FigureKind.AMOUNT: _place_amount,
    FigureKind.PATIENTS: _place_patients,
    FigureKind.BEDS: _place_beds,
    FigureKind.PAIR: _place_pair,
    FigureKind.HOURS: _place_hours,
    FigureKind.PERCENT: _place_percent,
    FigureKind.COUNT: _place_count,
    FigureKind.BARE: _place_count,
}
_BY_ROLE: dict[ItemRole | None, _Placing] = {
    ItemRole.PATIENTS: _place_patients,
    ItemRole.OCCUPIED_BEDS: _place_beds,
    ItemRole.HOURS_LEFT: _place_hours,
}
_TOLD_BY_ROLE = (FigureKind.BARE, FigureKind.COUNT)
"""What they count is known by their words alone."""
