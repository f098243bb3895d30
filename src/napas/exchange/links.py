"""Rows of links: crossings between landmasses, and measured legs."""

from collections.abc import Iterable, Sequence

from napas.domain.finding import Finding
from napas.domain.network import Link, LinkMode
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference
from napas.exchange.register import Register, Standing
from napas.exchange.rows import Row, point_of

ENDS = (Reference.PLANT, Reference.FACILITY, Reference.TERRITORY)
SIDES = ("origin", "target")


def make_links(rows: Sequence[Row]) -> tuple[list[Link], list[Finding]]:
    """Make links; a crossing must name its landmasses and where its ports lie."""
    links: list[Link] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.sound:
            continue
        origin_point = point_of(row, findings, "origin_")
        target_point = point_of(row, findings, "target_")
        mode = row.word("mode", LinkMode)
        fault = _fault_of_crossing(row, (origin_point, target_point), mode)
        if fault is not None:
            findings.extend(fault)
            continue
        links.append(
            Link(
                code=row.text("code"),
                mode=mode,
                origin=row.text("origin"),
                target=row.text("target"),
                distance_km=row.certain("distance_km"),
                origin_point=origin_point,
                target_point=target_point,
                travel_h=row.figure("travel_h"),
                waiting_h=row.certain("waiting_h"),
                origin_landmass=row.text("origin_landmass"),
                target_landmass=row.text("target_landmass"),
                basis=row.text("basis"),
                source=row.text("source"),
            )
        )
    return links, findings


def doubt_ends(
    rows: Iterable[Row], links: Iterable[Link], register: Register
) -> list[Finding]:
    """Doubt measured road legs whose ends are no site and no port: nobody uses them."""
    standing = list(links)
    ports = {
        end
        for link in standing
        if link.mode is not LinkMode.ROAD
        for end in (link.origin, link.target)
    }
    roads = {link.code for link in standing if link.mode is LinkMode.ROAD}
    return [
        row.doubt(ExchangeCode.LINK_END_UNKNOWN, side, read=row.text(side))
        for row in rows
        if row.text("code") in roads
        for side in SIDES
        if row.text(side) not in ports
        and register.standing(row.text(side), ENDS) is Standing.UNKNOWN
    ]


def _fault_of_crossing(
    row: Row, points: tuple[object, object], mode: LinkMode
) -> list[Finding] | None:
    """Why a crossing cannot be used; None where it can, or where it is a road.

    What was already said of the row is not said again: the list may be empty.
    """
    if mode is LinkMode.ROAD:
        return None
    for side, found in zip(SIDES, points, strict=True):
        mass = f"{side}_landmass"
        if not row.text(mass):
            said = mass in row.bad
            code = ExchangeCode.CROSSING_WITHOUT_LANDMASS
            return [] if said else [row.refusal(code, mass)]
        if found is None:
            degrees = (f"{side}_latitude_deg", f"{side}_longitude_deg")
            written = [name for name in degrees if row.figure(name) is not None]
            said = bool(written) or not row.bad.isdisjoint(degrees)
            code = ExchangeCode.CROSSING_WITHOUT_PORT
            return [] if said else [row.refusal(code, degrees[0])]
    return None
