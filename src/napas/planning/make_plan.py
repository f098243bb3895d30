"""The whole plan: verify need, allocate, share, dispatch, and say why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from napas.domain.finding import Code, Finding
from napas.domain.network import Form
from napas.domain.observer import Observer
from napas.domain.plan import (
    Allocation,
    Binding,
    Chain,
    PlaceLine,
    Plan,
    RuleShare,
    Shortfall,
    Unsent,
)
from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.trials import try_additions
from napas.planning.arrays.needs import CRITICAL, SEVERITIES
from napas.planning.causes import causes_of
from napas.planning.chain import assess_chain
from napas.planning.chain_problem import PlannedFlows, chain_of
from napas.planning.drops import TripAnswer, TripProblem, receiving_hours
from napas.planning.filled import cut_to_filled
from napas.planning.ground import Ground
from napas.planning.hours_left import hours_left
from napas.planning.lines import Given, PlaceResult, tell_places
from napas.planning.need import NeedPicture, assess_needs
from napas.planning.place_need import PlaceNeed
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out
from napas.planning.rules import RulePlace, RuleProblem, share_by_rules
from napas.planning.settling import Dispatched, settle, settled_allocations
from napas.planning.sharing import Shares, share_out
from napas.planning.streams import needed_shares
from napas.planning.trips import plan_trips
from napas.planning.turnaround import as_driven


class PlanStep(Code):
    """What an observer hears while a plan is made."""

    READING = "plan-reading"
    COUNTING = "plan-counting"
    ALLOCATING = "plan-allocating"
    SHARING = "plan-sharing"
    DISPATCHING = "plan-dispatching"
    SETTLING = "plan-settling"
    EXPLAINING = "plan-explaining"


def make_plan(problem: PlanProblem, parameters: Parameters, observer: Observer) -> Plan:
    """Plan who gets what, which trucks bring it, what is short and why.

    Asked to stop, it leaves out what it has not done yet and marks the plan.
    """
    situation = problem.situation
    needs = problem.needs or assess_needs(situation, problem.level, parameters)
    observer.report(0.2, PlanStep.ALLOCATING)
    layout = lay_out(problem, parameters)
    wanted = allocate(layout, parameters, observer)
    observer.report(0.6, PlanStep.SHARING)
    located = replace(problem, situation=_located(situation))
    ground = Ground.of(located.situation, parameters)
    shares = share_out(problem, wanted, ground, parameters)
    observer.report(0.65, PlanStep.DISPATCHING)
    trips = _dispatch(located, shares, ground, parameters, observer)
    observer.report(0.8, PlanStep.SETTLING)
    dispatched = Dispatched(shares, trips, situation.vehicles, ground)
    answer = settle(wanted, dispatched, parameters, observer)
    observer.report(0.9, PlanStep.EXPLAINING)
    dispatched = cut_to_filled(answer, dispatched)
    trips = dispatched.trips
    allocations = settled_allocations(answer, dispatched)
    causes = causes_of(wanted, answer, dispatched)
    results = _results(answer, allocations, causes, _unsent_t(dispatched))
    return Plan(
        scenario=situation.name,
        as_of=situation.as_of,
        level=problem.level,
        horizon_days=problem.horizon_days,
        quantile=problem.quantile,
        basis=problem.forecast.basis,
        policy=layout.policy.name,
        provinces=_lines(needs.provinces, situation, results, parameters),
        places=_lines(needs.places, situation, results, parameters),
        allocations=allocations,
        shortfalls=_shortfalls(answer),
        shipments=trips.shipments,
        chain=_chain(located, layout, allocations, dispatched, parameters),
        worth=try_additions(wanted, parameters, observer),
        covers=hours_left(situation, needs, parameters),
        findings=_findings(needs, answer, shares, trips),
        parameters_hash=parameters.hash,
        non_default_parameters=parameters.non_default,
        unsent=_unsent(trips),
        stopped=answer.stopped or trips.stopped,
    )


def _located(situation: Situation) -> Situation:
    """The picture without what lies in no known territory, which its findings name."""
    tree = situation.country.tree
    return replace(
        situation,
        facilities=tuple(at for at in situation.facilities if at.territory in tree),
        plants=tuple(at for at in situation.plants if at.territory in tree),
    )


def _dispatch(
    problem: PlanProblem,
    shares: Shares,
    ground: Ground,
    parameters: Parameters,
    observer: Observer,
) -> TripAnswer:
    situation = problem.situation
    return plan_trips(
        TripProblem(
            begins=situation.as_of,
            horizon_days=shares.last_day + 1,
            wanted=shares.drops,
            sites=tuple(ground.sites.values()),
            atlas=ground.atlas,
            vehicles=situation.vehicles,
            open_orders=situation.open_orders,
            receiving=receiving_hours(
                situation.facilities,
                situation.country.tree,
                situation.as_of,
                parameters,
            ),
            vessels=shares.vessels,
            supplies=shares.supplies,
            shut=ground.shut,
        ),
        parameters,
        observer,
    )


def _unsent_t(dispatched: Dispatched) -> dict[tuple[str, int], float]:
    """What no vehicle takes, by place and the day for which it was meant."""
    within = dispatched.shares.within
    unsent: dict[tuple[str, int], float] = defaultdict(float)
    rests = dispatched.trips.undelivered
    for rest in (rest for rest in rests if rest.wanted.target in within):
        unsent[within[rest.wanted.target], rest.wanted.day] += rest.mass_t
    return unsent


def _results(
    answer: AllocationAnswer,
    allocations: Iterable[Allocation],
    bindings: Sequence[Binding],
    unsent_t: Mapping[tuple[str, int], float],
) -> dict[str, PlaceResult]:
    """What the first 24 h bring every place of known need."""
    problem = answer.problem
    given: dict[str, list[Given]] = defaultdict(list)
    own_t: dict[str, float] = defaultdict(float)
    for part in allocations:
        if part.day == 0 and part.source == part.place:
            own_t[part.place] += part.mass_t
        elif part.day == 0:
            given[part.place].append(Given(part.source, part.form, part.mass_t))
    results: dict[str, PlaceResult] = {}
    for place, code in enumerate(problem.places.codes):
        if problem.places.known[place]:
            unmet = answer.unmet_t[place, 0]
            results[code] = PlaceResult(
                planned_t=float(problem.places.need_t[place, 0].sum()),
                given=tuple(given[code]),
                own_t=own_t[code],
                unmet_t=float(unmet.sum()),
                unmet_critical_t=float(unmet[CRITICAL]),
                binding=bindings[place],
                unsent_t=unsent_t.get((code, 0), 0.0),
            )
    return results


def _lines(
    needs: tuple[PlaceNeed, ...],
    situation: Situation,
    results: Mapping[str, PlaceResult],
    parameters: Parameters,
) -> tuple[PlaceLine, ...]:
    """Lines of places; those above the planned level gather the ones below."""
    tree = situation.country.tree
    lies = {known.code: known.territory for known in situation.facilities}
    told: dict[str, PlaceResult] = {}
    for need in needs:
        if need.code in results:
            told[need.code] = results[need.code]
            continue
        below = [
            result
            for code, result in results.items()
            if need.code in tree and tree.within(lies.get(code, code), need.code)
        ]
        if below:
            told[need.code] = _gather(below)
    rules = _rules(needs, situation, told, parameters)
    return tell_places(needs, told, rules)


def _gather(results: list[PlaceResult]) -> PlaceResult:
    """The result of a territory from those of the places within it."""
    worst = max(results, key=lambda result: result.unmet_t)
    given: dict[tuple[str, Form], float] = defaultdict(float)
    for result in results:
        for part in result.given:
            given[part.source, part.form] += part.mass_t
    return PlaceResult(
        planned_t=sum(result.planned_t for result in results),
        given=tuple(
            Given(source, form, mass_t)
            for (source, form), mass_t in sorted(given.items())
        ),
        own_t=sum(result.own_t for result in results),
        unmet_t=sum(result.unmet_t for result in results),
        unmet_critical_t=sum(result.unmet_critical_t for result in results),
        binding=worst.binding,
        unsent_t=sum(result.unsent_t for result in results),
    )


def _rules(
    needs: tuple[PlaceNeed, ...],
    situation: Situation,
    results: Mapping[str, PlaceResult],
    parameters: Parameters,
) -> dict[str, tuple[RuleShare, ...]]:
    """What the rules officials used would give, on the supply of the first 24 h."""
    last = {place.territory: place.last_share for place in situation.places}
    answer = share_by_rules(
        RuleProblem(
            places=tuple(
                RulePlace(
                    code=need.code,
                    need_t_per_day=need.verified_t_per_day,
                    beds=need.occupied_beds,
                    last_share=last.get(need.code),
                )
                for need in needs
            ),
            supply_t_per_day=sum(result.allocated_t for result in results.values()),
        ),
        parameters,
    )
    return {shares.place: shares.rules for shares in answer.places}


def _shortfalls(answer: AllocationAnswer) -> tuple[Shortfall, ...]:
    grid, places = answer.problem.grid, answer.problem.places
    found: list[Shortfall] = []
    for place, period, severity in zip(*answer.unmet_t.nonzero(), strict=True):
        length = grid.lengths[period]
        first = int(grid.first_day[period])
        mass_t = float(answer.unmet_t[place, period, severity]) / length
        found.extend(
            Shortfall(day, places.codes[place], SEVERITIES[severity], mass_t)
            for day in range(first, first + length)
        )
    return tuple(found)


def _chain(
    problem: PlanProblem,
    layout: AllocationProblem,
    allocations: tuple[Allocation, ...],
    dispatched: Dispatched,
    parameters: Parameters,
) -> Chain:
    ground = dispatched.ground
    flows = PlannedFlows(allocations, ground.sites, ground.atlas, problem.horizon_days)
    asked = chain_of(problem.situation, flows, parameters)
    fleet = as_driven(asked.fleet, dispatched.trips.trips, parameters)
    asked = replace(asked, fleet=fleet)
    shares = needed_shares(layout)
    if shares is not None:
        need_t = float(layout.places.need_t[layout.places.known, 0].sum())
        asked = replace(asked, shares=shares, need_t_per_day=need_t)
    return assess_chain(asked, parameters)


def _unsent(trips: TripAnswer) -> tuple[Unsent, ...]:
    return tuple(
        Unsent(
            day=rest.wanted.day,
            source=rest.wanted.source,
            target=rest.wanted.target,
            form=rest.wanted.form,
            mass_t=rest.mass_t,
            reason=rest.reason,
        )
        for rest in trips.undelivered
    )


def _findings(
    needs: NeedPicture, answer: AllocationAnswer, shares: Shares, trips: TripAnswer
) -> tuple[Finding, ...]:
    every = (
        *needs.findings,
        *answer.problem.findings,
        *shares.findings,
        *trips.findings,
    )
    return tuple(dict.fromkeys(every))
