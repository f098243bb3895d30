"""How the need of a territory goes down to what lies in it, none of it lost.

What lies below is given its part by its own need; where nobody counted any there, by
people, or for hospitals by beds; where those are not known either, evenly. Such a part
is marked as derived. What can go nowhere is told.

A part that is cut to fit or derived errs with the figure it is a part of, so that the
parts add up to it at every quantile. Parts that make up the whole keep their ranges.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from napas.domain.finding import Finding, Grade, find
from napas.domain.need import NeedSource
from napas.domain.situation import Situation
from napas.planning.place_need import (
    Derivation,
    Fitting,
    PlaceNeed,
    ShareKey,
    known_sum,
)
from napas.planning.survey import FIRST_LEVEL, Survey
from napas.planning.verification import NeedFault

NOTICED_T_PER_DAY = 0.001


@dataclass(frozen=True, slots=True)
class Member:
    """Something that takes part in the need of what is around it.

    Attributes:
        size: people, or beds of hospitals; None is unknown.
        fillable: whether a need that nobody counted may be given to it.
    """

    need: PlaceNeed
    size: int | None
    fillable: bool = True


def share_below(
    above: PlaceNeed, members: Sequence[Member], key: ShareKey
) -> list[PlaceNeed]:
    """Give each member its part of a need; together they are given all of it.

    Where the need above is unknown, so are those below. Where it is known and no
    member may take it, the members stay as they are.
    """
    whole_t = above.verified_t_per_day
    if whole_t is None:
        return [replace(member.need, verified_t_per_day=None) for member in members]
    counted_t = known_sum(member.need.verified_t_per_day for member in members)
    if counted_t:
        return [_fit(member.need, counted_t, whole_t, above) for member in members]
    takers = [member for member in members if member.fillable]
    if not takers or not whole_t:
        return [member.need for member in members]
    sizes = [member.size for member in takers]
    whole_size = sum(size or 0 for size in sizes)
    if None in sizes or not whole_size:
        key = ShareKey.EVENLY
    derivation = Derivation(above.name, whole_t, key)
    shared: list[PlaceNeed] = []
    for member in members:
        part = 1.0 / len(takers)
        if key is not ShareKey.EVENLY:
            part = (member.size or 0) / whole_size
        told = _derive(member.need, part, above, derivation)
        shared.append(told if member.fillable else member.need)
    return shared


def fill_provinces(
    situation: Situation, survey: Survey, nation: PlaceNeed
) -> tuple[PlaceNeed, ...]:
    """The need of every province; where none is known, its part of the nation's."""
    members = [
        Member(
            survey.need_of(situation, known.code),
            known.population,
            fillable=known.code not in survey.unsaid,
        )
        for known in situation.country.tree.at_level(FIRST_LEVEL)
    ]
    needs = [member.need for member in members]
    if nation.verified_t_per_day and not known_sum(
        need.verified_t_per_day for need in needs
    ):
        needs = share_below(nation, members, ShareKey.PEOPLE)
    return tuple(needs)


def _fit(
    need: PlaceNeed, counted_t: float, whole_t: float, above: PlaceNeed
) -> PlaceNeed:
    part = need.verified_t_per_day
    if part is None:
        return need
    share = part / counted_t * whole_t
    makes_up = math.isclose(counted_t, whole_t)
    fitted = replace(
        need,
        verified_t_per_day=share,
        need_range=need.need_range if makes_up else above.need_range,
    )
    if need.source is NeedSource.REPORTED:
        return fitted
    fitting = need.fitting if makes_up else Fitting(above.name, whole_t)
    return replace(fitted, norm_t_per_day=share, fitting=fitting)


def _derive(
    need: PlaceNeed, part: float, above: PlaceNeed, derivation: Derivation
) -> PlaceNeed:
    share = derivation.t_per_day * part
    derived = replace(
        need,
        verified_t_per_day=share,
        critical_share=above.critical_share,
        derivation=derivation,
        need_range=above.need_range,
    )
    if need.source is NeedSource.REPORTED:
        return derived
    return replace(derived, source=NeedSource.DERIVED, norm_t_per_day=share)


@dataclass(frozen=True, slots=True)
class Descent:
    """The way down to one level, or to the hospitals.

    Attributes:
        depth: of the level; None for the hospitals.
        level: its key, for what is told.
        findings: needs that found nobody to take them, as they are met.
    """

    situation: Situation
    survey: Survey
    depth: int | None
    level: str
    findings: list[Finding] = field(default_factory=list)
    _leading: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        tree = self.situation.country.tree
        today = self.situation.as_of.date()
        ends = list(self.survey.hospitals)
        if self.depth is not None:
            level = tree.at_level(self.depth)
            ends = [known.code for known in level if known.holds_on(today)]
        leading = {above.code for code in ends for above in tree.upwards(code)}
        object.__setattr__(self, "_leading", frozenset(leading))

    def below(self, need: PlaceNeed) -> list[PlaceNeed]:
        """The needs at the end of the way down from one territory.

        Territories of which nothing is said or counted, and that are given nothing,
        are left out.
        """
        territories = [
            part
            for part in self.situation.country.tree.children(need.code)
            if part.code in self._leading
        ]
        members = [
            Member(
                self.survey.need_of(self.situation, part.code),
                part.population,
                fillable=part.code not in self.survey.unsaid,
            )
            for part in territories
        ]
        key = ShareKey.PEOPLE
        if self.depth is None:
            key = ShareKey.BEDS
            members = [replace(each, size=each.need.beds) for each in members]
            members += [
                Member(hospital, hospital.beds)
                for hospital in self.survey.hospitals.get(need.code, ())
            ]
        shared = share_below(need, members, key)
        self._tell_lost(need, shared)
        found: list[PlaceNeed] = []
        for part, given in zip(territories, shared, strict=False):
            if part.level != self.depth:
                found += self.below(given)
            elif part.code in self.survey.needs or given.derivation is not None:
                found.append(given)
        return [*found, *shared[len(territories) :]]

    def _tell_lost(self, need: PlaceNeed, shared: Sequence[PlaceNeed]) -> None:
        whole_t = need.verified_t_per_day or 0.0
        given_t = known_sum(part.verified_t_per_day for part in shared) or 0.0
        if whole_t - given_t > NOTICED_T_PER_DAY:
            self.findings.append(
                find(
                    Grade.SET_ASIDE,
                    NeedFault.NOBODY_BELOW,
                    subject=need.code,
                    name=need.name,
                    level=self.level,
                    t_per_day=whole_t,
                )
            )
