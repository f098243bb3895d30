"""Reports added to the table of a scenario: each once, none changed, none silently."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.domain.situation import Situation
from napas.exchange import ExchangeCode, read_scenario
from napas.exchange.appending import TableUnfitError
from napas.exchange.report_log import Appended, append_reports
from napas.words import say_finding

MORNING = datetime(2021, 7, 10, 3, tzinfo=UTC)
STOCK = Report(
    facility="H1",
    form=Form.LIQUID,
    what=ReportKind.STOCK,
    value=8.5,
    unit="t",
    as_of=MORNING,
    known_at=MORNING + timedelta(minutes=10),
    mass_kg=8500.0,
    channel="file",
    source="Dinas",
)
Lay = Callable[[Mapping[str, str | bytes]], Path]


def read(folder: Path) -> Situation:
    found = read_scenario(folder).situation
    assert found is not None
    return found


def append(folder: Path, *reports: Report) -> Appended:
    return append_reports(folder, reports, read(folder))


def told(folder: Path) -> list[Report]:
    """The reports of the stock of H1, as they are read again."""
    return [each for each in read(folder).reports if each.what is ReportKind.STOCK]


def test_a_report_is_added_and_read_again_as_it_was(folder: Path) -> None:
    before = read(folder).reports

    appended = append(folder, STOCK)

    assert (appended.added, appended.present, appended.findings) == ((STOCK,), 0, ())
    assert read(folder).reports == (*before, STOCK)


def test_the_same_report_twice_adds_nothing(folder: Path) -> None:
    append(folder, STOCK)
    table = (folder / "reports.csv").read_bytes()

    again = append(folder, STOCK, replace(STOCK, value=8500.0, unit="kg"))

    assert (again.added, again.present, again.findings) == ((), 2, ())
    assert (folder / "reports.csv").read_bytes() == table


def test_another_figure_for_the_same_moment_is_a_finding_and_not_added(
    folder: Path,
) -> None:
    append(folder, STOCK)
    table = (folder / "reports.csv").read_bytes()

    other = replace(STOCK, value=7.5, mass_kg=7500.0, channel="message")
    appended = append(folder, other)

    (finding,) = appended.findings
    assert finding.code is ExchangeCode.REPORT_CONTRADICTS
    assert "says 7.5 t, but reports.csv already has 8.5 t" in say_finding(finding, "en")
    assert "{" not in say_finding(finding, "id")
    assert appended.added == ()
    assert (folder / "reports.csv").read_bytes() == table


def test_two_figures_of_one_batch_that_differ_are_a_finding(folder: Path) -> None:
    other = replace(STOCK, value=7.5, mass_kg=7500.0)

    appended = append(folder, STOCK, other)

    assert appended.added == (STOCK,)
    assert len(appended.findings) == 1
    assert told(folder) == [STOCK]


def test_another_moment_kind_or_facility_is_another_report(folder: Path) -> None:
    later = replace(STOCK, as_of=MORNING + timedelta(minutes=1), value=8.4)
    use = replace(later, what=ReportKind.USE, unit="t/day", mass_kg=8400.0)
    other = replace(STOCK, facility="H2")

    appended = append(folder, STOCK, replace(later, mass_kg=8400.0), use, other)

    assert len(appended.added) == 4


def test_a_day_that_was_read_before_its_end_is_not_added_again_after_it(
    folder: Path,
) -> None:
    """A day's report speaks of its end, and until then of the moment it came."""
    unfinished = replace(STOCK, known_at=MORNING)
    append(folder, unfinished)
    evening = MORNING + timedelta(hours=14)
    finished = replace(STOCK, as_of=evening, known_at=evening)

    assert append(folder, finished).present == 1
    changed = append(folder, replace(finished, value=8.0, mass_kg=8000.0))
    assert len(changed.added) == 1
    assert changed.findings == ()
    another = replace(finished, source="other", as_of=evening + timedelta(hours=1))
    assert len(append(folder, another).added) == 1


def test_a_sum_is_kept_as_what_was_understood_with_what_was_written(
    folder: Path,
) -> None:
    tanks = replace(STOCK, value=5.5, unit="5 t + 500 kg", mass_kg=5500.0)
    used = replace(tanks, what=ReportKind.USE, as_of=MORNING - timedelta(hours=1))
    sizes = replace(
        STOCK,
        form=Form.CYLINDER,
        what=ReportKind.FULL,
        value=12.0,
        unit="7 pieces + 5 pieces",
        mass_kg=None,
        pieces=12.0,
    )

    added = append(folder, tanks, used, sizes).added

    assert [(each.value, each.unit) for each in added] == [
        (5500.0, "kg"),
        (5500.0, "kg/day"),
        (12.0, "pieces"),
    ]
    assert added[0].source == "Dinas (5 t + 500 kg)"
    assert read(folder).reports[-3:] == added
    assert append(folder, tanks, used, sizes).present == 3


def test_a_report_whose_unit_nobody_can_read_is_kept_as_typed(folder: Path) -> None:
    unread = replace(STOCK, unit="m3", mass_kg=None)

    assert append(folder, unread).added == (unread,)
    assert append(folder, unread).present == 1
    assert len(append(folder, replace(unread, value=9.0)).findings) == 1


def test_a_read_figure_and_an_unread_one_of_a_moment_differ(folder: Path) -> None:
    append(folder, STOCK)
    strange = replace(STOCK, unit="m3", mass_kg=None)

    assert len(append(folder, strange).findings) == 1


def test_a_report_of_a_facility_that_is_not_there_has_no_tank(folder: Path) -> None:
    gone = replace(STOCK, facility="gone", unit="%", mass_kg=None)

    assert append(folder, gone).added == (gone,)


def test_a_table_is_begun_where_there_is_none(folder: Path) -> None:
    (folder / "reports.csv").unlink()

    append(folder, STOCK)

    assert read(folder).reports == (STOCK,)


def test_a_table_without_an_end_of_line_or_with_other_columns_is_carried_on(
    folder: Path,
) -> None:
    table = folder / "reports.csv"
    table.write_text("unit,what,form,facility,value,as_of,known_at,channel,source,x")

    append(folder, replace(STOCK, source="=run()"))

    assert table.read_text().splitlines()[1] == (
        "t,stock,liquid,H1,8.5,2021-07-10T03:00:00Z,2021-07-10T03:10:00Z,file,'=run(),"
    )


@pytest.mark.parametrize("head", ["facility,form,what,value,unit,as_of\n", "?\n", ""])
def test_a_table_that_would_lose_something_is_left_as_it_is(
    folder: Path, head: str
) -> None:
    situation = read(folder)
    table = folder / "reports.csv"
    table.write_text(head)

    with pytest.raises(TableUnfitError):
        append_reports(folder, [STOCK], situation)

    assert table.read_text() == head


def test_a_table_that_is_no_text_is_left_as_it_is(folder: Path) -> None:
    situation = read(folder)
    table = folder / "reports.csv"
    table.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(TableUnfitError):
        append_reports(folder, [STOCK], situation)
