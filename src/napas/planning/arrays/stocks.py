"""What stands in each tank and in the cylinders of each holder, as far as known."""

from collections.abc import Iterable
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Facility, Form, Tank
from napas.domain.situation import Stock, StockState
from napas.planning.arrays.fault import PlanningCode


@dataclass(frozen=True, slots=True)
class StockBook:
    """Stocks by holder, form and tank, the latest reading of each."""

    held: dict[tuple[str, Form, str], Stock]

    def find(self, holder: str, form: Form, tank: str = "") -> Stock | None:
        """The stock of a tank, or of the holder as a whole where the tank is empty."""
        return self.held.get((holder, form, tank))


def read_stocks(stocks: Iterable[Stock]) -> StockBook:
    """Keep the latest reading of each tank; a known mass goes before an unknown one."""
    held: dict[tuple[str, Form, str], Stock] = {}
    for stock in stocks:
        key = (stock.holder, stock.form, stock.tank)
        if key not in held or _rank(stock) > _rank(held[key]):
            held[key] = stock
    return StockBook(held)


def _rank(stock: Stock) -> tuple[bool, str]:
    moment = "" if stock.as_of is None else stock.as_of.isoformat()
    return (stock.mass_t is not None, moment)


def tank_stocks(
    facility: Facility, book: StockBook
) -> tuple[tuple[tuple[Tank, float], ...], tuple[Finding, ...]]:
    """What each tank of a facility can give above its heel, in t.

    A stock stated for the facility as a whole is shared over its tanks by what they
    hold. A tank of which nothing is known is planned as giving nothing, and named.
    """
    usable: list[tuple[Tank, float]] = []
    findings: list[Finding] = []
    unknown: list[str] = []
    stale: list[str] = []
    whole = book.find(facility.code, Form.LIQUID)
    capacity_t = sum(tank.capacity_t for tank in facility.tanks)
    for tank in facility.tanks:
        stock = book.find(facility.code, Form.LIQUID, tank.code)
        part = 1.0
        if stock is None and whole is not None and capacity_t > 0.0:
            stock, part = whole, tank.capacity_t / capacity_t
        if stock is None or stock.mass_t is None:
            unknown.append(tank.code)
            usable.append((tank, 0.0))
            continue
        mass_t = stock.mass_t * part
        if stock.state is StockState.STALE:
            stale.append(tank.code)
        if mass_t > tank.capacity_t:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    PlanningCode.STOCK_ABOVE_TANK,
                    subject=facility.code,
                    tank=tank.code,
                    mass_t=mass_t,
                    capacity_t=tank.capacity_t,
                )
            )
        usable.append((tank, max(0.0, min(mass_t, tank.capacity_t) - tank.heel_t)))
    for code, tanks in (
        (PlanningCode.STOCK_UNKNOWN, unknown),
        (PlanningCode.STOCK_STALE, stale),
    ):
        if tanks:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    code,
                    subject=facility.code,
                    tanks=", ".join(tanks),
                )
            )
    return tuple(usable), tuple(findings)
