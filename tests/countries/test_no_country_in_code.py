"""A country is a folder: no code knows the words of the first one."""

import re
from pathlib import Path

import pytest

import napas
from napas.exchange import read_country
from napas.exchange.whereabouts import COUNTRIES

PACKAGE = Path(napas.__file__).parent
FREE = ("countries", "locale", "scenarios")
SOURCES = [
    file
    for file in sorted(PACKAGE.rglob("*.py"))
    if file.relative_to(PACKAGE).parts[0] not in FREE
]


def forbidden() -> re.Pattern[str]:
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    provinces = [province.name for province in country.tree.at_level(1)]
    # The word of a religion or a colour would be an accident; these are names.
    words = ["BPS", "PPKM", "WIB", "WITA", "rupiah", *provinces]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


FORBIDDEN = forbidden()


@pytest.mark.parametrize(
    "file", SOURCES, ids=lambda file: str(file.relative_to(PACKAGE))
)
def test_no_source_file_names_what_belongs_to_one_country(file: Path) -> None:
    found = FORBIDDEN.findall(file.read_text("utf-8"))

    assert found == []


@pytest.mark.parametrize(
    "text", ['"BPS 2021"', "# PPKM Darurat", "harga dalam Rupiah", "dki jakarta = 1"]
)
def test_such_words_would_be_found(text: str) -> None:
    assert FORBIDDEN.search(text)
