"""The reports that a clear message comes to; an unclear one comes to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.exchange.texts.readings import Item, ItemRole, Message
from napas.units.measure import Period

CHANNEL = "message"
PIECES = "pieces"
KINDS = {
    ItemRole.STOCK: ReportKind.STOCK,
    ItemRole.USE: ReportKind.USE,
    ItemRole.RECEIVED: ReportKind.RECEIVED,
    ItemRole.FULL: ReportKind.FULL,
    ItemRole.EMPTY: ReportKind.EMPTY,
}
"""What of a message is a report; the rest is of no table of reports."""
OF_CYLINDERS = (ItemRole.FULL, ItemRole.EMPTY)
Topic = tuple[ReportKind, Form]


@dataclass(frozen=True, slots=True)
class MessageReports:
    """What a message comes to.

    Attributes:
        reports: none where something has to be asked.
        left: quantities that are no report, or of which the form is not told, as they
            were written.
    """

    reports: tuple[Report, ...] = ()
    left: tuple[str, ...] = ()


def reports_of(
    message: Message, as_of: datetime, known_at: datetime, *, breathes: Form
) -> MessageReports:
    """The reports of a message that is clear and names a facility of the directory.

    Figures of one kind and form add up: tanks, and sizes of cylinders.

    Args:
        message: as it was understood.
        as_of: the moment of which it speaks, UTC.
        known_at: when it came in, UTC.
        breathes: from what the facility does; a use that tells no form is of it, and
            one in pieces of cylinders.
    """
    if not message.clear or not message.facility.code:
        return MessageReports()
    topics: dict[Topic, list[Item]] = {}
    left: list[str] = []
    for item in message.items:
        form = _form(item, breathes)
        if item.role in KINDS and form is not None:
            topics.setdefault((KINDS[item.role], form), []).append(item)
        else:
            left.append(item.written)
    reports: list[Report] = []
    for (what, form), items in topics.items():
        told = _sum(items)
        if told is None:
            left.extend(item.written for item in items)
            continue
        reports.append(
            Report(
                facility=message.facility.code,
                form=form,
                what=what,
                value=told.value,
                unit=told.unit,
                as_of=as_of,
                known_at=known_at,
                mass_kg=told.mass_kg,
                pieces=told.pieces,
                channel=CHANNEL,
            )
        )
    return MessageReports(tuple(reports), tuple(left))


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure: as it was typed, or as the sum of several."""

    value: float
    unit: str
    mass_kg: float | None
    pieces: float | None


def _sum(items: list[Item]) -> _Told | None:
    """The items together; None where they cannot be added, or count nothing known."""
    counted = [item for item in items if _is_counted(item)]
    if len(counted) == len(items):
        pieces = sum(item.value for item in items)
        return _Told(pieces, PIECES, None, pieces)
    masses = list(_masses_kg(items))
    if len(masses) < len(items):
        return None
    mass_kg = sum(masses)
    if len(items) == 1:
        return _Told(items[0].value, items[0].unit, mass_kg, None)
    return _Told(mass_kg, " + ".join(item.written for item in items), mass_kg, None)


def _form(item: Item, breathes: Form) -> Form | None:
    if item.role in OF_CYLINDERS or _is_counted(item):
        return Form.CYLINDER
    return breathes if item.form is None and item.role is ItemRole.USE else item.form


def _is_counted(item: Item) -> bool:
    return item.unit in (PIECES, f"{PIECES}/{Period.DAY}")


def _masses_kg(items: list[Item]) -> Iterator[float]:
    for item in items:
        mass_kg = item.rate_kg_per_day if item.mass_kg is None else item.mass_kg
        if mass_kg is not None:
            yield mass_kg
