"""A carriage return inside a text never ends the row it stands in."""

import csv
import inspect
import io
import pkgutil
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import napas
from napas.domain.choice import Choice, Decision, Written
from napas.domain.identifier import SubjectKind
from napas.exchange.matching.choices import append_choice, read_choices
from napas.exchange.writing import LONG_END, Lines, write_rows

NOON = datetime(2021, 7, 10, 12, tzinfo=UTC)
HOSTILE = "RS\r=cmd|'/c calc'!A0"
rows = st.lists(st.lists(st.text("a\r\n\",='"), min_size=1, max_size=3), max_size=4)


@given(rows)
def test_any_table_comes_back_as_it_was_written(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(Lines(stream), lineterminator=LONG_END).writerows(table)

    found = list(csv.reader(io.StringIO(stream.getvalue(), newline=""), strict=True))

    assert found == table


def test_rows_end_with_one_sign_and_keep_a_bare_return_in_quotes() -> None:
    stream = io.StringIO(newline="")
    write_rows(stream, ["name"], {"name"}, [{"name": HOSTILE}, {"name": "RS"}])

    assert stream.getvalue() == f'name\n"{HOSTILE}"\nRS\n'


def test_a_choice_with_a_bare_return_stays_one_row(tmp_path: Path) -> None:
    written = Written(SubjectKind.FACILITY, HOSTILE)
    choice = Choice(written, Decision.CHOSEN, "petugas", NOON, "H1")
    for _ in range(2):
        append_choice(tmp_path, choice)

    assert read_choices(tmp_path) == ((choice, choice), ())


def test_no_module_writes_rows_with_a_short_end() -> None:
    modules = [
        module.name
        for module in pkgutil.walk_packages(napas.__path__, "napas.")
        if not module.name.endswith("__main__")
    ]
    short = [
        name
        for name in modules
        if 'lineterminator="' in inspect.getsource(import_module(name))
    ]

    assert short == []
