"""In which form need can reach its patients."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from napas.planning.streams import needed_shares


def places(
    need_t: float, *, piped_t: float, low_flow_t: float = 0.0, on_site_t: float = 0.0
) -> Any:  # noqa: ANN401 - stands in for the one part of a problem that is read
    figures = SimpleNamespace(
        known=np.array([True, False]),
        need_t=np.array([[[0.0, need_t]], [[0.0, 99.0]]]),
        low_flow_t=np.array([[low_flow_t], [9.0]]),
        on_site_t=np.array([[on_site_t], [9.0]]),
        piped_t=np.array([[piped_t], [np.inf]]),
    )
    return SimpleNamespace(places=figures)


def test_what_no_pipe_and_no_machine_reaches_must_come_in_cylinders() -> None:
    shares = needed_shares(places(10.0, piped_t=4.0, low_flow_t=1.0, on_site_t=2.0))
    assert shares is not None
    assert (shares.liquid, shares.low_flow, shares.on_site) == (0.4, 0.1, 0.2)
    assert shares.cylinder == pytest.approx(0.3)


def test_wide_pipes_need_no_cylinders() -> None:
    shares = needed_shares(places(10.0, piped_t=np.inf))
    assert shares is not None
    assert (shares.liquid, shares.cylinder) == (1.0, 0.0)


def test_machines_never_serve_more_than_there_is_need() -> None:
    shares = needed_shares(places(10.0, piped_t=5.0, low_flow_t=8.0, on_site_t=8.0))
    assert shares is not None
    assert (shares.low_flow, shares.on_site, shares.liquid) == (0.8, 0.2, 0.0)


def test_without_known_need_there_are_no_shares() -> None:
    assert needed_shares(places(0.0, piped_t=1.0)) is None
