"""When plants, power and crossings are down, to the hour."""

from collections.abc import Iterable
from dataclasses import dataclass

from napas.domain.network import Plant
from napas.domain.situation import Event, EventKind
from napas.domain.territory import TerritoryTree
from napas.parameters import Parameters
from napas.planning.arrays.grid import Array, Grid

Span = tuple[float, float]

CLOSED_SHARE = 0.5
"""A crossing shut for half of a period or more is not planned with in it."""


@dataclass(frozen=True, slots=True)
class Outages:
    """Spans of hours from the moment of the picture, by kind and subject.

    Attributes:
        restart_h: until a plant that lost its power makes product again.
    """

    grid: Grid
    tree: TerritoryTree
    spans: dict[tuple[EventKind, str], tuple[Span, ...]]
    restart_h: float

    def plant_share(self, plant: Plant) -> Array:
        """Share of each period in which a plant makes product."""
        spans = [
            *self.spans.get((EventKind.PLANT_OUTAGE, plant.code), ()),
            *self._dark_plant(plant),
        ]
        return self.grid.open_share(spans)

    def dark_share(self, plant: Plant) -> Array:
        """Share of each period that a plant lacks power, restart included."""
        return 1.0 - self.grid.open_share(self._dark_plant(plant))

    def power_share(self, code: str, territory: str) -> Array:
        """Share of each period in which a facility has power."""
        return self.grid.open_share(self._cuts(code, territory))

    def closed_crossings(self) -> tuple[frozenset[str], ...]:
        """The crossings that are shut, for each period."""
        shut: list[set[str]] = [set() for _ in range(self.grid.count)]
        for (kind, code), spans in self.spans.items():
            if kind is EventKind.CROSSING_CLOSED:
                open_share = self.grid.open_share(spans)
                for period, share in enumerate(open_share):
                    if share <= CLOSED_SHARE:
                        shut[period].add(code)
        return tuple(frozenset(codes) for codes in shut)

    def _cuts(self, code: str, territory: str) -> list[Span]:
        struck = [code, *(above.code for above in self.tree.upwards(territory))]
        return [
            span
            for subject in struck
            for span in self.spans.get((EventKind.POWER_CUT, subject), ())
        ]

    def _dark_plant(self, plant: Plant) -> list[Span]:
        cuts = self._cuts(plant.code, plant.territory)
        return [(begin, end + self.restart_h) for begin, end in cuts]


def read_outages(
    events: Iterable[Event], grid: Grid, tree: TerritoryTree, parameters: Parameters
) -> Outages:
    """Gather the spans of everything that is down at some time of the plan.

    An event without an end lasts beyond the horizon. A plant that was struck makes
    product again its `restart_h` after the end; one that lost its power by a cut
    needs `plants.restart_h` on top of what the event says.
    """
    lasting = (
        EventKind.PLANT_OUTAGE,
        EventKind.POWER_CUT,
        EventKind.CROSSING_CLOSED,
    )
    spans: dict[tuple[EventKind, str], tuple[Span, ...]] = {}
    for event in events:
        if event.kind in lasting:
            begin = grid.hour_of(event.begins)
            end = grid.hours
            if event.ends is not None:
                end = grid.hour_of(event.ends) + event.restart_h
            key = (event.kind, event.subject)
            spans[key] = (*spans.get(key, ()), (begin, end))
    return Outages(grid, tree, spans, parameters["plants.restart_h"])
