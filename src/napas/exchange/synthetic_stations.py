"""Invented filling stations, and a bank that lends cylinders."""

from collections import Counter
from collections.abc import Mapping, Sequence

from napas.domain.network import CylinderHolding, Facility, FacilityKind, Form, Tank
from napas.domain.situation import Stock, StockState
from napas.domain.territory import Point, Territory
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_draws import Draws, drawn_share
from napas.exchange.synthetic_hospitals import (
    MASS_DECIMALS,
    RULE_STOCK,
    TANK_CODE,
    EquippedFacility,
    FilledCylinder,
    HospitalRules,
    stock_mean_share,
)
from napas.exchange.synthetic_register import Lettering
from napas.exchange.synthetic_sites import Disc, scatter

RULE_STATION = "synthetic; rule stations"
RULE_BANK = "synthetic; rule bank"


def invent_stations(
    hospitals: Sequence[RegisteredHospital],
    territories: Mapping[str, Territory],
    occupancy_shares: Mapping[str, float],
    lettering: Lettering,
    rules: HospitalRules,
) -> tuple[EquippedFacility, ...]:
    """A few filling stations for each parent territory, where most hospitals are.

    Args:
        hospitals: their parents get the stations.
        territories: those the hospitals lie in, each with a point.
        occupancy_shares: by parent.
        lettering: of codes and names.
        rules: of the scenario.
    """
    parameters = rules.parameters
    per_parent = Counter(hospital.parent for hospital in hospitals)
    homes: dict[str, Counter[str]] = {}
    for hospital in hospitals:
        homes.setdefault(hospital.parent, Counter())[hospital.territory] += 1
    found: list[EquippedFacility] = []
    for parent, count in sorted(per_parent.items()):
        wanted = round(count / parameters["synthetic.hospitals_per_station"])
        stations = min(max(1, wanted), int(parameters["synthetic.most_stations"]))
        ranked = sorted(homes[parent].items(), key=lambda item: (-item[1], item[0]))
        for number in range(stations):
            home = territories[ranked[number % len(ranked)][0]]
            mark = f"{parent}-{number + 1:02d}"
            mean = stock_mean_share(occupancy_shares[parent], parameters)
            found.append(_station(mark, home, mean, lettering, rules))
    return tuple(found)


def lay_up_bank(
    lettering: Lettering,
    home: Territory,
    cylinders: int,
    kind: FilledCylinder,
    rules: HospitalRules,
) -> EquippedFacility:
    """A bank that lends cylinders, as many of them full as a calm store has."""
    full = round(cylinders * rules.parameters["synthetic.stock_calm_share"])
    facility = Facility(
        code=lettering.code,
        name=lettering.name,
        territory=home.code,
        kind=FacilityKind.CYLINDER_BANK,
        point=home.point,
        cylinders=(CylinderHolding(kind.type_code, full, cylinders - full),),
        receiving_h_per_day=rules.parameters["synthetic.receiving_c_h_per_day"],
        synthetic=True,
        source=RULE_BANK,
    )
    stock = Stock(
        holder=lettering.code,
        form=Form.CYLINDER,
        mass_t=round(full * kind.content_t, MASS_DECIMALS),
        as_of=rules.as_of,
        source=RULE_STOCK,
        state=StockState.SYNTHETIC,
    )
    return EquippedFacility(facility, (stock,))


def _station(
    mark: str,
    home: Territory,
    mean: float,
    lettering: Lettering,
    rules: HospitalRules,
) -> EquippedFacility:
    parameters, draws = rules.parameters, Draws(rules.seed, lettering.code, mark)
    point: Point | None = home.point and scatter(
        Disc(home.point, parameters["synthetic.hospital_scatter_km"]), draws
    )
    capacity_t = parameters["synthetic.tank_station_t"]
    heel_t = round(capacity_t * parameters["tanks.heel_share"], MASS_DECIMALS)
    room_t = capacity_t * parameters["tanks.fullest_share"] - heel_t
    code = f"{lettering.code}{mark}"
    facility = Facility(
        code=code,
        name=f"{lettering.name} {mark}",
        territory=home.code,
        kind=FacilityKind.FILLING_STATION,
        point=point,
        tanks=(Tank(TANK_CODE, capacity_t, heel_t),),
        filling_t_per_day=parameters["synthetic.station_t_per_day"],
        synthetic=True,
        source=RULE_STATION,
    )
    stock = Stock(
        holder=code,
        form=Form.LIQUID,
        mass_t=round(heel_t + room_t * drawn_share(mean, draws), MASS_DECIMALS),
        as_of=rules.as_of,
        source=RULE_STOCK,
        state=StockState.SYNTHETIC,
        tank=TANK_CODE,
    )
    return EquippedFacility(facility, (stock,))
