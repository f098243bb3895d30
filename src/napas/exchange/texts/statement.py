"""A figure of a text with all that is said of it."""

from typing import NamedTuple

from napas.domain.need import DeviceKind
from napas.exchange.texts.figure import Figure
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import Ground, ItemRole, Passage, TextQuestion
from napas.exchange.texts.topics import Topic


class Statement(NamedTuple):
    """A figure and all that is said of it.

    Attributes:
        role: None is not said, or unclear.
        roles: what it could be where that is unclear.
        period: of its own or of the words beside it; empty is none.
        label_unit: the unit stands before the number.
        doubt: what must be asked whatever the number is.
        grounds: why what is read may be wrong.
        total: it is said to be a sum.
        short_form: it stands in a short form, which says what it means.
        earlier: as it stood earlier in the day.
        promised: it may have come already, or in part.
        hour: of the day, where one is told beside it.
        heads: it counts patients on oxygen.
        states: full, empty and beds among the words beside it, in their order.
    """

    figure: Figure
    topic: Topic
    role: ItemRole | None = None
    roles: tuple[ItemRole, ...] = ()
    device: DeviceKind | None = None
    on_oxygen: bool = False
    period: str = ""
    label_unit: str = ""
    doubt: TextQuestion | None = None
    grounds: tuple[Ground, ...] = ()
    total: bool = False
    short_form: bool = False
    states: tuple[Concept, ...] = ()
    earlier: bool = False
    promised: bool = False
    hour: float | None = None
    heads: bool = False

    @property
    def passage(self) -> Passage:
        """Where the quantity stands."""
        return Passage(self.figure.begin, self.figure.end)
