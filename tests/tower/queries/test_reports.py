"""Reports that came with a picture and those that came one by one, side by side."""

from dataclasses import replace
from datetime import timedelta

import pytest

from napas.domain.access import Viewer
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.actions.report_stock import report_stock
from napas.tower.queries.situation import situation
from tests.tower.cast import (
    LATER,
    NOW,
    OFFICER,
    REPORTER,
    SUPPLIER,
    at,
    sent,
    wave,
)

pytestmark = pytest.mark.usefixtures("empty_books")
EARLIER = NOW - timedelta(hours=6)
TYPED = Report(
    facility="H-002",
    form=Form.CYLINDER,
    what=ReportKind.STOCK,
    value=500.0,
    unit="kg",
    as_of=EARLIER,
    known_at=EARLIER,
    mass_kg=500.0,
)


def told(viewer: Viewer) -> tuple[Report, ...]:
    return situation(viewer, at(LATER), stale_h=24.0).reports


def test_what_a_picture_and_a_hospital_reported_is_kept_as_typed_and_once() -> None:
    picture = replace(wave(), reports=(TYPED,))
    enter_facts(OFFICER, sent(), situation=picture)
    enter_facts(OFFICER, sent(), situation=replace(picture, name="again"))
    report_stock(
        REPORTER,
        sent(at=LATER),
        facility="H-002",
        form=Form.CYLINDER,
        value=410.0,
        unit="kg",
    )

    assert [(each.value, each.unit) for each in told(OFFICER)] == [
        (500.0, "kg"),
        (410.0, "kg"),
    ]
    assert told(OFFICER)[0] == TYPED
    assert [each.value for each in told(REPORTER)] == [500.0, 410.0]


def test_reports_of_a_hospital_are_not_for_its_suppliers() -> None:
    enter_facts(OFFICER, sent(), situation=replace(wave(), reports=(TYPED,)))

    assert told(SUPPLIER) == ()
