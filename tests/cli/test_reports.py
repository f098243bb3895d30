"""Reports of hospitals, from the table of a folder to the plan and its page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from napas.cli.main import run
from tests.exchange.conftest import GOOD

Out = pytest.CaptureFixture[str]
HEAD = "facility,form,what,value,unit,as_of,known_at,channel,source,synthetic\n"
LEVELS_T = (12.4, 11.9, 11.4, 10.9, 10.4, 9.9, 9.4, 8.9, 8.4)
USE_T_PER_DAY = 0.5
HOURS = 25.0
"""From the last trusted report to the moment of the picture."""
TRUSTED_AT, HELD_AT = "2021-07-09T04:00:00Z", "2021-07-10T04:00:00Z"


def line(value: float | str, unit: str, what: str = "stock", day: int = 10) -> str:
    return f"H1,liquid,{what},{value},{unit},2021-07-{day:02d}T04:00:00Z,,WA,petugas,\n"


MORNINGS = "".join(
    line(level_t, "t", day=day) + line(USE_T_PER_DAY, "t/day", "use", day)
    for day, level_t in enumerate(LEVELS_T, 1)
)


def lay(folder: Path, *today: str, stocks: str = "") -> str:
    """A scenario whose hospital H1 tells its liquid by reports alone."""
    others = [
        row for row in GOOD["stocks.csv"].splitlines(keepends=True) if "H1," not in row
    ]
    files = {
        **GOOD,
        "stocks.csv": "".join(others) + stocks,
        "reports.csv": HEAD + MORNINGS + "".join(today),
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return str(folder)


def document(out: Out, *words: str) -> dict[str, Any]:
    assert run([*words, "--json"]) == 0
    told = json.loads(out.readouterr().out)
    assert isinstance(told, dict)
    return told


def cover(told: dict[str, Any]) -> dict[str, Any]:
    (row,) = [
        row
        for row in told["facilities"]
        if (row["code"], row["form"]) == ("H1", "liquid")
    ]
    assert isinstance(row, dict)
    return row


@pytest.mark.parametrize(
    ("value", "unit", "meant"),
    [
        (7900.0, "t", "7,900 kg"),
        (7.9, "kg", "7.9 t"),
        (6.9, "m3@15C", "6.9 kL of liquid"),
        (7.9, "kL LOX", "7.9 t"),
    ],
)
def test_check_says_where_what_was_read_and_what_may_have_been_meant(
    value: float, unit: str, meant: str, tmp_path: Path, capsys: Out
) -> None:
    folder = lay(tmp_path / "s", line(value, unit))

    told = document(capsys, "check", folder, "--lang", "en")

    of_reports = [each for each in told["findings"] if each["file"] == "reports.csv"]
    asked = [each for each in of_reports if each["code"] == "report-mixup"]
    (finding,) = asked
    assert (finding["row"], finding["column"]) == (2 + 2 * len(LEVELS_T), "value")
    assert (finding["subject"], finding["grade"]) == ("H1", "set-aside")
    assert f"Reported stock: {value:,.{int(value < 10)}f}" in finding["text"]
    assert f"Was {meant} meant?" in finding["text"]


def test_check_says_it_in_indonesian_first(tmp_path: Path, capsys: Out) -> None:
    assert run(["check", lay(tmp_path / "s", line(7900, "t"))]) == 0

    assert "Mungkin maksudnya 7.900 kg?" in capsys.readouterr().out


def test_a_held_value_is_nowhere_in_the_plan(tmp_path: Path, capsys: Out) -> None:
    first = document(capsys, "plan", lay(tmp_path / "a", line(7900, "t")))
    other = document(capsys, "plan", lay(tmp_path / "b", line(876543210, "t")))

    for told in (first, other):
        del told["findings"], told["run"]
    assert first == other


def test_the_last_trusted_one_stands_in_less_what_was_used(
    tmp_path: Path, capsys: Out
) -> None:
    held = cover(document(capsys, "plan", lay(tmp_path / "a", line(7900, "t"))))
    left_t = LEVELS_T[-1] - USE_T_PER_DAY * HOURS / 24.0
    stock = f"H1,liquid,,{left_t:.9f},2021-07-10T05:00:00Z,stale,by hand\n"
    by_hand = cover(document(capsys, "plan", lay(tmp_path / "b", stocks=stock)))

    assert (held["held_at"], held["trusted_at"]) == (HELD_AT, TRUSTED_AT)
    assert (by_hand["held_at"], by_hand["trusted_at"]) == (None, None)
    assert held["state"] == "stale"
    for name in ("cover_low_h", "cover_h", "cover_high_h", "as_of", "state"):
        assert held[name] == by_hand[name]


def test_an_accepted_report_is_used_as_it_is(tmp_path: Path, capsys: Out) -> None:
    told = document(capsys, "plan", lay(tmp_path / "a", line(7.9, "t")))

    assert cover(told)["held_at"] is None
    assert cover(told)["as_of"] == HELD_AT
    assert cover(told)["state"] == "known"


def test_a_held_report_below_the_red_line_alarms_in_plan_page_and_check(
    tmp_path: Path, capsys: Out
) -> None:
    folder = lay(tmp_path / "a", line(0.79, "t"))
    told = document(capsys, "plan", folder, "--out", str(tmp_path / "out"))

    (alarm,) = [
        each
        for each in told["findings"]
        if each["code"] == "report-held-below-red-line"
    ]
    assert (alarm["file"], alarm["row"]) == ("reports.csv", 2 + 2 * len(LEVELS_T))
    assert alarm["params"]["hours"] == 0.0
    assert cover(told)["cover_h"] > 24.0
    page = (tmp_path / "out" / "plan.html").read_text("utf-8")
    for words in ("Jangan menunggu: telepon sekarang", "Do not wait: call now"):
        (before, *_) = page.split(words)
        assert '<ul class="alarms"' in before
    assert run(["check", folder, "--lang", "en"]) == 0
    assert "Do not wait: call now" in capsys.readouterr().out


def test_a_held_report_that_leaves_enough_alarms_nobody(
    tmp_path: Path, capsys: Out
) -> None:
    told = document(
        capsys,
        *("plan", lay(tmp_path / "a", line(7900, "t"))),
        *("--out", str(tmp_path / "out")),
    )

    codes = {each["code"] for each in told["findings"]}
    assert "report-beyond-tank" in codes
    assert "report-held-below-red-line" not in codes
    page = (tmp_path / "out" / "plan.html").read_text("utf-8")
    assert '<ul class="alarms"' not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "laporan ditahan; yang terakhir dipercaya 9 Jul 11.00"),
        ("en", "held report; last trusted of 9 Jul 11:00"),
    ],
)
def test_the_page_and_the_summary_say_that_a_report_is_held(
    language: str, words: str, tmp_path: Path, capsys: Out
) -> None:
    folder, out = lay(tmp_path / "a", line(7900, "t")), tmp_path / "out"

    assert run(["plan", folder, "--lang", language, "--out", str(out)]) == 0

    assert words in capsys.readouterr().out
    assert words in re.sub(r"<[^>]+>", "", (out / "plan.html").read_text("utf-8"))
    rows = (out / "facilities.csv").read_text("utf-8").splitlines()
    assert any(row.endswith(f",{HELD_AT},{TRUSTED_AT}") for row in rows)


def test_a_first_report_that_is_held_leaves_the_hours_unknown(
    tmp_path: Path, capsys: Out
) -> None:
    folder = lay(tmp_path / "a", line(7900, "t"))
    first = HEAD + line(7900, "t")
    (Path(folder) / "reports.csv").write_text(first, "utf-8")

    row = cover(document(capsys, "plan", folder))

    assert (row["cover_h"], row["state"]) == (None, "unknown")
    assert (row["held_at"], row["trusted_at"]) == (HELD_AT, None)


def test_the_doctor_asks_to_answer_held_reports(tmp_path: Path, capsys: Out) -> None:
    told = document(capsys, "doctor", lay(tmp_path / "a", line(7900, "t")))
    calm = document(capsys, "doctor", lay(tmp_path / "b", line(7.9, "t")))

    (gap,) = [each for each in told["gaps"] if each["code"] == "lack-answers"]
    assert gap["subjects"] == ["H1"]
    assert "lack-answers" not in {each["code"] for each in calm["gaps"]}
