"""Are hospital reports plausible: accepted, questioned, or held until somebody answers.

A report is weighed as it was typed and under every mix-up of units that people make,
against the tank, the pipeline and the cylinders of the place, its own trusted reports,
the balance of stock, receipts and use, and deliveries known from the supplier. A held
figure is kept as typed; what may have been meant is proposed, never applied. The
equations and what they reach stand in docs/screening.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from napas.domain.country import CylinderType
from napas.domain.network import Facility
from napas.domain.order import Order
from napas.domain.report import Judged, Report, Verdict
from napas.oversight.evidence.expectation import expect
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
        desk.judge(desk.sheets_of(turn))
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
        self.memory = Memory(len(books))
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

    def judge(self, rows: Whole) -> None:
        """Judge the sheets of one turn and remember what is trusted."""
        sheets, memory = self.sheets, self.memory
        books, at_days = sheets.book[rows], sheets.at_days[rows]
        lines, amounts_kg = sheets.line[rows], sheets.amount_kg[rows]
        told = ~np.isnan(amounts_kg)
        seen = expect(
            memory,
            self.limits,
            self.parameters,
            books=books,
            at_days=at_days,
            noted_kg=sheets.noted_kg[rows],
            told=told,
        )
        amounts_kg = np.where(told, amounts_kg, 0.0)
        typed = TypedSheets(
            amounts_kg=amounts_kg,
            unit_kg=sheets.kg_per_unit[rows],
            usual_unit_kg=memory.unit_kg[books],
            piece_kg=self.limits.piece_kg[books],
            piece_m3=self.limits.piece_m3[books],
            counted=self.limits.counted[books],
            seen=seen,
        )
        trusted = told & (lines >= 0) & self.trusted[lines]
        if (self.fresh[lines] & (lines >= 0)).any():
            trusted &= ~self._weigh(typed, lines, books)
        remember(
            memory,
            seen,
            books=books,
            at_days=at_days,
            noted_kg=sheets.noted_kg[rows],
            amounts_kg=amounts_kg,
            unit_kg=typed.unit_kg,
            trusted=trusted,
        )

    def _weigh(self, typed: TypedSheets, lines: Whole, books: Whole) -> Flags:
        """Judge the new reports among the lines; which of them are held."""
        memory = self.memory
        weighed = weigh(typed, memory.doubts_share[books], self.parameters)
        fresh = (lines >= 0) & self.fresh[lines]
        held = weighed.held & fresh
        row = np.where(held, memory.held_in_row[books] + 1, 0)
        adopted = held & (row > self._patience(weighed, typed.changed))
        row = np.where(adopted, 0, row)
        told = typed.seen.told.T
        memory.held_in_row[books] = np.where(told, row, memory.held_in_row[books])
        doubtful = (held | weighed.questioned) & fresh
        first = doubtful.any(axis=1) & (row.max(axis=1) <= 1)
        remember_doubts(memory, books, first)
        self._answer(typed, weighed, lines, books, adopted, fresh)
        return held & ~adopted

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
