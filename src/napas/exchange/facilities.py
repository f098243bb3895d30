"""Rows of facilities, and what stands in them, into facilities."""

from collections.abc import Sequence

from napas.domain.finding import Finding
from napas.domain.network import Facility, FacilityKind
from napas.exchange.codes import ExchangeCode
from napas.exchange.fittings import Fittings
from napas.exchange.rows import Row, point_of

MOST_BEDS = 10_000
"""No hospital has more; a count above it is of something else."""


def make_facilities(
    rows: Sequence[Row], fittings: Fittings
) -> tuple[list[Facility], list[Finding]]:
    """Make facilities.

    A facility is synthetic where its row or anything that stands in it was invented.
    Where a figure of the row that cannot be unknown was set aside, all figures of the
    row are unknown.
    """
    facilities: list[Facility] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.usable:
            continue
        point = point_of(row, findings)
        code = row.text("code")
        facility = Facility(
            code=code,
            name=row.text("name"),
            territory=row.text("territory"),
            kind=row.word("kind", FacilityKind),
            point=point,
            class_code=row.text("class_code"),
            beds=None if row.spoilt else row.count("beds"),
            tanks=tuple(fittings.tanks.get(code, ())),
            cylinders=tuple(fittings.cylinders.get(code, ())),
            sources=tuple(fittings.sources.get(code, ())),
            census=fittings.census_of(code),
            pipeline_l_per_min=(
                None if row.spoilt else row.figure("pipeline_l_per_min")
            ),
            filling_t_per_day=0.0 if row.spoilt else row.certain("filling_t_per_day"),
            receiving_h_per_day=row.certain("receiving_h_per_day"),
            synthetic=(
                "synthetic" in row.bad
                or row.flag("synthetic")
                or code in fittings.invented
            ),
            source=row.text("source"),
        )
        facilities.append(facility)
        findings.extend(_doubt_beds(row, facility))
    return facilities, findings


def _doubt_beds(row: Row, facility: Facility) -> list[Finding]:
    beds = facility.beds
    if beds is None:
        return []
    hospital = facility.kind is FacilityKind.HOSPITAL
    if beds > MOST_BEDS or (beds == 0 and hospital):
        return [row.doubt(ExchangeCode.BEDS_ODD, "beds", beds=beds)]
    occupied = facility.census.occupied_beds if facility.census else None
    if occupied is not None and occupied > beds:
        code = ExchangeCode.BEDS_OVERFULL
        return [row.doubt(code, "beds", beds=beds, occupied=occupied)]
    return []
