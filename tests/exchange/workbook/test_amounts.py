"""A stock in one cell: what it can mean, and what is held."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.country import CylinderType
from napas.exchange.cells import Fault
from napas.exchange.columns import Reference
from napas.exchange.spreadsheet.book import EMPTY, Cell, CellKind
from napas.exchange.workbook.amounts import (
    CylinderPart,
    MassPart,
    Part,
    SharePart,
    read_capacity,
    read_stock,
)
from napas.exchange.workbook.names import Names

TYPES = (
    CylinderType("6m3", "Tabung besar 6 m3", 40, 150, 0.995),
    CylinderType("1m3", "Tabung kecil 1 m3", 6.7, 150, 0.995),
)
Told = tuple[Part, ...] | Fault


def names() -> Names:
    known = Names()
    for kind in TYPES:
        size = f"{kind.code[:-2]} m3"
        known.enter(Reference.CYLINDER_TYPE, kind.code, kind.name, size)
    return known


def text(written: str) -> Cell:
    return Cell(CellKind.TEXT, written) if written else EMPTY


def told(written: str, unit: str = "") -> Told:
    return read_stock(text(written), text(unit), names())


def number(written: str, unit: str, *, percent: bool = False) -> Told:
    cell = Cell(CellKind.NUMBER, written, percent=percent)
    return read_stock(cell, text(unit), names())


def fault(read: Told) -> Fault:
    assert isinstance(read, Fault)
    return read


@pytest.mark.parametrize(
    ("written", "unit", "part"),
    [
        ("3,2 t", "", MassPart(3.2)),
        ("3.2 ton", "", MassPart(3.2)),
        ("3,2", "t", MassPart(3.2)),
        ("3200 kg", "", MassPart(3.2)),
        ("3.200,5 kg", "", MassPart(3.2005)),
        ("3,2 t", "t", MassPart(3.2)),
        ("45 %", "", SharePart(0.45)),
        ("45%", "", SharePart(0.45)),
        ("45 persen", "", SharePart(0.45)),
        ("45", "%", SharePart(0.45)),
        ("100 %", "", SharePart(1.0)),
        ("40 tabung 6 m3", "", CylinderPart("6m3", 40)),
        ("40 tabung 6 m³", "", CylinderPart("6m3", 40)),
        ("40 tabung besar 6 m3", "", CylinderPart("6m3", 40)),
        ("40 x tabung 6m3", "", CylinderPart("6m3", 40)),
        ("40 cylinders 6m3", "", CylinderPart("6m3", 40)),
        ("40", "tabung 6m3", CylinderPart("6m3", 40)),
        ("1.000,0 tabung 1m3", "", CylinderPart("1m3", 1000)),
    ],
)
def test_one_amount_is_read_in_one_way(written: str, unit: str, part: Part) -> None:
    assert told(written, unit) == (part,)


def test_a_volume_of_liquid_rests_on_its_density() -> None:
    (part,) = told("2 kL LOX")  # type: ignore[misc] # it is read

    assert isinstance(part, MassPart)
    assert part.by_density
    assert part.mass_t == pytest.approx(2.2824)


def test_gas_at_a_state_is_a_mass_without_assuming_anything() -> None:
    (part,) = told("1000 m3@15C")  # type: ignore[misc] # it is read

    assert isinstance(part, MassPart)
    assert not part.by_density
    assert part.mass_t == pytest.approx(1.35436, rel=1e-4)


def test_parts_stand_side_by_side_with_a_mark_between_them() -> None:
    both = (MassPart(3.0), CylinderPart("6m3", 10))

    assert told("3 t; 10 tabung 6 m3") == both
    assert told("3 t + 10 tabung 6 m3") == both


def test_nothing_written_is_no_part_and_not_zero() -> None:
    assert told("") == ()
    assert told("", "t") == ()
    assert told("0 t") == (MassPart(0.0),)


@pytest.mark.parametrize(
    ("written", "unit", "code", "reading"),
    [
        ("12 m3", "", "workbook-amount-ambiguous", "m3 LOX"),
        ("2 kL", "", "workbook-amount-ambiguous", "2 kL LOX = 2282 kg | 2 t = 2000 kg"),
        ("1.234 kg", "", "workbook-amount-ambiguous", "1234"),
        ("12", "", "workbook-amount-without-unit", "12 kg"),
        ("3 t/hari", "", "workbook-amount-is-rate", ""),
        ("10 LPM", "", "workbook-amount-is-rate", ""),
        ("penuh", "", "workbook-amount-unreadable", ""),
        ("-3 t", "", "workbook-amount-unreadable", ""),
        ("3 t", "kg", "workbook-unit-twice", ""),
        ("20 tabung", "", "workbook-cylinders-without-type", "tabung 1m3 | tabung 6m3"),
        ("20 jumbo", "", "workbook-cylinders-without-type", "tabung 6m3"),
        ("40 L@150bar", "", "workbook-cylinders-without-type", "tabung 6m3"),
        ("2,5 tabung 6 m3", "", "workbook-cylinders-not-whole", ""),
        ("1.234 tabung 6 m3", "", "workbook-number-ambiguous", "1.234 | 1234.0"),
        ("1.2.3 tabung 6 m3", "", "workbook-amount-unreadable", ""),
        ("101 %", "", "workbook-percent-above-full", ""),
        ("1.234 %", "", "workbook-number-ambiguous", ""),
        ("3 t; 12 m3", "", "workbook-amount-ambiguous", ""),
    ],
)
def test_what_could_mean_two_things_is_held(
    written: str, unit: str, code: str, reading: str
) -> None:
    held = fault(told(written, unit))

    assert held.code == code
    assert reading in str(dict(held.params).get("readings", ""))


def test_a_number_has_its_point_whatever_the_language() -> None:
    assert number("1.234", "kg") == (MassPart(0.001234),)
    assert number("45", "%") == (SharePart(0.45),)
    assert number("40", "tabung 6m3") == (CylinderPart("6m3", 40),)


def test_a_number_shown_with_a_per_cent_sign_is_what_is_shown() -> None:
    assert number("0.45", "", percent=True) == (SharePart(0.45),)
    assert fault(number("1.2", "", percent=True)).code == "workbook-percent-above-full"


def test_a_small_number_of_per_cent_may_be_a_share() -> None:
    held = fault(number("0.45", "%"))

    assert held.code == "workbook-percent-ambiguous"
    assert dict(held.params)["readings"] == "0.45 % | 45 %"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell(CellKind.FAULT, "#REF!"), "workbook-cell-fault"),
        (Cell(CellKind.MOMENT, "2021-03-02"), "workbook-cell-made-moment"),
    ],
)
def test_what_is_no_amount_at_all_is_held(cell: Cell, code: str) -> None:
    assert fault(read_stock(cell, EMPTY, names())).code == code


def test_a_fault_in_the_cell_of_the_unit_is_held_too() -> None:
    held = read_stock(text("3"), Cell(CellKind.FAULT, "#NAME?"), names())

    assert fault(held).code == "workbook-cell-fault"


@pytest.mark.parametrize(
    ("cell", "mass_t"),
    [
        (Cell(CellKind.NUMBER, "10"), 10.0),
        (text("10"), 10.0),
        (text("10.000 kg"), None),
        (text("10 ton"), 10.0),
        (text("10 kL LOX"), 11.412),
    ],
)
def test_a_capacity_is_in_tonnes_unless_it_says_otherwise(
    cell: Cell, mass_t: float | None
) -> None:
    read = read_capacity(cell, "t")

    if mass_t is None:
        assert isinstance(read, Fault)
    else:
        assert isinstance(read, MassPart)
        assert read.mass_t == pytest.approx(mass_t)


def test_no_capacity_is_none_and_cylinders_are_not_one() -> None:
    assert read_capacity(EMPTY, "t") is None
    assert isinstance(read_capacity(text("45 %"), "t"), Fault)


AMOUNTS: tuple[Callable[[float], str], ...] = (
    lambda mass_t: f"{mass_t!r} t",
    lambda mass_t: f"{str(mass_t).replace('.', ',')} ton",
)


@given(st.integers(1, 99_999), st.sampled_from(AMOUNTS))
def test_whatever_is_read_is_what_was_written(
    tenths: int, write: Callable[[float], str]
) -> None:
    mass_t = tenths / 10

    assert told(write(mass_t)) == (MassPart(mass_t),)


@given(st.text(max_size=30))
def test_any_text_is_read_or_held_and_never_raises(written: str) -> None:
    read = told(written)

    assert isinstance(read, Fault | tuple)


@pytest.mark.parametrize("written", ["habis", "Kosong", "0", "0,0", "nihil"])
def test_nothing_left_of_nobody_knows_what_is_unknown_and_not_zero(
    written: str,
) -> None:
    assert fault(told(written)).code == "workbook-said-empty"
    assert dict(fault(told(written)).params)["read"] == written


def test_nothing_left_of_something_is_zero() -> None:
    assert told("0 t") == (MassPart(0.0),)
    assert told("0 tabung 6 m3") == (CylinderPart("6m3", 0),)
