"""Are hospital reports plausible: accepted, questioned, or held until somebody answers.

A report is weighed as it was typed and under every mix-up of units that people make,
against the tank, the pipeline and the cylinders of the place, its own trusted reports,
the balance of stock, receipts and use, and deliveries known from the supplier. A held
figure is kept as typed; what may have been meant is proposed, never applied. The
equations and what they reach stand in docs/screening.md.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np

from napas.domain.country import CylinderType
from napas.domain.network import Facility
from napas.domain.order import Order
from napas.domain.report import Judged, Report, Verdict
from napas.oversight.doubt import ReportDoubt
from napas.oversight.episodes import Episode, touched
from napas.oversight.evidence.expectation import expect
from napas.oversight.evidence.lasting import WINDOW, Courses, Lasting, follow
from napas.oversight.evidence.limits import Limits, limits_of
from napas.oversight.evidence.memory import Memory
from napas.oversight.evidence.mixups import TypedSheets
from napas.oversight.evidence.remembering import remember, remember_doubts
from napas.oversight.evidence.sheets import (
    Array,
    Book,
    Flags,
    Sheets,
    Whole,
    lay_out,
)
from napas.oversight.evidence.weighing import Weighed, weigh
from napas.oversight.questions import Place, ask, hold_future, hold_unread
from napas.parameters import Parameters

SMALL_LOG, LARGE_LOG = 1.0, 3.4
"""A mix-up by e is small, by thirty large; beyond, only a person can release."""
OF_EPISODES = frozenset({ReportDoubt.LASTING, ReportDoubt.SINCE_THEN})
AHEAD = timedelta(hours=1)
"""Clocks that go wrong by less are forgiven."""


@dataclass(frozen=True, slots=True)
class ScreeningProblem:
    """Reports to be judged, and what is known to judge them by.

    Attributes:
        reports: in any order.
        facilities: as they stand in the register; one that is missing has no limits.
        history: judged before; what was held is not believed, what a person has
            accepted is. Four weeks of it are enough.
        cylinder_types: of the country.
        deliveries: orders that were delivered, with their moment and mass.
    """

    reports: tuple[Report, ...]
    facilities: tuple[Facility, ...]
    history: tuple[Judged, ...] = ()
    cylinder_types: tuple[CylinderType, ...] = ()
    deliveries: tuple[Order, ...] = ()


def screen_reports(
    problem: ScreeningProblem, parameters: Parameters
) -> tuple[Judged, ...]:
    """Judge every report, in the order given; those of history are not judged anew."""
    if not problem.reports:
        return ()
    desk = _Desk(problem, parameters)
    for turn in range(desk.turns):
        desk.judge(turn)
    return tuple(desk.judged[report] for report in range(len(problem.reports)))


@dataclass(slots=True)
class _Desk:
    """Sheets on their way through the screening, turn by turn.

    Attributes:
        judged: the answers so far, by the place of the report.
    """

    problem: ScreeningProblem
    parameters: Parameters
    judged: dict[int, Judged] = field(default_factory=dict)
    reports: Sequence[Report] = field(init=False)
    trusted: Flags = field(init=False)
    fresh: Flags = field(init=False)
    limits: Limits = field(init=False)
    sheets: Sheets = field(init=False)
    memory: Memory = field(init=False)
    courses: Courses = field(init=False)
    past: deque[Memory] = field(init=False)
    used: Flags = field(init=False)
    doubted: Flags = field(init=False)
    order: Whole = field(init=False)
    starts: Whole = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        past = [each.report for each in problem.history]
        self.reports = [*problem.reports, *past]
        new = len(problem.reports)
        self.fresh = np.arange(len(self.reports)) < new
        self.trusted = np.ones(len(self.reports), dtype=np.bool_)
        self.trusted[new:] = [each.trusted for each in problem.history]
        books: dict[Book, int] = {}
        for report in self.reports:
            books.setdefault((report.facility, report.form), len(books))
        self.limits = limits_of(
            books, problem.facilities, problem.cylinder_types, self.parameters
        )
        future = [report.as_of > report.known_at + AHEAD for report in self.reports]
        for place in np.flatnonzero(future & self.fresh).tolist():
            self.judged[place] = hold_future(self.reports[place])
        self.sheets = lay_out(
            self.reports,
            books,
            self.limits.piece_kg,
            problem.deliveries,
            np.array(future),
        )
        self.memory, self.courses = Memory(len(books)), Courses(len(books))
        self.past = deque(maxlen=WINDOW)
        self.used = np.zeros(self.sheets.line.shape, dtype=np.bool_)
        self.doubted = np.zeros(len(self.reports), dtype=np.bool_)
        self.doubted[new:] = [
            any(finding.code in OF_EPISODES for finding in each.findings)
            for each in problem.history
        ]
        self.order = np.argsort(self.sheets.turn, kind="stable")
        turns = self.sheets.turn[self.order]
        self.starts = np.searchsorted(turns, np.arange(int(turns[-1]) + 2))

    @property
    def turns(self) -> int:
        """How many sheets the longest book has."""
        return len(self.starts) - 1

    def sheets_of(self, turn: int) -> Whole:
        """The sheets of one turn: of every book at most one."""
        return self.order[self.starts[turn] : self.starts[turn + 1]]

    def judge(self, turn: int) -> None:
        """Judge the sheets of one turn and remember what is trusted."""
        self.past.append(self.memory.copy())
        rows = self.sheets_of(turn)
        typed, lines = self._typed(rows), self.sheets.line[rows]
        books, told = self.sheets.book[rows], typed.seen.told.T
        trusted = told & (lines >= 0) & self.trusted[lines]
        fresh = (lines >= 0) & self.fresh[lines]
        weighed = None
        readable = told & (trusted | self.doubted[lines])
        if fresh.any():
            doubts = self.memory.doubts_share[books]
            weighed = weigh(typed, doubts, self.parameters)
            readable &= ~(fresh & weighed.senseless)
        lasting = follow(
            self.courses,
            typed,
            books=books,
            turn=turn,
            at_days=self.sheets.at_days[rows],
            readable=readable,
            nats=self.parameters["screening.lasting_nats"],
        )
        believed = lasting.held & trusted & ~fresh
        self.courses.believe(books[believed.any(axis=1)])
        if weighed is not None:
            held = self._hold(typed, weighed, lasting, rows)
            trusted &= ~held
            new = lasting.fresh & (lasting.began < turn) & held.any(axis=1)
            if new.any():
                self._take_back(turn, rows, lasting, new)
                typed = self._typed(rows)
        self.used[rows] = trusted
        self._remember(rows, typed, trusted)

    def _typed(self, rows: Whole) -> TypedSheets:
        """Some sheets beside what is expected of them."""
        sheets, memory = self.sheets, self.memory
        books, amounts_kg = sheets.book[rows], sheets.amount_kg[rows]
        told = ~np.isnan(amounts_kg)
        seen = expect(
            memory,
            self.limits,
            self.parameters,
            books=books,
            at_days=sheets.at_days[rows],
            noted_kg=sheets.noted_kg[rows],
            told=told,
        )
        return TypedSheets(
            amounts_kg=np.where(told, amounts_kg, 0.0),
            unit_kg=sheets.kg_per_unit[rows],
            usual_unit_kg=memory.unit_kg[books],
            piece_kg=self.limits.piece_kg[books],
            piece_m3=self.limits.piece_m3[books],
            counted=self.limits.counted[books],
            seen=seen,
        )

    def _remember(self, rows: Whole, typed: TypedSheets, trusted: Flags) -> None:
        remember(
            self.memory,
            typed.seen,
            books=self.sheets.book[rows],
            at_days=self.sheets.at_days[rows],
            noted_kg=self.sheets.noted_kg[rows],
            amounts_kg=typed.amounts_kg,
            unit_kg=typed.unit_kg,
            trusted=trusted,
        )

    def _hold(
        self,
        typed: TypedSheets,
        weighed: Weighed,
        lasting: Lasting,
        rows: Whole,
    ) -> Flags:
        """Judge the new reports among the sheets; which of them are held."""
        memory, lines, books = (
            self.memory,
            self.sheets.line[rows],
            self.sheets.book[rows],
        )
        fresh = (lines >= 0) & self.fresh[lines]
        held = (weighed.held | lasting.held) & fresh
        row = np.where(held, memory.held_in_row[books] + 1, 0)
        patience = self._patience(weighed, typed.changed)
        of_lasting = self.parameters["screening.adopted_lasting_reports"]
        patience = np.where(lasting.held, np.maximum(patience, of_lasting), patience)
        adopted = held & (row > patience)
        row = np.where(adopted, 0, row)
        self.courses.believe(books[(adopted & lasting.held).any(axis=1)])
        told = typed.seen.told.T
        memory.held_in_row[books] = np.where(told, row, memory.held_in_row[books])
        doubtful = (weighed.held | weighed.questioned) & fresh
        first = doubtful.any(axis=1) & (row.max(axis=1) <= 1)
        remember_doubts(memory, books, first)
        self._answer(typed, weighed, lines, books, adopted, fresh)
        self._name_episodes(rows, typed, lasting, lasting.held & held & ~adopted)
        return held & ~adopted

    def _name_episodes(
        self, rows: Whole, typed: TypedSheets, lasting: Lasting, held: Flags
    ) -> None:
        """Say since when figures are in another unit, whatever else is said of them."""
        for sheet, slot in np.argwhere(held).tolist():
            row = int(rows[sheet])
            line = int(self.sheets.line[row, slot])
            since = row - int(self.sheets.turn[row] - lasting.began[sheet])
            episode = Episode(
                hypothesis=int(lasting.hypothesis[sheet]),
                began_days=float(self.sheets.at_days[since]),
                found_days=float(self.sheets.at_days[row]),
            )
            judged = episode.hold(
                self.reports[line],
                float(typed.unit_kg[sheet, slot]),
                ReportDoubt.LASTING,
            )
            before = self.judged.get(line)
            if before is not None and before.verdict is Verdict.HELD:
                findings = before.findings + judged.findings
                judged = replace(before, findings=findings)
            self.judged[line] = judged

    def _take_back(self, turn: int, rows: Whole, lasting: Lasting, new: Flags) -> None:
        """Take back what was trusted since episodes began that are found only now.

        The memory of each book is put back to where it stood, and what is still
        trusted of its sheets is remembered again.
        """
        rows, hypothesis = rows[new], lasting.hypothesis[new]
        oldest = turn - len(self.past) + 1
        began = np.maximum(lasting.began[new], oldest)
        books, found_days = self.sheets.book[rows], self.sheets.at_days[rows]
        began_days = self.sheets.at_days[rows - (turn - began)]
        for start in np.unique(began).tolist():
            self.memory.restore(books[began == start], self.past[start - oldest])
        for again in range(int(began.min()), turn):
            mine = np.flatnonzero(began <= again)
            earlier = rows[mine] - (turn - again)
            inside = self.used[earlier] & touched(
                self.sheets.kg_per_unit[earlier], hypothesis[mine]
            )
            self.used[earlier] &= ~inside
            self._remember(earlier, self._typed(earlier), self.used[earlier])
            for sheet, slot in np.argwhere(inside).tolist():
                at, row = int(mine[sheet]), int(earlier[sheet])
                line = int(self.sheets.line[row, slot])
                if self.fresh[line]:
                    self.judged[line] = Episode(
                        hypothesis=int(hypothesis[at]),
                        began_days=float(began_days[at]),
                        found_days=float(found_days[at]),
                    ).hold(
                        self.reports[line],
                        float(self.sheets.kg_per_unit[row, slot]),
                        ReportDoubt.SINCE_THEN,
                    )

    def _patience(self, weighed: Weighed, changed: Flags) -> Array:
        """Reports in a row after which a held figure is taken for a new custom."""
        apart = np.abs(weighed.apart)
        small = self.parameters["screening.adopted_small_reports"]
        large = self.parameters["screening.adopted_large_reports"]
        patience = np.where(apart < SMALL_LOG, small, large)
        never = weighed.beyond | weighed.thousand | weighed.far | weighed.broken
        never = never | (apart > LARGE_LOG)
        never |= np.broadcast_to(changed.any(axis=1, keepdims=True), never.shape)
        return np.where(never, np.inf, patience)

    def _answer(
        self,
        typed: TypedSheets,
        weighed: Weighed,
        lines: Whole,
        books: Whole,
        adopted: Flags,
        fresh: Flags,
    ) -> None:
        told = typed.seen.told.T
        plain = fresh & told & ~weighed.held & ~weighed.questioned
        reports, accepted = self.reports, Verdict.ACCEPTED
        for line in lines[plain].tolist():
            self.judged[line] = Judged(reports[line], accepted)
        for sheet, slot in np.argwhere(fresh & ~plain).tolist():
            line = int(lines[sheet, slot])
            place = Place(sheet, slot, int(books[sheet]))
            if told[sheet, slot]:
                self.judged[line] = ask(
                    reports[line],
                    place,
                    typed,
                    weighed,
                    self.memory,
                    adopted=bool(adopted[sheet, slot]),
                )
            elif line not in self.judged:
                self.judged[line] = hold_unread(
                    reports[line], place, typed, self.memory
                )
