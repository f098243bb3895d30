"""Who may do what where: one table of roles and deeds, and the tree."""

from collections.abc import Collection, Iterable
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
    STORE_PLAN = "store_plan"
    DRAFT_ORDER = "draft_order"
    APPROVE_ORDER = "approve_order"
    ISSUE_ORDER = "issue_order"
    CONFIRM_LOADING = "confirm_loading"
    CONFIRM_DELIVERY = "confirm_delivery"
    REVERSE_MOVEMENT = "reverse_movement"
    IMPORT_FACTS = "import_facts"


PERMITTED: dict[Role, frozenset[Deed]] = {
    Role.DUTY_OFFICER: frozenset(Deed) - {Deed.CONFIRM_LOADING},
    Role.DISPATCHER: frozenset(
        {
            Deed.READ,
            Deed.REPORT_STOCK,
            Deed.REQUEST_OXYGEN,
            Deed.STORE_PLAN,
            Deed.DRAFT_ORDER,
            Deed.ISSUE_ORDER,
        }
    ),
    Role.REPORTER: frozenset(
        {Deed.READ, Deed.REPORT_STOCK, Deed.REQUEST_OXYGEN, Deed.CONFIRM_DELIVERY}
    ),
    Role.SUPPLIER: frozenset({Deed.READ, Deed.CONFIRM_LOADING}),
    Role.AUDITOR: frozenset({Deed.READ}),
}
PARTIES = frozenset({Role.REPORTER, Role.SUPPLIER})
"""Roles that reach only what is their own organisation's, within their territory."""


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


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who reads or changes the books.

    Attributes:
        person: a code that says nothing of them.
        organisation: the facility, company or agency they are of; empty is none.
        grants: those in force when they ask, of whatever moment they ask.
    """

    person: str
    organisation: str
    grants: tuple[Grant, ...]

    def grants_for(self, deed: Deed) -> tuple[Grant, ...]:
        """The grants that permit a deed somewhere."""
        return tuple(each for each in self.grants if deed in PERMITTED[each.role])


def reaches(
    viewer: Viewer, deed: Deed, *, above: Collection[str], parties: Collection[str]
) -> bool:
    """Whether somebody may do a deed to a thing.

    Args:
        viewer: who wants to.
        deed: what is to be done.
        above: every territory in which the thing lies.
        parties: the organisations it concerns.
    """
    own = bool(viewer.organisation) and viewer.organisation in parties
    return any(
        grant.territory in above and (own or grant.role not in PARTIES)
        for grant in viewer.grants_for(deed)
    )


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
