"""Gas volume and mass at a named reference state: a cubic metre alone says nothing.

One tonne of oxygen is 699.8 m3 at 0 degC, 738.4 m3 at 15 degC and 754.1 m3 at 70 degF.
"""

from enum import StrEnum
from functools import cache

from napas.errors import MissingError
from napas.units.pressure import STANDARD_ATMOSPHERE_KPA
from napas.units.state_equation import real_gas_density_kg_per_m3

SAME_TEMPERATURE_CELSIUS = 0.05
"""Trade rounds 21.11 degC to 21.1."""


class GasReferenceMissingError(MissingError):
    """No known reference state has this temperature."""

    code = "gas-reference-missing"


class GasReference(StrEnum):
    """The temperature and pressure at which a volume of gas is counted."""

    AT_0_C = "0C"
    """0 degC, 101.325 kPa: "normal" of DIN 1343."""
    AT_0_C_100_KPA = "0C/100kPa"
    """0 degC, 100 kPa: STP of IUPAC since 1982."""
    AT_15_C = "15C"
    """15 degC, 101.325 kPa: ISO 13443, "standard" of most gas trade."""
    AT_20_C = "20C"
    """20 degC, 101.325 kPa: "NTP"."""
    AT_70_F = "21.1C"
    """70 degF (21.11 degC), 101.325 kPa: industry of the United States."""
    AT_25_C = "25C"
    """25 degC, 101.325 kPa: ambient of many device sheets."""

    @property
    def temperature_celsius(self) -> float:
        """Temperature of the state in degC."""
        return _TEMPERATURE_CELSIUS[self]

    @property
    def pressure_kpa(self) -> float:
        """Absolute pressure of the state in kPa."""
        return _PRESSURE_KPA.get(self, STANDARD_ATMOSPHERE_KPA)


def gas_reference_at(temperature_celsius: float) -> GasReference:
    """The state at 101.325 kPa with this temperature, such as a country's 15.0 degC.

    Raises:
        GasReferenceMissingError: no known state within 0.05 degC.
    """
    for reference in GasReference:
        apart = abs(reference.temperature_celsius - temperature_celsius)
        if reference not in _PRESSURE_KPA and apart <= SAME_TEMPERATURE_CELSIUS:
            return reference
    raise GasReferenceMissingError(
        temperature=temperature_celsius, readings=" | ".join(GasReference)
    )


_SEVENTY_FAHRENHEIT_CELSIUS = (70.0 - 32.0) * 5.0 / 9.0
_TEMPERATURE_CELSIUS = {
    GasReference.AT_0_C: 0.0,
    GasReference.AT_0_C_100_KPA: 0.0,
    GasReference.AT_15_C: 15.0,
    GasReference.AT_20_C: 20.0,
    GasReference.AT_70_F: _SEVENTY_FAHRENHEIT_CELSIUS,
    GasReference.AT_25_C: 25.0,
}
_PRESSURE_KPA = {GasReference.AT_0_C_100_KPA: 100.0}

L_PER_M3 = 1000.0


@cache
def gas_density_kg_per_m3(reference: GasReference) -> float:
    """Density of oxygen at a reference state, as a real gas."""
    return real_gas_density_kg_per_m3(
        reference.pressure_kpa, reference.temperature_celsius
    )


def gas_kg_from_m3(volume_m3: float, reference: GasReference) -> float:
    """Mass of a volume of pure oxygen counted at a reference state."""
    return volume_m3 * gas_density_kg_per_m3(reference)


def gas_m3_from_kg(mass_kg: float, reference: GasReference) -> float:
    """Volume of a mass of pure oxygen counted at a reference state."""
    return mass_kg / gas_density_kg_per_m3(reference)


def gas_m3_between(
    volume_m3: float, given: GasReference, wanted: GasReference
) -> float:
    """The same gas counted at another reference state."""
    return gas_m3_from_kg(gas_kg_from_m3(volume_m3, given), wanted)
