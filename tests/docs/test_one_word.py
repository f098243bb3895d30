"""One concept has one word: the sentences keep to those of the glossary."""

import csv
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
STRAY = {
    "kisaran": "rentang",
    "rapat massa": "massa jenis",
    "rekaan": "angka sintetis",
    "buatan": "angka sintetis",
    "sisa bawah": "sisa tangki",
    "jenjang": "tingkat wilayah",
    "masker berkantong": "alat pemberian oksigen",
}
"""What was once written beside the word of the glossary."""


def sentences() -> dict[str, str]:
    """What the program says, and what its scenarios say on a screen."""
    said = {
        code: told["id"]
        for file in (ROOT / "src/napas/locale").glob("*.toml")
        for code, told in tomllib.loads(file.read_text("utf-8")).items()
    }
    for file in (ROOT / "scenarios").glob("*/scenario.toml"):
        for name, told in tomllib.loads(file.read_text("utf-8")).items():
            if name.endswith("_id"):
                said[f"{file.parent.name} {name}"] = told
    for file in (ROOT / "scenarios").glob("*/claims.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                said[f"{file.parent.name} {row['code']}"] = row["reason_id"]
    return said


def test_what_scenarios_say_is_held_to_the_words_too() -> None:
    told = sentences()
    assert "sintetis" in told["indonesia-2021-07 synthetic_note_id"]
    assert told["indonesia-2021-07 0715-cilegon-restart"] == "satu pabrik saja"


@pytest.mark.parametrize("stray", STRAY)
def test_sentences_keep_to_the_word_of_the_glossary(stray: str) -> None:
    assert f"| {STRAY[stray]} |" in GLOSSARY
    told = sentences()
    assert len(told) > len(STRAY)
    assert [code for code, text in told.items() if stray in text.lower()] == []
