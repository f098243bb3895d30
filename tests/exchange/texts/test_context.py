from dataclasses import replace

import pytest

from napas.exchange import read_country
from napas.exchange.texts import (
    Context,
    CylinderWord,
    FacilityFacts,
    UsualRange,
    context_of,
    name_facilities,
    understand,
)
from napas.exchange.texts.readings import ItemRole, Passage
from napas.exchange.whereabouts import COUNTRIES
from napas.parameters import resolve
from napas.units.bounds import NumberOutOfRangeError
from napas.units.gas import GasReference


def test_a_country_gives_its_state_of_gas_and_its_cylinders() -> None:
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    context = context_of(country, resolve())

    assert context.gas_reference is GasReference.AT_15_C
    large = context.cylinder("besar")
    assert large is not None
    assert (large.code, large) == ("6m3", replace(large, word="besar"))
    assert context.cylinder("6 m3") == replace(large, word="6 m3")
    assert large.content_kg == pytest.approx(8.64, abs=0.01)
    assert context.cylinder("raksasa") is None
    text = "tabung besar 30 isi, tabung jumbo 5 isi"
    items = understand(text, name_facilities(()), context).messages[0].items
    assert [item.cylinder_code for item in items] == ["6m3", "7m3"]


def test_a_word_that_names_two_types_names_neither() -> None:
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    types = tuple(
        replace(kind, name=f"Tabung besar {kind.code}")
        for kind in country.cylinder_types
    )
    context = context_of(replace(country, cylinder_types=types), resolve())

    assert context.cylinder("besar") is None
    assert context.cylinder("6m3") is not None


def test_what_is_known_beforehand_checks_itself() -> None:
    with pytest.raises(ValueError, match="cylinder word"):
        CylinderWord("Besar", "6m3")
    with pytest.raises(ValueError, match="content_kg"):
        CylinderWord("besar", "6m3", -1.0)
    with pytest.raises(ValueError, match="low_kg"):
        UsualRange(ItemRole.STOCK, None, 5.0, 1.0)
    with pytest.raises(ValueError, match="tank_full_kg"):
        FacilityFacts("A", -1.0)
    with pytest.raises(ValueError, match="largest_kg"):
        Context(largest_kg=-1.0)
    with pytest.raises(NumberOutOfRangeError):
        Context(liquid_density_kg_per_l=1141.0)
    assert CylinderWord("besar", "6m3").content_kg is None
    assert FacilityFacts("A").tank_full_kg is None


def test_a_passage_goes_forward() -> None:
    with pytest.raises(ValueError, match="from 3 to 2"):
        Passage(3, 2)
