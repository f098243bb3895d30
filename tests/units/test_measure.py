import pytest

from napas.units.bounds import NumberOutOfRangeError
from napas.units.gas import GasReference
from napas.units.measure import (
    Measure,
    MeasureContradictoryError,
    Period,
    Unit,
    write_measure,
)
from napas.units.number_form import NumberForm


@pytest.mark.parametrize(
    ("measure", "written"),
    [
        (Measure(Unit.TONNE), "t"),
        (Measure(Unit.TONNE, Period.DAY), "t/day"),
        (Measure(Unit.LIQUID_KILOLITRE), "kL LOX"),
        (Measure(Unit.GAS_LITRE, Period.MINUTE), "L/min"),
        (
            Measure(Unit.GAS_CUBIC_METRE, Period.HOUR, GasReference.AT_15_C),
            "m3/h@15C",
        ),
        (Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=137.5), "L@137.5bar"),
        (Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=12.345), "L@12.3450bar"),
    ],
)
def test_a_measure_is_written_as_people_write_it(
    measure: Measure, written: str
) -> None:
    assert write_measure(measure, NumberForm.DECIMAL_POINT) == written


def test_a_year_has_365_days() -> None:
    assert Period.YEAR.minutes == 365 * Period.DAY.minutes == 365 * 24 * 60


@pytest.mark.parametrize(
    ("unit", "period", "reference", "bar"),
    [
        (Unit.GAS_CUBIC_METRE, None, None, None),
        (Unit.GAS_CUBIC_METRE, Period.MINUTE, None, None),
        (Unit.GAS_LITRE, None, None, None),
        (Unit.GAS_LITRE, Period.HOUR, None, None),
        (Unit.TONNE, None, GasReference.AT_0_C, None),
        (Unit.LIQUID_LITRE, None, GasReference.AT_0_C, None),
        (Unit.TONNE, None, None, 150.0),
        (Unit.CYLINDER_LITRE, None, None, None),
        (Unit.CYLINDER_LITRE, None, GasReference.AT_0_C, 150.0),
        (Unit.CYLINDER_LITRE, Period.DAY, None, 150.0),
    ],
)
def test_parts_that_do_not_go_together_are_refused(
    unit: Unit,
    period: Period | None,
    reference: GasReference | None,
    bar: float | None,
) -> None:
    with pytest.raises(MeasureContradictoryError):
        Measure(unit, period, reference, bar)


def test_a_cylinder_of_2200_bar_is_refused() -> None:
    with pytest.raises(NumberOutOfRangeError):
        Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=2200.0)
