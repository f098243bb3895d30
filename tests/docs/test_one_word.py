"""One concept has one word: the sentences keep to those of the glossary."""

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
    return {
        code: told["id"]
        for file in (ROOT / "src/napas/locale").glob("*.toml")
        for code, told in tomllib.loads(file.read_text("utf-8")).items()
    }


@pytest.mark.parametrize("stray", STRAY)
def test_sentences_keep_to_the_word_of_the_glossary(stray: str) -> None:
    assert f"| {STRAY[stray]} |" in GLOSSARY
    told = sentences()
    assert len(told) > len(STRAY)
    assert [code for code, text in told.items() if stray in text.lower()] == []
