"""The tree of territories as rows, and for each all that it lies in."""

from typing import Self

from django.db import models

from napas.domain.territory import Territory, TerritoryTree
from napas.tower.records.columns import columns_of, degrees_of, point_of, text, value_of


class TerritoryRow(models.Model):
    """One territory; a database keeps the tree of one country."""

    code = text(key=True)
    position = models.IntegerField()
    name = text()
    level = models.IntegerField()
    parent = text()
    latitude_deg = models.FloatField(null=True)
    longitude_deg = models.FloatField(null=True)
    landmass = text()
    time_zone = text()
    population = models.BigIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("position",)

    @classmethod
    def of(cls, territory: Territory, position: int) -> Self:
        """The row of a territory at its place in the tree."""
        return cls(
            position=position,
            **columns_of(territory, "point"),
            **degrees_of(territory.point),
        )

    def value(self) -> Territory:
        """The territory."""
        point = point_of(self.latitude_deg, self.longitude_deg)
        return value_of(Territory, self, point=point)


class AboveRow(models.Model):
    """That a territory lies in another, or is it: the tree as the database asks it."""

    territory = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="lies_in")
    above = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="holds")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("territory", "above"), name="above_once"),
        )


def stored_tree() -> TerritoryTree:
    """The tree that the books hold."""
    return TerritoryTree(tuple(row.value() for row in TerritoryRow.objects.all()))


def store_tree(tree: TerritoryTree) -> None:
    """Keep those territories of a tree that the books do not hold yet."""
    held = {row.code: row for row in TerritoryRow.objects.all()}
    new = [
        TerritoryRow.of(territory, position)
        for position, territory in enumerate(tree.territories)
        if territory.code not in held
    ]
    TerritoryRow.objects.bulk_create(new)
    AboveRow.objects.bulk_create(
        AboveRow(territory_id=row.code, above_id=above.code)
        for row in new
        for above in tree.upwards(row.code)
    )


def ancestors(territory: str) -> frozenset[str]:
    """The codes of all that a territory lies in, its own included."""
    rows = AboveRow.objects.filter(territory=territory)
    return frozenset(rows.values_list("above_id", flat=True))


def root_of_tree() -> str:
    """The code of the country itself; empty before there is a tree."""
    rows = TerritoryRow.objects.filter(parent="")
    return rows.values_list("code", flat=True).first() or ""
