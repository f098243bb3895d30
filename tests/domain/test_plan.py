from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from napas.domain.need import Severity
from napas.domain.network import Form
from napas.domain.plan import (
    Allocation,
    Binding,
    Reason,
    Shipment,
    Shortfall,
    because,
)

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
LEG = Shipment(
    day=0,
    origin="P01",
    target="RS1",
    vehicle="V01",
    mass_t=18.0,
    depart=NOON,
    arrive=NOON + timedelta(hours=3),
    free_at=NOON + timedelta(hours=5),
    source="P01",
)


def test_equal_reasons_are_equal_however_they_were_said() -> None:
    assert because(Binding.FLEET, trucks=3, hours=48) == because(
        Binding.FLEET, hours=48, trucks=3
    )
    assert because(Binding.FLEET) == Reason(Binding.FLEET)


@pytest.mark.parametrize(
    "change",
    [
        {"mass_t": -1.0},
        {"depart": NOON.replace(tzinfo=None)},
        {"arrive": NOON.replace(tzinfo=None)},
        {"free_at": NOON.replace(tzinfo=None)},
        {"arrive": NOON - timedelta(hours=1)},
        {"free_at": NOON + timedelta(hours=1)},
    ],
)
def test_a_leg_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be|before it leaves"):
        replace(LEG, **change)


def test_nobody_is_given_or_lacks_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="mass_t"):
        Allocation(0, "P01", "01", Form.LIQUID, -1.0)
    with pytest.raises(ValueError, match="mass_t"):
        Shortfall(0, "01", Severity.CRITICAL, -1.0)


def test_an_allocation_and_a_shortfall_may_be_nothing() -> None:
    assert Allocation(0, "P01", "01", Form.LIQUID, 0.0).mass_t == 0.0
    assert Shortfall(0, "01", Severity.SEVERE, 0.0).mass_t == 0.0
