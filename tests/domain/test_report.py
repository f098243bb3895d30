"""What a hospital reports, and whether it is trusted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from napas.domain.finding import Code, Grade, find
from napas.domain.network import Form
from napas.domain.report import (
    Judged,
    Meaning,
    Mixup,
    Report,
    ReportKind,
    Verdict,
)

NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)
STOCK = Report(
    "RS1", Form.LIQUID, ReportKind.STOCK, 3.2, "t", NOON, NOON, mass_kg=3200.0
)
FULL = Report(
    "RS1", Form.CYLINDER, ReportKind.FULL, 7.0, "tabung", NOON, NOON, pieces=7.0
)


class Doubt(Code):
    """A doubt about a report."""

    STRANGE = "report-strange-in-a-test"


DOUBT = find(Grade.SET_ASIDE, Doubt.STRANGE)


def test_a_report_is_read_as_a_mass_or_as_pieces() -> None:
    assert STOCK.read
    assert FULL.read
    assert not replace(STOCK, mass_kg=None, unit="gelas").read


@pytest.mark.parametrize(
    "wrong",
    [
        {"pieces": 3.0, "form": Form.CYLINDER},
        {"pieces": 3.0, "mass_kg": None},
        {"what": ReportKind.EMPTY},
        {"value": -1.0},
        {"mass_kg": -1.0},
        {"as_of": datetime(2021, 7, 10)},  # noqa: DTZ001 - without a zone on purpose
    ],
)
def test_a_report_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        replace(STOCK, **wrong)  # type: ignore[arg-type] # wrong on purpose


def test_a_report_that_is_not_simply_accepted_says_why() -> None:
    assert Judged(STOCK, Verdict.ACCEPTED).trusted
    assert Judged(STOCK, Verdict.QUESTIONED, (DOUBT,)).trusted
    assert not Judged(STOCK, Verdict.HELD, (DOUBT,)).trusted
    with pytest.raises(ValueError, match="needs a reason"):
        Judged(STOCK, Verdict.HELD)


def test_a_meaning_is_an_amount_with_its_odds() -> None:
    meant = Meaning(Mixup.THOUSAND, 3200.0, "kg", 3200.0, 0.9)
    assert meant.mass_kg == 3200.0
    with pytest.raises(ValueError, match=r"."):
        replace(meant, odds_share=1.2)
