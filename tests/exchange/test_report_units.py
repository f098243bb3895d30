from pathlib import Path

import pytest

from napas.domain.country import Country
from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange import read_country
from napas.exchange.report_units import Amount, read_amount

IDN = Path(__file__).parents[2] / "src" / "napas" / "countries" / "idn"
CAPACITY_T = 15.0


def country() -> Country:
    found, _ = read_country(IDN)
    assert found is not None
    return found


LAND = country()


def read(
    value: float,
    unit: str,
    what: ReportKind = ReportKind.STOCK,
    form: Form = Form.LIQUID,
    capacity_t: float = CAPACITY_T,
) -> Amount:
    return read_amount(
        value, unit, what=what, form=form, capacity_t=capacity_t, country=LAND
    )


@pytest.mark.parametrize(
    ("value", "unit", "mass_kg"),
    [
        (3.2, "t", 3200.0),
        (3.2, "ton", 3200.0),
        (3200.0, "kg", 3200.0),
        (2.8, "kL LOX", 3195.36),
        (2.8, "m3 cair", 3195.36),
        (2363.0, "m3@15C", 3200.4),
        (20.0, "%", 3000.0),
        (20.0, " persen ", 3000.0),
    ],
)
def test_a_stock_is_read_by_its_unit(value: float, unit: str, mass_kg: float) -> None:
    assert read(value, unit).mass_kg == pytest.approx(mass_kg, rel=1e-4)


@pytest.mark.parametrize(
    ("value", "unit", "mass_kg"),
    [
        (0.5, "t/day", 500.0),
        (0.5, "t", 500.0),
        (20.0, "kg/jam", 480.0),
        (100.0, "LPM", 195.0),
    ],
)
def test_a_use_is_read_as_that_of_a_day(
    value: float, unit: str, mass_kg: float
) -> None:
    read_as = read(value, unit, ReportKind.USE).mass_kg

    assert read_as == pytest.approx(mass_kg, rel=1e-3)


def test_cylinders_are_read_as_pieces() -> None:
    told = read(40.0, "Tabung", ReportKind.FULL, Form.CYLINDER)

    assert (told.mass_kg, told.pieces) == (None, 40.0)


@pytest.mark.parametrize(
    "unit", ["m3", "kL", "", "tons", "t/day", "sloki", "40 L@150bar"]
)
def test_a_unit_that_stands_for_several_amounts_or_none_is_not_read(unit: str) -> None:
    assert read(3.0, unit) == Amount()


def test_pieces_of_liquid_and_per_cent_of_anything_else_are_not_read() -> None:
    assert read(3.0, "pcs") == Amount()
    assert read(30.0, "%", ReportKind.USE) == Amount()
    assert read(30.0, "%", form=Form.CYLINDER) == Amount()
    assert read(30.0, "%", capacity_t=0.0) == Amount()
