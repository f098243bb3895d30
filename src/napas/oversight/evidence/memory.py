"""What is remembered of each book: its level, its uses, its habits, its slips."""

from dataclasses import dataclass, field, fields

import numpy as np

from napas.oversight.evidence.sheets import SLOTS, Array, Whole

LONG = 28
"""Uses remembered: four weeks of daily reports."""
SHORT = 9
"""Of them, those that make the trend; also remembered receipts and totals."""
SLIPS = 15
"""Distances from what was expected that are remembered."""
FIRST_RISE_SHARE = 0.06
"""How often a level rises without a word, before anything is known of a sender."""
HABIT = 3
"""Reports in a row that make a unit the sender's own."""


@dataclass(slots=True, eq=False)
class Memory:
    """One row for each book; NaN is nothing yet, rings keep the newest last.

    Attributes:
        level_kg, level_var: stock by all trusted reports, and how well it is known.
        level_days: moment of the last trusted stock.
        added_kg: what came since.
        earlier_kg, earlier_var, earlier_days, earlier_added_kg: the same as they stood
            before that report, should it prove wrong.
        uses_log, uses_days, uses: logarithms of trusted uses.
        drawn_kg, told_kg: what levels say was drawn, and uses say, over the same days.
        fallen_kg, fallen_days: what levels say was drawn over all days.
        slips, slip_count: distances of stocks from what was expected.
        use_slips, use_slip_count: the same of uses.
        totals_kg, total_count: full and empty cylinders together.
        receipts_log, receipt_count: logarithms of receipts.
        stocks_kg, stock_count: trusted stocks, for telling what is usual.
        unit_kg: of the unit that is the sender's own; the newest and how often in a
            row it came.
        rise_share: how often the level rises without a word.
        noted_kg, sheet_days: deliveries known at, and moment of, the last sheet.
        held_in_row: reports held one after another, by slot.
        doubts_share: how often lately a sheet was doubtful.
    """

    books: int
    level_kg: Array = field(init=False)
    level_var: Array = field(init=False)
    level_days: Array = field(init=False)
    added_kg: Array = field(init=False)
    earlier_kg: Array = field(init=False)
    earlier_var: Array = field(init=False)
    earlier_days: Array = field(init=False)
    earlier_added_kg: Array = field(init=False)
    uses_log: Array = field(init=False)
    uses_days: Array = field(init=False)
    uses: Whole = field(init=False)
    drawn_kg: Array = field(init=False)
    told_kg: Array = field(init=False)
    fallen_kg: Array = field(init=False)
    fallen_days: Array = field(init=False)
    slips: Array = field(init=False)
    slip_count: Whole = field(init=False)
    use_slips: Array = field(init=False)
    use_slip_count: Whole = field(init=False)
    totals_kg: Array = field(init=False)
    total_count: Whole = field(init=False)
    receipts_log: Array = field(init=False)
    receipt_count: Whole = field(init=False)
    stocks_kg: Array = field(init=False)
    stock_count: Whole = field(init=False)
    unit_kg: Array = field(init=False)
    newer_unit_kg: Array = field(init=False)
    newer_count: Whole = field(init=False)
    rise_share: Array = field(init=False)
    noted_kg: Array = field(init=False)
    sheet_days: Array = field(init=False)
    held_in_row: Whole = field(init=False)
    doubts_share: Array = field(init=False)

    def __post_init__(self) -> None:
        unknown = (
            *("level_kg", "level_var", "level_days", "sheet_days"),
            *("earlier_kg", "earlier_var", "earlier_days"),
        )
        nothing = (
            *("added_kg", "earlier_added_kg", "drawn_kg", "told_kg", "fallen_kg"),
            *("fallen_days", "noted_kg", "doubts_share"),
        )
        rings = dict.fromkeys(("uses_log", "uses_days"), LONG)
        rings |= dict.fromkeys(("slips", "use_slips"), SLIPS)
        rings |= dict.fromkeys(("totals_kg", "receipts_log", "stocks_kg"), SHORT)
        rings |= dict.fromkeys(("unit_kg", "newer_unit_kg"), SLOTS)
        counts = (
            *("uses", "slip_count", "use_slip_count", "total_count"),
            *("receipt_count", "stock_count"),
        )
        for name in unknown:
            setattr(self, name, np.full(self.books, np.nan))
        for name in nothing:
            setattr(self, name, np.zeros(self.books))
        for name, length in rings.items():
            setattr(self, name, np.full((self.books, length), np.nan))
        for name in counts:
            setattr(self, name, np.zeros(self.books, dtype=np.int64))
        self.rise_share = np.full(self.books, FIRST_RISE_SHARE)
        self.newer_count = np.zeros((self.books, SLOTS), dtype=np.int64)
        self.held_in_row = np.zeros((self.books, SLOTS), dtype=np.int64)

    def copy(self) -> "Memory":
        """As it stands now."""
        kept = Memory(self.books)
        for name in _arrays():
            setattr(kept, name, getattr(self, name).copy())
        return kept

    def restore(self, books: Whole, kept: "Memory") -> None:
        """Put some books back to where they stood, but for how often they were held."""
        for name in _arrays():
            if name not in ("held_in_row", "doubts_share"):
                getattr(self, name)[books] = getattr(kept, name)[books]


def _arrays() -> list[str]:
    return [each.name for each in fields(Memory) if each.name != "books"]


def push(ring: Array, books: Whole, values: Array) -> None:
    """Put the newest value of some books at the end of their rings, in place."""
    ring[books, :-1] = ring[books, 1:]
    ring[books, -1] = values


def keep_newest(ring: Array, count: Whole, books: Whole, values: Array) -> None:
    """The same, and count what the rings hold."""
    push(ring, books, values)
    count[books] = np.minimum(count[books] + 1, ring.shape[1])
