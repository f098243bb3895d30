from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from napas.domain.finding import Code, Grade, find
from napas.domain.network import Form
from napas.domain.report import Judged, Meaning, Mixup, Report, ReportKind, Verdict

MORNING = datetime(2021, 7, 10, 1, tzinfo=UTC)


TYPED = Report(
    facility="H1",
    form=Form.LIQUID,
    what=ReportKind.STOCK,
    value=3.2,
    unit="t",
    as_of=MORNING,
    known_at=MORNING + timedelta(minutes=5),
    mass_kg=3200.0,
)
ALTER: Callable[..., Report] = replace


class Toy(Code):
    """One reason."""

    ODD = "toy-report-odd"


def report(**change: object) -> Report:
    return ALTER(TYPED, **change)


def test_a_report_keeps_what_was_typed_beside_what_was_read() -> None:
    typed = report()

    assert (typed.value, typed.unit, typed.mass_kg) == (3.2, "t", 3200.0)
    assert typed.read


def test_a_report_whose_unit_means_several_amounts_is_kept_unread() -> None:
    assert not report(unit="m3", mass_kg=None).read


def test_cylinders_are_read_as_pieces() -> None:
    counted = report(
        form=Form.CYLINDER, what=ReportKind.FULL, mass_kg=None, pieces=40.0, unit="pcs"
    )

    assert counted.read


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": -1.0},
        {"value": float("nan")},
        {"mass_kg": float("inf")},
        {"mass_kg": -3.0},
        {"as_of": MORNING.replace(tzinfo=None)},
        {"known_at": MORNING.astimezone(timezone(timedelta(hours=7)))},
        {"form": Form.CYLINDER, "pieces": 3.0},
        {"form": Form.CYLINDER, "pieces": -3.0, "mass_kg": None},
        {"pieces": 3.0, "mass_kg": None},
        {"what": ReportKind.FULL},
        {"what": ReportKind.EMPTY},
    ],
)
def test_a_report_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be|not|cylinders"):
        report(**wrong)


def test_what_is_not_accepted_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Judged(report(), Verdict.HELD)

    reason = find(Grade.SET_ASIDE, Toy.ODD)
    assert not Judged(report(), Verdict.HELD, (reason,)).trusted
    assert Judged(report(), Verdict.QUESTIONED, (reason,)).trusted
    assert Judged(report(), Verdict.ACCEPTED).trusted


@pytest.mark.parametrize(
    ("value", "mass_kg", "odds_share"),
    [(-1.0, 1.0, 0.5), (1.0, -1.0, 0.5), (1.0, 1.0, 1.5)],
)
def test_a_meaning_has_amounts_and_a_share(
    value: float, mass_kg: float, odds_share: float
) -> None:
    with pytest.raises(ValueError, match="must be"):
        Meaning(Mixup.THOUSAND, value, "kg", mass_kg, odds_share)
