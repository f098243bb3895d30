"""How long the allocation of the founding scenario takes, at each level.

python -m benchmarks.allocation --level province|regency|hospital [--peer linopy]

With a peer the same model is written in linopy and solved by the same solver: first
the values are compared, then the times.
"""

import argparse
import importlib
import resource
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.machine import machine_line
from napas.domain.observer import Silence
from napas.domain.situation import Event, EventKind, Situation
from napas.exchange.scenario import read_scenario
from napas.exchange.settings import ScenarioSettings
from napas.parameters import Parameters, resolve
from napas.planning.allocation.aims import Aim
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.model import build
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out

SCENARIO = Path(__file__).parents[1] / "scenarios/indonesia-2021-07"
LEVELS = ("province", "regency", "hospital")
STRUCK = "P09"
AGREEMENT = 1e-6
"""Of two values, relative to the greater of them and 1."""
KIB_PER_MIB = 1024.0


def main(words: Sequence[str] | None = None) -> None:
    """Measure one level and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--level", choices=LEVELS, default=LEVELS[0])
    reader.add_argument("--peer", choices=["linopy"], help="needs `make peers`")
    reader.add_argument("--first-only", action="store_true", help="of the peer")
    asked = reader.parse_args(words)
    level = asked.level
    peers = [] if asked.peer is None else [asked.peer]
    print(machine_line(("highspy", "numpy", "scipy", *peers)))
    read = read_scenario(SCENARIO)
    if read.situation is None or read.settings is None:
        raise SystemExit("the founding scenario has findings that stop it")
    parameters = resolve()
    problem = look(read.situation, read.settings, level, parameters)
    begun = perf_counter()
    layout = lay_out(problem, parameters)
    tell("arrays", begun)
    begun = perf_counter()
    programme = build(layout).programme
    tell("build", begun)
    print(f"{programme.column_count} columns, {programme.row_count} rows")
    first = layout.policy.objectives[:1]
    solve(replace(layout, policy=replace(layout.policy, objectives=first)), "first")
    whole = solve(layout, "whole order")
    if asked.peer is not None:
        beside_peer(layout, whole, first_only=asked.first_only)
        return
    struck = replace(problem, situation=strike(read.situation))
    changed = lay_out(struck, parameters)
    again = solve(changed, f"again, {STRUCK} out for a day", start=whole)
    anew = solve(changed, "the same from nothing")
    for aim, one, other in zip(again.aims, again.stages, anew.stages, strict=True):
        print(f"  {aim}: {one.value:.4f}, from nothing {other.value:.4f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    print(f"peak memory {peak:.0f} MiB")


def look(
    situation: Situation,
    settings: ScenarioSettings,
    level: str,
    parameters: Parameters,
) -> PlanProblem:
    """Ask for the plan of a level, with the settings of the scenario."""
    forecast = look_ahead(
        assess_needs(situation, level, parameters),
        parameters,
        Silence(),
        first_day=situation.as_of.date(),
        horizon_days=settings.horizon_days,
        basis=settings.basis,
        seed=settings.seed,
    )
    return PlanProblem(
        situation=situation,
        forecast=forecast,
        horizon_days=settings.horizon_days,
        quantile=settings.quantile,
        seed=settings.seed,
        level=level,
    )


def strike(situation: Situation) -> Situation:
    """Stop one plant for the first day."""
    begins = situation.as_of
    outage = Event(
        code="struck",
        kind=EventKind.PLANT_OUTAGE,
        subject=STRUCK,
        begins=begins,
        ends=begins + timedelta(days=1),
        known_at=begins,
        source="benchmark",
    )
    return replace(situation, events=(*situation.events, outage))


def solve(
    layout: AllocationProblem, name: str, *, start: AllocationAnswer | None = None
) -> AllocationAnswer:
    """Allocate, and tell how long it took and what stays unmet."""
    begun = perf_counter()
    answer = allocate(layout, resolve(), Silence(), start=start)
    tell(name, begun)
    print(f"  {len(answer.stages)} solves, {answer.unmet_t.sum():.1f} t unmet")
    return answer


def beside_peer(
    layout: AllocationProblem, ours: AllocationAnswer, *, first_only: bool
) -> None:
    """Write and settle the same in linopy, and compare what every aim reaches."""
    peer_module = importlib.import_module("benchmarks.allocation_in_linopy")
    begun = perf_counter()
    peer = peer_module.write(layout, resolve())
    tell("linopy: build", begun)
    reached = dict(zip(ours.aims, ours.stages, strict=True))

    def compare(name: str, value: float, seconds: float) -> None:
        our = reached[Aim(name)].value
        gap = abs(our - value) / max(abs(value), 1.0)
        verdict = "equal" if gap <= AGREEMENT else "DIFFERENT"
        print(
            f"  {name}: ours {our:.6f}, linopy {value:.6f}, {verdict}; {seconds:.2f} s"
        )

    if first_only:
        name, gain = peer.gains[0]
        begun = perf_counter()
        compare(name, peer_module.solve(peer, gain), perf_counter() - begun)
        return
    begun = perf_counter()
    peer_module.settle(peer, compare)
    tell("linopy: whole order", begun)


def tell(name: str, begun: float) -> None:
    """Print the seconds since."""
    print(f"{name}: {perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
