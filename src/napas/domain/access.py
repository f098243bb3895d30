"""Who may do what where: one table of roles and deeds, and the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from napas.domain.territory import TerritoryTree


class Role(StrEnum):
    """What somebody is in the books."""

    DUTY_OFFICER = "duty_officer"
    DISPATCHER = "dispatcher"
    REPORTER = "reporter"
    SUPPLIER = "supplier"
    AUDITOR = "auditor"


class Deed(StrEnum):
    """What can be done to the books, reading included."""

    READ = "read"
    REPORT_STOCK = "report_stock"
    REQUEST_OXYGEN = "request_oxygen"
    APPROVE_ORDER = "approve_order"
    CONFIRM_LOADING = "confirm_loading"
    CONFIRM_DELIVERY = "confirm_delivery"


PERMITTED: dict[Role, frozenset[Deed]] = {
    Role.DUTY_OFFICER: frozenset(Deed) - {Deed.CONFIRM_LOADING},
    Role.DISPATCHER: frozenset({Deed.READ, Deed.REQUEST_OXYGEN, Deed.REPORT_STOCK}),
    Role.REPORTER: frozenset(
        {Deed.READ, Deed.REPORT_STOCK, Deed.REQUEST_OXYGEN, Deed.CONFIRM_DELIVERY}
    ),
    Role.SUPPLIER: frozenset({Deed.READ, Deed.CONFIRM_LOADING}),
    Role.AUDITOR: frozenset({Deed.READ}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somebody holds in a territory and everything below it."""

    role: Role
    territory: str
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the grant is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def may(
    grants: Iterable[Grant], deed: Deed, territory: str, tree: TerritoryTree, on: date
) -> bool:
    """Whether any grant in force permits the deed in the territory."""
    return any(
        grant.holds_on(on)
        and deed in PERMITTED[grant.role]
        and tree.within(territory, grant.territory)
        for grant in grants
    )
