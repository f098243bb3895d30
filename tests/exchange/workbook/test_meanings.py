"""Readings of a doubtful amount, each with its kilograms."""

import pytest

from napas.exchange.workbook.meanings import weigh_readings


@pytest.mark.parametrize(
    ("written", "readings", "weighed"),
    [
        ("1.234 kg", "1234 | 1.2340", "1234 kg | 1.2340 kg"),
        ("2 kL", "kL LOX | t", "2 kL LOX = 2282 kg | 2 t = 2000 kg"),
        ("1,5 kL", "kL LOX | t", "1,5 kL LOX = 1712 kg | 1,5 t = 1500 kg"),
        ("5", "5 g | 5 t | 5 kg/day", "5 g = 0.005 kg | 5 t = 5000 kg"),
        ("2 m3", "m3@15C", "2 m3@15C = 2.71 kg"),
        ("9 L", "L LOX | L@150bar", "9 L LOX = 10.3 kg | 9 L@150bar"),
        ("4 tons", "t | 0.907 t (short)", "4 t = 4000 kg | 0.907 t (short)"),
    ],
)
def test_every_reading_has_its_mass(written: str, readings: str, weighed: str) -> None:
    assert weigh_readings(written, readings) == weighed


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("3 LPM", "kg/day | t/day"),
        ("4 tons", "0.907 t (US short ton)"),
        ("12,345", "12345"),
        ("kosong", "t"),
        ("3 L", "L@150bar and more"),
    ],
)
def test_readings_without_a_mass_stay_as_they_are(written: str, readings: str) -> None:
    assert weigh_readings(written, readings) == readings
