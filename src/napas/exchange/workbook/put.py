"""Our text of a cell into a cell of a spreadsheet that reads as the same text again.

Text is never taken for a formula. What a spreadsheet would not keep exactly, such as
the seventeenth digit of a number, is written as text.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from xlsxwriter.worksheet import Worksheet

from napas.exchange.cells import NUMBER, read_cell
from napas.exchange.columns import Column, Kind, Reference
from napas.exchange.formulas import guard, looks_like_formula, unguard
from napas.exchange.workbook.interpret import flag_label
from napas.exchange.workbook.look import Look
from napas.exchange.workbook.wording import Wording, word_label

MIDNIGHT = time()
LONGEST_TEXT = 32_767
"""Characters of a cell that a spreadsheet keeps; ours are refused far below."""
FIRST_SAFE_DAY = date(1900, 3, 1)
"""Before it spreadsheets count a day that never was."""
FIGURES = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.SHARE})
FLAGS = {"true": True, "false": False}
Labels = Mapping[Reference, Mapping[str, str]]
"""How codes of a kind are shown."""


@dataclass(frozen=True)
class Putter:
    """Writes cells of one book.

    Attributes:
        zone: IANA name of the clock on which moments are shown.
        labels: how codes are shown in drop-downs; others are shown as they are.
    """

    look: Look
    wording: Wording
    zone: str
    labels: Labels

    def put(
        self, sheet: Worksheet, at: tuple[int, int], written: str, column: Column
    ) -> None:
        """Write a text of ours in its column; empty text leaves the cell empty.

        Args:
            sheet: to write on.
            at: row and column, from 0.
            written: as a table of ours holds it.
            column: of that table.
        """
        text = written.strip()
        if not text:
            return
        if column.kind in FIGURES and keeps_exactly(text):
            sheet.write_number(*at, float(text), self.look["number"])
        elif column.kind in FIGURES and NUMBER.fullmatch(text):
            sheet.write_string(*at, text, self.look["text"])
        elif column.kind in (Kind.MOMENT, Kind.DAY):
            self._put_moment(sheet, at, text, column)
        else:
            sheet.write_string(*at, self._shown(text, column), self.look["text"])

    def _shown(self, text: str, column: Column) -> str:
        if column.kind is Kind.FLAG and text.lower() in FLAGS:
            return flag_label(FLAGS[text.lower()], self.wording)
        if column.kind is Kind.WORD:
            assert column.words is not None, f"{column.name} needs its closed list"
            return self._word(text, column.words)
        if column.kind is Kind.CODE:
            bare = unguard(text)
            for kind in column.refers:
                if bare in self.labels.get(kind, {}):
                    return self.labels[kind][bare]
        return harmless(text)

    def _word(self, text: str, words: type[StrEnum]) -> str:
        known = {member.value: member for member in words}
        return (
            word_label(known[text], self.wording) if text in known else harmless(text)
        )

    def _put_moment(
        self, sheet: Worksheet, at: tuple[int, int], text: str, column: Column
    ) -> None:
        told = read_cell(text, column)
        if isinstance(told, datetime):
            local = self._local(told)
            if local is not None:
                style = "second" if local.second else "moment"
                sheet.write_datetime(*at, local, self.look[style])
                return
        elif isinstance(told, date) and told >= FIRST_SAFE_DAY:
            sheet.write_datetime(*at, told, self.look["day"])
            return
        sheet.write_string(*at, harmless(text), self.look["text"])

    def _local(self, moment: datetime) -> datetime | None:
        """The moment on the book's clock; None where it would not read the same.

        Midnight would read as a day whose hour nobody told.
        """
        local = moment.astimezone(self._clock).replace(tzinfo=None)
        offsets = {
            local.replace(tzinfo=self._clock, fold=at).utcoffset() for at in (0, 1)
        }
        back = local.replace(tzinfo=self._clock).astimezone(UTC)
        whole = not moment.microsecond and local.date() >= FIRST_SAFE_DAY
        whole = whole and local.time() != MIDNIGHT
        return local if whole and len(offsets) == 1 and back == moment else None

    @cached_property
    def _clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def keeps_exactly(text: str) -> bool:
    """Whether a spreadsheet keeps a number with all its digits."""
    if not NUMBER.fullmatch(text):
        return False
    value = float(text)
    return math.isfinite(value) and float(f"{value:.16G}") == value


def harmless(text: str) -> str:
    """Text that no office program runs, nor one that reads what it saved."""
    return (guard(text) if looks_like_formula(text) else text)[:LONGEST_TEXT]
