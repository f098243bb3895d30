"""The need of every place: its own forecast, those below it, or a part of one above."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from napas.domain.finding import Grade, find
from napas.domain.forecast import Forecast
from napas.domain.need import NeedSource, Severity
from napas.domain.plan import Binding
from napas.domain.situation import Place, Situation
from napas.domain.territory import Territory, plant_tree
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.needs import CRITICAL, SEVERE, Needs, read_needs
from napas.planning.arrays.network import Network

Draw = Callable[..., Network]
Foresee = Callable[..., Forecast]


def read(network: Network, forecast: Forecast, quantile: float = 0.5) -> Needs:
    return read_needs(
        network.situation,
        forecast,
        network.homes,
        grid=network.grid,
        quantile=quantile,
    )


def daily_t(needs: Needs) -> list[float]:
    """Of every place on the first day, all severities."""
    return [float(total) for total in needs.need_t[:, 0].sum(axis=1)]


def said(picture: Situation, **needs: float | None) -> Situation:
    places = tuple(
        Place(code.removeprefix("at_"), need, NeedSource.REPORTED)
        for code, need in needs.items()
    )
    return replace(picture, places=places)


def split(source: str, places: int, of: int) -> object:
    return find(
        Grade.DOUBTFUL, PlanningCode.NEED_SPLIT, subject=source, places=places, of=of
    )


def test_a_place_takes_its_own_forecast(draw: Draw, foresee: Foresee) -> None:
    needs = read(draw(), foresee())

    assert daily_t(needs) == [10.0, 4.0, 2.0]
    assert needs.need_t[0, 4].tolist() == [8.0, 12.0]  # a block of two days
    assert needs.known.all()
    assert needs.findings == ()


def test_the_quantile_asked_for_is_provided(draw: Draw, foresee: Foresee) -> None:
    assert daily_t(read(draw(), foresee(), 0.9)) == [20.0, 8.0, 4.0]
    assert daily_t(read(draw(), foresee(), 0.7)) == pytest.approx([15.0, 6.0, 3.0])


def test_severities_may_stand_in_any_order(draw: Draw, foresee: Foresee) -> None:
    turned = replace(foresee(), severities=(Severity.SEVERE, Severity.CRITICAL))
    needs = read(draw(), turned)

    assert needs.need_t[0, 0, CRITICAL] == 6.0
    assert needs.need_t[0, 0, SEVERE] == 4.0


def test_forecasts_of_hospitals_add_up_to_their_place(
    draw: Draw, foresee: Foresee
) -> None:
    forecast = foresee({"general": (1, 2), "clinic": (1, 1), "island": (0, 1)})
    needs = read(draw(), forecast)

    assert daily_t(needs) == [5.0, 0.0, 1.0]
    assert needs.known.tolist() == [True, False, True]


def test_what_lies_below_another_forecast_counts_once(
    draw: Draw, foresee: Foresee
) -> None:
    forecast = foresee({"1": (1, 2), "general": (5, 5), "2": (1, 0), "3": (1, 0)})

    assert daily_t(read(draw(level="country"), forecast)) == [5.0]


def test_a_forecast_of_an_unknown_place_is_nobodys(
    draw: Draw, foresee: Foresee
) -> None:
    needs = read(draw(), foresee({"1": (1, 2), "elsewhere": (9, 9)}))

    assert daily_t(needs) == [3.0, 0.0, 0.0]


def test_a_quantile_of_a_sum_is_read_from_joint_paths(
    draw: Draw, foresee: Foresee
) -> None:
    forecast = foresee()
    swing = np.linspace(0.0, 2.0, 101)  # North is high where South is low
    paths = np.zeros((101, 3, 14, 2))
    paths[:, 0, :, 0] = swing[:, None]
    paths[:, 1, :, 0] = 2.0 - swing[:, None]
    joint = replace(forecast, paths_t_per_day=paths)
    country = draw(level="country")

    assert daily_t(read(country, joint, 0.9)) == pytest.approx([2.0])
    assert daily_t(read(country, forecast, 0.9)) == pytest.approx([32.0])


def test_too_few_paths_are_not_read(draw: Draw, foresee: Foresee) -> None:
    few = replace(foresee(), paths_t_per_day=np.zeros((99, 3, 14, 2)))

    assert daily_t(read(draw(level="country"), few)) == [16.0]


def test_a_forecast_above_is_split_by_stated_needs(
    picture: Situation, draw: Draw, foresee: Foresee
) -> None:
    stated = said(picture, at_1=6.0, at_2=3.0, at_3=1.0)
    needs = read(draw(stated), foresee({"0": (10, 10)}))

    assert daily_t(needs) == pytest.approx([12.0, 6.0, 2.0])
    assert needs.findings == (split("0", 3, 3),)


def test_or_else_by_beds(draw: Draw, foresee: Foresee) -> None:
    needs = read(draw(), foresee({"0": (13, 13)}))

    assert daily_t(needs) == pytest.approx([16.0, 8.0, 2.0])


def test_or_else_by_people(picture: Situation, draw: Draw, foresee: Foresee) -> None:
    empty = replace(picture, facilities=())
    needs = read(draw(empty), foresee({"0": (9, 9)}))

    assert daily_t(needs) == pytest.approx([12.0, 4.0, 2.0])


def test_only_what_is_left_above_is_split(draw: Draw, foresee: Foresee) -> None:
    needs = read(draw(), foresee({"0": (10, 10), "1": (6, 4)}))

    assert daily_t(needs) == pytest.approx([10.0, 8.0, 2.0])
    assert needs.findings == (split("0", 2, 2),)


def test_a_need_called_unknown_is_never_filled_from_above(
    picture: Situation, draw: Draw, foresee: Foresee
) -> None:
    needs = read(draw(said(picture, at_2=None)), foresee({"0": (9, 9)}))

    assert needs.known.tolist() == [True, False, True]
    assert needs.need_t[1].sum() == 0.0
    unknown = find(Grade.SET_ASIDE, Binding.NEED_UNKNOWN, subject="2")
    assert needs.findings == (split("0", 2, 2), unknown)


def test_hospitals_without_beds_get_no_part(
    alter: Callable[..., Situation], draw: Draw, foresee: Foresee
) -> None:
    network = draw(alter("clinic", beds=None), level="hospital")
    needs = read(network, foresee({"1": (5, 5)}))

    assert daily_t(needs) == [10.0, 0.0, 0.0, 0.0]
    assert needs.known.tolist() == [True, False, False, False]
    assert needs.findings[0] == split("1", 1, 2)


def test_where_nothing_is_known_to_split_by_all_stay_unknown(
    picture: Situation, draw: Draw, foresee: Foresee
) -> None:
    parts = [Territory("1", "North", 1, "0"), Territory("2", "South", 1, "0")]
    tree = plant_tree([Territory("0", "Land", 0, ""), *parts])
    blank = replace(picture, country=replace(picture.country, tree=tree), facilities=())

    assert not read(draw(blank), foresee({"0": (9, 9)})).known.any()
