"""Gas cylinders by water volume and gauge pressure: content, usable part, minutes left.

Water volume times pressure says 6 to 7 % too little at 137 to 200 bar: oxygen is denser
there than an ideal gas. Letters and "a 6 m3 cylinder" say too little to be used here;
the table of a country turns them into litres and bar.
"""

from dataclasses import dataclass

from napas.units.bounds import require_within
from napas.units.gas import L_PER_M3, GasReference, gas_density_kg_per_m3
from napas.units.mass import require_purity
from napas.units.pressure import absolute_kpa_from_gauge_bar
from napas.units.state_equation import real_gas_density_kg_per_m3

SMALLEST_WATER_VOLUME_L = 0.1
LARGEST_WATER_VOLUME_L = 3000.0
"""ISO 10286 calls up to 150 L a cylinder, up to 3,000 L a tube."""
HIGHEST_GAUGE_PRESSURE_BAR = 300.0
"""Highest working pressure of transportable oxygen cylinders in use."""
SMALLEST_FLOW_L_PER_MIN = 0.01


@dataclass(frozen=True, slots=True)
class Cylinder:
    """A vessel of compressed gas.

    Attributes:
        water_volume_l: inner volume in litres, 0.1 to 3,000.
        gauge_pressure_bar: what its gauge shows, 0 to 300 bar.

    Raises:
        NumberOutOfRangeError: outside these ranges.
    """

    water_volume_l: float
    gauge_pressure_bar: float

    def __post_init__(self) -> None:
        require_within(
            "water_volume",
            self.water_volume_l,
            "L",
            low=SMALLEST_WATER_VOLUME_L,
            high=LARGEST_WATER_VOLUME_L,
        )
        require_gauge_pressure(self.gauge_pressure_bar)


def require_gauge_pressure(gauge_pressure_bar: float) -> float:
    """Give back a gauge pressure of a cylinder, 0 to 300 bar.

    Raises:
        NumberOutOfRangeError: outside this range, for instance psi given as bar.
    """
    return require_within(
        "gauge_pressure", gauge_pressure_bar, "bar", high=HIGHEST_GAUGE_PRESSURE_BAR
    )


def cylinder_density_kg_per_m3(
    gauge_pressure_bar: float, temperature_celsius: float
) -> float:
    """Density of oxygen in a cylinder by its gauge, as a real gas.

    Raises:
        NumberOutOfRangeError: pressure or temperature outside their ranges.
    """
    gauge = require_gauge_pressure(gauge_pressure_bar)
    return real_gas_density_kg_per_m3(
        absolute_kpa_from_gauge_bar(gauge), temperature_celsius
    )


def cylinder_content_kg(
    cylinder: Cylinder, *, temperature_celsius: float, purity: float
) -> float:
    """All oxygen in the cylinder, the part that never flows out included.

    A product of less purity is taken to be as dense, mole for mole, as pure oxygen.

    Args:
        cylinder: its water volume and gauge pressure.
        temperature_celsius: of the gas when the gauge was read, -40 to 65 degC.
        purity: share of oxygen in the product, 0.209 to 1.

    Raises:
        NumberOutOfRangeError: temperature or purity outside their ranges.
    """
    density = cylinder_density_kg_per_m3(
        cylinder.gauge_pressure_bar, temperature_celsius
    )
    return density * cylinder.water_volume_l / L_PER_M3 * require_purity(purity)


def cylinder_content_m3(
    cylinder: Cylinder, *, temperature_celsius: float, reference: GasReference
) -> float:
    """All product in the cylinder, counted as gas at a reference state."""
    pure = cylinder_content_kg(
        cylinder, temperature_celsius=temperature_celsius, purity=1.0
    )
    return pure / gas_density_kg_per_m3(reference)


def cylinder_usable_kg(
    cylinder: Cylinder,
    *,
    residual_gauge_pressure_bar: float,
    temperature_celsius: float,
    purity: float,
) -> float:
    """Oxygen that may be drawn until the residual pressure is left; none below it.

    Raises:
        NumberOutOfRangeError: a pressure, temperature or purity outside its range.
    """
    residual = Cylinder(cylinder.water_volume_l, residual_gauge_pressure_bar)
    full_kg, left_kg = (
        cylinder_content_kg(
            state, temperature_celsius=temperature_celsius, purity=purity
        )
        for state in (cylinder, residual)
    )
    return max(0.0, full_kg - left_kg)


def cylinder_duration_min(
    cylinder: Cylinder,
    *,
    flow_l_per_min: float,
    residual_gauge_pressure_bar: float,
    temperature_celsius: float,
    reference: GasReference,
) -> float:
    """Minutes until the residual pressure is reached at a steady flow.

    The bedside rule is `V_water * (P - P_residual) / Z / flow`; here Z follows the
    pressure and the flowmeter counts at its own reference state.

    Args:
        cylinder: its water volume and gauge pressure.
        flow_l_per_min: what the flowmeter shows, at least 0.01 L/min.
        residual_gauge_pressure_bar: pressure at which the cylinder is changed.
        temperature_celsius: of the gas in the cylinder, -40 to 65 degC.
        reference: state at which the flowmeter counts.

    Raises:
        NumberOutOfRangeError: an argument outside its range.
    """
    flow = require_within("flow", flow_l_per_min, "L/min", low=SMALLEST_FLOW_L_PER_MIN)
    usable = cylinder_usable_kg(
        cylinder,
        residual_gauge_pressure_bar=residual_gauge_pressure_bar,
        temperature_celsius=temperature_celsius,
        purity=1.0,
    )
    return usable / gas_density_kg_per_m3(reference) * L_PER_M3 / flow
