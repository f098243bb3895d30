"""Rows of places: what is said of a territory as a whole."""

import math
from collections.abc import Iterable, Mapping, Sequence

from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.need import NeedSource
from napas.domain.rounding import half_step
from napas.domain.situation import Place
from napas.domain.territory import TerritoryTree
from napas.exchange.codes import ExchangeCode
from napas.exchange.rows import Row
from napas.units.mass import KG_PER_T

NAMED = 5
"""How many territories a message names before it only counts them."""


def make_places(rows: Sequence[Row]) -> list[Place]:
    """Make places; one whose source of need cannot be read has an unknown need."""
    return [
        Place(
            territory=row.text("territory"),
            need_t_per_day=None if row.spoilt else row.figure("need_t_per_day"),
            need_source=row.word("need_source", NeedSource),
            need_note=row.text("need_note"),
            occupied_beds=row.count("occupied_beds"),
            bed_occupancy_share=row.figure("bed_occupancy_share"),
            active_cases=row.count("active_cases"),
            last_share=row.figure("last_share"),
            restriction=row.text("restriction"),
            beds=row.count("beds"),
            bed_norm_kg_per_day=row.figure("bed_norm_kg_per_day"),
        )
        for row in rows
        if row.usable
    ]


def doubt_places(
    rows: Iterable[Row], places: Sequence[Place], tree: TerritoryTree, file: str
) -> list[Finding]:
    """Doubt needs unlike their parts or their own rule, and silence on a territory."""
    needs = {place.territory: place.need_t_per_day for place in places}
    doubts = [
        doubt
        for row in rows
        if row.usable
        for doubt in (_doubt_sum(row, needs, tree), _doubt_rule(row))
        if doubt is not None
    ]
    listed = {tree.ancestor_at(code, 1).code for code in needs if tree[code].level >= 1}
    silent = [
        territory.code for territory in tree.at_level(1) if territory.code not in listed
    ]
    if silent and needs:
        doubts.append(
            find(
                Grade.DOUBTFUL,
                ExchangeCode.PLACES_NOT_LISTED,
                spot=Spot(file),
                count=len(silent),
                named=", ".join(silent[:NAMED]),
            )
        )
    return doubts


def _doubt_sum(
    row: Row, needs: Mapping[str, float | None], tree: TerritoryTree
) -> Finding | None:
    code = row.text("territory")
    total = needs[code]
    parts = [needs.get(part.code) for part in tree.children(code)]
    known = [part for part in parts if part is not None]
    if total is None or not parts or len(known) < len(parts):
        return None
    made = math.fsum(known)
    if abs(made - total) <= math.fsum(map(half_step, [total, *known])):
        return None
    code = ExchangeCode.NEED_NOT_SUM
    return row.doubt(code, "need_t_per_day", total=total, parts=made)


def _doubt_rule(row: Row) -> Finding | None:
    """Doubt an estimate that its own beds, norm and occupancy do not make."""
    total, beds = row.figure("need_t_per_day"), row.count("beds")
    norm = row.figure("bed_norm_kg_per_day")
    if total is None or beds is None or norm is None:
        return None
    share = row.figure("bed_occupancy_share")
    made = beds * norm / KG_PER_T * (1.0 if share is None else share)
    if abs(made - total) <= half_step(total):
        return None
    code = ExchangeCode.NEED_NOT_BY_RULE
    return row.doubt(code, "need_t_per_day", total=total, made=made)
