"""Folders that were read, written, and read again."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from napas.domain.country import Country
from napas.exchange import read_country, read_scenario, write_scenario

XAR = Path(__file__).parents[1] / "countries" / "xar"
SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"


def land() -> Country:
    country, _ = read_country(XAR)
    assert country is not None
    return country


LAND = land()


@pytest.mark.parametrize("times", [1, 2])
def test_a_whole_scenario_survives_being_written(times: int, tmp_path: Path) -> None:
    first = read_scenario(SCENARIO)
    read = first
    for at in range(times):
        assert read.situation is not None
        assert read.settings is not None
        folder = tmp_path / str(at)
        write_scenario(read.situation, read.settings, folder, base=LAND)
        read = read_scenario(folder, LAND)

    assert read == first


def test_the_small_scenario_survives_being_written(
    folder: Path, tmp_path: Path
) -> None:
    first = read_scenario(folder)
    base, _ = read_country(folder / "negeri")
    assert base is not None
    assert first.situation is not None
    assert first.settings is not None

    write_scenario(first.situation, first.settings, tmp_path / "again", base=base)

    assert read_scenario(tmp_path / "again", base) == first


def test_a_folder_that_was_changed_reads_otherwise(
    folder: Path, tmp_path: Path
) -> None:
    read = read_scenario(folder)
    assert read.situation is not None
    assert read.settings is not None
    target = tmp_path / "again"
    write_scenario(read.situation, read.settings, target, base=read.situation.country)
    file = target / "plants.csv"
    file.write_text(file.read_text("utf-8").replace("40.0", "41.0"), encoding="utf-8")

    assert read_scenario(target, read.situation.country).situation != read.situation


def test_what_the_country_has_is_not_written_again(tmp_path: Path) -> None:
    read = read_scenario(SCENARIO)
    assert read.situation is not None
    assert read.settings is not None
    target = tmp_path / "again"
    target.mkdir()
    (target / "territories.csv").write_text("left over", encoding="utf-8")

    write_scenario(read.situation, read.settings, target, base=LAND)

    written = {file.name for file in target.iterdir()}
    assert "links.csv" not in written
    assert "territories.csv" not in written
    assert {"places.csv", "plants.csv", "scenario.toml"} <= written


def test_no_written_text_begins_like_a_formula(folder: Path, tmp_path: Path) -> None:
    read = read_scenario(folder)
    assert read.situation is not None
    assert read.settings is not None
    place = replace(read.situation.places[0], need_note="=HYPERLINK(0)")
    hostile = replace(read.situation, places=(place,))

    write_scenario(hostile, read.settings, tmp_path / "x", base=read.situation.country)

    with (tmp_path / "x" / "places.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["need_note"] == "'=HYPERLINK(0)"
