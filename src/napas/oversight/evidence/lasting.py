"""Since when a sender's figures have been in another unit: a cumulative test.

One figure a little off says little, a week of them says much: over days the use that
is reported must be what came less what the stock rose, whatever the demand does. A
filter carries the stock, and the logarithm of drawn over told, of every book along as
typed and under each lasting mix-up; the evidence between them adds up from the sheet at
which a mix-up would have begun (Page's cumulative sum). See docs/screening.md.
"""

import math
from dataclasses import dataclass, field, fields

import numpy as np

from napas.oversight.evidence.expectation import FEW
from napas.oversight.evidence.mixups import EVERY_LINE, KG_OF, TypedSheets
from napas.oversight.evidence.robust import NORMAL_SPREAD, median_of
from napas.oversight.evidence.sheets import (
    RECEIVED,
    SLOTS,
    STOCK,
    USE,
    Array,
    Flags,
    Whole,
)
from napas.oversight.evidence.tracks import FIRST_RATIO_SPREAD, CarriedSheets, Tracks

SCOPES = ((STOCK,), (USE,), (RECEIVED,), (STOCK, USE, RECEIVED))
"""Figures that a sender may tell in another unit, by hypothesis."""
HYPOTHESES = len(SCOPES) * len(EVERY_LINE)
WINDOW = 21
"""Sheets that are judged again at most; slips that tell a sender's spread."""
LEAST_APART, MOST_APART = 0.1, 0.5
"""Logarithm of the mix-ups that may hide in one figure: densities of gas and liquid."""
MISFIT = -8.0
"""Nats for a hypothesis that the typed unit rules out."""
LEAST_SCALE, MOST_SCALE = 0.2, 5.0
MOST_NATS = 2.0
"""That one sheet can say for or against a lasting mix-up."""
STAYS = math.log(0.9)
"""That a mix-up goes on for one more sheet."""
BACK_NATS = 0.3
"""For the usual unit, from which an episode is over."""


@dataclass(slots=True, eq=False)
class Courses:
    """What is carried along of each book.

    Attributes:
        tracks: by books; as typed first, then each hypothesis.
        nats: evidence for each hypothesis over as typed, since it would have begun.
        since: turn of the sheet at which it would have begun.
        slips, slip_count: distances of stocks from the track as typed.
        days: moment of the last sheet.
        episode: hypothesis that is held for true; -1 where none is.
        began: turn of its first sheet.
        back: track of the usual unit typed again, and `back_nats` its evidence.
    """

    books: int
    tracks: Tracks = field(init=False)
    back: Tracks = field(init=False)
    nats: Array = field(init=False)
    since: Whole = field(init=False)
    slips: Array = field(init=False)
    slip_count: Whole = field(init=False)
    days: Array = field(init=False)
    episode: Whole = field(init=False)
    began: Whole = field(init=False)
    back_nats: Array = field(init=False)

    def __post_init__(self) -> None:
        books = self.books
        self.tracks = Tracks.blank((books, 1 + HYPOTHESES))
        self.back = Tracks.blank((books,))
        self.nats = np.zeros((books, HYPOTHESES))
        self.since = np.zeros((books, HYPOTHESES), dtype=np.int64)
        self.slips = np.full((books, WINDOW), np.nan)
        self.slip_count = np.zeros(books, dtype=np.int64)
        self.days = np.full(books, np.nan)
        self.episode = np.full(books, -1)
        self.began = np.zeros(books, dtype=np.int64)
        self.back_nats = np.zeros(books)

    def believe(self, books: Whole) -> None:
        """Take what these books tell for their custom from now on."""
        self.tracks.both_var[books, 0] = 0.0
        self.tracks.ratio_var[books, 0] = FIRST_RATIO_SPREAD**2
        self.close(books)

    def close(self, books: Whole) -> None:
        """No episode is held for true of these books any more."""
        self.episode[books] = -1
        self.nats[books] = 0.0
        trunk = self.tracks.of(books, slice(0, 1))
        self.tracks.put(trunk, books, slice(1, None))


@dataclass(frozen=True, slots=True, eq=False)
class Lasting:
    """What the sheets of some books say of lasting mix-ups.

    Attributes:
        held: by sheets and slots: figures within an episode.
        fresh: books whose episode was found with this sheet.
        hypothesis: that is held for true; -1 where none is.
        began: turn of its first sheet.
        nats: evidence for it.
        factors: by sheets and slots, what was read over what was meant.
    """

    held: Flags
    fresh: Flags
    hypothesis: Whole
    began: Whole
    nats: Array
    factors: Array


def follow(
    courses: Courses,
    typed: TypedSheets,
    *,
    books: Whole,
    turn: int,
    at_days: Array,
    readable: Flags,
    nats: float,
) -> Lasting:
    """Carry some books along by one sheet each, in place, and say what is found.

    Args:
        courses: of all books.
        typed: the sheets.
        books: one each.
        turn: of the sheets.
        at_days: their moments.
        readable: figures that may be looked at, by sheets and slots.
        nats: of evidence from which a lasting mix-up is held for true.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        factors, fits = factors_of(typed)
        scale = _scale(courses, books)
        days = np.maximum(at_days - courses.days[books], 0.05)
        sheet = CarriedSheets(
            typed, readable, scale, np.where(np.isnan(days), 1.0, days)
        )
        before = courses.tracks.of(books)
        trunk = before.of(slice(None), slice(0, 1))
        step = sheet.step_nats(factors) + np.where(fits, 0.0, MISFIT)
        on, on_nats, slips = sheet.carry(before, factors)
        begun, begun_nats, _ = sheet.carry(trunk, factors[:, 1:])
        _sum_up(courses, books, turn, (on, on_nats), (begun, begun_nats), step, fits)
        _keep_slips(courses, books, slips)
        _return(courses, books, sheet, before, (on, on_nats), factors, step)
    courses.days[books] = at_days
    return _find(courses, books, typed, factors, readable, nats)


def factors_of(typed: TypedSheets) -> tuple[Array, Flags]:
    """What was read over what was meant, by sheets, hypotheses and slots.

    As typed comes first. The flags say which hypotheses the typed units allow.
    """
    unit_kg = np.where(np.isfinite(typed.unit_kg), typed.unit_kg, typed.usual_unit_kg)
    count = len(unit_kg)
    factors = np.ones((count, 1 + HYPOTHESES, SLOTS))
    fits = np.zeros((count, HYPOTHESES), dtype=np.bool_)
    for unit, name in enumerate(EVERY_LINE):
        factor = unit_kg / KG_OF[name]
        apart = np.abs(np.log(factor))
        near = (apart > LEAST_APART) & (apart < MOST_APART)
        near &= ~typed.counted[:, None]
        same = (apart <= LEAST_APART) | ~np.isfinite(apart)
        for scope, slots in enumerate(SCOPES):
            at = scope * len(EVERY_LINE) + unit
            for slot in slots:
                factors[:, 1 + at, slot] = np.where(near[:, slot], factor[:, slot], 1.0)
            of_scope = list(slots)
            fits[:, at] = (near | same)[:, of_scope].all(axis=1)
            fits[:, at] &= near[:, of_scope].any(axis=1)
    return factors, fits


def _sum_up(
    courses: Courses,
    books: Whole,
    turn: int,
    on: tuple[Tracks, Array],
    begun: tuple[Tracks, Array],
    step: Array,
    fits: Flags,
) -> None:
    """Page's sum: go on with an episode, or begin it with this sheet."""
    typed_nats = on[1][:, :1]
    said = np.clip(on[1][:, 1:] - typed_nats, -MOST_NATS, MOST_NATS)
    going = courses.nats[books] + said + np.where(fits, STAYS, MISFIT)
    starting = np.clip(begun[1] - typed_nats + step, -MOST_NATS, MOST_NATS)
    anew = (starting > going) & (courses.episode[books] < 0)[:, None]
    after = on[0].of(slice(None), slice(1, None)).choose(anew, begun[0])
    best = np.where(anew, starting, going)
    courses.since[books] = np.where(anew, turn, courses.since[books])
    over = (best <= 0.0) & (courses.episode[books] < 0)[:, None]
    trunk = on[0].of(slice(None), slice(0, 1))
    courses.tracks.put(trunk, books, slice(0, 1))
    courses.tracks.put(after.choose(over, trunk), books, slice(1, None))
    courses.nats[books] = np.where(over, 0.0, best)


def _keep_slips(courses: Courses, books: Whole, slips: Array) -> None:
    mine = np.isfinite(slips[:, 0])
    told = books[mine]
    courses.slips[told, :-1] = courses.slips[told, 1:]
    courses.slips[told, -1] = slips[mine, 0]
    courses.slip_count[told] = np.minimum(courses.slip_count[told] + 1, WINDOW)


def _return(
    courses: Courses,
    books: Whole,
    sheet: CarriedSheets,
    before: Tracks,
    on: tuple[Tracks, Array],
    factors: Array,
    step: Array,
) -> None:
    """End the episodes of senders who have gone back to their unit."""
    inside = courses.episode[books] >= 0
    if not inside.any():
        return
    rows = np.arange(len(books))
    chosen = np.maximum(courses.episode[books], 0)
    fresh = courses.back_nats[books] <= 0.0
    track = courses.back.of(books).choose(fresh, before.of(rows, 1 + chosen))
    after, nats, _ = sheet.carry(_column(track), factors[:, :1])
    said = nats[:, 0] - on[1][rows, 1 + chosen]
    said = said - np.where(fresh, step[rows, chosen], 0.0)
    total = np.maximum(courses.back_nats[books], 0.0) + said
    mine, over = books[inside], inside & (total > BACK_NATS)
    courses.back_nats[mine] = total[inside]
    courses.back.put(after.of(inside, 0), mine)
    ended = books[over]
    courses.tracks.put(after.of(over), ended, slice(0, 1))
    courses.close(ended)


def _column(tracks: Tracks) -> Tracks:
    return Tracks(*(getattr(tracks, each.name)[:, None] for each in fields(tracks)))


def _find(
    courses: Courses,
    books: Whole,
    typed: TypedSheets,
    factors: Array,
    readable: Flags,
    nats: float,
) -> Lasting:
    rows = np.arange(len(books))
    evidence = courses.nats[books]
    best = evidence.argmax(axis=1)
    fresh = (courses.episode[books] < 0) & (evidence[rows, best] > nats)
    new = books[fresh]
    courses.episode[new] = best[fresh]
    courses.began[new] = courses.since[new, best[fresh]]
    courses.back_nats[new] = 0.0
    chosen = courses.episode[books]
    mine = factors[rows, 1 + chosen]
    inside = (chosen >= 0)[:, None] & (np.abs(np.log(mine)) > LEAST_APART)
    return Lasting(
        held=inside & readable & typed.positive,
        fresh=fresh,
        hypothesis=chosen,
        began=courses.began[books],
        nats=evidence[rows, chosen],
        factors=mine,
    )


def _scale(courses: Courses, books: Whole) -> Array:
    count = courses.slip_count[books]
    usual = NORMAL_SPREAD * median_of(courses.slips[books], count)
    scale: Array = np.clip(np.where(count >= FEW, usual, 1.0), LEAST_SCALE, MOST_SCALE)
    return scale
