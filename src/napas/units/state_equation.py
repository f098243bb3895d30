"""Density of oxygen gas from its temperature and pressure, as a real gas.

Source: R. Schmidt, W. Wagner, "A new form of the equation of state for pure substances
and its application to oxygen", Fluid Phase Equilibria 19 (1985) 175-200; adopted by
R. B. Stewart, R. T. Jacobsen, W. Wagner, J. Phys. Chem. Ref. Data 20 (1991) 917-1021.
The paper covers 54 to 300 K and up to 80 MPa with 0.1 % in density; between 300 K and
65 degC it is extrapolated. There it stays within 0.1 % (to 250 bar) and 0.25 % (to 350
bar) of the short equation of R. Span and W. Wagner, Int. J. Thermophys. 24 (2003)
41-109, which is valid to 600 K and itself good to 0.2 %.

The residual Helmholtz energy is, with the reduced density d = rho / rho_critical and
the inverse reduced temperature t = T_critical / T,

    alpha(d, t) = sum of n * d^i * t^j * exp(-d^k)      (no exponential where k = 0)

and the compressibility is Z = 1 + d * (partial alpha / partial d).
"""

import math
from typing import NamedTuple

from napas.units.bounds import require_within

MOLAR_MASS_KG_PER_MOL = 0.0319988
"""Of O2, as in the paper."""
GAS_CONSTANT_J_PER_MOL_K = 8.31434
"""As in the paper; the coefficients were fitted with it, so a newer one would harm."""
CRITICAL_TEMPERATURE_K = 154.581
CRITICAL_DENSITY_MOL_PER_M3 = 13_630.0
ZERO_CELSIUS_K = 273.15

LOWEST_TEMPERATURE_CELSIUS = -40.0
HIGHEST_TEMPERATURE_CELSIUS = 65.0
"""A filled cylinder must stand 65 degC and is never hotter (ISO 10298 / ADR P200)."""
LOWEST_PRESSURE_KPA = 1.0
HIGHEST_PRESSURE_KPA = 35_000.0
"""Above any transportable oxygen cylinder in use (300 bar)."""

# Newton doubles the right digits at each step; twelve steps reach the last digit of a
# float from the ideal-gas start anywhere in the range (tested), so none is tested for.
_NEWTON_STEPS = 12
_PA_PER_KPA = 1000.0


class Term(NamedTuple):
    """One term of the sum: coefficient n and the powers i, j, k."""

    coefficient: float
    density_power: int
    temperature_power: float
    damping_power: int


TERMS = (
    Term(0.3983768749, 1, 0.0, 0),
    Term(-1.846157454, 1, 1.5, 0),
    Term(0.4183473197, 1, 2.5, 0),
    Term(0.02370620711, 2, -0.5, 0),
    Term(0.09771730573, 2, 1.5, 0),
    Term(0.03017891294, 2, 2.0, 0),
    Term(0.02273353212, 3, 0.0, 0),
    Term(0.01357254086, 3, 1.0, 0),
    Term(-0.04052698943, 3, 2.5, 0),
    Term(0.0005454628515, 6, 0.0, 0),
    Term(0.0005113182277, 7, 2.0, 0),
    Term(2.953466883e-07, 7, 5.0, 0),
    Term(-8.687645072e-05, 8, 2.0, 0),
    Term(-0.2127082589, 1, 5.0, 2),
    Term(0.08735941958, 1, 6.0, 2),
    Term(0.127550919, 2, 3.5, 2),
    Term(-0.09067701064, 2, 5.5, 2),
    Term(-0.03540084206, 3, 3.0, 2),
    Term(-0.03623278059, 3, 7.0, 2),
    Term(0.0132769929, 5, 6.0, 2),
    Term(-0.0003254111865, 6, 8.5, 2),
    Term(-0.008313582932, 7, 4.0, 2),
    Term(0.002124570559, 8, 6.5, 2),
    Term(-0.0008325206232, 10, 5.5, 2),
    Term(-2.626173276e-05, 2, 22.0, 4),
    Term(0.002599581482, 3, 11.0, 4),
    Term(0.009984649663, 3, 18.0, 4),
    Term(0.002199923153, 4, 11.0, 4),
    Term(-0.02591350486, 4, 23.0, 4),
    Term(-0.1259630848, 5, 17.0, 4),
    Term(0.1478355637, 5, 18.0, 4),
    Term(-0.01011251078, 5, 23.0, 4),
)
"""Schmidt and Wagner (1985)."""


def real_gas_density_kg_per_m3(
    absolute_pressure_kpa: float, temperature_celsius: float
) -> float:
    """Density of oxygen gas.

    Args:
        absolute_pressure_kpa: 1 to 35,000 kPa.
        temperature_celsius: -40 to 65 degC, far above the critical -118.6 degC, so the
            density rises with the pressure without a jump.

    Raises:
        NumberOutOfRangeError: outside these ranges.
    """
    kelvin = _kelvin(temperature_celsius)
    wanted_pa = _PA_PER_KPA * require_within(
        "absolute_pressure",
        absolute_pressure_kpa,
        "kPa",
        low=LOWEST_PRESSURE_KPA,
        high=HIGHEST_PRESSURE_KPA,
    )
    energy_j_per_mol = GAS_CONSTANT_J_PER_MOL_K * kelvin
    density = wanted_pa / energy_j_per_mol
    for _ in range(_NEWTON_STEPS):
        compressibility, slope = compressibility_and_slope(density, kelvin)
        density += (wanted_pa / energy_j_per_mol - density * compressibility) / slope
    return density * MOLAR_MASS_KG_PER_MOL


def compressibility(absolute_pressure_kpa: float, temperature_celsius: float) -> float:
    """Compressibility Z = p / (rho R T / M) of oxygen gas: 1 for an ideal gas.

    Ranges and refusals are those of `real_gas_density_kg_per_m3`.
    """
    density_kg_per_m3 = real_gas_density_kg_per_m3(
        absolute_pressure_kpa, temperature_celsius
    )
    energy_j_per_kg = (
        GAS_CONSTANT_J_PER_MOL_K * _kelvin(temperature_celsius) / MOLAR_MASS_KG_PER_MOL
    )
    return absolute_pressure_kpa * _PA_PER_KPA / (density_kg_per_m3 * energy_j_per_kg)


def compressibility_and_slope(
    density_mol_per_m3: float, temperature_k: float
) -> tuple[float, float]:
    """Z, and the slope of (p / R T) over the density, both without unit.

    Valid for the liquid too; the state is not checked.
    """
    reduced = density_mol_per_m3 / CRITICAL_DENSITY_MOL_PER_M3
    inverse = CRITICAL_TEMPERATURE_K / temperature_k
    first, second = 0.0, 0.0
    for coefficient, density_power, temperature_power, damping_power in TERMS:
        damping = reduced**damping_power if damping_power else 0.0
        term = coefficient * reduced**density_power * inverse**temperature_power
        term *= math.exp(-damping)
        power = density_power - damping_power * damping
        first += term * power
        second += term * (power * (power - 1.0) - damping_power**2 * damping)
    return 1.0 + first, 1.0 + 2.0 * first + second


def _kelvin(temperature_celsius: float) -> float:
    return ZERO_CELSIUS_K + require_within(
        "temperature",
        temperature_celsius,
        "degC",
        low=LOWEST_TEMPERATURE_CELSIUS,
        high=HIGHEST_TEMPERATURE_CELSIUS,
    )
