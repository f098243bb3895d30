"""Kill -9 of a process that writes: nothing acknowledged is lost, nothing is torn."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from napas.tower.records.journal import JournalRow
from napas.tower.records.ledger import AccountRow, MovementRow, unbalanced
from napas.tower.records.reports import ReportRow
from tests.tower.cast import COUNTRY, REPORTER, enter_wave
from tests.tower.writer import POINTS

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("NAPAS_KILLS", "10"))
LONGEST_S = 60


def run_until_killed(url: str, notes: Path, run: int, point: str) -> None:
    """Let a writer write until it dies, by its own hand or after a random while."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.tower.writer", str(notes), str(run), point],
        cwd=ROOT,
        env={
            **os.environ,
            "NAPAS_DATABASE": url,
            "NAPAS_COUNTRY": str(COUNTRY),
            "DJANGO_SETTINGS_MODULE": "napas.tower.settings",
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    if point == "any":
        wait_for_first(notes, run)
        time.sleep(random.Random(run).uniform(0.0, 1.0))  # noqa: S311 - no secret
        process.kill()
    _, fault = process.communicate(timeout=LONGEST_S)
    assert process.returncode == -signal.SIGKILL, fault


def wait_for_first(notes: Path, run: int) -> None:
    """Wait until the writer was answered once."""
    end = time.monotonic() + LONGEST_S
    while not any(key.startswith(f"{run}-") for key in acknowledged(notes)):
        assert time.monotonic() < end, "the writer never wrote"
        time.sleep(0.02)


def acknowledged(notes: Path) -> list[str]:
    """The keys of wishes that were answered; a torn last line was not."""
    return notes.read_text().split("\n")[:-1] if notes.exists() else []


def is_whole() -> bool:
    """Whether the database finds itself intact."""
    if connection.vendor != "sqlite":
        return True  # the server was not killed
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return bool(cursor.fetchone()[0] == "ok")


def test_nothing_that_was_acknowledged_is_lost(
    fresh: str,
    tmp_path: Path,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.NAPAS_COUNTRY = str(COUNTRY)
    enter_wave()
    notes = tmp_path / "acknowledged"
    lost = torn = 0
    for run in range(1, KILLS + 1):
        run_until_killed(fresh, notes, run, POINTS[run % len(POINTS)])
        stored = set(
            JournalRow.objects.filter(actor=REPORTER.person).values_list(
                "key", flat=True
            )
        )
        told = set(acknowledged(notes))
        lost += len(told - stored)
        torn += len(unbalanced(AccountRow.objects.all()))
        assert len(stored) == ReportRow.objects.count()
        assert len(stored - told) <= run, "at most one unanswered wish for each kill"
        assert sum(AccountRow.objects.values_list("balance_g", flat=True)) == 0
        assert is_whole()
    movements = MovementRow.objects.count()
    with capsys.disabled():
        print(
            f"\n{connection.vendor}: {KILLS} kills, {len(told)} acknowledged, "
            f"{lost} lost, {movements} movements, {torn} accounts unbalanced, "
            f"{len(stored - told)} stored unanswered; "
            f"a kill loses in less than {3 / KILLS:.0%} (95 %)"
        )
    assert lost == torn == 0
