"""`napas layout`: learn a sender's form, list what is known, read a file."""

import json
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from napas.cli.layout import LayoutMissingError, layout
from napas.domain.choice import Choice, Decision, Written
from napas.domain.identifier import SubjectKind
from napas.exchange.matching.choices import append_choice

SCENARIO = Path(__file__).parents[1] / "scenarios/xar-wave"
COUNTRY = SCENARIO.parents[1] / "countries/xar"
TABLE = "Code,Date,Liquid stock (kg),Used liquid\n{code},2022-01-05,{stock},1 t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario of an invented country."""
    copytree(COUNTRY, tmp_path / "countries/xar")
    return copytree(SCENARIO, tmp_path / "scenarios/wave")


def run(*words: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(layout, [*words, "--lang", "en"])


def code_of(folder: Path) -> str:
    """The first facility of a scenario."""
    lines = (folder / "facilities.csv").read_text(encoding="utf-8").splitlines()
    return lines[1].split(",")[0]


def sent(folder: Path, stock: str = "1200") -> Path:
    """A table that a sender wrote."""
    file = folder.parent / "sent.csv"
    file.write_text(TABLE.format(code=code_of(folder), stock=stock), encoding="utf-8")
    return file


def learned(folder: Path, *, confirmed: bool = True) -> Path:
    """A layout proposed from a table, and looked through."""
    told = run(
        "learn",
        str(sent(folder)),
        "--name",
        "d",
        "--sender",
        "Dinas",
        "--in",
        str(folder),
    )
    assert told.exit_code == 0, told.stderr
    assert "A proposed layout was written" in told.stdout
    assert "Used liquid: The header of this column names no unit" in told.stdout
    file = folder / "layouts/d-v1.toml"
    if confirmed:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("confirmed = false", "confirmed = true"))
    return file


def test_a_learned_layout_is_listed_and_reads_the_file(folder: Path) -> None:
    learned(folder)
    listed = run("list", str(folder))
    assert listed.stdout == "d version 1 by Dinas: 2 columns of figures\n"
    told = run("read", str(sent(folder)), "--layout", "d", "--in", str(folder))
    assert told.exit_code == 0
    assert "1,200 kg = 1,200.0 kg" in told.stdout
    assert "1 t = 1,000.0 kg" in told.stdout
    assert "2 reports read; 0 findings. Nothing was stored." in told.stdout


def test_a_proposal_is_listed_as_one_and_not_read(folder: Path) -> None:
    learned(folder, confirmed=False)
    assert "only a proposal" in run("list", str(folder)).stdout
    told = run("read", str(sent(folder)), "--layout", "d", "--in", str(folder))
    assert isinstance(told.exception, LayoutMissingError)


def test_what_is_open_is_said_with_its_readings(folder: Path) -> None:
    learned(folder)
    file = str(sent(folder, "1.200"))
    told = run("read", file, "--layout", "d", "--in", str(folder))
    assert told.exit_code == 0
    assert "may mean: 1200 kg = 1200 kg | 1.2 kg = 1.2 kg" in told.stderr
    told = run("read", file, "--layout", "d", "--in", str(folder), "--json")
    document = json.loads(told.stdout)
    assert [one["mass_kg"] for one in document["reports"]] == [1000.0]
    assert [one["code"] for one in document["findings"]] == ["layout-number-open"]


def test_counted_cylinders_are_told_without_a_mass(folder: Path) -> None:
    file = folder.parent / "sent.csv"
    file.write_text(f"Code,Date,Full cylinders\n{code_of(folder)},2022-01-05,7\n")
    arguments = ("--name", "c", "--sender", "Dinas", "--in", str(folder))
    assert run("learn", str(file), *arguments).exit_code == 0
    layout_file = folder / "layouts/c-v1.toml"
    text = layout_file.read_text(encoding="utf-8")
    layout_file.write_text(text.replace("confirmed = false", "confirmed = true"))
    told = run("read", str(file), "--layout", "c", "--in", str(folder))
    assert "7 pieces (" in told.stdout


def test_a_broken_layout_is_said_beside_the_list(folder: Path) -> None:
    (folder / "layouts").mkdir()
    (folder / "layouts/x.toml").write_text("?", encoding="utf-8")
    assert "x.toml" in run("list", str(folder)).stderr


def test_a_file_that_is_no_table_stops(folder: Path) -> None:
    file = folder.parent / "sent.xlsx"
    file.write_bytes(b"no workbook")
    arguments = ("--name", "d", "--sender", "Dinas", "--in", str(folder))
    told = run("learn", str(file), *arguments)
    assert told.exit_code == 1
    assert "sent.xlsx" in told.stderr


def test_a_sheet_that_is_not_there_stops(folder: Path) -> None:
    arguments = ("--name", "d", "--sender", "D", "--in", str(folder), "--sheet", "Z")
    told = run("learn", str(sent(folder)), *arguments)
    assert told.exit_code == 1
    assert 'There is no sheet "Z"' in told.stderr


def test_a_table_of_other_columns_stops(folder: Path) -> None:
    learned(folder)
    file = folder.parent / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    told = run("read", str(file), "--layout", "d", "--in", str(folder))
    assert told.exit_code == 1


def test_a_scenario_that_cannot_be_read_stops(tmp_path: Path) -> None:
    told = run("list", str(tmp_path))
    assert told.exit_code == 1
    assert "scenario.toml" in told.stderr


def test_a_scenario_that_cannot_be_read_is_one_object_too(tmp_path: Path) -> None:
    file = tmp_path / "sent.csv"
    file.write_text("a\n1\n", encoding="utf-8")
    words = ("read", str(file), "--layout", "d", "--in", str(tmp_path), "--json")
    told = run(*words)
    assert told.exit_code == 1
    document = json.loads(told.stdout)
    assert document["reports"] == []
    assert "file-missing" in {fault["code"] for fault in document["findings"]}


def rows_of(folder: Path) -> list[str]:
    """The lines of the table of reports below its header."""
    return (folder / "reports.csv").read_text(encoding="utf-8").splitlines()[1:]


def append(folder: Path, file: Path, *words: str) -> Result:
    return run(
        *("read", str(file), "--layout", "d", "--in", str(folder), "--append", *words)
    )


def test_what_was_read_is_added_once_to_the_reports(folder: Path) -> None:
    learned(folder)
    told = append(folder, sent(folder))
    assert told.exit_code == 0
    assert "2 reports were added to reports.csv; 0 stood there" in told.stdout
    assert "Nothing was stored" not in told.stdout
    code = code_of(folder)
    assert rows_of(folder)[0].startswith(f"{code},liquid,stock,1200.0,kg,2022-01-0")
    assert rows_of(folder)[0].endswith(",file,Dinas,")

    kept = rows_of(folder)
    again = append(folder, sent(folder), "--json")
    document = json.loads(again.stdout)
    assert document["appended"] == {
        "file": "reports.csv",
        "added": 0,
        "present": 2,
        "refused": 0,
    }
    assert rows_of(folder) == kept


def test_without_the_option_nothing_is_stored(folder: Path) -> None:
    learned(folder)
    run("read", str(sent(folder)), "--layout", "d", "--in", str(folder))
    assert not (folder / "reports.csv").exists()


def test_a_file_that_contradicts_what_stands_there_is_told_of(folder: Path) -> None:
    learned(folder)
    append(folder, sent(folder))
    kept = rows_of(folder)
    told = append(folder, sent(folder, "1300"))
    assert (
        "0 reports were added to reports.csv; 1 stood there already; 1" in told.stdout
    )
    assert "says 1,300 kg, but reports.csv already has 1,200 kg" in told.stderr
    assert rows_of(folder) == kept


def test_what_is_open_is_not_added(folder: Path) -> None:
    learned(folder)
    told = append(folder, sent(folder, "1.200"))
    assert "may mean: 1200 kg = 1200 kg" in told.stderr
    assert [row.split(",")[2] for row in rows_of(folder)] == ["use"]


def test_a_file_that_stops_adds_nothing(folder: Path) -> None:
    learned(folder)
    file = folder.parent / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert append(folder, file).exit_code == 1
    assert not (folder / "reports.csv").exists()


def test_a_name_that_was_chosen_once_is_known_from_then_on(folder: Path) -> None:
    learned(folder)
    file = folder.parent / "sent.csv"
    text = file.read_text("utf-8").replace(code_of(folder), "Rumah Sakit Lain")
    file.write_text(text, encoding="utf-8")
    unknown = append(folder, file)
    assert "0 reports were added" in unknown.stdout
    assert "Rumah Sakit Lain" in unknown.stderr

    written = Written(SubjectKind.FACILITY, "", "Rumah Sakit Lain", sender="Dinas")
    at = datetime(2022, 1, 5, tzinfo=UTC)
    chosen = Choice(written, Decision.CHOSEN, "Ani", at, code_of(folder))
    append_choice(folder, chosen)

    assert "2 reports were added" in append(folder, file).stdout
    assert rows_of(folder)[0].startswith(code_of(folder))


@pytest.mark.parametrize(
    ("decision", "subject"), [(Decision.CHOSEN, "gone"), (Decision.NOBODY, "")]
)
def test_a_choice_of_nobody_who_is_there_is_not_used(
    decision: Decision, subject: str, folder: Path
) -> None:
    learned(folder)
    written = Written(SubjectKind.FACILITY, "", code_of(folder))
    at = datetime(2022, 1, 5, tzinfo=UTC)
    append_choice(folder, Choice(written, decision, "Ani", at, subject))

    assert "0 reports were added" in append(folder, sent(folder)).stdout
