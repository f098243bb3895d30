"""What stands usable at a facility in one form: tanks, cylinders, and their reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from napas.domain.network import Facility, Form
from napas.domain.situation import Stock, StockState
from napas.parameters import Parameters
from napas.units.duration import SECONDS_PER_HOUR

BOILOFF = "tanks.boiloff_share_per_day"
DEWAR_BOILOFF = "tanks.dewar_boiloff_share_per_day"

LEAST_TRUSTED_FIRST = (
    StockState.UNKNOWN,
    StockState.ASSUMED,
    StockState.SYNTHETIC,
    StockState.STALE,
    StockState.KNOWN,
)
"""Of several stocks the state of the least trusted one is told."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One tank, or one set of cylinders, as reported.

    Attributes:
        usable_t: above the heel, or until cylinders are pulled; None is unknown.
        venting_t: mass that a boil-off share applies to.
        boiloff: name of the parameter of that share; empty where nothing boils off.
        held_at, trusted_at: of its stock, where a report is held.
    """

    usable_t: float | None
    as_of: datetime | None
    state: StockState
    venting_t: float = 0.0
    boiloff: str = ""
    held_at: datetime | None = None
    trusted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """All holdings of one form at one facility; at least one."""

    facility: str
    form: Form
    holdings: tuple[Holding, ...]
    synthetic: bool

    @property
    def usable_t(self) -> float | None:
        """What is usable together; unknown if any part is."""
        total_t = 0.0
        for holding in self.holdings:
            if holding.usable_t is None:
                return None
            total_t += holding.usable_t
        return total_t

    @property
    def state(self) -> StockState:
        """That of the least trusted holding."""
        return min(
            (holding.state for holding in self.holdings), key=LEAST_TRUSTED_FIRST.index
        )

    @property
    def oldest(self) -> datetime | None:
        """The oldest report; None where any holding has no date."""
        moments = [holding.as_of for holding in self.holdings]
        dated = [moment for moment in moments if moment is not None]
        return min(dated) if len(dated) == len(moments) else None

    @property
    def held_at(self) -> datetime | None:
        """The newest report that is held; None where none is."""
        held = (holding.held_at for holding in self.holdings)
        return max((moment for moment in held if moment is not None), default=None)

    @property
    def trusted_at(self) -> datetime | None:
        """The oldest of what stands in for held reports; None where any is unknown."""
        moments = [each.trusted_at for each in self.holdings if each.held_at]
        dated = [moment for moment in moments if moment is not None]
        return min(dated, default=None) if len(dated) == len(moments) else None

    def ages_h(self, as_of: datetime) -> tuple[float, float, float]:
        """Age of the oldest report, halfway to the newest, the newest; 0 if undated."""
        ages = [
            0.0
            if holding.as_of is None
            else max(0.0, (as_of - holding.as_of).total_seconds() / SECONDS_PER_HOUR)
            for holding in self.holdings
        ]
        return max(ages), (max(ages) + min(ages)) / 2.0, min(ages)

    def vented_t_per_day(self, parameters: Parameters) -> tuple[float, float, float]:
        """What boils off: at its high, middle and low share."""
        high = value = low = 0.0
        for holding in self.holdings:
            if holding.boiloff:
                share = parameters.parameter(holding.boiloff)
                high += holding.venting_t * share.high
                value += holding.venting_t * share.value
                low += holding.venting_t * share.low
        return high, value, low

    def is_old(self, as_of: datetime, stale_h: float) -> bool:
        """Whether any report is older than some hours, or has no date."""
        oldest = self.oldest
        if oldest is None:
            return True
        return (as_of - oldest).total_seconds() > stale_h * SECONDS_PER_HOUR


@dataclass(frozen=True, slots=True, eq=False)
class StockShelf:
    """Stocks by holder and form, and by tank; the latest known one of each."""

    by_tank: Mapping[tuple[str, Form], Mapping[str, Stock]]

    @classmethod
    def of(cls, stocks: Iterable[Stock]) -> "StockShelf":
        """Sort stocks; a known mass goes before an unknown one, then the later."""
        shelf: dict[tuple[str, Form], dict[str, Stock]] = {}
        for stock in stocks:
            tanks = shelf.setdefault((stock.holder, stock.form), {})
            other = tanks.get(stock.tank)
            if other is None or _trust(stock) > _trust(other):
                tanks[stock.tank] = stock
        return cls(shelf)

    def of_form(self, holder: str, form: Form) -> Mapping[str, Stock]:
        """The stocks of a holder in one form, by tank; the whole's under no tank."""
        return self.by_tank.get((holder, form), {})


def _trust(stock: Stock) -> tuple[bool, str]:
    moment = "" if stock.as_of is None else stock.as_of.isoformat()
    return stock.mass_t is not None, moment


def reserves_of(
    facility: Facility,
    shelf: StockShelf,
    cylinder_usable_t: Mapping[str, float],
    parameters: Parameters,
) -> Iterator[Reserve]:
    """The reserves of a facility: liquid if it has any, cylinders if it has any.

    One that has neither must live on cylinders of which nothing is known.
    """
    liquid = tuple(_liquid(facility, shelf, parameters))
    if liquid:
        yield Reserve(facility.code, Form.LIQUID, liquid, _invented(facility, liquid))
    cylinders = tuple(_cylinders(facility, shelf, cylinder_usable_t, parameters))
    if not (liquid or cylinders):
        cylinders = (Holding(None, None, StockState.UNKNOWN),)
    if cylinders:
        yield Reserve(
            facility.code, Form.CYLINDER, cylinders, _invented(facility, cylinders)
        )


def _invented(facility: Facility, holdings: Iterable[Holding]) -> bool:
    return facility.synthetic or any(
        holding.state is StockState.SYNTHETIC for holding in holdings
    )


def _liquid(
    facility: Facility, shelf: StockShelf, parameters: Parameters
) -> Iterator[Holding]:
    """Every tank, then what is reported of liquid besides.

    A stock told for the whole is shared over the tanks without a report of their own,
    by what all tanks hold. Liquid outside any known tank keeps the usual heel and boils
    off as small vessels do.
    """
    stocks = dict(shelf.of_form(facility.code, Form.LIQUID))
    capacity_t = sum(tank.capacity_t for tank in facility.tanks)
    whole = stocks.pop("", None) if capacity_t > 0.0 else None
    for tank in facility.tanks:
        stock, part = stocks.pop(tank.code, None), 1.0
        if stock is None and whole is not None:
            stock, part = whole, tank.capacity_t / capacity_t
        if stock is None:
            yield Holding(None, None, StockState.UNKNOWN)
        elif stock.mass_t is None:
            yield _of_stock(stock, None)
        else:
            held_t = min(stock.mass_t * part, tank.capacity_t)
            usable_t = max(0.0, held_t - tank.heel_t)
            yield _of_stock(stock, usable_t, tank.capacity_t, BOILOFF)
    for stock in stocks.values():
        if stock.mass_t is None:
            yield _of_stock(stock, None)
        else:
            usable_t = stock.mass_t * (1.0 - parameters["tanks.heel_share"])
            yield _of_stock(stock, usable_t, stock.mass_t, DEWAR_BOILOFF)


def _of_stock(
    stock: Stock, usable_t: float | None, venting_t: float = 0.0, boiloff: str = ""
) -> Holding:
    return Holding(
        usable_t=usable_t,
        as_of=None if usable_t is None else stock.as_of,
        state=stock.state,
        venting_t=venting_t,
        boiloff=boiloff,
        held_at=stock.held_at,
        trusted_at=stock.trusted_at,
    )


def _cylinders(
    facility: Facility,
    shelf: StockShelf,
    cylinder_usable_t: Mapping[str, float],
    parameters: Parameters,
) -> Iterator[Holding]:
    """A dated stock told in mass goes before the undated count of full pieces."""
    stocks = shelf.of_form(facility.code, Form.CYLINDER)
    for stock in stocks.values():
        usable_t = stock.mass_t
        if usable_t is not None:
            usable_t *= parameters["cover.cylinder_usable_share"]
        yield _of_stock(stock, usable_t)
    if stocks or not facility.cylinders:
        return
    state = StockState.SYNTHETIC if facility.synthetic else StockState.ASSUMED
    for held in facility.cylinders:
        each_t = cylinder_usable_t.get(held.type_code)
        if each_t is None:
            yield Holding(None, None, StockState.UNKNOWN)
        else:
            yield Holding(held.full * each_t, None, state)
