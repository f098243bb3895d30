"""The allocation once more, written rule by rule in linopy: a peer for the benchmark.

Nothing is shared with `napas.planning.allocation` but the arrays of the problem. No
rule is left out where a bound would do, and an objective is held by a rule on its
value. The solver is the same, HiGHS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeAlias

import linopy
import numpy as np
import xarray
from numpy.typing import NDArray

from napas.domain.country import Objective
from napas.parameters import Parameters
from napas.planning.arrays.grid import Array, Index
from napas.planning.arrays.links import Links
from napas.planning.arrays.needs import CRITICAL, SEVERE
from napas.planning.problem import AllocationProblem
from napas.units.duration import HOURS_PER_DAY

SLACK = 1e-10
"""By which share of its value an objective may be missed once it is held."""
BANDS = 20
KM_PER_UNIT_COST = 1000.0

Expression: TypeAlias = Any
"""linopy's own; it carries no types to check."""
Block: TypeAlias = Any


@dataclass(frozen=True)
class Peer:
    """The model in linopy.

    Attributes:
        gains: aims by their names, in the order in which they are settled.
    """

    model: linopy.Model
    gains: tuple[tuple[str, Expression], ...]


def write(problem: AllocationProblem, parameters: Parameters) -> Peer:
    """Write an allocation down in linopy."""
    hand = _Hand(problem, linopy.Model())
    hand.write_rules()
    gains = tuple(_gains(hand, parameters))
    return Peer(hand.model, gains)


def settle(peer: Peer, tell: Callable[[str, float, float], None]) -> None:
    """Settle aim after aim, each among the best of those before it.

    Args:
        peer: its model is given a rule for every aim settled.
        tell: hears of every aim its name, its value and the seconds it took.
    """
    for name, gain in peer.gains:
        begun = perf_counter()
        value = solve(peer, gain)
        tell(name, value, perf_counter() - begun)
        least = value - SLACK * max(abs(value), 1.0)
        peer.model.add_constraints(gain >= least, name=f"hold-{name}")


def solve(peer: Peer, gain: Expression) -> float:
    """The greatest value of one gain."""
    peer.model.add_objective(gain, sense="max", overwrite=True)
    status, _ = peer.model.solve(
        solver_name="highs",
        io_api="direct",
        progress=False,
        output_flag=False,
        threads=1,
    )
    if status != "ok":
        message = f"the peer found no answer: {status}"
        raise SystemExit(message)
    return float(peer.model.objective.value or 0.0)


class _Hand:
    """Writes decisions and rules."""

    def __init__(self, problem: AllocationProblem, model: linopy.Model) -> None:
        self.problem = problem
        self.model = model
        self.days = problem.grid.length_days
        self.need_t = problem.places.need_t.sum(axis=(1, 2)) * problem.places.known

    def __getitem__(self, name: str) -> Block:
        """The decisions of a name."""
        return self.model[name]

    def write_rules(self) -> None:
        """Write all of them."""
        self._decide_at_places()
        self._decide_at_receivers()
        self._decide_at_sources()
        self._serve()
        self._hold()
        self._wait()
        self._circulate()
        self._make()
        self._fill()
        self._drive()
        self._keep()
        self._level()

    def _block(self, name: str, high: NDArray[np.float64], axis: str) -> None:
        upper = _table(high, axis)
        self.model.add_variables(lower=0.0, upper=upper, name=name)

    def _decide_at_places(self) -> None:
        places, stations = self.problem.places, self.problem.stations
        known = places.known[:, None]
        rest_t = places.rest_t * known[:, :, None]
        open_t = np.maximum(places.rest_t.sum(axis=2) - places.on_site_t, 0.0) * known
        circulating = known & ((places.float_t[:, None] > 0.0) | (places.order_t > 0.0))
        held_t = places.float_t[:, None] + np.cumsum(places.order_t, axis=1)
        target_days = self.problem.policy.target_reserve_h / HOURS_PER_DAY
        own = (stations.place >= 0) & places.known[stations.place]
        self._block("critical", rest_t[:, :, CRITICAL], "place")
        self._block("severe", rest_t[:, :, SEVERE], "place")
        self._block("cylinder", np.where(circulating, places.cylinder_t, 0), "place")
        some = circulating.max(axis=1)[:, None]
        self._block("full", np.where(some, held_t, 0.0), "place")
        self._block("reserve", open_t / self.days * target_days, "place")
        self._block("piped", stations.to_need_t * own[:, None], "station")
        self._block("bottled", stations.on_site_t, "station")
        bands_t = np.repeat(self.need_t[:, None] / BANDS, BANDS, axis=1)
        upper = _table(bands_t, "place", "band")
        self.band = self.model.add_variables(lower=0.0, upper=upper, name="band")
        self.share = self.model.add_variables(lower=0.0, upper=1.0, name="share")

    def _decide_at_receivers(self) -> None:
        receivers, places = self.problem.receivers, self.problem.places
        feeds = (receivers.place >= 0) & places.known[receivers.place]
        fills = receivers.station >= 0
        some = np.greater(receivers.room_t, 0.0)[:, None]
        ordered = np.greater(receivers.order_t, 0.0).max(axis=1)[:, None]
        every = np.ones(receivers.order_t.shape, dtype=bool)
        for name, there in (
            ("drained", fills[:, None] & some),
            ("taken", (feeds | fills)[:, None] & some & ordered),
            ("waiting", ordered),
        ):
            self._block(name, np.where(every & there, np.inf, 0.0), "receiver")
        beside = receivers.beside
        self._block("liquid", beside.draw_t * (feeds[:, None] & some), "receiver")
        room_t = receivers.room_t[:, None] - beside.locked_t
        used = (feeds | fills)[:, None] & some
        self._block("tank", np.where(used, room_t, 0.0), "receiver")

    def _decide_at_sources(self) -> None:
        sources, problem = self.problem.sources, self.problem
        gaseous = sources.liquefy_t < sources.offer_t + sources.convert_t
        self._block("made", sources.liquefy_t, "source")
        self._block("pressed", np.where(gaseous, sources.fill_t, 0.0), "source")
        self._block("converted", sources.convert_t, "source")
        self._block("store", sources.store_t, "source")
        self._block("lost", sources.lost_t, "source")
        for name, links, axis in (
            ("flow", problem.liquid, "way"),
            ("carried", problem.cylinders, "run"),
        ):
            self._block(name, np.where(links.usable, links.most_t, 0.0), axis)

    def _rule(self, name: str, left: Expression, sign: str, right: Array) -> None:
        axis = str(left.coord_dims[0])
        self.model.add_constraints(left, sign, _table(right, axis), name=name)

    def _serve(self) -> None:
        places, receivers = self.problem.places, self.problem.receivers
        stations, count = self.problem.stations, self.problem.places.count
        liquid = _onto(self["liquid"], "receiver", receivers.place, "place", count)
        piped = _onto(self["piped"], "station", stations.place, "place", count)
        asked = places.known[:, None] * np.ones(places.on_site_t.shape)
        drawn = liquid + piped + self["cylinder"] - self["critical"] - self["severe"]
        # Where nobody is known to need any, what is made at the bedside is not used.
        needed = places.rest_t.sum(axis=2) > 0.0
        self._rule("need", drawn, "=", -places.on_site_t * asked * needed)
        self._rule("pipe", liquid + piped, "<=", places.piped_t)

    def _arrive(self, block: Block, links: Links, share: float) -> Expression:
        axis = str(block.dims[0])
        parts = _table(links.arrival_share(self.problem.grid), axis, "period", "then")
        return (block * (parts * share)).sum("period").rename(then="period")

    def _hold(self) -> None:
        problem, receivers = self.problem, self.problem.receivers
        kept = (1.0 - problem.boiloff_share) ** self.days
        begin_t = np.cumprod(kept) * receivers.beside.ready_t - receivers.outflow_t
        way = self._arrive(self["flow"], problem.liquid, 1.0 - problem.loss_share)
        brought = _onto(way, "way", problem.liquid.target, "receiver", receivers.count)
        before = (self["tank"] * 1.0).shift(period=1).fillna(0) * _table(kept, "period")
        left = (
            self["tank"]
            - before
            + self["liquid"]
            + self["drained"]
            - self["taken"]
            - brought
        )
        usable = receivers.room_t > 0.0
        self._rule("tank", left, "=", begin_t * usable[:, None])
        limit_t = receivers.arrival_t_per_day[:, None] * self.days
        self._rule("arrival", brought + self["taken"], "<=", limit_t)

    def _wait(self) -> None:
        before = (self["waiting"] * 1.0).shift(period=1).fillna(0)
        left = self["waiting"] - before + self["taken"]
        self._rule("waiting", left, "=", self.problem.receivers.order_t)

    def _circulate(self) -> None:
        places, links = self.problem.places, self.problem.cylinders
        begin_t = places.order_t.copy()
        begin_t[:, 0] += places.full_t
        run = self._arrive(self["carried"], links, 1.0)
        brought = _onto(run, "run", links.target, "place", places.count)
        before = (self["full"] * 1.0).shift(period=1).fillna(0)
        some = (self["full"].upper.values > 0.0).any(axis=1)[:, None]
        left = self["full"] - before + self["cylinder"] - brought
        self._rule("full", left, "=", np.where(some, begin_t, 0.0))
        limit_t = places.turn_t_per_day[:, None] * self.days
        self._rule("turn", brought, "<=", np.where(some, limit_t, 0.0))

    def _make(self) -> None:
        problem, sources = self.problem, self.problem.sources
        begin_t = sources.arrive_t.copy()
        begin_t[:, 0] += sources.start_t
        count, fillers = sources.count, problem.fillers
        flow = _onto(self["flow"], "way", problem.liquid.origin, "source", count)
        filled = fillers.source[problem.cylinders.origin]
        carried = _onto(self["carried"], "run", filled, "source", count)
        before = (self["store"] * 1.0).shift(period=1).fillna(0)
        gone = flow + carried + self["lost"] - self["made"] - self["pressed"]
        self._rule("store", self["store"] - before + gone, "=", begin_t)
        made = self["made"] + self["pressed"] - self["converted"]
        self._rule("offer", made, "<=", sources.offer_t)

    def _fill(self) -> None:
        problem, stations = self.problem, self.problem.stations
        origin, count = problem.cylinders.origin, len(stations.codes)
        fillers = problem.fillers
        every = _onto(self["carried"], "run", origin, "filler", len(fillers.codes))
        self._rule("fill", every, "<=", fillers.fill_t)
        at_station = fillers.station[origin]
        carried = _onto(self["carried"], "run", at_station, "station", count)
        receivers = problem.receivers.station
        drained = _onto(self["drained"], "receiver", receivers, "station", count)
        nothing = np.zeros(stations.fill_t.shape)
        self._rule("station", carried - drained - self["bottled"], "=", nothing)
        self._rule("site", self["piped"] + self["bottled"], "<=", stations.on_site_t)

    def _drive(self) -> None:
        problem, count = self.problem, len(self.problem.pools.landmass)
        liquid, run = problem.liquid, problem.cylinders
        out = self._busy(self["flow"], liquid)
        round_h = self._busy(self["carried"], run)
        hours = _onto(out, "way", liquid.pool, "pool", count) + _onto(
            round_h, "run", run.pool, "pool", count
        )
        self._rule("fleet", hours, "<=", problem.pools.lift_t_h)

    def _busy(self, block: Block, links: Links) -> Expression:
        axis = str(block.dims[0])
        share = self.problem.pools.availability_share
        duty_h = _table(links.duty_h(self.problem.grid, share), axis, "period", "then")
        return (block * duty_h).sum("period").rename(then="period")

    def _keep(self) -> None:
        places, receivers = self.problem.places, self.problem.receivers
        kept = np.zeros(places.on_site_t.shape)
        own = receivers.place >= 0
        np.add.at(kept, receivers.place[own], receivers.beside.kept_t[own])
        tank = _onto(self["tank"], "receiver", receivers.place, "place", places.count)
        self._rule("reserve", self["reserve"] - tank - self["full"], "<=", kept)

    def _level(self) -> None:
        served = (self["critical"] + self["severe"]).sum("period")
        at_bed_t = self.problem.places.low_flow_t.sum(axis=1) * (self.need_t > 0.0)
        filled = self.band.sum("band")
        asked = self.need_t > 0.0
        self._rule("even", filled - served, "=", at_bed_t)
        least = filled - self.share * _table(self.need_t * asked, "place")
        self._rule("least", least, ">=", np.zeros(len(asked)))


def _gains(hand: _Hand, parameters: Parameters) -> list[tuple[str, Expression]]:
    """What each aim gains, in the order of the policy; promptness after serving."""
    objectives = hand.problem.policy.objectives
    serving = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE, Objective.EVENNESS)
    if tuple(objectives[: len(serving)]) != serving:
        raise SystemExit("the peer knows only policies that serve first")
    first_day = hand.problem.grid.first_day
    fading = 1.0 - parameters["allocation.promptness_share_per_day"] * first_day
    bands = _table(1.0 - np.arange(BANDS) / BANDS, "band")
    prompt = _table(fading, "period")
    gains = [
        ("unmet_critical", hand["critical"].sum()),
        ("unmet_severe", hand["severe"].sum()),
        ("least_share", 1.0 * hand.share),
        ("even_shares", (hand.band * bands).sum()),
        ("prompt_critical", (hand["critical"] * prompt).sum()),
        ("prompt_severe", (hand["severe"] * prompt).sum()),
    ]
    later = {
        Objective.RESERVE_HOURS: (hand["reserve"] * _table(hand.days, "period")).sum(),
        Objective.COST: _saving(hand, parameters),
    }
    return gains + [(each.value, later[each]) for each in objectives[len(serving) :]]


def _saving(hand: _Hand, parameters: Parameters) -> Expression:
    problem = hand.problem
    imports_km = problem.sources.imports * parameters["allocation.import_cost_km"]
    converted_km = parameters["allocation.conversion_cost_km"]
    spent = (
        (hand["flow"] * _table(problem.liquid.cost_km, "way")).sum()
        + (hand["carried"] * _table(problem.cylinders.cost_km, "run")).sum()
        + (hand["made"] * _table(imports_km, "source")).sum()
        + converted_km * hand["converted"].sum()
    )
    return -1.0 / KM_PER_UNIT_COST * spent


def _onto(
    block: Block,
    axis: str,
    target: Index,
    onto: str,
    count: int,
) -> Expression:
    """The sums of a block's members that belong to each target; -1 belongs nowhere."""
    there = np.flatnonzero(target >= 0)
    members = xarray.DataArray(
        target[there], dims=axis, coords={axis: there}, name=onto
    )
    kept = (1.0 * block).sel({axis: there})
    return kept.groupby(members).sum().reindex({onto: range(count)}).fillna(0)


def _table(figures: NDArray[Any], *axes: str) -> xarray.DataArray:
    """An array with named axes; what is not named are periods."""
    names = axes if len(axes) == figures.ndim else (*axes, "period")
    coordinates = {
        name: range(size) for name, size in zip(names, figures.shape, strict=True)
    }
    return xarray.DataArray(figures, dims=names, coords=coordinates)
