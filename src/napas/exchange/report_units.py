"""The unit beside a reported figure: how much oxygen, or how many cylinders.

Read strictly, as everywhere: a unit that stands for several amounts is not read, and
the screening asks which was meant.
"""

from dataclasses import dataclass

from napas.domain.country import Country
from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.errors import InvalidError
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.gas import gas_reference_at
from napas.units.mass import kg_from_t
from napas.units.measure import Measure, Period, Unit
from napas.units.quantity import Quantity
from napas.units.spelling import parse_measure

PIECES = frozenset(
    {
        *("pcs", "pieces", "cylinder", "cylinders"),
        *("tabung", "silinder", "botol", "btl", "buah"),
    }
)
PERCENT = frozenset({"%", "percent", "per cent", "persen"})
HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure was read as; neither is known where the unit cannot be read."""

    mass_kg: float | None = None
    pieces: float | None = None


def read_amount(
    value: float,
    unit: str,
    *,
    what: ReportKind,
    form: Form,
    capacity_t: float,
    country: Country,
) -> Amount:
    """Read a figure with its unit.

    A use may be told for any period and is read as that of a day; without a period it
    is of a day. Cylinders come in pieces, a liquid stock also in per cent of the tanks.
    Litres per minute are counted at the reference state of the country.

    Args:
        value: as typed.
        unit: as typed; empty where none was.
        what: of what the figure speaks.
        form: of the oxygen.
        capacity_t: of all tanks; 0 where there are none.
        country: whose reference state holds.
    """
    written = unit.strip().lower()
    if written in PIECES:
        return Amount(pieces=value) if form is Form.CYLINDER else Amount()
    if written in PERCENT:
        known = form is Form.LIQUID and what is ReportKind.STOCK and capacity_t > 0.0
        mass_kg = value * kg_from_t(capacity_t) / HUNDRED
        return Amount(mass_kg=mass_kg) if known else Amount()
    try:
        return Amount(mass_kg=_mass_kg(value, unit, what, country))
    except InvalidError:
        return Amount()


def _mass_kg(value: float, unit: str, what: ReportKind, country: Country) -> float:
    measure = parse_measure(unit)
    reference = gas_reference_at(country.gas_reference_temperature_c)
    period = Period.DAY if measure.period and what is ReportKind.USE else None
    wanted = Measure(Unit.KILOGRAM, period)
    basis = ConversionBasis(flow_reference=reference)
    return convert_quantity(Quantity(value, measure), wanted, basis).answer.value
