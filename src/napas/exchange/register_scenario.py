"""A scenario with other hospitals: a register's in place of the invented ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from napas.domain.claim import Claim, ClaimKind, Metric, chosen
from napas.domain.country import Country
from napas.domain.finding import Finding
from napas.domain.need import NeedSource
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Place, Situation
from napas.domain.territory import Point, Territory, TerritoryTree, plant_tree
from napas.errors import InvalidError, MissingError
from napas.exchange.hospital_register import (
    RegisteredHospital,
    RegisterMap,
    settle_register,
)
from napas.exchange.synthetic_draws import Draws
from napas.exchange.synthetic_hospitals import (
    RULE_HOSPITAL,
    FilledCylinder,
    HospitalRules,
)
from napas.exchange.synthetic_places import fill_occupancies
from napas.exchange.synthetic_pools import Pools
from napas.exchange.synthetic_scenario import (
    Provision,
    equip_register,
    fill_cylinder,
    shortfalls_of,
    surroundings_of,
)
from napas.exchange.synthetic_sites import Disc, scatter
from napas.parameters import Parameters
from napas.planning.travel import great_circle_km


class CylinderTypeUnknownError(MissingError):
    """The map of a register names a type of cylinder that its country has not."""

    code = "register-cylinder-unknown"


class TerritoryWithoutPointError(MissingError):
    """A territory of a register has no point, and none is known above it."""

    code = "register-territory-without-point"


class RegisterWithoutBedsError(InvalidError):
    """No hospital of a register can be used, or none of them says its beds."""

    code = "register-without-beds"


@dataclass(frozen=True, slots=True)
class NewRegister:
    """The hospitals that are to stand in a scenario.

    Attributes:
        points: of the territories; one without a point is set near its parent's.
        source: where code, name, class and beds come from.
        keep_names: whether hospitals keep their names beside invented stocks; else
            each is told by its code.
    """

    hospitals: Sequence[RegisteredHospital]
    points: Mapping[str, Point]
    told: RegisterMap
    source: str
    keep_names: bool = False


def put_register(
    base: Situation,
    country: Country,
    new: NewRegister,
    parameters: Parameters,
    *,
    seed: int,
) -> tuple[Situation, tuple[Finding, ...]]:
    """The same situation with the hospitals of a register; what they hold is invented.

    Filling stations and banks stay, in the territory above the one they stood in.
    Vehicles, orders, events and places of what is gone are left out.

    Args:
        base: a situation of the country.
        country: without the territories that the base had added.
        new: the register.
        parameters: those of the scenario.
        seed: of everything invented.

    Raises:
        TerritoryWithoutPointError: neither a territory nor any above it has a point.
        RegisterWithoutBedsError: no hospital is left, or none says its beds.
        CylinderTypeUnknownError: the country has no such type of cylinder.
        OccupancyUnknownError: no place of the base says how full its beds are.
    """
    (register, findings), bare = settle_register(new.hospitals, country.tree)
    if not any(hospital.beds for hospital in register):
        raise RegisterWithoutBedsError(hospitals=len(new.hospitals))
    if not new.keep_names:
        register = tuple(replace(each, name=each.code) for each in register)
    surveyor = _Surveyor(
        base.country.tree,
        new.points,
        parameters["synthetic.territory_scatter_km"],
        seed,
    )
    below = tuple(map(surveyor.place, bare))
    tree = plant_tree((*country.tree.territories, *below))
    rules = HospitalRules(
        parameters=parameters,
        ward=_cylinder(country, new.told.ward_cylinder, parameters),
        issued=_cylinder(country, new.told.issued_cylinder, parameters),
        as_of=base.as_of,
        seed=seed,
        source=f"{new.source}; all else {RULE_HOSPITAL}",
    )
    parents = [country.tree[code] for code in dict.fromkeys(h.parent for h in register)]
    provision = Provision(
        surroundings=surroundings_of(
            parents, tree, base.plants, _occupancies(base.places, parents), parameters
        ),
        pools=pools_of(base),
        shortfalls_t_per_day=shortfalls_of(
            {place.territory: place.need_t_per_day for place in base.places},
            base.plants,
        ),
    )
    points = {each.territory: _point(tree, each.territory) for each in register}
    equipped = equip_register(register, points, provision, rules)
    stays = _moved_up(base, country.tree)
    keepers = {each.code for each in stays} | {each.code for each in base.plants}
    made = replace(
        base,
        country=replace(base.country, tree=tree),
        facilities=(*(each.facility for each in equipped), *stays),
        stocks=(
            *(stock for each in equipped for stock in each.stocks),
            *(stock for stock in base.stocks if stock.holder in keepers),
        ),
        reports=tuple(each for each in base.reports if each.facility in keepers),
    )
    return _without_the_gone(made), findings


def pools_of(situation: Situation) -> Pools:
    """What the nation has in hand, by the claims of stock known at the time.

    Pieces that no claim counts are not handed out.
    """
    return Pools(
        cylinders=_pieces(situation, Metric.CYLINDERS),
        concentrators=_pieces(situation, Metric.CONCENTRATORS),
        systems=_pieces(situation, Metric.DEPLOYABLE_SYSTEMS),
    )


def _pieces(situation: Situation, metric: Metric) -> int:
    claim: Claim | None = chosen(
        situation.claims, metric, ClaimKind.STOCK, known_at=situation.known_at
    )
    return 0 if claim is None or claim.value is None else round(claim.value)


def _cylinder(
    country: Country, type_code: str, parameters: Parameters
) -> FilledCylinder:
    for kind in country.cylinder_types:
        if kind.code == type_code:
            return fill_cylinder(kind, parameters)
    raise CylinderTypeUnknownError(
        read=type_code, known=", ".join(kind.code for kind in country.cylinder_types)
    )


def _point(tree: TerritoryTree, territory: str) -> Point:
    point = tree.point(territory)
    if point is None:
        raise TerritoryWithoutPointError(territory=territory)
    return point


def _occupancies(
    places: Iterable[Place], parents: Iterable[Territory]
) -> dict[str, float]:
    shares: dict[str, float | None] = {parent.code: None for parent in parents}
    reported: set[str] = set()
    for place in places:
        shares[place.territory] = place.bed_occupancy_share
        if place.need_source is NeedSource.REPORTED:
            reported.add(place.territory)
    return fill_occupancies(shares, reported)


@dataclass(frozen=True, slots=True)
class _Surveyor:
    """Finds where the territories of a register lie.

    Attributes:
        tree: of the base, with the points and landmasses it knows.
        points: those that were told.
        within_km: how far from the point above a territory without one is set.
    """

    tree: TerritoryTree
    points: Mapping[str, Point]
    within_km: float
    seed: int

    def place(self, territory: Territory) -> Territory:
        """The territory with its point, on the landmass of its nearest neighbour."""
        above = self.tree.point(territory.parent)
        point = self.points.get(territory.code)
        if point is None and above is not None:
            draws = Draws(self.seed, territory.code, "site")
            point = scatter(Disc(above, self.within_km), draws)
        if point is None:
            raise TerritoryWithoutPointError(territory=territory.code)
        beside = {
            each.point: each.landmass
            for each in self.tree.children(territory.parent)
            if each.point is not None
        }
        landmass = ""
        if beside:
            far_km = great_circle_km([point], list(beside))[0]
            landmass = list(beside.values())[int(far_km.argmin())]
        return replace(territory, point=point, landmass=landmass)


def _moved_up(base: Situation, tree: TerritoryTree) -> tuple[Facility, ...]:
    """What is no hospital, in the nearest territory that the country itself has."""
    return tuple(
        replace(
            facility,
            territory=next(
                above.code
                for above in base.country.tree.upwards(facility.territory)
                if above.code in tree
            ),
        )
        for facility in base.facilities
        if facility.kind is not FacilityKind.HOSPITAL
    )


def _without_the_gone(made: Situation) -> Situation:
    here = {
        *(each.code for each in made.plants),
        *(each.code for each in made.facilities),
        *(each.code for each in made.links),
        *(each.code for each in made.country.tree.territories),
    }
    vehicles = tuple(each for each in made.vehicles if each.base in here)
    running = {"", *(each.code for each in vehicles)}
    return replace(
        made,
        places=tuple(each for each in made.places if each.territory in here),
        vehicles=vehicles,
        crews=tuple(each for each in made.crews if each.base in here),
        events=tuple(each for each in made.events if each.subject in here),
        open_orders=tuple(
            each
            for each in made.open_orders
            if {each.facility, each.supplier} <= here and each.vehicle in running
        ),
    )
