from datetime import date
from math import inf, nan
from pathlib import Path

import pytest

from napas.parameters import Parameter
from napas.parameters.registry import (
    ParameterTableError,
    TableFault,
    load,
    load_sources,
    read_tables,
)

GOOD = {"value": 0.2, "low": 0.1, "high": 0.25, "unit": "share", "source": "judgement"}
SOURCES = '[judgement]\ntext = "Engineering judgement."\n'


def write(folder: Path, lines: str, sources: str = SOURCES) -> Path:
    (folder / "sources.toml").write_text(sources)
    (folder / "tanks.toml").write_text(lines)
    (folder / "README.txt").write_text("not a table")
    return folder


def entry(**change: str) -> str:
    told = {
        "value": "0.2",
        "low": "0.1",
        "high": "0.25",
        "unit": '"share"',
        "source": '"judgement"',
        **change,
    }
    lines = [f"{name} = {text}" for name, text in told.items() if text]
    return "\n".join(["[heel_share]", *lines, ""])


def test_a_table_is_read_whole(tmp_path: Path) -> None:
    lines = entry(applies_to='"hospitals"', note='"of 10 t"', valid_from="2021-07-01")

    assert read_tables(write(tmp_path, lines)) == {
        "tanks.heel_share": Parameter(
            name="tanks.heel_share",
            value=0.2,
            low=0.1,
            high=0.25,
            unit="share",
            source="judgement",
            applies_to="hospitals",
            note="of 10 t",
            valid_from=date(2021, 7, 1),
        )
    }


@pytest.mark.parametrize(
    ("lines", "fault", "detail"),
    [
        (entry(value="nan"), TableFault.NOT_FINITE, ""),
        (entry(high="inf"), TableFault.NOT_FINITE, ""),
        (entry(value="0.3"), TableFault.OUTSIDE_RANGE, ""),
        (entry(value="0.05"), TableFault.OUTSIDE_RANGE, ""),
        (entry(unit='""'), TableFault.NO_UNIT, ""),
        (entry(source='"hearsay"'), TableFault.SOURCE_UNKNOWN, "hearsay"),
        (entry(source=""), TableFault.FIELDS_MISSING, "source"),
        (entry(low="", high=""), TableFault.FIELDS_MISSING, "high, low"),
        (entry(vlaue="1"), TableFault.FIELDS_UNKNOWN, "vlaue"),
        (entry(value='"0.2"'), TableFault.NOT_A_NUMBER, "value"),
        (entry(low="true"), TableFault.NOT_A_NUMBER, "low"),
        ("heel_share = 0.2\n", TableFault.NOT_A_TABLE, ""),
    ],
)
def test_a_faulty_entry_fails_loudly(
    tmp_path: Path, lines: str, fault: TableFault, detail: str
) -> None:
    with pytest.raises(ParameterTableError) as refusal:
        read_tables(write(tmp_path, lines))

    assert refusal.value.params == {
        "name": "tanks.heel_share",
        "fault": fault,
        "detail": detail,
    }


@pytest.mark.parametrize(
    "sources", ["[judgement]\n", '[judgement]\ntext = ""\n', 'judgement = "x"\n']
)
def test_a_source_without_text_fails_loudly(tmp_path: Path, sources: str) -> None:
    with pytest.raises(ParameterTableError) as refusal:
        read_tables(write(tmp_path, entry(), sources))

    assert refusal.value.params["fault"] is TableFault.NO_TEXT


@pytest.mark.parametrize("figure", [nan, inf])
def test_no_parameter_is_without_a_finite_figure(figure: float) -> None:
    with pytest.raises(ParameterTableError):
        Parameter("a.b", figure, 0.0, 1.0, "share", "judgement")


def test_the_packaged_tables_are_in_order() -> None:
    parameters = load()

    assert parameters["tanks.heel_share"].unit == "share"
    assert all(known.low <= known.value <= known.high for known in parameters.values())
    assert load() is parameters


def test_every_source_exists_and_is_used() -> None:
    used = {parameter.source for parameter in load().values()}

    assert used == set(load_sources())
