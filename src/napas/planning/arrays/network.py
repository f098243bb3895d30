"""The picture with its places and periods: what every array is laid out from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from napas.domain.network import FacilityKind, Form
from napas.domain.order import ON_THE_ROAD, Order
from napas.domain.situation import Situation
from napas.planning.arrays.grid import Grid
from napas.planning.arrays.homes import NOWHERE, Homes
from napas.planning.arrays.stocks import StockBook, read_stocks


@dataclass(frozen=True, slots=True)
class Network:
    """A situation seen at one level over some periods.

    Attributes:
        standing: indices of the facilities whose territory is known.
        hospitals: indices of those with patients that lie in a place.
    """

    situation: Situation
    homes: Homes
    grid: Grid
    book: StockBook = field(init=False)
    standing: tuple[int, ...] = field(init=False)
    hospitals: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        facilities = self.situation.facilities
        tree = self.situation.country.tree
        object.__setattr__(self, "book", read_stocks(self.situation.stocks))
        standing = tuple(
            at for at, known in enumerate(facilities) if known.territory in tree
        )
        object.__setattr__(self, "standing", standing)
        hospitals = tuple(
            at
            for at in standing
            if facilities[at].kind is FacilityKind.HOSPITAL
            and self.homes.home[at] != NOWHERE
        )
        object.__setattr__(self, "hospitals", hospitals)

    def on_the_road(self, form: Form) -> Iterator[Order]:
        """Orders of one form that are loaded and not yet delivered."""
        return (
            order
            for order in self.situation.open_orders
            if order.status in ON_THE_ROAD and order.form is form
        )
