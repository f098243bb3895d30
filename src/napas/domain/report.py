"""What a hospital reports, as it was typed, and whether it is trusted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.finding import Finding
from napas.domain.instant import require_amount, require_utc
from napas.domain.network import Form


class ReportKind(StrEnum):
    """What a report tells.

    STOCK: oxygen held. USE: what a day takes. RECEIVED: what came since the report
    before. FULL, EMPTY: cylinders at hand.
    """

    STOCK = "stock"
    USE = "use"
    RECEIVED = "received"
    FULL = "full"
    EMPTY = "empty"


class Verdict(StrEnum):
    """Whether a report is used.

    ACCEPTED: used. QUESTIONED: used, marked, and somebody asks. HELD: kept as typed
    and used for nothing until somebody has answered.
    """

    ACCEPTED = "accepted"
    QUESTIONED = "questioned"
    HELD = "held"


class Mixup(StrEnum):
    """What a figure may have been taken for.

    THOUSAND: kg and t, litres and kilolitres. LIQUID_VOLUME: kL of liquid and t.
    GAS_VOLUME: m3 of gas and kg. GAS_FOR_LIQUID: m3 of gas and of liquid. HOUR, WEEK,
    MONTH: the use of that time and of a day. SINCE_LAST: the use since the report
    before and of a day. DECIMAL_MARK: a decimal or thousands mark lost or taken for
    the other. PIECES: cylinders and the m3 in them. SWAPPED: full and empty. PERCENT:
    per cent of the tank and a mass. OTHER_UNIT: any other pair of units.
    """

    THOUSAND = "thousand"
    LIQUID_VOLUME = "liquid_volume"
    GAS_VOLUME = "gas_volume"
    GAS_FOR_LIQUID = "gas_for_liquid"
    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    SINCE_LAST = "since_last"
    DECIMAL_MARK = "decimal_mark"
    PIECES = "pieces"
    SWAPPED = "swapped"
    PERCENT = "percent"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True)
class Report:
    """One figure that a hospital reported.

    Attributes:
        facility: its code.
        value: as typed, zero or more.
        unit: as typed; empty where none was.
        as_of: the moment of which it speaks, UTC.
        known_at: when it came in, UTC.
        mass_kg: the oxygen it was read as, of a day for a use; None where it was read
            as pieces, or could not be read.
        pieces: the cylinders it was read as; None where it was not.
        channel: by which it came: form, file, message.
        source: who reported.
        synthetic: invented by rule.
    """

    facility: str
    form: Form
    what: ReportKind
    value: float
    unit: str
    as_of: datetime
    known_at: datetime
    mass_kg: float | None = None
    pieces: float | None = None
    channel: str = ""
    source: str = ""
    synthetic: bool = False

    def __post_init__(self) -> None:
        require_amount(self.value, "value")
        require_utc(self.as_of, "as_of")
        require_utc(self.known_at, "known_at")
        if self.mass_kg is not None:
            require_amount(self.mass_kg, "mass_kg")
        if self.pieces is not None:
            require_amount(self.pieces, "pieces")
            if self.mass_kg is not None:
                message = f"a report of {self.facility} is a mass or pieces, not both"
                raise ValueError(message)
            if self.form is not Form.CYLINDER:
                message = f"only cylinders come in pieces, not {self.form}"
                raise ValueError(message)
        if self.what in _OF_CYLINDERS and self.form is not Form.CYLINDER:
            message = f"only cylinders are {self.what}, not {self.form}"
            raise ValueError(message)

    @property
    def read(self) -> bool:
        """Whether its unit is one that can be read."""
        return self.mass_kg is not None or self.pieces is not None


_OF_CYLINDERS = frozenset({ReportKind.FULL, ReportKind.EMPTY})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What may have been meant: a proposal to ask about, never applied by itself.

    Attributes:
        value: the number in the unit that would make it usual.
        unit: that unit.
        mass_kg: the oxygen it would be; of a day for a use.
        odds_share: how much of the doubt falls on it, 0 to 1.
    """

    mixup: Mixup
    value: float
    unit: str
    mass_kg: float
    odds_share: float

    def __post_init__(self) -> None:
        require_amount(self.value, "value")
        require_amount(self.mass_kg, "mass_kg")
        require_amount(self.odds_share, "odds_share", at_most=1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A report and whether it is trusted.

    Attributes:
        findings: why it is not simply accepted; empty where it is.
        meanings: what may have been meant, the likeliest first.
    """

    report: Report
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    meanings: tuple[Meaning, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict is not Verdict.ACCEPTED and not self.findings:
            message = f"a report that is {self.verdict} needs a reason"
            raise ValueError(message)

    @property
    def trusted(self) -> bool:
        """Whether the figure is used."""
        return self.verdict is not Verdict.HELD
