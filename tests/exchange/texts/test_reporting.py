"""What a clear message comes to as reports; an unclear one comes to none."""

from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.exchange.texts.readings import (
    FacilityRead,
    Item,
    ItemRole,
    Message,
    MessageKind,
    Passage,
    Question,
    TextQuestion,
)
from napas.exchange.texts.reporting import MessageReports, reports_of

NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
HERE = Passage(0, 1)
STOCK = Item(ItemRole.STOCK, HERE, "2.5 t", 2.5, "t", form=Form.LIQUID, mass_kg=2500.0)
USE = Item(ItemRole.USE, HERE, "1 t", 1.0, "t/day", rate_kg_per_day=1000.0)
FULL = Item(ItemRole.FULL, HERE, "30", 30.0, "pieces", cylinder="besar")
MORE = Item(ItemRole.FULL, HERE, "12", 12.0, "pieces", cylinder="kecil")


def told(
    *items: Item,
    code: str = "H1",
    questions: tuple[Question, ...] = (),
    breathes: Form = Form.LIQUID,
) -> MessageReports:
    message = Message(MessageKind.REPORT, FacilityRead(code), (HERE,), items, questions)
    return reports_of(message, NOON, LATER, breathes=breathes)


def test_a_clear_message_becomes_reports_as_typed() -> None:
    found = told(STOCK, FULL)

    assert found.left == ()
    assert found.reports == (
        Report(
            *("H1", Form.LIQUID, ReportKind.STOCK, 2.5, "t", NOON, LATER),
            mass_kg=2500.0,
            channel="message",
        ),
        Report(
            *("H1", Form.CYLINDER, ReportKind.FULL, 30.0, "pieces", NOON, LATER),
            pieces=30.0,
            channel="message",
        ),
    )


def test_a_message_that_leaves_a_question_comes_to_nothing() -> None:
    question = Question(TextQuestion.UNIT_UNCLEAR, HERE, "500 m3")

    assert told(STOCK, questions=(question,)) == MessageReports()
    assert told(STOCK, code="") == MessageReports()


@pytest.mark.parametrize("form", [Form.LIQUID, Form.CYLINDER])
def test_a_use_without_form_is_of_what_the_hospital_breathes_from(form: Form) -> None:
    (report,) = told(USE, breathes=form).reports

    assert (report.form, report.what, report.mass_kg) == (form, ReportKind.USE, 1000.0)
    assert (report.value, report.unit) == (1.0, "t/day")


def test_a_use_in_pieces_is_of_cylinders() -> None:
    used = Item(ItemRole.USE, HERE, "8", 8.0, "pieces/day")

    (report,) = told(used).reports

    assert (report.form, report.pieces, report.unit) == (Form.CYLINDER, 8.0, "pieces")


def test_tanks_and_sizes_add_up() -> None:
    other = Item(
        ItemRole.STOCK, HERE, "500 kg", 500.0, "kg", form=Form.LIQUID, mass_kg=500.0
    )

    liquid, pieces = told(STOCK, FULL, other, MORE).reports

    assert (liquid.value, liquid.unit) == (3000.0, "2.5 t + 500 kg")
    assert liquid.mass_kg == 3000.0
    assert pieces.pieces == 42.0


def test_what_is_no_report_or_has_no_form_is_told_and_not_kept() -> None:
    need = Item(ItemRole.NEED, HERE, "5 t", 5.0, "t", mass_kg=5000.0)
    formless = Item(ItemRole.RECEIVED, HERE, "4 t", 4.0, "t", mass_kg=4000.0)

    found = told(need, formless, STOCK)

    assert found.left == ("5 t", "4 t")
    assert len(found.reports) == 1


def test_what_cannot_be_added_is_told_and_not_kept() -> None:
    massless = Item(ItemRole.STOCK, HERE, "45%", 45.0, "%", form=Form.LIQUID)

    found = told(STOCK, massless)

    assert found == MessageReports(left=("2.5 t", "45%"))
