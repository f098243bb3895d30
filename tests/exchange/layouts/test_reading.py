"""Layouts as files: read, refused, written and read again."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.codes import ExchangeCode
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import (
    PIECES,
    FigureColumn,
    LayoutKind,
    ReportLayout,
)
from napas.exchange.layouts.reading import read_layout, read_layouts
from napas.exchange.layouts.records import rows_of_json
from napas.exchange.layouts.reports import read_reports
from napas.exchange.layouts.settled import read_settled
from napas.exchange.layouts.writing import file_of, write_layout
from napas.units.number_form import NumberForm
from tests.exchange.layouts.table import LARGE, SMALL, STOCK, context, layout

IDN = Path(__file__).parents[3] / "src/napas/countries/idn"
TYPES = ("1m3", "2m3", "6m3", "7m3")
ANY = layout(STOCK, SMALL, valid_from=date(2021, 7, 1), source="surat dinas")


def keep(folder: Path, *forms: ReportLayout) -> Path:
    """Write layouts into a folder of a scenario."""
    place = folder / "layouts"
    place.mkdir()
    for form in forms:
        (place / file_of(form)).write_text(write_layout(form), encoding="utf-8")
    return folder


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9)
plain_names = names.map(str.strip).filter(lambda name: name and name[0] not in "=+-@'")
figures = st.sampled_from(
    (
        STOCK,
        SMALL,
        LARGE,
        FigureColumn("Isi", ReportKind.FULL, Form.CYLINDER, (PIECES,)),
        FigureColumn("Pakai", ReportKind.USE, Form.LIQUID, ("m3/h@15C", "kg/day")),
        FigureColumn("Datang", ReportKind.RECEIVED, Form.LIQUID, ()),
    )
)


@given(
    sender=plain_names,
    moment_column=plain_names,
    figures=st.lists(figures, min_size=1, max_size=4).map(tuple),
    version=st.integers(1, 99),
    number_form=st.sampled_from((*NumberForm, None)),
    kind=st.sampled_from(LayoutKind),
    confirmed=st.booleans(),
    header_row=st.integers(1, 9),
)
def test_what_is_written_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, **changes: object
) -> None:
    form = layout(**changes)
    folder = tmp_path_factory.mktemp("layout")
    (folder / "a.toml").write_text(write_layout(form), encoding="utf-8")
    assert read_layout(folder, "a.toml", TYPES) == (form, ())


def test_a_sign_of_deletion_survives(tmp_path: Path) -> None:
    written = write_layout(layout(sender="a\x7fb"))
    (tmp_path / "a.toml").write_text(written, encoding="utf-8")
    _, (fault,) = read_layout(tmp_path, "a.toml", TYPES)
    assert fault.code is ExchangeCode.CELL_UNPRINTABLE


def test_the_latest_confirmed_version_in_use_is_chosen(tmp_path: Path) -> None:
    later = layout(version=2, valid_from=date(2021, 7, 20))
    draft = layout(version=3, confirmed=False)
    read = read_layouts(keep(tmp_path, later, layout(), draft), TYPES)
    assert read.findings == ()
    assert [form.version for form in read.layouts] == [1, 2, 3]
    assert read.choose("dinas-kudus", date(2021, 7, 19)) == layout()
    assert read.choose("dinas-kudus", date(2021, 7, 20)) == later
    assert read.choose("lain", date(2021, 7, 20)) is None


def test_a_folder_without_layouts_has_none(tmp_path: Path) -> None:
    assert read_layouts(tmp_path, TYPES).layouts == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('units = "kg"', 'units = "m3"', LayoutCode.UNIT_UNKNOWN),
        ('units = "kg"', 'units = "pieces"', LayoutCode.UNIT_UNKNOWN),
        ('units = "kg"', 'units = "kg/h"', LayoutCode.UNIT_UNKNOWN),
        ('cylinder = "1m3"', 'cylinder = "jumbo"', LayoutCode.CYLINDER_UNKNOWN),
        ('what = "stock"', 'what = "full"', LayoutCode.COUNT_WITHOUT_PIECES),
        ('what = "stock"', 'what = "habis"', ExchangeCode.CELL_WORD_UNKNOWN),
        ("version = 1", "version = 0", ExchangeCode.CELL_OUT_OF_RANGE),
        ("[[figures]]", "[[angka]]", LayoutCode.FIGURES_MISSING),
        ('sender = "', "sender = ", ExchangeCode.FILE_NOT_TOML),
    ],
)
def test_a_broken_layout_is_refused_with_its_fault(
    tmp_path: Path, old: str, new: str, code: object
) -> None:
    written = write_layout(ANY)
    assert old in written
    (tmp_path / "a.toml").write_text(written.replace(old, new), encoding="utf-8")
    read, findings = read_layout(tmp_path, "a.toml", TYPES)
    assert read is None
    assert code in {fault.code for fault in findings}


def test_a_broken_layout_leaves_the_others(tmp_path: Path) -> None:
    keep(tmp_path, layout())
    (tmp_path / "layouts/b.toml").write_text("?", encoding="utf-8")
    read = read_layouts(tmp_path, TYPES)
    assert (len(read.layouts), len(read.findings)) == (1, 1)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"version": 0}, {"header_row": 0}])
def test_a_layout_checks_itself(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        layout(**wrong)


def test_the_daily_message_of_the_ministry_is_read_and_its_cubic_metres_asked() -> None:
    read = read_layouts(IDN, TYPES)
    assert read.findings == ()
    form = read.choose("rs-online-oksigen", date(2021, 7, 10))
    assert form is not None
    message = """{"kode_rs": "3319010", "tanggal": "2021-07-10", "p_cair": 2.5,
        "p_tabung_kecil": 10, "p_tabung_sedang": 0, "p_tabung_besar": 3,
        "k_isi_cair": 4, "k_isi_tabung_kecil": 1, "k_isi_tabung_sedang": 0,
        "k_isi_tabung_besar": 8}"""
    rows, _ = rows_of_json("pesan.json", message, form)
    full_kg = {"1m3": 1.4, "2m3": 2.8, "6m3": 8.4}
    told = read_reports(rows, form, context(full_kg=full_kg))
    use, stock = told.reports
    assert (use.what, stock.what) == (ReportKind.USE, ReportKind.STOCK)
    assert use.form is stock.form is Form.CYLINDER
    assert use.mass_kg == pytest.approx(10 * 1.4 + 3 * 8.4)
    assert stock.mass_kg == pytest.approx(1.4 + 8 * 8.4)
    assert [fault.code for fault in told.findings] == [LayoutCode.UNIT_OPEN] * 2
    settled = {("RS1", "p_cair"): "m3 LOX", ("RS1", "k_isi_cair"): "m3 LOX"}
    again = read_reports(rows, form, context(full_kg=full_kg, settled=settled))
    assert again.findings == ()
    assert len(again.reports) == 4


def test_what_is_settled_stands_until_it_is_opened_again(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/settled.csv").write_text(
        "layout,facility,column,unit,settled_by,settled_on,note\n"
        "a,RS1,p_cair,m3@15C,Ani,2021-07-10,telepon\n"
        "a,RS1,p_cair,m3 LOX,Ani,2021-07-12,foto tangki\n"
        "a,RS2,p_cair,m3 LOX,Budi,2021-07-10,\n"
        "a,RS2,p_cair,,Budi,2021-07-11,keliru\n"
        "a,RS3,tabung,pieces,Budi,2021-07-11,\n"
        "b,RS1,p_cair,kg,Ani,2021-07-10,\n"
        "a,RS4,p_cair,gelas,Ani,2021-07-10,\n"
        "a,RS5,p_cair,kg,,2021-07-10,\n",
        encoding="utf-8",
    )
    settled, findings = read_settled(tmp_path, "a")
    assert settled == {("RS1", "p_cair"): "m3 LOX", ("RS3", "tabung"): PIECES}
    assert [fault.code for fault in findings] == [
        ExchangeCode.CELL_MISSING,
        LayoutCode.UNIT_UNKNOWN,
    ]
