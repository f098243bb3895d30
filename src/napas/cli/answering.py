"""From a scenario to a plan: read, resolve, assess, look ahead, plan."""

import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from napas import __version__
from napas.cli.reading import read_any
from napas.cli.setting import layer_of
from napas.domain.finding import Finding
from napas.domain.headline import headline
from napas.domain.need import NeedBasis
from napas.domain.observer import Observer
from napas.domain.plan import Plan
from napas.domain.situation import Situation
from napas.exchange.settings import ScenarioSettings
from napas.oversight.claims import check_claims
from napas.parameters import Parameters, resolve
from napas.planning.arrays.homes import require_level
from napas.planning.make_plan import PlanStep, make_plan
from napas.planning.need import assess_needs, scaled_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem
from napas.planning.sensitivity import SensitivityStep, plan_ends
from napas.planning.variation import Variant
from napas.planning.weighing import weigh
from napas.reports.plan_view import PlanView

LIBRARIES = ("highspy", "numba", "numpy", "scipy")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks beside the scenario's own settings; None is as set.

    Attributes:
        sensitivity: whether to plan again with the weightiest assumptions moved.
        set_aside: whether to plan without tables that cannot be read.
    """

    level: str | None = None
    horizon_days: int | None = None
    quantile: float | None = None
    basis: NeedBasis | None = None
    seed: int | None = None
    changes: tuple[str, ...] = ()
    sensitivity: bool = False
    set_aside: bool = False

    def over(self, settings: ScenarioSettings) -> ScenarioSettings:
        """The scenario's settings with what was asked laid over them."""
        told = {
            "level": self.level,
            "horizon_days": self.horizon_days,
            "quantile": self.quantile,
            "basis": self.basis,
            "seed": self.seed,
        }
        given = {name: value for name, value in told.items() if value is not None}
        return replace(settings, **given)  # type: ignore[arg-type] # same fields


@dataclass(frozen=True, slots=True)
class Answered:
    """A plan with what it rests on; no view where findings stop the scenario.

    Attributes:
        run: what differs between identical runs.
    """

    view: PlanView | None
    findings: tuple[Finding, ...]
    run: dict[str, object]


def answer_scenario(folder: Path, asked: Asked, observer: Observer) -> Answered:
    """Plan the scenario of a folder or a workbook; findings that stop it answer too.

    Raises:
        NapasError: a parameter, level or horizon that was asked for does not exist.
    """
    begun = time.perf_counter()
    observer.report(0.0, PlanStep.READING)
    read = read_any(folder, leave_out=asked.set_aside)
    if read.situation is None or read.settings is None:
        return Answered(None, read.findings, _run(begun))
    settings = asked.over(read.settings)
    parameters = resolve((*settings.layers, layer_of(asked.changes)))
    situation = _check(read.situation, parameters)
    planner = _Planner(settings, observer)
    base = Variant(situation, parameters)
    plan = planner.plan(base, 1.0)
    weights = weigh(situation, read.assumptions, parameters)
    view = PlanView(
        plan=plan,
        situation=situation,
        headline=headline(situation.claims, known_at=situation.known_at),
        synthetic_notes=settings.synthetic_notes,
        weights=weights,
        ends=plan_ends(base, weights, planner.again) if asked.sensitivity else (),
    )
    return Answered(view, situation.findings, _run(begun))


@dataclass(frozen=True, slots=True)
class _Quiet:
    """Says nothing, and stops when the one behind it does."""

    behind: Observer

    def report(self, fraction: float, message: str) -> None:
        """Say nothing."""

    def should_stop(self) -> bool:
        """Whether the answer so far is wanted."""
        return self.behind.should_stop()


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans pictures of one scenario alike."""

    settings: ScenarioSettings
    observer: Observer

    def again(self, variant: Variant, need_factor: float) -> Plan:
        """A further plan, whose steps nobody hears one by one."""
        self.observer.report(1.0, SensitivityStep.PLANNING_AGAIN)
        quiet = _Planner(self.settings, _Quiet(self.observer))
        return quiet.plan(variant, need_factor)

    def plan(self, variant: Variant, need_factor: float) -> Plan:
        """The plan of a picture, its need multiplied by a factor."""
        situation, parameters = variant.situation, variant.parameters
        problem = _problem(
            situation, self.settings, parameters, self.observer, need_factor
        )
        return make_plan(problem, parameters, self.observer)


def _check(situation: Situation, parameters: Parameters) -> Situation:
    """Add to a situation's findings what its claims say against each other."""
    doubts = tuple(check_claims(situation.claims, parameters))
    return replace(situation, findings=(*situation.findings, *doubts))


def _problem(
    situation: Situation,
    settings: ScenarioSettings,
    parameters: Parameters,
    observer: Observer,
    need_factor: float,
) -> PlanProblem:
    level = settings.level or situation.country.planning_level
    require_level(situation.country, level)
    observer.report(0.05, PlanStep.COUNTING)
    needs = assess_needs(situation, level, parameters)
    forecast = look_ahead(
        scaled_needs(needs, need_factor),
        parameters,
        observer,
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
        needs=needs,
    )


def _run(begun: float, libraries: Sequence[str] = LIBRARIES) -> dict[str, object]:
    return {
        "napas": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "libraries": {name: version(name) for name in libraries},
        "seconds": round(time.perf_counter() - begun, 3),
    }
