"""Rows of plants: producers' sites, and ports where imports enter."""

from collections.abc import Sequence

from napas.domain.finding import Finding
from napas.domain.network import Plant
from napas.domain.territory import Point, TerritoryTree
from napas.exchange.codes import ExchangeCode
from napas.exchange.rows import Row, point_of


def make_plants(
    rows: Sequence[Row], tree: TerritoryTree
) -> tuple[list[Plant], list[Finding]]:
    """Make plants; one without a point stands at the point of its territory.

    Where a figure that cannot be unknown was set aside, all figures of the plant are
    unknown: it is shown, and nothing is planned from it.
    """
    plants: list[Plant] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.usable:
            continue
        point = point_of(row, findings) or tree.point(row.text("territory"))
        if point is None:
            code = ExchangeCode.PLANT_WITHOUT_POINT
            findings.append(row.refusal(code, "latitude_deg"))
            continue
        plants.append(
            _blank(row, point) if row.spoilt else _plant(row, point, findings)
        )
    return plants, findings


def _plant(row: Row, point: Point, findings: list[Finding]) -> Plant:
    offered, design = row.figure("offered_t_per_day"), row.figure("design_t_per_day")
    if offered is not None and design is not None and offered > design:
        code = ExchangeCode.PLANT_ABOVE_DESIGN
        findings.append(
            row.doubt(code, "offered_t_per_day", offered=offered, design=design)
        )
    stock, store = row.figure("stock_t"), row.figure("store_t")
    if stock is not None and store is not None and stock > store:
        code = ExchangeCode.STOCK_ABOVE_CAPACITY
        findings.append(row.refusal(code, "stock_t", mass=stock, capacity=store))
        stock = None
    return Plant(
        code=row.text("code"),
        name=row.text("name"),
        company=row.text("company"),
        territory=row.text("territory"),
        point=point,
        offered_t_per_day=offered,
        design_t_per_day=design,
        convertible_t_per_day=row.certain("convertible_t_per_day"),
        liquefaction_t_per_day=row.figure("liquefaction_t_per_day"),
        filling_t_per_day=row.certain("filling_t_per_day"),
        stock_t=stock,
        store_t=store,
        basis=row.text("basis"),
        source=row.text("source"),
        imports=row.flag("imports"),
    )


def _blank(row: Row, point: Point) -> Plant:
    """A plant of which nothing is known but that it is there."""
    return Plant(
        code=row.text("code"),
        name=row.text("name"),
        company=row.text("company"),
        territory=row.text("territory"),
        point=point,
        offered_t_per_day=None,
        basis=row.text("basis"),
        source=row.text("source"),
    )
