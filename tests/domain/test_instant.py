from datetime import UTC, datetime, timedelta, timezone
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.instant import (
    require_amount,
    require_share,
    require_utc,
    utc_text,
)

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)


def test_a_moment_in_utc_passes() -> None:
    require_utc(NOON, "as_of")


@pytest.mark.parametrize(
    "moment",
    [NAIVE, NOON.astimezone(timezone(timedelta(hours=7)))],
)
def test_a_moment_without_zone_or_elsewhere_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="as_of must be aware and in UTC"):
        require_utc(moment, "as_of")


@given(st.floats(0.0, 1e300))
def test_an_amount_of_zero_or_more_passes(value: float) -> None:
    require_amount(value, "mass_t")


@pytest.mark.parametrize("value", [-0.001, nan, inf, -inf])
def test_what_is_no_amount_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="mass_t must be from 0"):
        require_amount(value, "mass_t")


def test_an_amount_above_its_limit_is_refused() -> None:
    require_amount(24.0, "hours", at_most=24.0)
    with pytest.raises(ValueError, match=r"hours must be from 0 to 24\.0"):
        require_amount(24.1, "hours", at_most=24.0)


def test_a_share_lies_from_zero_to_one() -> None:
    require_share(0.0, "share")
    require_share(1.0, "share")
    with pytest.raises(ValueError, match="share must be"):
        require_share(1.1, "share")


@given(st.datetimes(NAIVE.replace(year=1970), NAIVE.replace(year=2100)))
def test_a_moment_written_and_read_is_the_same_second(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)

    assert datetime.fromisoformat(utc_text(aware)) == aware


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    local = NOON.astimezone(timezone(timedelta(hours=7)))

    assert utc_text(local) == "2021-07-08T12:00:00Z"
