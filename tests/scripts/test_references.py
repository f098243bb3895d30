from collections.abc import Callable
from datetime import date
from types import ModuleType

import pytest

Reader = Callable[[str], ModuleType]


@pytest.mark.parametrize("name", ["write_code_reference", "write_parameter_reference"])
def test_a_reference_page_is_in_step_with_what_it_describes(
    script: Reader, name: str
) -> None:
    writer = script(name)

    assert writer.PAGE.read_text("utf-8") == writer.page(), f"run scripts/{name}.py"


def test_every_failure_and_finding_stands_on_the_page_of_codes(script: Reader) -> None:
    writer = script("write_code_reference")
    text = writer.PAGE.read_text("utf-8")
    writer.load_rooms()
    codes = [*(kind.code for kind in writer.failures()), *writer.remarks()]

    assert [code for code in codes if f"| `{code}` |" not in text] == []


def test_every_parameter_and_source_stands_on_the_page_of_parameters(
    script: Reader,
) -> None:
    writer = script("write_parameter_reference")
    text = writer.PAGE.read_text("utf-8")

    assert [name for name in writer.load() if f"| `{name}` |" not in text] == []
    assert [key for key in writer.load_sources() if f"| `{key}` |" not in text] == []


def test_a_parameter_with_dates_shows_them(script: Reader) -> None:
    writer = script("write_parameter_reference")
    rule = writer.Parameter(
        name="purity.rule",
        value=0.93,
        low=0.9,
        high=1.0,
        unit="share",
        source="judgement",
        applies_to="hospitals",
        valid_from=date(2020, 6, 8),
        valid_to=date(2021, 1, 1),
    )

    assert writer.holds(rule) == "hospitals from 2020-06-08 until 2021-01-01"
