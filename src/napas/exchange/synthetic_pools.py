"""Hand out by rule what a nation has in pools: cylinders, machines, isotanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napas.domain.apportionment import share_out
from napas.domain.network import Plant, Vehicle, VehicleKind
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_hospitals import Issue

RULE_FLEET = "synthetic; rule fleet"


@dataclass(frozen=True, slots=True)
class Pools:
    """What a nation has to hand out, in pieces."""

    cylinders: int = 0
    concentrators: int = 0
    systems: int = 0


def hand_out(
    hospitals: Sequence[RegisteredHospital],
    pools: Pools,
    shortfalls_t_per_day: Mapping[str, float],
) -> dict[str, Issue]:
    """What each hospital gets, by its code; the pools are emptied exactly.

    Cylinders and concentrators go by beds. Deployable systems go one each to the
    largest hospitals of the territories that miss most, then round again.

    Args:
        hospitals: those whose beds are unknown get nothing.
        pools: what there is.
        shortfalls_t_per_day: need without own supply, by the hospitals' parent.

    Raises:
        ValueError: there is something to hand out and no hospital with beds.
    """
    beds = [float(hospital.beds or 0) for hospital in hospitals]
    cylinders = share_out(pools.cylinders, beds)
    concentrators = share_out(pools.concentrators, beds)
    chosen = _neediest(hospitals, pools.systems, shortfalls_t_per_day)
    return {
        hospital.code: Issue(pieces, machines, int(hospital.code in chosen))
        for hospital, pieces, machines in zip(
            hospitals, cylinders, concentrators, strict=True
        )
    }


def station_isotanks(
    isotanks: int,
    payload_t: float,
    plants: Sequence[Plant],
    owned: Mapping[str, int],
) -> tuple[Vehicle, ...]:
    """Isotanks stationed at plants that make liquid, in proportion to their offers.

    Args:
        isotanks: how many.
        payload_t: what each may carry.
        plants: of all kinds.
        owned: how many belong to an owner, where that is known; spread evenly.

    Raises:
        ValueError: no plant offers liquid, or more are owned than there are.
    """
    makers = [plant for plant in plants if offers_liquid(plant)]
    offers = [plant.offered_t_per_day or 0.0 for plant in makers]
    bases = [
        plant.code
        for plant, pieces in zip(makers, share_out(isotanks, offers), strict=True)
        for _ in range(pieces)
    ]
    unknown = isotanks - sum(owned.values())
    if unknown < 0:
        message = "more isotanks are owned than there are"
        raise ValueError(message)
    owners = _evenly({**owned, "": unknown})
    return tuple(
        Vehicle(
            code=f"ISO-{number:03d}",
            kind=VehicleKind.ISOTANK,
            payload_t=payload_t,
            base=base,
            owner=owner,
            synthetic=True,
            source=RULE_FLEET,
        )
        for number, (base, owner) in enumerate(zip(bases, owners, strict=True), start=1)
    )


def offers_liquid(plant: Plant) -> bool:
    """Whether a plant makes and offers liquid; a port of entry does not make any."""
    return bool(
        plant.offered_t_per_day
        and not plant.imports
        and plant.liquefaction_t_per_day != 0.0
    )


def _neediest(
    hospitals: Sequence[RegisteredHospital],
    systems: int,
    shortfalls_t_per_day: Mapping[str, float],
) -> frozenset[str]:
    ranked: dict[str, int] = {}
    lines: list[tuple[int, float, str]] = []
    for hospital in sorted(
        hospitals, key=lambda hospital: (-(hospital.beds or 0), hospital.code)
    ):
        turn = ranked.get(hospital.parent, 0)
        ranked[hospital.parent] = turn + 1
        missing = shortfalls_t_per_day.get(hospital.parent, 0.0)
        lines.append((turn, -missing, hospital.code))
    return frozenset(code for _, _, code in sorted(lines)[:systems])


def _evenly(pieces: Mapping[str, int]) -> list[str]:
    places = [
        ((piece + 0.5) / count, rank, name)
        for rank, (name, count) in enumerate(pieces.items())
        for piece in range(count)
    ]
    return [name for _, _, name in sorted(places)]
