"""Break a good folder in one place: exactly that fault is found, and the rest reads."""

import csv
import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Formatter

import pytest

import napas
from napas.domain.finding import Finding, Grade
from napas.exchange import ExchangeCode, read_scenario
from napas.exchange.files import LARGEST_FILE_B, read_text

X = ExchangeCode
Lay = Callable[[Mapping[str, str | bytes]], Path]
Place = tuple[Grade, ExchangeCode, str, int, str, str]
SENTENCES = tomllib.loads(
    (Path(napas.__file__).parent / "locale" / "exchange.toml").read_text("utf-8")
)
P, L, F = "places.csv", "plants.csv", "facilities.csv"
ALL, GONE = "(all)", "(gone)"
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\a": "\a", "\\u202e": "\u202e"}


def breaks() -> dict[str, dict[str, str]]:
    """The corpus: in a file, old text becomes new, and one fault is found.

    `(all)` is the whole file, `(gone)` no file at all; line ends and characters that
    cannot be seen are written as escapes.
    """
    file = Path(__file__).with_name("broken_folders.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["name"]: row for row in csv.DictReader(stream)}


BREAKS = breaks()


def text(written: str) -> str:
    for escape, mark in ESCAPES.items():
        written = written.replace(escape, mark)
    return written


def apply(files: dict[str, str], change: dict[str, str]) -> dict[str, str | bytes]:
    file, old, new = change["file"], text(change["old"]), text(change["new"])
    if new == GONE:
        return {name: files[name] for name in files if name != file}
    if old == ALL:
        return {**files, file: new}
    assert old in files[file], "the good folder has other words"
    return {**files, file: files[file].replace(old, new, 1)}


def said_in_full(fault: Finding) -> bool:
    """Whether the sentences of a fault mention nothing but what it carries."""
    given = dict(fault.params).keys()
    return all(
        hole is None or hole in given
        for language in ("id", "en")
        for _, hole, _, _ in Formatter().parse(SENTENCES[fault.code][language])
    )


def as_found(fault: Finding) -> Place:
    assert isinstance(fault.code, ExchangeCode)
    spot = fault.spot
    return (fault.grade, fault.code, spot.file, spot.row, spot.column, fault.subject)


@pytest.mark.parametrize("name", BREAKS)
def test_one_break_is_found_with_its_place_and_nothing_else_is(
    name: str, good: dict[str, str], lay: Lay
) -> None:
    change = BREAKS[name]
    grade, code = Grade(change["grade"]), ExchangeCode(change["code"])
    spot = (change["found_in"], int(change["row"]), change["column"])

    read = read_scenario(lay(apply(good, change)))

    found = [as_found(fault) for fault in read.findings]
    assert found == [(grade, code, *spot, change["subject"])]
    assert [fault.code for fault in read.findings if not said_in_full(fault)] == []
    assert (read.situation is None) is (grade is Grade.STOP)
    if read.situation is not None:
        assert read.situation.findings == read.findings


@pytest.mark.parametrize(
    ("place", "content", "code"),
    [
        ((P, 3), b"territory,need_t_per_day\n1,2\n\xff\xfe,3\n", X.FILE_NOT_UTF8),
        ((P, 1), "territory".encode("utf-16"), X.FILE_NOT_UTF8),
        (("scenario.toml", 0), b"name = " + b"[" * 5000, X.FILE_NOT_TOML),
        (("scenario.toml", 0), b"seed = " + b"9" * 5000, X.FILE_NOT_TOML),
        ((P, 1), b",".join(b"c%d" % at for at in range(9000)), X.TABLE_TOO_WIDE),
    ],
    ids=[
        "bytes of another code",
        "two bytes a letter",
        "nested without end",
        "number without end",
        "columns without end",
    ],
)
def test_a_file_that_is_no_text_stops_with_its_line(
    place: tuple[str, int],
    content: bytes,
    code: ExchangeCode,
    good: dict[str, str],
    lay: Lay,
) -> None:
    read = read_scenario(lay({**good, place[0]: content}))

    found = [as_found(fault) for fault in read.findings]
    assert found == [(Grade.STOP, code, *place, "", "")]


@pytest.mark.parametrize(
    ("length", "code"), [(3000, X.CELL_TOO_LONG), (200_000, X.ROW_MALFORMED)]
)
def test_a_cell_that_is_far_too_long_is_set_aside(
    length: int, code: ExchangeCode, good: dict[str, str], lay: Lay
) -> None:
    read = read_scenario(lay({**good, P: good[P].replace("menteri", "m" * length)}))

    assert [(fault.code, fault.spot.row) for fault in read.findings] == [(code, 2)]


def test_a_sentence_that_mentions_what_a_fault_does_not_carry_is_noticed() -> None:
    assert not said_in_full(Finding(Grade.STOP, X.COLUMN_UNIT))
    assert said_in_full(Finding(Grade.STOP, X.COLUMN_MISSING))


def test_every_fault_of_the_file_door_has_a_sentence_in_both_languages() -> None:
    lacking = [
        code
        for code in ExchangeCode
        if not {"id", "en"} <= SENTENCES.get(code, {}).keys()
    ]

    assert lacking == []


def test_a_hundred_faults_are_all_found_at_once(good: dict[str, str], lay: Lay) -> None:
    rows = "".join(f"H{at},RS,2,hospital,,,abc,,0,24,false\n" for at in range(100, 200))
    files = {**good, F: good[F] + rows, P: good[P].replace("2,20", "2,x")}

    read = read_scenario(lay(files))

    assert len(read.findings) == 101
    assert read.situation is not None
    assert len(read.situation.facilities) == 102


def test_faults_of_every_file_are_found_though_there_is_no_country(
    good: dict[str, str], lay: Lay
) -> None:
    files = {
        **good,
        "scenario.toml": good["scenario.toml"].replace("negeri", "atlantis"),
        P: good[P].replace("2,20", "2,x"),
        "orders.csv": good["orders.csv"].replace(",8,", ",NaN,"),
    }

    codes = [fault.code for fault in read_scenario(lay(files)).findings]

    assert codes == [X.COUNTRY_UNKNOWN, X.CELL_NOT_A_NUMBER, X.CELL_NOT_FINITE]


def test_faults_of_every_file_are_found_though_there_is_no_scenario_file(
    good: dict[str, str], lay: Lay
) -> None:
    files = {**good, P: good[P].replace("2,20", "2,x")}
    del files["scenario.toml"]

    read = read_scenario(lay(files))

    codes = [fault.code for fault in read.findings]
    assert codes == [X.FILE_MISSING, X.CELL_NOT_A_NUMBER]
    assert read.settings is None


def test_a_misspelt_table_is_pointed_out(good: dict[str, str], lay: Lay) -> None:
    read = read_scenario(lay({**good, "vehicle.csv": "code\n"}))

    (fault,) = read.findings
    assert fault.code is X.FILE_UNKNOWN
    assert "vehicles.csv" in str(dict(fault.params)["near"])


@pytest.mark.parametrize("file", ["scenario.toml", P, "vehicles.csv"])
def test_a_link_is_not_followed(file: str, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (folder / file).rename(outside)
    (folder / file).symlink_to(outside)

    read = read_scenario(folder)

    assert [as_found(fault) for fault in read.findings] == [
        (Grade.STOP, X.FILE_IS_LINK, file, 0, "", "")
    ]


@pytest.mark.parametrize("file", ["scenario.toml", P, "vehicles.csv"])
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    file: str, folder: Path
) -> None:
    (folder / file).unlink()
    os.mkfifo(folder / file)

    read = read_scenario(folder)

    assert [as_found(fault) for fault in read.findings] == [
        (Grade.STOP, X.FILE_UNREADABLE, file, 0, "", "")
    ]


def test_a_file_without_end_is_not_read(folder: Path) -> None:
    with (folder / P).open("ab") as stream:
        stream.truncate(LARGEST_FILE_B + 1)

    read = read_scenario(folder)

    assert [as_found(fault) for fault in read.findings] == [
        (Grade.STOP, X.FILE_TOO_LARGE, P, 0, "", "")
    ]


def test_a_path_the_machine_refuses_is_unreadable(tmp_path: Path) -> None:
    fault = read_text(tmp_path, "a" * 5000)

    assert isinstance(fault, Finding)
    assert fault.code is X.FILE_UNREADABLE


def test_the_name_of_a_strange_file_can_be_shown(folder: Path) -> None:
    (folder / "a\x1b[31m.csv").write_text("code\n", encoding="utf-8")

    (fault,) = read_scenario(folder).findings

    assert fault.code is X.FILE_UNKNOWN
    assert fault.spot.file.isprintable()


def test_a_country_behind_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "negeri").rename(tmp_path / "outside")
    (folder / "negeri").symlink_to(tmp_path / "outside")

    (fault,) = read_scenario(folder).findings

    assert fault.code is X.COUNTRY_PATH_REFUSED


def test_a_folder_in_the_place_of_a_table_cannot_be_read(folder: Path) -> None:
    (folder / "crews.csv").unlink()
    (folder / "crews.csv").mkdir()

    (fault,) = read_scenario(folder).findings

    assert fault.code is X.FILE_UNREADABLE
