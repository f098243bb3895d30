"""Pressure: bar, kilopascal, psi, water column; gauge and absolute.

A gauge shows the pressure above the air around it. Cylinder and tank gauges are read
as gauge pressure; the equation of state needs the absolute pressure.
"""

KPA_PER_BAR = 100.0
KPA_PER_PSI = 6.894757
"""NIST Special Publication 811 (2008), appendix B.8."""
KPA_PER_KGF_PER_CM2 = 98.0665
"""Kilogram-force per square centimetre, exact; the scale of many older gauges."""
KPA_PER_MPA = 1000.0
PA_PER_MBAR = 100.0
PA_PER_INCH_OF_WATER = 249.0889
"""Conventional inch of water, NIST Special Publication 811 (2008), appendix B.8."""
STANDARD_ATMOSPHERE_KPA = 101.325
"""10th General Conference on Weights and Measures, 1954, resolution 4."""


def absolute_kpa_from_gauge_bar(gauge_pressure_bar: float) -> float:
    """Absolute pressure in kPa of a gauge reading in bar, under a standard atmosphere.

    A place 2,000 m high has 0.2 bar less air above it; beside a full cylinder that is
    0.15 % of its content.
    """
    return gauge_pressure_bar * KPA_PER_BAR + STANDARD_ATMOSPHERE_KPA


def absolute_bar_from_gauge_bar(gauge_pressure_bar: float) -> float:
    """Absolute pressure in bar of a gauge reading in bar, as above."""
    return absolute_kpa_from_gauge_bar(gauge_pressure_bar) / KPA_PER_BAR


def bar_from_psi(pressure_psi: float) -> float:
    """Bar of a pressure in pounds-force per square inch."""
    return pressure_psi * KPA_PER_PSI / KPA_PER_BAR
