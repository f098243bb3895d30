"""How long the allocation of the founding scenario takes, at each level.

python -m benchmarks.allocation --level province|regency|hospital
"""

import argparse
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
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.model import build
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out

SCENARIO = Path(__file__).parents[1] / "scenarios/indonesia-2021-07"
LEVELS = ("province", "regency", "hospital")
STRUCK = "P09"
KIB_PER_MIB = 1024.0


def main(words: Sequence[str] | None = None) -> None:
    """Measure one level and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--level", choices=LEVELS, default=LEVELS[0])
    level = reader.parse_args(words).level
    print(machine_line(("highspy", "numpy", "scipy")))
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


def tell(name: str, begun: float) -> None:
    """Print the seconds since."""
    print(f"{name}: {perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
