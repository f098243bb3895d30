"""Whatever lies in a folder, reading it answers with findings and never raises."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from napas.exchange import check_path, read_scenario
from napas.exchange.columns import Table
from napas.exchange.scenario_tables import SCENARIO_TABLES

SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"
COUNTRY = Path(__file__).parents[1] / "countries" / "xar"
FILES = sorted(file.name for file in SCENARIO.iterdir())
LAND = sorted(file.name for file in COUNTRY.iterdir())
NASTY = st.sampled_from(
    [
        *(
            "",
            "NaN",
            "-1",
            "1,5",
            "=1",
            "'",
            '"',
            "\n",
            "\r",
            "\x00",
            "\ufeff",
            "H-001",
        ),
        *("01", "PL-1", "1e400", "2024-13-01T00:00:00Z", "٣", "true", "liquid"),
        "x" * 2500,
    ]
)
CELLS = st.lists(st.lists(st.text(max_size=5) | NASTY, max_size=14), max_size=4)


def scenario_with(folder: Path, name: str, content: bytes) -> Path:
    for file in SCENARIO.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    land = folder / "land"
    land.mkdir()
    for file in COUNTRY.iterdir():
        (land / file.name).write_bytes(file.read_bytes())
    toml = (folder / "scenario.toml").read_text("utf-8")
    (folder / "scenario.toml").write_text(
        toml.replace("../../countries/xar", "land"), encoding="utf-8"
    )
    (folder / name).write_bytes(content)
    return folder


@settings(max_examples=60)
@given(st.sampled_from([*FILES, *(f"land/{name}" for name in LAND)]), st.binary())
def test_bytes_at_random_never_raise(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        check_path(scenario_with(Path(folder), name, content))


@settings(max_examples=150)
@given(st.sampled_from(SCENARIO_TABLES), CELLS, st.sampled_from([",", ";", "\n"]))
def test_rows_at_random_below_a_good_header_never_raise(
    table: Table, cells: list[list[str]], join: str
) -> None:
    header = ",".join(column.name for column in table.columns)
    lines = [header, *(join.join(row) for row in cells)]
    with TemporaryDirectory() as folder:
        content = "\n".join(lines).encode()
        read_scenario(scenario_with(Path(folder), table.file, content))


@settings(max_examples=150)
@given(st.data())
def test_one_cell_at_random_in_a_good_table_never_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in FILES if name.endswith(".csv")]))
    rows = [
        line.split(",") for line in (SCENARIO / name).read_text("utf-8").split("\n")
    ]
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row][column] = data.draw(NASTY | st.text(max_size=6))
    content = "\n".join(",".join(cells) for cells in rows).encode()
    with TemporaryDirectory() as folder:
        read = read_scenario(scenario_with(Path(folder), name, content))

    places = read.situation.places if read.situation else ()
    needs = [place.need_t_per_day for place in places]
    assert all(math.isfinite(need) for need in needs if need is not None)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(
            ["name", "country", "as_of", "level", "seed", "x", "parameters"]
        ),
        st.sampled_from(
            [
                *('"x"', "3", "-3", "1.5", "nan", "inf", "true", "[]", "[1, 2]"),
                *("2024-05-02", "2024-05-02T10:00:00Z", "2024-05-02T10:00:00"),
                *("10:00:00", "{ a = 1 }", "[[[{ a = 2 }]]]", "1" * 400),
                *('{ "tanks.heel_share" = nan }', "{ tanks = { heel_share = [] } }"),
            ]
        ),
    )
)
def test_settings_at_random_never_raise(entries: dict[str, str]) -> None:
    toml = "".join(f"{name} = {value}\n" for name, value in entries.items())
    with TemporaryDirectory() as folder:
        read_scenario(scenario_with(Path(folder), "scenario.toml", toml.encode()))
        check_path(scenario_with(Path(folder) / "land", "country.toml", toml.encode()))
