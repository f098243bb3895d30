import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.scenario import scenario
from napas.cli.taken import ScenarioFolderTakenError
from napas.domain.network import FacilityKind
from napas.exchange.hospital_register import RegisterMapError
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.whereabouts import COUNTRIES

SHARED = Path(__file__).parents[2] / "../shared/data/indonesia-2021"
HEAD = "kode_rs,name,province_bps,regency_bps,regency,type,class,owner,beds\n"
ROWS = (
    "3171012,RSUD Nyata,31,3171,Kota Nyata,RSU,B,Pemprop,200\n"
    "3201023,RSUD Lain,32,3201,Kabupaten Lain,RSU,C,Pemkab,90\n"
    "5271034,RS Tanpa,52,5271,Kota Timur,RSU,D,Swasta,0\n"
)
POINTS = "regency_bps,name,lat,lon\n3171,Kota Nyata,-6.26,106.81\n"
SMALL = """
name = "small"
country = "idn"
as_of = 2021-07-10T05:00:00Z
synthetic_note_id = "Sintetis."
synthetic_note_xx = "?"
seed = 3
"""
PLACES = (
    "territory,need_t_per_day,bed_occupancy_share,source\n"
    "31,524,0.9,Kemenkes\n32,478,0.8,Kemenkes\n52,36,,rule\n"
)
PLANTS = (
    "code,name,company,territory,latitude_deg,longitude_deg,offered_t_per_day\n"
    "P05,Pulogadung,Samator,31,-6.19,106.91,101\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "hospitals.csv"
    file.write_text(HEAD + ROWS, encoding="utf-8")
    return file


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "scenario.toml").write_text(SMALL, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    (folder / "plants.csv").write_text(PLANTS, encoding="utf-8")
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(scenario, ["hospitals", *map(str, words)])


def hospitals_of(read: ScenarioRead) -> dict[str, str]:
    assert read.situation is not None
    return {
        each.code: each.name
        for each in read.situation.facilities
        if each.kind is FacilityKind.HOSPITAL
    }


def test_a_register_is_put_into_a_scenario(
    tmp_path: Path, register: Path, base: Path
) -> None:
    out = tmp_path / "out"
    result = run("--from", register, "--scenario", base, "--out", out)
    assert result.exit_code == 0, result.output
    made = read_scenario(out)
    assert list(hospitals_of(made)) == ["3171012", "3201023", "5271034"]
    assert made.settings is not None
    assert made.settings.seed == 3
    ((language, note),) = made.settings.synthetic_notes
    assert (language, note) != ("id", "Sintetis.")
    assert (out / "places.csv").read_text("utf-8").count("Kemenkes") == 2


def test_names_become_codes_unless_they_are_asked_for(
    tmp_path: Path, register: Path, base: Path
) -> None:
    for word, name in (("--json", "3171012"), ("--keep-names", "RSUD Nyata")):
        out = tmp_path / word.strip("-")
        result = run("--from", register, "--scenario", base, "--out", out, word)
        assert result.exit_code == 0, result.output
        assert hospitals_of(read_scenario(out))["3171012"] == name
    written = "".join(
        file.read_text("utf-8") for file in (tmp_path / "json").glob("*.csv")
    )
    assert "RSUD" not in written


def test_the_answer_counts_what_was_written(
    tmp_path: Path, register: Path, base: Path
) -> None:
    out = tmp_path / "out"
    result = run("--from", register, "--scenario", base, "--out", out, "--json")
    told = json.loads(result.stdout)
    assert told["hospitals"] == 3
    assert told["beds"] == 290
    assert told["hospitals_without_beds"] == 1
    assert told["territories"] == 3
    assert told["folder"] == str(out)
    assert told["names_kept"] is False
    (finding,) = told["findings"]
    assert (finding["code"], finding["subject"], finding["row"]) == (
        "register-beds-unknown",
        "5271034",
        4,
    )


def test_points_and_seed_are_taken(tmp_path: Path, register: Path, base: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(POINTS, encoding="utf-8")
    out = tmp_path / "out"
    words = ("--from", register, "--scenario", base, "--points", points)
    result = run(*words, "--seed", "8", "--out", out)
    assert result.exit_code == 0, result.output
    made = read_scenario(out)
    assert made.settings is not None
    assert made.settings.seed == 8
    assert made.situation is not None
    point = made.situation.country.tree["3171"].point
    assert point is not None
    assert (point.latitude_deg, point.longitude_deg) == (-6.26, 106.81)
    sources = (out / "territories.csv").read_text("utf-8")
    assert sources.count("point as told") == 1
    assert sources.count("point synthetic") == 2


def test_many_findings_of_a_kind_are_shown_in_part_and_counted(
    tmp_path: Path, register: Path, base: Path
) -> None:
    rows = "".join(f"317190{n},RS,31,3171,Kota,RSU,C,x,0\n" for n in range(7))
    register.write_text(HEAD + ROWS + rows, encoding="utf-8")
    result = run("--from", register, "--scenario", base, "--out", tmp_path / "out")
    assert result.exit_code == 0
    shown = result.stderr.splitlines()
    assert len(shown) == 4
    assert "5" in shown[-1]


def test_a_register_that_cannot_be_read_writes_nothing(
    tmp_path: Path, register: Path, base: Path
) -> None:
    register.write_text("kode_rs\n1\n", encoding="utf-8")
    out = tmp_path / "out"
    runner = CliRunner()
    words = ["--from", register, "--scenario", base, "--out", out]
    status = runner.invoke(
        scenario, ["hospitals", *map(str, words)], standalone_mode=False
    )
    assert status.return_value == 1
    assert status.stderr
    assert not out.exists()


def test_what_stops_a_register_is_one_object_too(
    tmp_path: Path, register: Path, base: Path
) -> None:
    register.write_text("kode_rs\n1\n", encoding="utf-8")
    out = tmp_path / "out"
    result = run("--from", register, "--scenario", base, "--out", out, "--json")
    told = json.loads(result.stdout)
    assert {finding["grade"] for finding in told["findings"]} >= {"stop"}


@pytest.mark.parametrize("seed", ["-1", "9" * 30, "1.5"])
def test_a_seed_no_scenario_could_keep_is_refused(
    seed: str, tmp_path: Path, register: Path, base: Path
) -> None:
    out = tmp_path / "out"
    words = ("--from", register, "--scenario", base, "--out", out)
    assert run(*words, "--seed", seed).exit_code == 2
    assert not out.exists()


def test_a_register_may_name_a_territory_the_country_has(
    tmp_path: Path, register: Path, base: Path
) -> None:
    row = "9999999,RS Ganda,32,31,Jakarta,RSU,C,Pemprop,80\n"
    register.write_text(HEAD + ROWS + row, encoding="utf-8")
    result = run("--from", register, "--scenario", base, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "9999999" in result.stderr
    assert "9999999" not in hospitals_of(read_scenario(tmp_path / "out"))


def test_a_base_that_cannot_be_read_writes_nothing(
    tmp_path: Path, register: Path, base: Path
) -> None:
    (base / "plants.csv").unlink()
    out = tmp_path / "out"
    words = ["hospitals", "--from", register, "--scenario", base, "--out", out]
    status = CliRunner().invoke(scenario, list(map(str, words)), standalone_mode=False)
    assert status.return_value == 1
    assert not out.exists()


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, register: Path, base: Path
) -> None:
    result = run("--from", register, "--scenario", base, "--out", base)
    assert isinstance(result.exception, ScenarioFolderTakenError)
    file = tmp_path / "file"
    file.touch()
    result = run("--from", register, "--scenario", base, "--out", file)
    assert isinstance(result.exception, ScenarioFolderTakenError)


def test_an_own_map_of_columns_is_used(
    tmp_path: Path, register: Path, base: Path
) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text("[columns]\n", encoding="utf-8")
    words = ("--from", register, "--scenario", base, "--columns", columns)
    result = run(*words, "--out", tmp_path / "out")
    assert isinstance(result.exception, RegisterMapError)


def test_a_country_of_ones_own_goes_along(
    tmp_path: Path, register: Path, base: Path
) -> None:
    shutil.copytree(COUNTRIES / "idn", base / "mine")
    told = SMALL.replace('"idn"', '"mine"')
    (base / "scenario.toml").write_text(told, encoding="utf-8")
    out = tmp_path / "out"
    result = run("--from", register, "--scenario", base, "--out", out)
    assert result.exit_code == 0, result.output
    made = read_scenario(out)
    assert made.settings is not None
    assert made.settings.country == "country"
    assert len(hospitals_of(made)) == 3


@pytest.mark.shared
def test_the_real_register_keeps_all_its_hospitals_and_shows_none_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}")
    monkeypatch.chdir(tmp_path)
    words = ("--from", SHARED / "hospitals.csv", "--points", SHARED / "regencies.csv")
    result = run(*words, "--json")
    told = json.loads(result.stdout)
    assert (told["hospitals"], told["beds"]) == (2_925, 271_859)
    assert told["hospitals_without_beds"] == 120
    assert {each["code"] for each in told["findings"]} == {"register-beds-unknown"}
    out = tmp_path / "var" / "scenario-indonesia-2021-07"
    made = read_scenario(out)
    assert [(each.code, each.subject) for each in made.findings] == [
        ("plant-offers-above-design", "P06")
    ]
    assert all(code == name for code, name in hospitals_of(made).items())
    assert "RSUD" not in (out / "facilities.csv").read_text("utf-8")
