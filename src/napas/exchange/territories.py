"""Rows of territories into a tree, or onto one that already stands."""

from collections.abc import Iterable, Sequence

from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.territory import Territory, TerritoryTree, plant_tree
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference
from napas.exchange.register import Register
from napas.exchange.rows import Row, point_of


def grow_tree(
    rows: Sequence[Row],
    base: TerritoryTree | None,
    levels: int,
    register: Register,
) -> tuple[TerritoryTree | None, list[Finding]]:
    """Add territories to a tree, each below a parent one level above it.

    A row whose parent is not there is set aside, and so is everything below it. A
    scenario may repeat a territory of its country, not change it.

    Args:
        rows: of territories, in any order.
        base: the tree to add to; None begins a country's own.
        levels: how many levels the country has, itself included.
        register: where the territories in use are entered.

    Returns:
        the tree, None where it has no root or several; and every fault.
    """
    findings: list[Finding] = []
    known = {each.code: each for each in base.territories} if base else {}
    for row in sorted(rows, key=lambda row: (row.count("level") or 0, row.number)):
        if not row.usable:
            continue
        rooted = row.text("code") in known or base is None
        territory = _territory(row, known, levels, findings, rooted=rooted)
        if territory is None:
            continue
        if territory != known.setdefault(territory.code, territory):
            findings.append(row.refusal(ExchangeCode.TERRITORY_OF_COUNTRY, "code"))
    _settle(rows, known, register)
    roots = sum(territory.level == 0 for territory in known.values())
    if roots != 1:
        spot = Spot("territories.csv")
        findings.append(
            find(Grade.STOP, ExchangeCode.COUNTRY_ROOT_WRONG, spot=spot, roots=roots)
        )
        return None, findings
    return plant_tree(tuple(known.values())), findings


def landmasses_of(tree: TerritoryTree) -> set[str]:
    """The landmasses that the territories of a tree name."""
    return {known.landmass for known in tree.territories if known.landmass}


def _territory(
    row: Row,
    known: dict[str, Territory],
    levels: int,
    findings: list[Finding],
    *,
    rooted: bool,
) -> Territory | None:
    level, parent = row.pieces("level"), row.text("parent")
    if level >= levels:
        findings.append(
            row.refusal(
                ExchangeCode.TERRITORY_LEVEL_UNKNOWN,
                "level",
                read=level,
                deepest=levels - 1,
            )
        )
        return None
    above = known.get(parent)
    root = rooted and level == 0 and parent == ""
    if not root and (above is None or above.level + 1 != level):
        findings.append(
            row.refusal(
                ExchangeCode.TERRITORY_PARENT_WRONG,
                "parent",
                parent=parent,
                level=level,
            )
        )
        return None
    return Territory(
        code=row.text("code"),
        name=row.text("name"),
        level=level,
        parent=parent,
        point=point_of(row, findings),
        landmass=row.text("landmass"),
        time_zone=row.text("time_zone"),
        population=row.count("population"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
    )


def _settle(
    rows: Iterable[Row], known: dict[str, Territory], register: Register
) -> None:
    register.enter(Reference.TERRITORY, known)
    register.put_aside(
        Reference.TERRITORY,
        (row.text("code") for row in rows if row.text("code") not in known),
    )
