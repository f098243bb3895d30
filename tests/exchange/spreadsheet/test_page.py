"""The page on spreadsheets says what the reader does."""

from dataclasses import fields
from pathlib import Path

import pytest

from napas.exchange.spreadsheet.limits import LIMITS, MIB
from napas.exchange.spreadsheet.signature import ENDINGS
from napas.exchange.spreadsheet.values import UNCALCULATED

PAGE = (Path(__file__).parents[3] / "docs" / "spreadsheets.md").read_text("utf-8")
MB = 1_000_000
SHOWN = {
    "file_b": f"{LIMITS.file_b // MB} MB",
    "unpacked_b": f"{LIMITS.unpacked_b // MB} MB",
    "ratio_from_b": f"{LIMITS.ratio_from_b // 1_000} kB",
    "memory_b": f"{LIMITS.memory_b // MIB} MiB",
    "time_s": f"{LIMITS.time_s} s each",
    "answer_b": f"{LIMITS.answer_b // MB} MB",
}


@pytest.mark.parametrize("name", [field.name for field in fields(LIMITS)])
def test_the_page_names_every_limit(name: str) -> None:
    assert SHOWN.get(name, f"{getattr(LIMITS, name):,}") in PAGE


@pytest.mark.parametrize("told", [*ENDINGS, UNCALCULATED])
def test_the_page_names_what_is_read(told: str) -> None:
    assert f"`{told}`" in PAGE
