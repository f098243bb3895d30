"""What is missing before hours left, or a plan, can be trusted: the gravest first.

A lack either blocks an answer altogether or weakens it. Among those that weaken, the
one comes first that concerns the most need.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from napas.domain.finding import Code, Finding, Grade
from napas.domain.network import Facility, FacilityKind, VehicleKind
from napas.domain.plan import Cover
from napas.domain.situation import Situation, StockState
from napas.planning.need import NeedPicture
from napas.planning.place_need import PlaceNeed


class Question(StrEnum):
    """What a picture is asked."""

    HOURS_LEFT = "hours_left"
    PLAN = "plan"


class Lack(Code):
    """What a picture may lack."""

    HOSPITALS = "lack-hospitals"
    STOCKS = "lack-stocks"
    FRESH_STOCKS = "lack-fresh-stocks"
    ANSWERS = "lack-answers"
    USE = "lack-use"
    TANKS = "lack-tanks"
    REAL_DATA = "lack-real-data"
    ROWS = "lack-rows"
    SOURCES = "lack-sources"
    OFFERS = "lack-offers"
    VEHICLES = "lack-vehicles"
    NEEDS = "lack-needs"
    WAYS = "lack-ways"
    POINTS = "lack-points"
    POLICY = "lack-policy"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing.

    Attributes:
        subjects: whom it concerns, by their codes; those with the most need first.
        need_share: the part of all need that it concerns, 0 to 1.
        blocks: whether nothing at all can be answered without it.
    """

    question: Question
    lack: Lack
    subjects: tuple[str, ...] = ()
    need_share: float = 1.0
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a picture can be trusted.

    Attributes:
        hospitals: how many there are.
        answered: of how many the hours left are known in some form.
        answered_share: of all need, 0 to 1, that lies in those.
        gaps: the gravest first.
    """

    hospitals: int
    answered: int
    answered_share: float
    gaps: tuple[Gap, ...]

    def blocked(self, question: Question) -> bool:
        """Whether a question cannot be answered at all."""
        return any(gap.blocks and gap.question is question for gap in self.gaps)


def examine(
    situation: Situation, needs: NeedPicture, covers: Iterable[Cover]
) -> Readiness:
    """Say what a picture lacks.

    Args:
        situation: the picture, with what was wrong with its data.
        needs: of the same.
        covers: the hours left of its hospitals.
    """
    look = _Look(situation, needs, tuple(covers))
    answered = look.answered()
    gaps = sorted(
        look.gaps(), key=lambda gap: (not gap.blocks, -gap.need_share, gap.lack)
    )
    return Readiness(
        hospitals=len(look.hospitals),
        answered=len(answered),
        answered_share=look.share(answered),
        gaps=tuple(gaps),
    )


class _Look:
    """A picture being looked through."""

    def __init__(
        self, situation: Situation, needs: NeedPicture, covers: tuple[Cover, ...]
    ) -> None:
        self.situation = situation
        self.covers = covers
        self.needs = {need.code: need for need in needs.facilities}
        self.provinces = {need.code: need for need in needs.provinces}
        self.hospitals = tuple(
            known
            for known in situation.facilities
            if known.kind is FacilityKind.HOSPITAL
        )

    def gaps(self) -> Iterator[Gap]:
        """Everything that is missing, in no order."""
        yield from self._of_hours()
        yield from self._of_data()
        yield from self._of_supply()
        yield from self._of_ways()

    def answered(self) -> tuple[str, ...]:
        """Hospitals of which the hours left are known in some form."""
        known = {cover.facility for cover in self.covers if cover.cover_h is not None}
        return tuple(one.code for one in self.hospitals if one.code in known)

    def share(self, codes: Collection[str]) -> float:
        """The part of all hospitals' need that lies in some of them."""
        return _share(codes, {one.code for one in self.hospitals}, self.needs)

    def _of_hours(self) -> Iterator[Gap]:
        if not self.hospitals:
            yield Gap(Question.HOURS_LEFT, Lack.HOSPITALS, blocks=True)
            return
        answered = set(self.answered())
        untold = {one.facility for one in self.covers if one.cover_h is None}
        fresh = (StockState.KNOWN, StockState.SYNTHETIC)
        trusted = {one.facility for one in self.covers if one.state in fresh}
        held = {one.facility for one in self.covers if one.held_at is not None}

        def without_use(one: Facility) -> bool:
            need = self.needs.get(one.code)
            return need is None or need.measured is None

        def without_stock(one: Facility) -> bool:
            return one.code in untold and not without_use(one)

        def with_old_stock(one: Facility) -> bool:
            return one.code in answered - trusted - held

        def with_held_report(one: Facility) -> bool:
            return one.code in held

        def without_tank(one: Facility) -> bool:
            return not one.tanks and not one.cylinders and not one.sources

        tests: tuple[tuple[Lack, Callable[[Facility], bool]], ...] = (
            (Lack.STOCKS, without_stock),
            (Lack.USE, without_use),
            (Lack.FRESH_STOCKS, with_old_stock),
            (Lack.ANSWERS, with_held_report),
            (Lack.TANKS, without_tank),
        )
        for lack, missing in tests:
            found = [one.code for one in self.hospitals if missing(one)]
            blocks = not answered and lack in (Lack.STOCKS, Lack.USE)
            yield from self._gap(Question.HOURS_LEFT, lack, found, blocks=blocks)

    def _of_data(self) -> Iterator[Gap]:
        invented = [one.code for one in self.hospitals if one.synthetic]
        yield from self._gap(Question.HOURS_LEFT, Lack.REAL_DATA, invented)
        aside = _set_aside(self.situation.findings)
        if aside:
            yield Gap(Question.HOURS_LEFT, Lack.ROWS, aside, self.share(set(aside)))

    def _of_supply(self) -> Iterator[Gap]:
        situation = self.situation
        silent = tuple(
            plant.code for plant in situation.plants if plant.offered_t_per_day is None
        )
        if not situation.plants:
            yield Gap(Question.PLAN, Lack.SOURCES, blocks=True)
        elif silent:
            share = len(silent) / len(situation.plants)
            blocks = len(silent) == len(situation.plants)
            yield Gap(Question.PLAN, Lack.OFFERS, silent, share, blocks=blocks)
        liquid = (VehicleKind.ISOTANK, VehicleKind.TANKER)
        if not any(one.kind in liquid for one in situation.vehicles):
            yield Gap(Question.PLAN, Lack.VEHICLES, blocks=not situation.vehicles)
        unsaid = [
            code for code, need in self.provinces.items() if need.norm_t_per_day is None
        ]
        blocks = len(unsaid) == len(self.provinces)
        yield from self._of_places(Lack.NEEDS, unsaid, blocks=blocks)
        if not any(
            policy.holds_on(situation.as_of.date())
            for policy in situation.country.policies
        ):
            yield Gap(Question.PLAN, Lack.POLICY, blocks=True)

    def _of_ways(self) -> Iterator[Gap]:
        tree = self.situation.country.tree
        nowhere = [code for code in self.provinces if tree.point(code) is None]
        yield from self._of_places(Lack.POINTS, nowhere)
        reached = _reached(self.situation)
        if not reached:
            return
        cut_off = [
            code
            for code, need in self.provinces.items()
            if code not in nowhere
            and need.norm_t_per_day != 0.0
            and tree.landmass(code) not in reached
        ]
        yield from self._of_places(Lack.WAYS, cut_off)

    def _gap(
        self, question: Question, lack: Lack, codes: list[str], *, blocks: bool = False
    ) -> Iterator[Gap]:
        if codes:
            subjects = _by_need(codes, self.needs)
            share = self.share(codes)
            yield Gap(question, lack, subjects, share, blocks=blocks)

    def _of_places(
        self, lack: Lack, codes: list[str], *, blocks: bool = False
    ) -> Iterator[Gap]:
        if codes:
            subjects = _by_need(codes, self.provinces)
            share = _share(codes, self.provinces.keys(), self.provinces)
            yield Gap(Question.PLAN, lack, subjects, share, blocks=blocks)


def _need_t_per_day(need: PlaceNeed | None) -> float:
    return 0.0 if need is None else need.verified_t_per_day or 0.0


def _by_need(codes: Iterable[str], needs: dict[str, PlaceNeed]) -> tuple[str, ...]:
    return tuple(
        sorted(codes, key=lambda code: (-_need_t_per_day(needs.get(code)), code))
    )


def _share(
    codes: Collection[str], every: Collection[str], needs: dict[str, PlaceNeed]
) -> float:
    """The part of all need that lies with some of them.

    Those whose need nobody knows count as much as the others do on average.
    """
    known = {
        code: need.verified_t_per_day
        for code, need in needs.items()
        if need.verified_t_per_day is not None
    }
    usual = sum(known.values()) / len(known) if known else 1.0
    weights = {code: known.get(code, usual) for code in every}
    whole = sum(weights.values())
    if whole == 0.0:
        return len(set(codes) & set(every)) / max(len(every), 1)
    return sum(weights[code] for code in codes if code in weights) / whole


def _set_aside(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Where rows were set aside: whom they concern, or else their place."""
    named = (
        fault.subject or f"{fault.spot.file}:{fault.spot.row}"
        for fault in findings
        if fault.grade is Grade.SET_ASIDE
    )
    return tuple(dict.fromkeys(named))


def _reached(situation: Situation) -> set[str]:
    """Landmasses with a source, and those that crossings join to them."""
    tree = situation.country.tree
    reached = {
        tree.landmass(plant.territory)
        for plant in situation.plants
        if plant.territory in tree
    }
    crossings = [
        (link.origin_landmass, link.target_landmass)
        for link in situation.links
        if link.origin_landmass and link.target_landmass
    ]
    while True:
        further = {
            other
            for pair in crossings
            for one, other in (pair, pair[::-1])
            if one in reached
        }
        if further <= reached:
            return reached
        reached |= further
