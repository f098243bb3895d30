"""How long each part of a plan of the founding scenario takes, at each level.

python -m benchmarks.plan --level province|regency|hospital [--days 14] [--trials 0]
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from benchmarks.allocation import LEVELS, SCENARIO, look
from benchmarks.machine import machine_line
from napas.exchange.scenario import read_scenario
from napas.parameters import Layer, resolve
from napas.planning.make_plan import PlanStep, make_plan

NAMES = {
    PlanStep.ALLOCATING: "arrays, first allocation",
    PlanStep.SHARING: "sharing",
    PlanStep.DISPATCHING: "trips",
    PlanStep.SETTLING: "settling",
    PlanStep.EXPLAINING: "explaining, one more of everything tried",
}


@dataclass(slots=True)
class Stopwatch:
    """An observer that times a plan from step to step."""

    since: float = field(default_factory=perf_counter)
    step: str = ""

    def report(self, fraction: float, message: str) -> None:
        """Tell how long the step before took."""
        del fraction
        if message in NAMES:
            self.tell()
            self.step = NAMES[PlanStep(message)]

    def should_stop(self) -> bool:
        """Never."""
        return False

    def tell(self) -> None:
        """Print the step that is over, if any."""
        now = perf_counter()
        if self.step:
            print(f"{self.step}: {now - self.since:.2f} s", flush=True)
        self.since = now


def main(words: Sequence[str] | None = None) -> None:
    """Plan once and print the time of each part, and what travels."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--level", choices=LEVELS, default=LEVELS[0])
    reader.add_argument("--days", type=int, help="else as the scenario says")
    reader.add_argument("--trials", type=int, help="else as the parameter says")
    asked = reader.parse_args(words)
    print(machine_line(("highspy", "numpy", "scipy")))
    read = read_scenario(SCENARIO)
    if read.situation is None or read.settings is None:
        raise SystemExit("the founding scenario has findings that stop it")
    settings = read.settings
    if asked.days is not None:
        settings = replace(settings, horizon_days=asked.days)
    layers = settings.layers
    if asked.trials is not None:
        entries = (("allocation.trials", float(asked.trials)),)
        layers = (*layers, Layer("benchmark", entries))
    parameters = resolve(layers)
    problem = look(read.situation, settings, asked.level, parameters)
    watch = Stopwatch()
    plan = make_plan(problem, parameters, watch)
    watch.tell()
    sent_t = sum(leg.mass_t for leg in plan.shipments)
    left_t = sum(rest.mass_t for rest in plan.unsent)
    print(
        f"{sent_t:.0f} t travel in {len(plan.shipments)} drops, {left_t:.0f} t do not"
    )


if __name__ == "__main__":
    main()
