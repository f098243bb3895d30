"""Reports of a folder: judged, made into stocks, and set beside those of stocks.csv."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from napas.domain.finding import Finding, Grade
from napas.domain.network import Form
from napas.domain.situation import Situation, Stock, StockState
from napas.exchange import (
    ExchangeCode,
    read_country,
    read_scenario,
    write_scenario,
)
from napas.oversight.doubt import ReportDoubt
from napas.words import say_finding

Lay = Callable[[Mapping[str, str | bytes]], Path]
HEAD = "facility,form,what,value,unit,as_of,known_at,channel,source,synthetic\n"
TODAY = datetime(2021, 7, 10, 4, tzinfo=UTC)
STOCK_ROWS = """\
H1,liquid,T1,6.5,2021-07-10T04:00:00Z,known,laporan
H1,liquid,T2,,,unknown,
"""


def line(
    value: str,
    unit: str = "t",
    what: str = "stock",
    hour: str = "10T04",
    form: str = "liquid",
    rest: str = ",WA,petugas,",
) -> str:
    return f"H1,{form},{what},{value},{unit},2021-07-{hour}:00:00Z,{rest}\n"


def mornings() -> str:
    """Nine mornings of a quiet hospital with fifteen tonnes of tanks."""
    return "".join(
        line(f"{13.0 - 0.5 * day:.1f}", hour=f"0{day + 1}T04")
        + line("0.5", "t/day", "use", f"0{day + 1}T04")
        for day in range(9)
    )


@pytest.fixture
def put(good: dict[str, str], lay: Lay) -> Callable[..., Path]:
    """A good folder with reports, and without stocks of their hospital."""

    def write(*lines: str, stocks: str = "") -> Path:
        held = good["stocks.csv"].replace(STOCK_ROWS, stocks)
        return lay({**good, "stocks.csv": held, "reports.csv": HEAD + "".join(lines)})

    return write


Put = Callable[..., Path]


def read(folder: Path) -> tuple[Situation, tuple[Finding, ...]]:
    found = read_scenario(folder)
    assert found.situation is not None
    return found.situation, found.findings


def stock_of(situation: Situation, form: Form = Form.LIQUID) -> Stock:
    (found,) = [
        each for each in situation.stocks if (each.holder, each.form) == ("H1", form)
    ]
    return found


def test_a_trusted_report_becomes_a_stock(put: Put) -> None:
    situation, findings = read(put(mornings(), line("8.5")))

    assert findings == ()
    assert stock_of(situation).mass_t == pytest.approx(8.5)
    assert stock_of(situation).state is StockState.KNOWN
    assert stock_of(situation).source == "reports.csv"
    assert len(situation.reports) == 19


def test_a_report_is_kept_as_it_was_typed(put: Put) -> None:
    situation, _ = read(put(line("3.2", rest="2021-07-10T04:10:00Z,WA,Bu Sari,true")))
    (report,) = situation.reports

    assert (report.value, report.unit, report.channel) == (3.2, "t", "WA")
    assert (report.source, report.synthetic) == ("Bu Sari", True)
    assert report.mass_kg == pytest.approx(3200.0)
    assert report.known_at > report.as_of
    assert stock_of(situation).state is StockState.SYNTHETIC


def test_a_held_report_never_becomes_a_stock(put: Put) -> None:
    situation, findings = read(put(mornings(), line("8500")))

    assert [each.code for each in findings] == [
        ReportDoubt.BEYOND_TANK,
        ReportDoubt.MIXUP,
    ]
    spot = findings[0].spot
    assert (spot.file, spot.row, spot.column) == ("reports.csv", 20, "value")
    assert findings[0].grade is Grade.SET_ASIDE
    assert "8.500 kg?" in say_finding(findings[1], "id")
    assert stock_of(situation).mass_t == pytest.approx(9.0 - 0.5 * 25.0 / 24.0)
    assert stock_of(situation).state is StockState.STALE


def test_whatever_was_typed_in_a_held_report_the_stocks_are_the_same(put: Put) -> None:
    first, _ = read(put(mornings(), line("8500")))
    second, _ = read(put(mornings(), line("999999999999")))

    assert first.stocks == second.stocks


def test_a_unit_that_cannot_be_read_is_asked_about(put: Put) -> None:
    situation, findings = read(put(mornings(), line("8.5", "m3")))

    assert [each.code for each in findings] == [ReportDoubt.UNIT_UNCLEAR]
    assert situation.reports[-1].mass_kg is None
    assert stock_of(situation).state is StockState.STALE


def test_a_held_report_below_the_red_line_is_an_alarm(put: Put) -> None:
    _, findings = read(put(mornings(), line("2.0", "kg")))

    (alarm,) = [each for each in findings if each.code is ReportDoubt.HELD_LOW]
    spot = alarm.spot
    assert (spot.file, spot.row, spot.column) == ("reports.csv", 20, "value")


def test_full_and_empty_are_told_of_cylinders_alone(put: Put) -> None:
    situation, findings = read(put(line("20", "pcs", "full")))

    assert [(each.code, each.spot.column) for each in findings] == [
        (ExchangeCode.REPORT_KIND_MISFIT, "what")
    ]
    assert situation.reports == ()


def test_a_row_without_a_figure_is_no_report(put: Put) -> None:
    situation, findings = read(put(mornings(), line("")))

    assert [each.spot.column for each in findings] == ["value"]
    assert len(situation.reports) == 18


def test_cylinders_in_pieces_become_a_mass(put: Put) -> None:
    situation, findings = read(put(line("20", "tabung", "full", form="cylinder")))

    assert findings == ()
    assert stock_of(situation, Form.CYLINDER).mass_t == pytest.approx(0.173, abs=0.002)


def test_a_report_of_after_the_picture_is_not_used(put: Put) -> None:
    late = line("8.5", rest="2021-07-11T04:00:00Z,,,")
    situation, findings = read(put(late))

    assert [each.code for each in findings] == [ExchangeCode.REPORT_NOT_KNOWN_YET]
    assert len(situation.reports) == 1
    assert "H1" not in {
        each.holder for each in situation.stocks if each.form is Form.LIQUID
    }


def test_of_a_stock_and_a_report_the_later_counts_and_the_conflict_is_said(
    put: Put,
) -> None:
    older = "H1,liquid,T1,3,2021-07-10T01:00:00Z,known,x\n"
    newer = "H1,liquid,T1,3,2021-07-10T05:00:00Z,known,x\n"

    by_report, said = read(put(mornings(), line("8.5"), stocks=older))
    by_stock, also_said = read(put(mornings(), line("8.5"), stocks=newer))

    assert stock_of(by_report).mass_t == pytest.approx(8.5)
    assert stock_of(by_stock).mass_t == 3.0
    for findings, used in ((said, 8.5), (also_said, 3.0)):
        (conflict,) = findings
        assert conflict.code is ExchangeCode.REPORT_AND_STOCK_DIFFER
        assert dict(conflict.params)["used"] == pytest.approx(used)
        assert conflict.subject == "H1"


@pytest.mark.parametrize(
    "row",
    [
        "H1,liquid,T1,8.4,2021-07-10T01:00:00Z,known,x\n",
        "H1,liquid,T1,,,unknown,x\n",
    ],
)
def test_a_stock_that_agrees_or_is_unknown_is_no_conflict(put: Put, row: str) -> None:
    situation, findings = read(put(mornings(), line("8.5"), stocks=row))

    assert findings == ()
    assert stock_of(situation).mass_t == pytest.approx(8.5)


def test_a_stock_that_is_known_stays_beside_reports_that_are_not_trusted(
    put: Put,
) -> None:
    row = "H1,liquid,T1,3,2021-07-10T01:00:00Z,known,x\n"

    situation, findings = read(put(line("8500"), stocks=row))

    assert stock_of(situation).mass_t == 3.0
    assert ExchangeCode.REPORT_AND_STOCK_DIFFER not in [each.code for each in findings]
    told = (stock_of(situation).held_at, stock_of(situation).trusted_at)
    assert told == (TODAY, TODAY - timedelta(hours=3))


def test_a_stock_newer_than_a_held_report_takes_its_place(put: Put) -> None:
    row = "H1,liquid,T1,3,2021-07-10T04:30:00Z,known,x\n"

    situation, _ = read(put(mornings(), line("8500"), stocks=row))

    assert stock_of(situation).mass_t == 3.0
    assert stock_of(situation).held_at is None


def test_what_stands_in_for_a_held_report_says_so(put: Put) -> None:
    situation, _ = read(put(mornings(), line("8500")))

    assert stock_of(situation).held_at == TODAY
    assert stock_of(situation).trusted_at == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    "today", [line("8.5"), line("8500"), line("8.5", "m3"), line("20", "x", "use")]
)
@pytest.mark.parametrize(
    "stocks", ["", "H1,liquid,T1,3,2021-07-10T05:00:00Z,known,x\n"]
)
def test_reports_survive_being_written(
    put: Put, today: str, stocks: str, tmp_path: Path
) -> None:
    folder = put(mornings(), today, stocks=stocks)
    first = read_scenario(folder)
    base, _ = read_country(folder / "negeri")
    assert base is not None
    assert first.situation is not None
    assert first.settings is not None

    write_scenario(first.situation, first.settings, tmp_path / "again", base=base)

    assert read_scenario(tmp_path / "again", base) == first
    written = (tmp_path / "again" / "stocks.csv").read_text("utf-8")
    assert "reports.csv" not in written
