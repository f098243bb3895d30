"""Keeping labels apart."""

from collections.abc import Sequence


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places as little as needed to be a gap apart, between low and high.

    The order stays. Where the room is too small for all, the gap shrinks.
    """
    if not places:
        return []
    order = sorted(range(len(places)), key=lambda at: places[at])
    gap = min(gap, (high - low) / max(1, len(places) - 1))
    moved = list(places)
    lowest = low
    for at in order:
        moved[at] = max(moved[at], lowest)
        lowest = moved[at] + gap
    highest = high
    for at in reversed(order):
        moved[at] = min(moved[at], highest)
        highest = moved[at] - gap
    return moved


def find_rows(boxes: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """Give each span from left to right the first row where it touches no other."""
    ends: list[float] = []
    rows = []
    for left, right in boxes:
        row = next(
            (row for row, end in enumerate(ends) if end + gap <= left), len(ends)
        )
        if row == len(ends):
            ends.append(right)
        ends[row] = max(ends[row], right)
        rows.append(row)
    return rows


def label_every(rhythm: Sequence[int], step_width: float, label_width: float) -> int:
    """Choose the first count of steps whose labels do not touch.

    Beyond the last count of the rhythm the last one is doubled until it fits.
    """
    for count in rhythm:
        if count * step_width >= label_width:
            return count
    count = rhythm[-1]
    while count * step_width < label_width:
        count *= 2
    return count
