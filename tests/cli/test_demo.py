"""`napas demo`: the sections on the screen, the page on the disk, and no terminal."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from napas.cli import demo
from napas.cli.main import run

TESTS = Path(__file__).parents[1]
ANSWERED, STOPPED = 0, 1
Out = pytest.CaptureFixture[str]


@pytest.fixture
def wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small scenario stands in for the founding one, which takes its time."""
    for name in ("scenarios/xar-wave", "countries/xar"):
        shutil.copytree(TESTS / name, tmp_path / name)
    folder = tmp_path / "scenarios" / "xar-wave"
    monkeypatch.setattr(demo, "founding_scenario", lambda: folder)
    return folder


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Untuk Bahasa Indonesia", "SUPPLY SECURED", "THE CHAIN", "plan.html")),
        ("id", ("For English", "plan.html")),
    ],
)
def test_the_demonstration_prints_its_sections_and_writes_the_page(
    language: str, words: tuple[str, ...], tmp_path: Path, capsys: Out
) -> None:
    out = tmp_path / "out"
    assert run(["demo", "--out", str(out), "--lang", language]) == ANSWERED
    told = capsys.readouterr().out
    for word in words:
        assert word in told
    assert "<html" in (out / "plan.html").read_text("utf-8")
    assert list(out.glob("*.csv"))


@pytest.mark.usefixtures("wave")
def test_the_demonstration_needs_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["demo", "--out", str(tmp_path / "out")]) == ANSWERED
    pipe.flush()
    assert (tmp_path / "out" / "plan.html").exists()


def test_a_broken_scenario_stops_the_demonstration(wave: Path, capsys: Out) -> None:
    (wave / "places.csv").unlink()
    assert run(["demo", "--out", str(wave / "out")]) == STOPPED
    assert "places.csv" in capsys.readouterr().err
    assert not (wave / "out").exists()
