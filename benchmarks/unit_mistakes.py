"""What the screening of reports catches in invented years, by kind of mistake.

python -m benchmarks.unit_mistakes --swing usual --seeds 31 32 33
python -m benchmarks.unit_mistakes --speed

The screening was developed on swing `usual` with seeds 1 and 2 and on `wilder` with
seed 2. Other seeds and swings are held out.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from time import process_time

import numpy as np

from benchmarks.machine import machine_line
from benchmarks.reporting_year.hospitals import CYLINDER_TYPES, Array, Flags
from benchmarks.reporting_year.mistakes import MISTAKES, SINGLE, Family, Mistake
from benchmarks.reporting_year.swing import SWINGS, USUAL, Swing
from benchmarks.reporting_year.year import Year, make_year
from napas.domain.report import Judged, Verdict
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.parameters import Parameters, resolve

REMEMBERED = timedelta(days=35)
"""Reports that go with each month as history."""
RIGHT = 0.08
"""Logarithm within which a proposal is right: reference states lie 0.078 apart."""
WITHIN_REPORTS = 3
PERCENT = 100.0
SPEED_SEED = 5
NATION_DAYS = 29
"""Four weeks of history and one day."""


@dataclass
class Score:
    """How one kind of mistake fared, or the honest reports.

    Attributes:
        planted: mistakes, or senders that switched for good, or honest reports.
        held: of them; of a sender, at its first report.
        held_soon: of a sender, within three reports.
        questioned: used all the same.
        right: held ones whose first proposal is what was meant.
    """

    planted: int = 0
    held: int = 0
    held_soon: int = 0
    questioned: int = 0
    right: int = 0

    def add(self, other: "Score") -> None:
        """Add the figures of another year."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Scores:
    """The scores of some years."""

    kinds: dict[str, Score] = field(default_factory=dict)
    honest: Score = field(default_factory=Score)
    seconds: float = 0.0

    def add(self, other: "Scores") -> None:
        """Add the figures of another year."""
        for name, score in other.kinds.items():
            self.kinds.setdefault(name, Score()).add(score)
        self.honest.add(other.honest)
        self.seconds += other.seconds

    def family(self, family: Family) -> Score:
        """The single mistakes of a family together."""
        together = Score()
        for mistake in SINGLE:
            if mistake.family is family and mistake.name in self.kinds:
                together.add(self.kinds[mistake.name])
        return together


def screen_year(year: Year, parameters: Parameters) -> tuple[Judged, ...]:
    """Judge a year month by month, with the register of each and five weeks of history.

    Nobody answers a question all year long: what is held stays so.
    """
    judged: list[Judged] = []
    for month, begins in enumerate(year.months[:-1]):
        ends = year.months[month + 1]
        if begins == ends:
            continue
        since = year.reports[begins].as_of - REMEMBERED
        first = len(judged)
        while first > 0 and judged[first - 1].report.as_of > since:
            first -= 1
        problem = ScreeningProblem(
            reports=year.reports[begins:ends],
            facilities=year.registers[month],
            history=tuple(judged[first:]),
            cylinder_types=CYLINDER_TYPES,
            deliveries=year.deliveries,
        )
        judged.extend(screen_reports(problem, parameters))
    return tuple(judged)


def score_year(year: Year, judged: Sequence[Judged]) -> Scores:
    """Compare what was judged with what was planted."""
    held = np.array([each.verdict is Verdict.HELD for each in judged])
    asked = np.array([each.verdict is Verdict.QUESTIONED for each in judged])
    meant = np.array(
        [each.meanings[0].mass_kg if each.meanings else np.nan for each in judged]
    )
    honest_kg = np.maximum(year.lines.honest_kg, 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        right = held & (np.abs(np.log(meant / honest_kg)) < RIGHT)
    honest = year.lines.mistake == 0
    scores = Scores()
    scores.honest = Score(
        int(honest.sum()), int(held[honest].sum()), questioned=int(asked[honest].sum())
    )
    for number, mistake in enumerate(MISTAKES, 1):
        mine = year.lines.mistake == number
        if mine.any():
            scores.kinds[mistake.name] = _score(year, mistake, mine, held, asked, right)
    return scores


def _score(
    year: Year, mistake: Mistake, mine: Flags, held: Flags, asked: Flags, right: Flags
) -> Score:
    if not mistake.lasting:
        return Score(
            planted=int(mine.sum()),
            held=int(held[mine].sum()),
            questioned=int(asked[mine].sum()),
            right=int(right[mine].sum()),
        )
    score = Score()
    for event in np.unique(year.lines.event[mine]):
        lines = mine & (year.lines.event == event)
        step: Array = year.lines.step[lines]
        score.planted += 1
        score.held += bool(held[lines][step == 0].any())
        score.held_soon += bool(held[lines][step < WITHIN_REPORTS].any())
        score.right += bool(right[lines][step < WITHIN_REPORTS].any())
    return score


def measure(
    seeds: Sequence[int], swing: Swing, hospitals: int, per_kind: int
) -> Scores:
    """Invent years, judge them, and add up their scores."""
    parameters, total = resolve(), Scores()
    for seed in seeds:
        year = make_year(swing, seed=seed, hospitals=hospitals, per_kind=per_kind)
        begun = process_time()
        judged = screen_year(year, parameters)
        seconds = process_time() - begun
        scores = score_year(year, judged)
        scores.seconds = seconds
        total.add(scores)
    return total


def measure_speed(hospitals: int) -> None:
    """Print how long a year in one call takes, and a day of three thousand reports."""
    parameters = resolve()
    year = make_year(USUAL, seed=SPEED_SEED, hospitals=hospitals)
    whole = ScreeningProblem(
        reports=year.reports,
        facilities=year.registers[0],
        cylinder_types=CYLINDER_TYPES,
        deliveries=year.deliveries,
    )
    begun = process_time()
    screen_reports(whole, parameters)
    print(
        f"a year of {hospitals} hospitals, {len(year.reports)} reports: "
        f"{process_time() - begun:.1f} s of processor"
    )
    nation = make_year(
        replace(USUAL, days=NATION_DAYS), seed=SPEED_SEED, hospitals=1_100
    )
    last = max(each.as_of.date() for each in nation.reports)
    today = tuple(each for each in nation.reports if each.as_of.date() == last)
    before = tuple(
        Judged(each, Verdict.ACCEPTED)
        for each in nation.reports
        if each.as_of.date() < last
    )
    day = ScreeningProblem(
        reports=today,
        facilities=nation.registers[-1],
        history=before,
        cylinder_types=CYLINDER_TYPES,
        deliveries=nation.deliveries,
    )
    begun = process_time()
    screen_reports(day, parameters)
    print(
        f"one day, {len(today)} reports after {len(before)} of four weeks: "
        f"{process_time() - begun:.2f} s of processor"
    )


def tell(scores: Scores) -> None:
    """Print the table."""
    honest = scores.honest
    print(
        f"honest reports {honest.planted}: "
        f"held {PERCENT * honest.held / honest.planted:.2f} %, "
        f"questioned {PERCENT * honest.questioned / honest.planted:.2f} %"
    )
    print(f"{'kind of mistake':50} planted   held  within 3  asked  proposal right")
    for mistake in MISTAKES:
        score = scores.kinds.get(mistake.name)
        if score is None:
            continue
        caught = max(score.held_soon if mistake.lasting else score.held, 1)
        print(
            f"{mistake.name:50} {score.planted:7}"
            f" {PERCENT * score.held / score.planted:5.1f} %"
            + (
                f"  {PERCENT * score.held_soon / score.planted:5.1f} %        "
                if mistake.lasting
                else f"           {PERCENT * score.questioned / score.planted:4.1f} %"
            )
            + f"  {PERCENT * score.right / caught:5.1f} %"
        )
    for family in Family:
        score = scores.family(family)
        held = PERCENT * score.held / max(score.planted, 1)
        print(f"= {family:56} {score.planted:7} {held:5.1f} %")


def main(words: Sequence[str] | None = None) -> None:
    """Measure some years and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--swing", choices=tuple(SWINGS), default=USUAL.name)
    reader.add_argument("--seeds", type=int, nargs="+", default=[11])
    reader.add_argument("--hospitals", type=int, default=300)
    reader.add_argument("--per-kind", type=int, default=50)
    reader.add_argument("--speed", action="store_true")
    told = reader.parse_args(words)
    print(machine_line(("numpy",)))
    if told.speed:
        measure_speed(told.hospitals)
        return
    swing = SWINGS[told.swing]
    scores = measure(told.seeds, swing, told.hospitals, told.per_kind)
    print(
        f"swing {told.swing}, seeds {told.seeds}, {told.hospitals} hospitals, "
        f"{scores.seconds / len(told.seeds):.1f} s of processor a year"
    )
    tell(scores)


if __name__ == "__main__":
    main()
