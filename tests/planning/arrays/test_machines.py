"""What hospitals make themselves, and what power cuts take from it."""

from collections.abc import Callable

import numpy as np
import pytest

from napas.domain.situation import Event, EventKind, Situation
from napas.parameters import resolve
from napas.planning.arrays.machines import Machines, read_machines
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import read_outages
from napas.planning.throughput import pipeline_t_per_day
from napas.planning.yields import made_t_per_day

DEFAULTS = resolve()
GENERAL, SOUTHERN, ISLAND, STATION = 0, 2, 3, 4


def made(network: Network, *events: Event) -> Machines:
    tree = network.situation.country.tree
    outages = read_outages(events, network.grid, tree, DEFAULTS)
    return read_machines(network, outages, DEFAULTS)


def test_plants_on_site_and_concentrators_are_kept_apart(
    picture: Situation, draw: Callable[..., Network]
) -> None:
    machines = made(draw(days=5))
    psa, concentrator = (
        made_t_per_day(picture.facilities[at].sources[0], DEFAULTS).value
        for at in (SOUTHERN, ISLAND)
    )

    assert machines.on_site_t[SOUTHERN] == pytest.approx([psa] * 5)
    assert machines.low_flow_t[ISLAND] == pytest.approx([concentrator] * 5)
    assert machines.on_site_t[ISLAND].sum() == machines.low_flow_t[SOUTHERN].sum() == 0


def test_a_block_of_days_makes_as_much_as_its_days(
    draw: Callable[..., Network],
) -> None:
    machines = made(draw())

    assert machines.on_site_t[SOUTHERN, 4] == 2 * machines.on_site_t[SOUTHERN, 0]


def test_a_power_cut_takes_its_hours_from_what_is_made(
    draw: Callable[..., Network], event: Callable[..., Event]
) -> None:
    whole = made(draw()).on_site_t[SOUTHERN, 0]
    machines = made(draw(), event(EventKind.POWER_CUT, "0", 0.0, 6.0))

    assert machines.on_site_t[SOUTHERN, 0] == pytest.approx(0.75 * whole)
    assert machines.dark_t[SOUTHERN, 0] == pytest.approx(0.25 * whole)
    assert machines.power_share[STATION, 0] == 0.75


def test_where_nothing_needs_power_a_cut_takes_nothing(
    draw: Callable[..., Network], event: Callable[..., Event]
) -> None:
    machines = made(draw(), event(EventKind.POWER_CUT, "0", 0.0, 6.0))

    assert machines.power_share[GENERAL, 0] == 1.0


def test_a_ring_line_passes_its_flow_and_one_not_known_has_no_limit(
    draw: Callable[..., Network],
) -> None:
    machines = made(draw())

    line_t = pipeline_t_per_day(1_500.0, DEFAULTS)
    assert machines.pipeline_t[SOUTHERN, 0] == pytest.approx(line_t)
    assert np.isinf(machines.pipeline_t[GENERAL]).all()
