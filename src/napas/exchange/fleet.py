"""Rows of vehicles, crews and orders."""

from collections.abc import Sequence

from napas.domain.finding import Finding
from napas.domain.network import Crew, Form, Vehicle, VehicleKind
from napas.domain.order import Order, OrderStatus
from napas.exchange.codes import ExchangeCode
from napas.exchange.rows import Row, point_of


def make_vehicles(rows: Sequence[Row]) -> tuple[list[Vehicle], list[Finding]]:
    """Make vehicles; one that is said to carry more than it may is set aside."""
    vehicles: list[Vehicle] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.sound:
            continue
        payload_t, load_t = row.certain("payload_t"), row.certain("load_t")
        if load_t > payload_t:
            code = ExchangeCode.VEHICLE_OVERLOADED
            findings.append(row.refusal(code, "load_t", load=load_t, payload=payload_t))
            continue
        vehicles.append(
            Vehicle(
                code=row.text("code"),
                kind=row.word("kind", VehicleKind),
                payload_t=payload_t,
                base=row.text("base"),
                owner=row.text("owner"),
                position=point_of(row, findings),
                load_t=load_t,
                free_at=row.moment("free_at"),
                speed_full_km_per_h=row.figure("speed_full_km_per_h"),
                speed_empty_km_per_h=row.figure("speed_empty_km_per_h"),
                synthetic=row.flag("synthetic"),
                source=row.text("source"),
            )
        )
    return vehicles, findings


def make_crews(rows: Sequence[Row]) -> list[Crew]:
    """Make crews."""
    return [
        Crew(row.text("code"), row.text("base"), row.certain("hours_per_day"))
        for row in rows
        if row.usable
    ]


def make_orders(rows: Sequence[Row]) -> list[Order]:
    """Make orders; one whose vehicle cannot be read has none yet."""
    return [
        Order(
            code=row.text("code"),
            supplier=row.text("supplier"),
            facility=row.text("facility"),
            form=row.word("form", Form),
            mass_t=row.certain("mass_t"),
            due=row.instant("due"),
            status=row.word("status", OrderStatus),
            arrives_at=row.moment("arrives_at"),
            vehicle=row.text("vehicle"),
        )
        for row in rows
        if row.sound
    ]
