"""A figure that nobody told and a rule filled in, with the range it may have.

Assumed is not synthetic: a synthetic hospital is invented as a whole, an assumption
completes what somebody told of a real one.
"""

from dataclasses import dataclass

from napas.domain.finding import Code


class AssumptionRule(Code):
    """The rules by which figures are filled in; the sentence of each says how.

    SITE: a facility stands at the point of its territory. TANK: its tank has the size
    usual for its class. HEEL: the usual share of a tank stays in it. EMPTIES: it has as
    many cylinders as is usual for its beds. DEVICES: patients breathe by the usual mix.
    PATIENTS: the usual part of the beds in use needs oxygen. OCCUPANCY: so many beds
    are in use. NEED: by norm. REPORT_TIME: a report is of the moment of the picture.
    GAUGE: per cent on a gauge are per cent of the volume. DENSITY: liquid is as dense
    as at its boiling point. DISTANCE: roads are longer than the great circle. OFFER,
    FLEET: plants and vehicles are those known of the country.
    """

    SITE = "assumed-site"
    TANK = "assumed-tank"
    HEEL = "assumed-heel"
    EMPTIES = "assumed-empties"
    DEVICES = "assumed-devices"
    PATIENTS = "assumed-patients"
    OCCUPANCY = "assumed-occupancy"
    NEED = "assumed-need"
    REPORT_TIME = "assumed-report-time"
    GAUGE = "assumed-gauge"
    DENSITY = "assumed-density"
    DISTANCE = "assumed-distance"
    OFFER = "assumed-offer"
    FLEET = "assumed-fleet"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One figure filled in by rule.

    Attributes:
        subject: code of the facility, plant or vehicle; empty is all of them.
        field: what was filled in.
        value: what is reckoned with.
        unit: of the value and its range; empty for a share or a ratio.
        low: the least it may be.
        high: the most it may be.
        source: where rule and range come from; a key of the bibliography.
    """

    subject: str
    field: str
    value: float
    unit: str
    rule: AssumptionRule
    low: float
    high: float
    source: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            message = (
                f"{self.field} of {self.subject}: {self.value} lies outside "
                f"{self.low} to {self.high}"
            )
            raise ValueError(message)
