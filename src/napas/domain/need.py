"""Who breathes how: severities, devices, patients, and need by either measure."""

from dataclasses import dataclass
from enum import StrEnum

from napas.domain.instant import require_amount


class Severity(StrEnum):
    """Classes of need in which plans are made, the gravest first.

    CRITICAL: ventilated or high-flow; only liquid, cylinders or a plant on site serve.
    SEVERE: low-flow oxygen on a ward, the usual care of other patients included.
    """

    CRITICAL = "critical"
    SEVERE = "severe"


class DeviceKind(StrEnum):
    """By what a patient is given oxygen."""

    CANNULA = "cannula"
    MASK = "mask"
    RESERVOIR_MASK = "reservoir_mask"
    HFNC = "hfnc"
    NIV = "niv"
    IMV = "imv"


class PatientGroup(StrEnum):
    """Age groups whose flows differ."""

    ADULT = "adult"
    CHILD = "child"
    INFANT = "infant"
    NEWBORN = "newborn"


class NeedBasis(StrEnum):
    """How a need was come by; a norm says what to prepare, use says what flows."""

    NORM = "norm"
    MEASURED = "measured"


class NeedSource(StrEnum):
    """Whether somebody reported a need, a rule estimated it, or it is a part of one."""

    REPORTED = "reported"
    ESTIMATE = "estimate"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class PatientCount:
    """So many patients of one group on one device."""

    device: DeviceKind
    patients: int
    group: PatientGroup = PatientGroup.ADULT

    def __post_init__(self) -> None:
        require_amount(self.patients, "patients")


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with the range within which it is held to lie; low <= value <= high."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        require_amount(self.low, "low")
        require_amount(self.value, "value")
        require_amount(self.high, "high")
        if not self.low <= self.value <= self.high:
            message = f"{self.value} lies outside {self.low} to {self.high}"
            raise ValueError(message)

    def times(self, factor: float) -> "Span":
        """The span scaled by a factor of zero or more."""
        return Span(self.value * factor, self.low * factor, self.high * factor)

    def plus(self, other: "Span") -> "Span":
        """The sum of two figures that may err in the same direction."""
        return Span(
            self.value + other.value, self.low + other.low, self.high + other.high
        )


NOTHING = Span(0.0, 0.0, 0.0)
