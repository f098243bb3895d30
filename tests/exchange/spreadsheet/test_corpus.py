"""Each file of the corpus comes out as its case says: read exactly, or refused."""

from collections import Counter

import pytest

from napas.exchange.spreadsheet.answer import read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.limits import LIMITS
from napas.exchange.spreadsheet.parsing import parse
from tests.exchange.spreadsheet.corpus import (
    archives,
    office_open,
    office_open_shapes,
    open_document,
    records,
    text_tables,
)
from tests.exchange.spreadsheet.corpus.case import Case, told

CASES = [
    *archives.cases(),
    *office_open.cases(),
    *office_open_shapes.cases(),
    *open_document.cases(),
    *records.cases(),
    *text_tables.cases(),
]
AT_LEAST = 200
BEGINNING = "spreadsheet-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.ending}: {case.name}")
def test_a_file_of_the_corpus_is_read_or_refused_as_it_should(case: Case) -> None:
    answer = parse(case.content, case.ending, LIMITS)

    found = read_answer(answer, f"laporan{case.ending}", LIMITS)

    if isinstance(found, Book):
        assert case.refused == ""
        assert told(found.sheets[0]) == case.rows
        codes = {finding.code.removeprefix(BEGINNING) for finding in found.findings}
        assert tuple(sorted(codes)) == case.doubts
    else:
        assert found.code.removeprefix(BEGINNING) == case.refused
        assert found.spot.file == f"laporan{case.ending}"


def test_the_corpus_is_large_and_no_name_stands_twice() -> None:
    names = Counter((case.ending, case.name) for case in CASES)

    assert len(CASES) >= AT_LEAST
    assert max(names.values()) == 1
