"""Where the oxygen is: double entry by mass, in whole grams."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from napas.domain.instant import require_utc
from napas.domain.network import Form
from napas.errors import ConflictError


class AccountKind(StrEnum):
    """What an account stands for; only physical ones are bounded below by zero."""

    TANK = "tank"
    VEHICLE = "vehicle"
    FULL_CYLINDERS = "full_cylinders"
    PLANT = "plant"
    IMPORT = "import"
    USED = "used"
    VENTED = "vented"
    UNACCOUNTED = "unaccounted"


PHYSICAL = frozenset(
    {AccountKind.TANK, AccountKind.VEHICLE, AccountKind.FULL_CYLINDERS}
)


class OverdraftError(ConflictError):
    """A physical account would hold less than nothing."""

    code = "account-overdrawn"


class KeyReusedError(ConflictError):
    """Two different movements carry one idempotency key."""

    code = "movement-key-reused"


@dataclass(frozen=True, slots=True)
class Account:
    """A place, a form and an owner."""

    kind: AccountKind
    place: str
    form: Form
    owner: str = ""


def stock_account(holder: str, form: Form, tank: str = "") -> Account:
    """The account of what a holder has in one form, or in one of its tanks."""
    is_full = form is Form.CYLINDER
    kind = AccountKind.FULL_CYLINDERS if is_full else AccountKind.TANK
    return Account(kind, f"{holder}/{tank}" if tank else holder, form)


@dataclass(frozen=True, slots=True)
class Movement:
    """Oxygen leaving one account for another; it balances by construction.

    Attributes:
        mass_g: whole grams, above zero.
        happened_at: when it moved, UTC.
        recorded_at: when it was written down, UTC.
        key: the idempotency key; the same key is the same movement.
    """

    source: Account
    target: Account
    mass_g: int
    happened_at: datetime
    recorded_at: datetime
    code: str
    document: str
    actor: str
    key: str

    def __post_init__(self) -> None:
        if isinstance(self.mass_g, bool) or not isinstance(self.mass_g, int):
            message = f"mass_g must be whole grams, not {self.mass_g!r}"
            raise TypeError(message)
        if self.mass_g <= 0:
            message = f"a movement moves something, not {self.mass_g} g"
            raise ValueError(message)
        if self.source == self.target:
            message = f"a movement needs two accounts, not {self.source} twice"
            raise ValueError(message)
        require_utc(self.happened_at, "happened_at")
        require_utc(self.recorded_at, "recorded_at")


def balances(movements: Iterable[Movement]) -> dict[Account, int]:
    """Grams in every account that was touched, wells and sinks included.

    A movement that comes again under its key, however late it was recorded, is booked
    once.

    Raises:
        OverdraftError: a physical account falls below zero on the way.
        KeyReusedError: a key comes again with another movement.
    """
    held: dict[Account, int] = {}
    booked: dict[str, Movement] = {}
    for movement in movements:
        before = booked.get(movement.key)
        if before is not None:
            if replace(movement, recorded_at=before.recorded_at) != before:
                raise KeyReusedError(key=movement.key)
            continue
        booked[movement.key] = movement
        left_g = held.get(movement.source, 0) - movement.mass_g
        if movement.source.kind in PHYSICAL and left_g < 0:
            raise OverdraftError(place=movement.source.place, missing_g=-left_g)
        held[movement.source] = left_g
        held[movement.target] = held.get(movement.target, 0) + movement.mass_g
    return held


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a stock report says against the books, as movements that mend the gap.

    Attributes:
        used_g: booked to use, never below zero.
        unaccounted_g: what use cannot explain; below zero where more was found than
            the books hold.
    """

    used_g: int
    unaccounted_g: int


def reconcile(
    *, booked_g: int, reported_g: int, expected_use_g: int, tolerance_share: float
) -> Reconciliation:
    """Split the gap between books and report into use and unaccounted.

    Use is believed up to the expected use and a tolerance above it; what goes beyond
    is unaccounted, and so is everything found above the books.

    Args:
        booked_g: what the books hold before the report.
        reported_g: what the report found.
        expected_use_g: what patients were expected to use since the last report.
        tolerance_share: how far above the expected use is still believed, 0 or more.
    """
    assert booked_g >= 0, "a physical account holds nothing less than nothing"
    assert reported_g >= 0, "a report finds nothing less than nothing"
    assert expected_use_g >= 0, "use goes one way"
    assert 0 <= tolerance_share < math.inf, "a tolerance widens, within reason"
    gap_g = booked_g - reported_g
    believed_g = int(expected_use_g * (1.0 + tolerance_share))
    used_g = max(0, min(gap_g, believed_g))
    return Reconciliation(used_g=used_g, unaccounted_g=gap_g - used_g)
