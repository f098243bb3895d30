"""Where the labels of a map go: over their own land, or at sea with a leader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin

from napas.pictures.ground import Box, Ground
from napas.pictures.svg import Point

_DISTANCES = (0, 5, 10, 16, 22, 30, 38, 48, 58, 70, 84)
_DIRECTIONS = 24
_LEADER_FROM = 6.0
"""A label that stays nearer to its anchor needs no leader."""

_FOREIGN_COST = 1.2
"""For each cell of another owner that a label near its anchor hides."""
_DOUBT_COST = 2.0
"""For each such cell beyond half of the own ones: whose label is it?"""
_MISLEADING_COST = 3.0
"""For each cell of another owner that a label with a leader hides."""
_OWN_COST = 0.6
"""For each own cell that a label with a leader hides."""
_DISTANCE_COST = 0.8
_OFF_MIDDLE_COST = 0.3
_LEADER_COST = 16.0
_MARK_COST = 12.0
_DEAREST = 90.0
"""A label that would cost more is left out; its figure is in the table beside."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: whose it is, where it points, how large it is."""

    owner: str
    anchor: Point
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label went; a leader runs from its anchor to its edge if needed."""

    wish: Wish
    box: Box
    leader: tuple[Point, Point] | None


@dataclass(frozen=True, slots=True)
class Table:
    """Where labels may go.

    Attributes:
        ground: who owns what.
        marks: what a label should not hide.
        sheet: the edges.
        reach: how far from its anchor a label may go.
    """

    ground: Ground
    marks: Sequence[Box]
    sheet: Box
    reach: float


def place_labels(wishes: Sequence[Wish], table: Table) -> tuple[Placed, ...]:
    """Place labels one after the other, each at its cheapest free place.

    One that finds none may push a single earlier label aside, if that one finds another
    place.

    Args:
        wishes: the most important first.
        table: where labels may go.

    Returns:
        The labels that found a place; none hides another or its leader.
    """
    placed: list[Placed] = []
    waiting: list[Wish] = []
    for wish in wishes:
        best = _best_free(wish, table, placed)
        if best is None:
            waiting.append(wish)
        else:
            placed.append(best)
    for wish in waiting:
        placed = _push_in(wish, table, placed)
    return tuple(placed)


def _best_free(wish: Wish, table: Table, placed: Sequence[Placed]) -> Placed | None:
    """Give the cheapest place that is free, if one is cheap enough."""
    for _, offer in _priced_offers(wish, table):
        if not any(_clash(offer, other) for other in placed):
            return offer
    return None


def _push_in(wish: Wish, table: Table, placed: list[Placed]) -> list[Placed]:
    """Place a label where only one other is in the way and can go elsewhere."""
    for _, offer in _priced_offers(wish, table):
        in_the_way = [other for other in placed if _clash(offer, other)]
        if len(in_the_way) != 1:
            continue
        rest = [other for other in placed if other is not in_the_way[0]]
        moved = _best_free(in_the_way[0].wish, table, [*rest, offer])
        if moved is not None:
            return [*rest, offer, moved]
    return placed


def _priced_offers(wish: Wish, table: Table) -> list[tuple[float, Placed]]:
    """Give the places a label could take, the cheapest first."""
    priced = [
        (_cost(offer, table.ground, table.marks), offer)
        for offer in _offers(wish, table.reach)
        if offer.box.lies_in(table.sheet)
    ]
    affordable = [each for each in priced if each[0] <= _DEAREST]
    return sorted(affordable, key=lambda each: each[0])


def _offers(wish: Wish, reach: float) -> Iterator[Placed]:
    """Go around the anchor in widening rings."""
    x, y = wish.anchor
    for distance in _DISTANCES:
        if distance > reach:
            return
        for number in range(_DIRECTIONS if distance else 1):
            angle = 2 * pi * number / _DIRECTIONS
            reach_x = distance + (wish.width / 2 if distance else 0)
            reach_y = distance + (wish.height / 2 if distance else 0)
            middle_x = x + reach_x * cos(angle)
            middle_y = y - reach_y * sin(angle)
            box = Box(
                middle_x - wish.width / 2,
                middle_y - wish.height / 2,
                middle_x + wish.width / 2,
                middle_y + wish.height / 2,
            )
            end = box.nearest(wish.anchor)
            is_far = _length(wish.anchor, end) > _LEADER_FROM
            yield Placed(wish, box, (wish.anchor, end) if is_far else None)


def _cost(offer: Placed, ground: Ground, marks: Sequence[Box]) -> float:
    own, others = ground.count(offer.box, offer.wish.owner)
    anchor = offer.wish.anchor
    cost = _MARK_COST * sum(offer.box.overlaps(mark) for mark in marks)
    cost += _DISTANCE_COST * _length(anchor, offer.box.nearest(anchor))
    cost += _OFF_MIDDLE_COST * _length(anchor, offer.box.middle)
    if offer.leader is None:
        doubt = max(0, 2 * others - own)
        return cost + others * _FOREIGN_COST + doubt * _DOUBT_COST
    return cost + _LEADER_COST + others * _MISLEADING_COST + own * _OWN_COST


def _clash(one: Placed, other: Placed) -> bool:
    """Tell whether two labels or their leaders hide each other."""
    if one.box.overlaps(other.box):
        return True
    if one.leader is not None and _meets(one.leader, other.box):
        return True
    if other.leader is not None and _meets(other.leader, one.box):
        return True
    if one.leader is None or other.leader is None:
        return False
    return _cross(one.leader, other.leader)


def _meets(line: tuple[Point, Point], box: Box) -> bool:
    """Tell whether a line touches a box."""
    corners = (
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    )
    if box.nearest(line[0]) == line[0]:
        return True
    return any(_cross(line, side) for side in pairwise(corners))


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two lines cross."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _turn(one: Point, two: Point, three: Point) -> float:
    across = (two[0] - one[0]) * (three[1] - one[1])
    return across - (three[0] - one[0]) * (two[1] - one[1])


def _length(one: Point, two: Point) -> float:
    return hypot(one[0] - two[0], one[1] - two[1])
