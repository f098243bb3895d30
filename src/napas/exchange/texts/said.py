"""What was said before in a sentence, and over it, when a figure is read."""

from typing import NamedTuple

from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import ItemRole
from napas.exchange.texts.topics import NO_TOPIC, Topic


class Said(NamedTuple):
    """What was said before in the sentence, and over it.

    Attributes:
        heading_role: of what has none of its own.
        heading_topic: of what has none of its own.
        heading_states: full and empty, in the order of pairs.
        heading_unit: of figures that have none.
        heading_daily: use and need are told by the day.
        cylinders: cylinders were spoken of.
        reports_until: up to where oxygen is stock of which nothing else is said.
        short_form: labels stand before figures, and a pair is full and empty.
        patients: patients were spoken of.
        beds: beds are spoken of, and no cylinders.
        concepts: everything the words of the sentence stand for.
        asked: the sentence is a question.
        parted: a part of the cylinders is said to be otherwise.
        roles: different ones so far.
        topic: of the figure before.
        pending: full or empty, said of all cylinders before any is counted.
        filled: "isi" was said of what comes or goes.
    """

    heading_role: ItemRole | None
    heading_topic: Topic
    heading_states: tuple[Concept, ...]
    heading_unit: str
    heading_daily: bool
    cylinders: bool
    reports_until: int
    short_form: bool
    patients: bool
    asked: bool
    beds: bool
    parted: bool
    concepts: frozenset[Concept]
    roles: tuple[ItemRole, ...] = ()
    topic: Topic = NO_TOPIC
    pending: ItemRole | None = None
    filled: bool = False
