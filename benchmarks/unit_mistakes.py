"""What the screening of reports catches in invented years, by kind of mistake.

python -m benchmarks.unit_mistakes --swing usual --seeds 87 88 89
python -m benchmarks.unit_mistakes --speed

The screening was developed on swing `usual` with seeds 1, 2 and 81 to 86, on `wilder`
with seed 2 and on `july` with seeds 4 and 91 to 96. Other seeds are held out.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from time import process_time

import numpy as np

from benchmarks.machine import machine_line
from benchmarks.reporting_year.hospitals import CYLINDER_TYPES, Flags, Whole
from benchmarks.reporting_year.mistakes import (
    LASTING,
    MISTAKES,
    SINGLE,
    Family,
    Mistake,
)
from benchmarks.reporting_year.swing import SWINGS, USUAL, Swing
from benchmarks.reporting_year.year import Year, make_year
from napas.domain.report import Judged, Verdict
from napas.oversight.doubt import ReportDoubt
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.parameters import Parameters, resolve

REMEMBERED = timedelta(days=35)
"""Reports that go with each month as history."""
RIGHT = 0.08
"""Logarithm within which a proposal is right: reference states lie 0.078 apart."""
WITHIN_REPORTS = 3
WITHIN_A_WEEK = 7
LONG_REPORTS = 3
"""Episodes of fewer reports are as good as slips."""
PERCENT = 100.0
SPEED_SEED = 5
NATION_DAYS = 29
"""Four weeks of history and one day."""


@dataclass
class Score:
    """How one kind of mistake fared, or the honest reports.

    Of a lasting kind, held is what was held as it came in.

    Attributes:
        planted: single mistakes, or episodes, or honest reports.
        held: of them; of an episode, at its first report.
        questioned: used all the same.
        right: held ones whose first proposal is what was meant; of a lasting kind,
            among the reports that were held.
        soon, in_week, ever: episodes of which a report was held within three reports,
            within seven, before the end.
        long, long_soon, long_in_week, long_ever: the same of episodes of three reports
            or more.
        lines, lines_held: reports of episodes, and those held as they came in.
        misled: of them, reports used before the first was held; of episodes that were
            never held, all.
        taken_back: reports first used, and held when the episode was found.
    """

    planted: int = 0
    held: int = 0
    questioned: int = 0
    right: int = 0
    soon: int = 0
    in_week: int = 0
    ever: int = 0
    long: int = 0
    long_soon: int = 0
    long_in_week: int = 0
    long_ever: int = 0
    lines: int = 0
    lines_held: int = 0
    misled: int = 0
    taken_back: int = 0

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
        return self._together(SINGLE, family)

    def episodes(self, family: Family) -> Score:
        """The lasting mistakes of a family together."""
        return self._together(LASTING, family)

    def _together(self, kinds: Sequence[Mistake], family: Family) -> Score:
        together = Score()
        for mistake in kinds:
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
    later = np.array([_held_later(each) for each in judged])
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
        int(honest.sum()),
        int(held[honest].sum()),
        questioned=int(asked[honest].sum()),
        taken_back=int(later[honest].sum()),
    )
    for number, mistake in enumerate(MISTAKES, 1):
        mine = year.lines.mistake == number
        if mine.any():
            known = _Known(held, held & ~later, asked, right)
            scores.kinds[mistake.name] = (
                _episodes(year, mine, known)
                if mistake.lasting
                else _single(mine, known)
            )
    return scores


def _held_later(judged: Judged) -> bool:
    return any(finding.code == ReportDoubt.SINCE_THEN for finding in judged.findings)


@dataclass(frozen=True)
class _Known:
    """What was said of each report: held in the end, as it came in, asked, meant."""

    held: Flags
    at_once: Flags
    asked: Flags
    right: Flags


def _single(mine: Flags, known: _Known) -> Score:
    return Score(
        planted=int(mine.sum()),
        held=int(known.at_once[mine].sum()),
        questioned=int(known.asked[mine].sum()),
        right=int((known.right & known.at_once)[mine].sum()),
    )


def _episodes(year: Year, mine: Flags, known: _Known) -> Score:
    total = Score()
    order = np.flatnonzero(mine)
    order = order[np.argsort(year.lines.event[order], kind="stable")]
    cuts = np.flatnonzero(np.diff(year.lines.event[order])) + 1
    for lines in np.split(order, cuts):
        step: Whole = year.lines.step[lines]
        at_once = known.at_once[lines]
        caught = int(step[at_once].min()) if at_once.any() else 10**6
        ever = caught < 10**6
        long = step.max() + 1 >= LONG_REPORTS
        soon, in_week = caught < WITHIN_REPORTS, caught < WITHIN_A_WEEK
        total.add(
            Score(
                planted=1,
                held=int(caught == 0),
                right=int((known.right[lines] & at_once).sum()),
                soon=int(soon),
                in_week=int(in_week),
                ever=int(ever),
                long=int(long),
                long_soon=int(long and soon),
                long_in_week=int(long and in_week),
                long_ever=int(long and ever),
                lines=len(lines),
                lines_held=int(at_once.sum()),
                misled=int((step < caught).sum()),
                taken_back=int((known.held[lines] & ~at_once).sum()),
            )
        )
    return total


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
    """Print the tables."""
    honest = scores.honest
    print(
        f"honest reports {honest.planted}: "
        f"held {PERCENT * honest.held / honest.planted:.2f} %, of them taken back "
        f"{PERCENT * honest.taken_back / honest.planted:.2f} %, "
        f"questioned {PERCENT * honest.questioned / honest.planted:.2f} %"
    )
    kinds = scores.kinds
    print(f"{'single mistakes':50} planted     held    asked  proposal right")
    for mistake in SINGLE:
        if mistake.name in kinds:
            _tell_single(mistake.name, kinds[mistake.name])
    for family in Family:
        _tell_single(f"= {family}", scores.family(family))
    print(
        f"{'episodes':50} planted | held at 1st, within 3, 7, before the end"
        " | of 3 reports or more: number, within 3, 7, before the end"
        " | reports, held as they came, used before the first was held a episode,"
        " taken back | proposal right"
    )
    for mistake in LASTING:
        if mistake.name in kinds:
            _tell_episodes(mistake.name, kinds[mistake.name])
    for family in Family:
        _tell_episodes(f"= {family}", scores.episodes(family))


def _tell_single(name: str, score: Score) -> None:
    print(
        f"{name:56} {score.planted:7} {_percent(score.held, score.planted)}"
        f"  {_percent(score.questioned, score.planted)}"
        f"  {_percent(score.right, score.held)}"
    )


def _tell_episodes(name: str, score: Score) -> None:
    whole = (score.held, score.soon, score.in_week, score.ever)
    long = (score.long_soon, score.long_in_week, score.long_ever)
    print(
        f"{name:56} {score.planted:5} |"
        + "".join(_percent(each, score.planted) for each in whole)
        + f" | {score.long:5}"
        + "".join(_percent(each, score.long) for each in long)
        + f" | {score.lines:6}{_percent(score.lines_held, score.lines)}"
        f" {score.misled / max(score.planted, 1):5.2f} {score.taken_back:5}"
        f" | {_percent(score.right, score.lines_held)}"
    )


def _percent(part: int, whole: int) -> str:
    return f" {PERCENT * part / max(whole, 1):5.1f} %"


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
