"""What a chain picture shows: links in a row, each with what it can pass in a day."""

from dataclasses import dataclass

from napas.pictures.frame import Frame
from napas.pictures.values import check_amounts, known


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the supply chain.

    Attributes:
        label: what it is: production, filling, lorries, tanks, pipes, power.
        capacity_t_per_day: what it can pass, t O2 a day; None where not known.
        note: how the capacity comes about.
    """

    label: str
    capacity_t_per_day: float | None
    note: str = ""

    def __post_init__(self) -> None:
        check_amounts((self.capacity_t_per_day,), f"link {self.label!r}")


@dataclass(frozen=True, slots=True)
class Chain:
    """The links from source to patient.

    Attributes:
        frame: name, title, description, width.
        links: in the direction of the flow.
        unit: said after every capacity.
        weakest: place of the link that binds, None if nobody can tell.
        weakest_label: what is written on that link.
        need_t_per_day: what has to come out at the end, if known.
        need_label: for the legend; needed with a need.
        unknown_label: for the legend; needed if a capacity is unknown.
        decimals: of the written capacities.

    Raises:
        ValueError: no link, a weakest link that is unknown or not the weakest of the
            known ones, or a label is missing.
    """

    frame: Frame
    links: tuple[Link, ...]
    unit: str
    weakest: int | None = None
    weakest_label: str = ""
    need_t_per_day: float | None = None
    need_label: str = ""
    unknown_label: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        check_amounts((self.need_t_per_day,), "need")
        if not self.links:
            raise ValueError("a chain needs a link")
        if self.weakest is not None:
            flow = self.flow_t_per_day
            if flow is None or flow > min(known(self.capacities_t_per_day)):
                raise ValueError("this link is not the weakest one", self.weakest)
            if not self.weakest_label:
                raise ValueError("the weakest link needs a label")
        if self.need_t_per_day is not None and not self.need_label:
            raise ValueError("the need needs a label")
        if self.has_unknown and not self.unknown_label:
            raise ValueError("unknown capacities need a label")

    @property
    def capacities_t_per_day(self) -> tuple[float | None, ...]:
        """What each link can pass."""
        return tuple(link.capacity_t_per_day for link in self.links)

    @property
    def flow_t_per_day(self) -> float | None:
        """What passes the whole chain: the capacity of its weakest link."""
        if self.weakest is None:
            return None
        return self.links[self.weakest].capacity_t_per_day

    @property
    def has_unknown(self) -> bool:
        """Whether any capacity is unknown."""
        return None in self.capacities_t_per_day
