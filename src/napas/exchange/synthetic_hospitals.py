"""Registered hospitals, equipped by rule: tanks, cylinders, patients, stocks.

Every figure is invented from parameters, what is known of the territory, and chance
that belongs to the hospital's own code: adding a hospital changes no other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from napas.domain.instant import require_share
from napas.domain.network import (
    Census,
    CylinderHolding,
    Facility,
    Form,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.domain.situation import Stock, StockState
from napas.domain.territory import Point
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_draws import Draws, drawn_share
from napas.exchange.synthetic_patients import Ward, invent_census
from napas.parameters import Parameters

TANK_CODE = "T1"
MASS_DECIMALS = 3
LARGE, MIDDLE, SMALL = "A", "B", "C"
"""Classes of hospitals that may have a tank; the others live on cylinders."""
RULE_HOSPITAL = "synthetic; rule hospitals"
RULE_STOCK = "synthetic; rule stocks"
RULE_SILENT = "synthetic; no report"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known, or taken, of the territory round a hospital.

    Attributes:
        occupancy_share: COVID beds in use, 0 to 1.
        liquid_share: hospitals of the middle classes that have a tank, 0 to 1.
        producers: companies whose liquid is near; they may own the tank.
    """

    occupancy_share: float
    liquid_share: float
    producers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_share(self.occupancy_share, "occupancy_share")
        require_share(self.liquid_share, "liquid_share")


@dataclass(frozen=True, slots=True)
class Issue:
    """What a hospital was given out of the nation's pools, in pieces."""

    cylinders: int = 0
    concentrators: int = 0
    systems: int = 0


@dataclass(frozen=True, slots=True)
class FilledCylinder:
    """A type of cylinder and the oxygen in one that is full."""

    type_code: str
    content_t: float


@dataclass(frozen=True, slots=True)
class HospitalRules:
    """What is the same for every hospital of a scenario.

    Attributes:
        ward: the type of the hospitals' own cylinders.
        issued: the type of those the nation gave out.
        as_of: the moment of the picture; reports are older by some hours.
        source: of every hospital.
    """

    parameters: Parameters
    ward: FilledCylinder
    issued: FilledCylinder
    as_of: datetime
    seed: int
    source: str = RULE_HOSPITAL


@dataclass(frozen=True, slots=True)
class EquippedFacility:
    """A facility and what it holds."""

    facility: Facility
    stocks: tuple[Stock, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """When a hospital last reported; no moment is silence."""

    as_of: datetime | None
    state: StockState


def equip_hospital(
    hospital: RegisteredHospital,
    point: Point,
    surroundings: Surroundings,
    issue: Issue,
    rules: HospitalRules,
) -> EquippedFacility:
    """Give a registered hospital what a hospital of its class and size may have.

    A hospital whose beds are unknown keeps its tank, and all else stays unknown.
    """
    report = _report(hospital, rules)
    tanks = _tanks(hospital, surroundings, rules)
    holdings = _cylinders(hospital, surroundings, issue, rules, wet=bool(tanks))
    facility = Facility(
        code=hospital.code,
        name=hospital.name,
        territory=hospital.territory,
        point=point,
        class_code=hospital.class_code,
        beds=hospital.beds,
        tanks=tanks,
        cylinders=tuple(holding for holding, _ in holdings),
        sources=_sources(issue, rules.parameters),
        census=_census(hospital, surroundings, report, rules),
        pipeline_l_per_min=_pipeline(hospital, tanks, rules.parameters),
        receiving_h_per_day=rules.parameters[
            f"synthetic.receiving_{_size(hospital)}_h_per_day"
        ],
        synthetic=True,
        source=rules.source,
    )
    stocks = _stocks(hospital, surroundings, report, rules, tanks)
    if holdings:
        mass_t = sum(holding.full * content_t for holding, content_t in holdings)
        stocks = (*stocks, _stock(hospital, report, Form.CYLINDER, mass_t))
    return EquippedFacility(facility, stocks)


def stock_mean_share(occupancy_share: float, parameters: Parameters) -> float:
    """How full a store is on average, by how hard its territory is pressed."""
    calm = parameters["synthetic.stock_calm_share"]
    pressed = parameters["synthetic.stock_pressed_share"]
    return calm + (pressed - calm) * occupancy_share


def _report(hospital: RegisteredHospital, rules: HospitalRules) -> _Report:
    parameters, draws = rules.parameters, Draws(rules.seed, hospital.code, "report")
    silent = draws.chance(parameters["synthetic.silent_share"])
    late = draws.chance(parameters["synthetic.late_share"])
    stale_h = parameters["reports.stale_h"]
    youngest_h, oldest_h = (
        (stale_h + 1.0, parameters["synthetic.oldest_report_h"] + 1.0)
        if late
        else (0.0, stale_h)
    )
    age_h = int(draws.between(youngest_h, oldest_h))
    if silent or hospital.beds is None:
        return _Report(None, StockState.UNKNOWN)
    state = StockState.STALE if late else StockState.SYNTHETIC
    return _Report(rules.as_of - timedelta(hours=age_h), state)


def _size(hospital: RegisteredHospital) -> str:
    large = {LARGE: "a", MIDDLE: "b"}
    return large.get(hospital.class_code, "c")


def _tanks(
    hospital: RegisteredHospital, surroundings: Surroundings, rules: HospitalRules
) -> tuple[Tank, ...]:
    parameters, draws = rules.parameters, Draws(rules.seed, hospital.code, "tank")
    liquid = {
        LARGE: 1.0,
        MIDDLE: surroundings.liquid_share,
        SMALL: surroundings.liquid_share,
    }
    has_tank = draws.chance(liquid.get(hospital.class_code, 0.0))
    leased = draws.chance(parameters["synthetic.tank_leased_share"])
    closed = draws.chance(parameters["synthetic.tank_closed_share"])
    if not has_tank:
        return ()
    capacity_t = parameters[f"synthetic.tank_{_size(hospital)}_t"]
    owned = leased and bool(surroundings.producers)
    return (
        Tank(
            code=TANK_CODE,
            capacity_t=capacity_t,
            heel_t=round(capacity_t * parameters["tanks.heel_share"], MASS_DECIMALS),
            owner=draws.pick(surroundings.producers) if owned else "",
            open_to_others=not (owned and closed),
        ),
    )


def _cylinders(
    hospital: RegisteredHospital,
    surroundings: Surroundings,
    issue: Issue,
    rules: HospitalRules,
    *,
    wet: bool,
) -> tuple[tuple[CylinderHolding, float], ...]:
    """Holdings, each with the content of one full cylinder in t."""
    if hospital.beds is None:
        return ()
    parameters, draws = rules.parameters, Draws(rules.seed, hospital.code, "cylinders")
    per_bed = "with_liquid" if wet else ""
    name = "_".join(filter(None, ("synthetic.cylinders_per_bed", per_bed)))
    own = max(1, draws.whole(hospital.beds * parameters[name]))
    mean = stock_mean_share(surroundings.occupancy_share, parameters)
    full_share = drawn_share(mean, draws)
    holdings = []
    for kind, pieces in ((rules.ward, own), (rules.issued, issue.cylinders)):
        full = min(pieces, draws.whole(pieces * full_share))
        if pieces:
            holding = CylinderHolding(kind.type_code, full, pieces - full)
            holdings.append((holding, kind.content_t))
    return tuple(holdings)


def _sources(issue: Issue, parameters: Parameters) -> tuple[OwnSource, ...]:
    """Machines newly given out: of the larger size, and as many work as ever do."""
    machines = OwnSource(
        SourceKind.CONCENTRATOR,
        issue.concentrators,
        parameters.parameter("concentrators.flow_l_per_min").high,
        parameters.parameter("concentrators.working_share").high,
    )
    systems = OwnSource(
        SourceKind.DEPLOYABLE_SYSTEM,
        issue.systems,
        parameters["deployable.flow_l_per_min"],
    )
    return tuple(source for source in (machines, systems) if source.pieces)


def _pipeline(
    hospital: RegisteredHospital, tanks: tuple[Tank, ...], parameters: Parameters
) -> float | None:
    flow = parameters.parameter("pipelines.largest_flow_l_per_min")
    by_class = {LARGE: flow.high, MIDDLE: flow.value, SMALL: flow.low}
    return by_class[hospital.class_code] if tanks else None


def _census(
    hospital: RegisteredHospital,
    surroundings: Surroundings,
    report: _Report,
    rules: HospitalRules,
) -> Census | None:
    if report.as_of is None or hospital.beds is None:
        return None
    return invent_census(
        Ward(
            hospital.beds,
            surroundings.occupancy_share,
            intensive=hospital.class_code in (LARGE, MIDDLE, SMALL),
        ),
        report.as_of,
        rules.parameters,
        Draws(rules.seed, hospital.code, "census"),
    )


def _stocks(
    hospital: RegisteredHospital,
    surroundings: Surroundings,
    report: _Report,
    rules: HospitalRules,
    tanks: tuple[Tank, ...],
) -> tuple[Stock, ...]:
    parameters, draws = rules.parameters, Draws(rules.seed, hospital.code, "stock")
    mean = stock_mean_share(surroundings.occupancy_share, parameters)
    return tuple(
        _stock(
            hospital,
            report,
            Form.LIQUID,
            tank.heel_t
            + (tank.capacity_t * parameters["tanks.fullest_share"] - tank.heel_t)
            * drawn_share(mean, draws),
            tank.code,
        )
        for tank in tanks
    )


def _stock(
    hospital: RegisteredHospital,
    report: _Report,
    form: Form,
    mass_t: float,
    tank: str = "",
) -> Stock:
    known = report.as_of is not None
    return Stock(
        holder=hospital.code,
        form=form,
        mass_t=round(mass_t, MASS_DECIMALS) if known else None,
        as_of=report.as_of,
        source=RULE_STOCK if known else RULE_SILENT,
        state=report.state,
        tank=tank,
    )
