import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.gas import (
    blended_l_per_min,
    kg_per_day_per_l_per_min,
    kg_per_day_per_l_per_min_of,
    open_l_per_min,
)
from napas.units.gas import GasReferenceMissingError

AIR = np.array([0.21])


def blended(total: float, fio2: float, purity: float) -> float:
    row = blended_l_per_min(
        np.array([total]), np.array([fio2]), np.array([purity]), AIR
    )
    return float(row[0])


def opened(flow: float, purity: float) -> float:
    row = open_l_per_min(np.array([flow]), np.array([purity]), np.array([0.995]), AIR)
    return float(row[0])


def test_sixty_per_cent_of_forty_five_litres_takes_half_of_it() -> None:
    assert blended(45.0, 0.6, 0.995) == pytest.approx(45.0 * 0.39 / 0.785)


def test_breathing_air_draws_nothing() -> None:
    assert blended(60.0, 0.21, 0.995) == 0.0


def test_less_than_air_is_not_given_back() -> None:
    assert blended(60.0, 0.15, 0.995) == 0.0


def test_a_source_gives_at_most_the_whole_flow() -> None:
    assert blended(60.0, 1.0, 0.93) == 60.0


@given(st.floats(1.0, 80.0), st.floats(0.21, 1.0), st.floats(0.82, 1.0))
def test_a_blender_mixes_what_was_set(total: float, fio2: float, purity: float) -> None:
    oxygen = blended(total, fio2, purity)
    mixed = (oxygen * purity + (total - oxygen) * 0.21) / total

    assert 0.0 <= oxygen <= total
    assert mixed == pytest.approx(min(fio2, purity))


@given(
    st.floats(1.0, 80.0),
    st.tuples(st.floats(0.21, 1.0), st.floats(0.21, 1.0)).map(sorted),
    st.tuples(st.floats(0.82, 1.0), st.floats(0.82, 1.0)).map(sorted),
)
def test_more_is_drawn_for_a_higher_share_and_from_a_poorer_source(
    total: float, fio2: list[float], purity: list[float]
) -> None:
    poorer, purer = purity
    assert blended(total, fio2[0], purer) <= blended(total, fio2[1], purer)
    assert blended(total, fio2[0], purer) <= blended(total, fio2[0], poorer)
    assert opened(total, purer) <= opened(total, poorer)


def test_a_flow_told_for_liquid_stays_when_liquid_feeds_it() -> None:
    assert opened(10.0, 0.995) == pytest.approx(10.0)


def test_a_mask_fed_by_a_generator_takes_nine_per_cent_more() -> None:
    assert opened(10.0, 0.93) == pytest.approx(10.0 * 0.785 / 0.72)


@pytest.mark.parametrize(
    ("temperature_c", "kg_per_day"), [(0.0, 2.058), (15.0, 1.950), (20.0, 1.917)]
)
def test_a_litre_a_minute_weighs_what_the_reference_says(
    temperature_c: float, kg_per_day: float
) -> None:
    assert kg_per_day_per_l_per_min(temperature_c) == pytest.approx(
        kg_per_day, abs=0.0005
    )


def test_a_row_of_temperatures_gives_a_row_of_masses() -> None:
    masses = kg_per_day_per_l_per_min_of(np.array([20.0, 0.0, 20.0]))

    assert masses[0] == masses[2] < masses[1]


def test_a_temperature_at_which_nobody_counts_is_refused() -> None:
    with pytest.raises(GasReferenceMissingError):
        kg_per_day_per_l_per_min(18.0)
