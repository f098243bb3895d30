"""Of what a figure speaks: liquid, a tank, cylinders of a size, machines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import AsideKind

Element = Figure | Piece


class Topic(NamedTuple):
    """Of what is spoken.

    Attributes:
        of: liquid, gas, tank, cylinder, concentrator or generator; None is not said.
        size: of cylinders; empty is not said.
        size_at: where a size in digits begins, to know which were used; -1 is none.
        tank: its number, where tanks are counted.
        mixed: liquid and cylinders in one breath.
    """

    of: Concept | None = None
    size: str = ""
    size_at: int = -1
    tank: str = ""
    mixed: bool = False
    misspelt: bool = False

    @property
    def is_liquid(self) -> bool:
        """Whether it is liquid oxygen; what is in a tank is liquid."""
        return self.of in (Concept.LIQUID, Concept.TANK) and not self.mixed


NO_TOPIC = Topic()
_TOPICS = (
    Concept.LIQUID,
    Concept.GAS,
    Concept.TANK,
    Concept.CYLINDER,
    Concept.CONCENTRATOR,
    Concept.GENERATOR,
)
_FLUID = (Concept.LIQUID, Concept.TANK)


def topic_of(window: Sequence[Piece], carried: Topic, *, sizes: bool = False) -> Topic:
    """The topic that the words of a window set, over the one they find.

    Args:
        window: words.
        carried: of the figure before.
        sizes: cylinders were spoken of, so that a size alone means them.
    """
    sizes = sizes or carried.of is Concept.CYLINDER
    topic = NO_TOPIC
    for element in window:
        if element.concept in _TOPICS:
            topic = _turned(topic, element.concept, misspelt=element.misspelt)
        elif element.concept in _NAMING_TANKS and _NAMES_TANK(element.text):
            topic = _turned(topic, Concept.TANK, misspelt=element.misspelt)
        elif element.concept is Concept.SIZE:
            topic = _sized(topic, element, sizes=sizes)
        elif element.kind is Kind.ASIDE and element.text == AsideKind.TANK_NUMBER:
            topic = topic._replace(of=Concept.TANK, tank=str(element.place))
    return topic


_NAMING_TANKS = (Concept.STOCK, Concept.CAPACITY)
_NAMES_TANK = re.compile("tan(?:g?ki|k)").search


def _turned(topic: Topic, of: Concept, *, misspelt: bool) -> Topic:
    before = topic.of
    misspelt = misspelt or topic.misspelt
    if of is Concept.GAS and before is Concept.CYLINDER:
        return topic
    if of is Concept.TANK and before is Concept.LIQUID:
        of = Concept.LIQUID
    fluid_and_cylinder = (before in _FLUID and of is Concept.CYLINDER) or (
        of in _FLUID and before is Concept.CYLINDER
    )
    return Topic(
        of,
        topic.size if of is Concept.CYLINDER else "",
        topic.size_at if of is Concept.CYLINDER else -1,
        mixed=topic.mixed or fluid_and_cylinder,
        misspelt=misspelt,
    )


def _sized(topic: Topic, piece: Piece, *, sizes: bool) -> Topic:
    """A size speaks of cylinders where they are spoken of already, or in digits."""
    in_digits = piece.place == SIZE_IN_DIGITS
    active = sizes or topic.of is Concept.CYLINDER
    if topic.of not in (None, Concept.CYLINDER) or not (active or in_digits):
        return topic._replace(size=piece.text) if topic.of is None else topic
    if topic.size and in_digits != (topic.size_at >= 0) and topic.size_at >= 0:
        return topic  # "6 m3 besar": what is in digits says more
    return Topic(
        Concept.CYLINDER,
        piece.text,
        piece.begin if in_digits else -1,
        misspelt=topic.misspelt or piece.misspelt,
    )


SIZE_IN_DIGITS = 1
"""The place of a piece that is a size such as "6 m3"."""


class Topics(NamedTuple):
    """From where a figure may have its topic.

    Attributes:
        before: the words between the figure before and this one.
        after: the words behind it, where no other figure follows.
        carried: the figure before in the sentence.
        heading: the heading above.
        alone: no word stands between the figure before and this one.
        strange: words that are not known may name something else.
    """

    before: Topic
    after: Topic
    carried: Topic
    heading: Topic
    alone: bool
    strange: bool


def settle_topic(figure: Figure, topics: Topics) -> Topic:
    """The topic of one figure: its own words go before those of others."""
    if figure.substance is not None:
        return Topic(figure.substance, misspelt=figure.misspelt)
    before, after = topics.before, topics.after
    if figure.of_cylinders or figure.size:
        at = -1 if figure.size else before.size_at
        return Topic(Concept.CYLINDER, figure.size or before.size, at)
    sized_after = after.of in (None, Concept.CYLINDER) and bool(after.size)
    if before.of is Concept.CYLINDER and not before.size and sized_after:
        misspelt = after.misspelt or before.misspelt
        return after._replace(of=Concept.CYLINDER, misspelt=misspelt)
    if before.of is not None:
        return before
    if after.of is not None:
        return after._replace(size=after.size or before.size)
    return _inherited(figure, topics)


def _inherited(figure: Figure, topics: Topics) -> Topic:
    """The topic of a figure that has none of its own."""
    carried, heading, size = topics.carried, topics.heading, topics.before.size
    if figure.kind is FigureKind.PERCENT and topics.alone and carried.is_liquid:
        return carried
    if figure.kind in (FigureKind.AMOUNT, FigureKind.PERCENT):
        return heading if heading.is_liquid else NO_TOPIC
    if topics.strange and not size:
        return NO_TOPIC
    inherited = carried if carried.of is not None else heading
    if size and inherited.of in (None, Concept.CYLINDER):
        return Topic(inherited.of, size)
    return inherited
