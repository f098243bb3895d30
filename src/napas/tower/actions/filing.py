"""The facts of a picture into their tables, each where it lies and whose it is."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from napas.domain.identifier import tell_names
from napas.tower.actions.grounds import Ground
from napas.tower.actions.intake import Intake
from napas.tower.records.batch import BatchRow, FactRow
from napas.tower.records.facilities import FacilityRow, store_fittings
from napas.tower.records.findings import FindingRow
from napas.tower.records.names import NameRow
from napas.tower.records.network import CrewRow, LinkRow, PlaceRow, PlantRow, VehicleRow
from napas.tower.records.told import ClaimRow, EventRow, StockRow, ToldReportRow

Value = TypeVar("Value")


def file_facts(intake: Intake) -> int:
    """Store every fact of a picture in its batch.

    Returns:
        how many.
    """
    batch, picture, grounds = intake.batch, intake.picture, intake.grounds
    of, nation = grounds.of, Ground(picture.country.tree.country.code)
    filed = (
        _file(batch, PlaceRow, picture.places, lambda each: of(each.territory)),
        _file(batch, PlantRow, picture.plants, lambda each: of(each.code)),
        _file(
            batch,
            VehicleRow,
            picture.vehicles,
            lambda each: grounds.based(each.base, each.owner),
        ),
        _file(batch, CrewRow, picture.crews, lambda each: of(each.base)),
        _file(batch, LinkRow, picture.links, lambda _: nation),
        _file(batch, ClaimRow, picture.claims, lambda each: of(each.scope)),
        _file(batch, EventRow, picture.events, lambda each: of(each.subject)),
        _file(batch, StockRow, picture.stocks, lambda each: of(each.holder)),
        _file(batch, ToldReportRow, picture.reports, lambda each: of(each.facility)),
        _file(
            batch,
            NameRow,
            tuple(tell_names(picture.names)),
            lambda each: grounds.named(each[0], each[1]),
        ),
        _file(batch, FindingRow, picture.findings, lambda each: of(each.subject)),
    )
    facilities = _laid(
        batch, FacilityRow, picture.facilities, lambda each: of(each.code)
    )
    FacilityRow.objects.bulk_create(facilities)
    store_fittings(facilities, list(picture.facilities))
    return len(facilities) + sum(filed)


def _file(
    batch: BatchRow,
    kind: type[Any],
    values: Iterable[Value],
    ground: Callable[[Value], Ground],
) -> int:
    rows: list[FactRow] = _laid(batch, kind, values, ground)
    kind.objects.bulk_create(rows)
    return len(rows)


def _laid(
    batch: BatchRow,
    kind: type[Any],
    values: Iterable[Value],
    ground: Callable[[Value], Ground],
) -> list[Any]:
    """The rows of values in their order, each where it lies."""
    return [
        kind.of(
            value,
            batch=batch,
            position=position,
            ground_id=ground(value).territory,
            party=ground(value).party,
        )
        for position, value in enumerate(values)
    ]
