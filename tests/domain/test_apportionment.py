import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.apportionment import share_out

WEIGHTS = st.lists(st.floats(0.0, 1e6), min_size=1, max_size=30)


@given(total=st.integers(0, 100_000), weights=WEIGHTS)
def test_pieces_always_sum_to_the_total(total: int, weights: list[float]) -> None:
    if sum(weights) == 0.0:
        weights = [*weights, 1.0]
    pieces = share_out(total, weights)
    assert sum(pieces) == total
    assert all(piece >= 0 for piece in pieces)


@given(total=st.integers(0, 10_000), weights=WEIGHTS)
def test_nobody_is_more_than_one_piece_from_the_exact_share(
    total: int, weights: list[float]
) -> None:
    weights = [*weights, 1.0]
    whole = sum(weights)
    for piece, weight in zip(share_out(total, weights), weights, strict=True):
        assert abs(piece - total * weight / whole) < 1.0 + 1e-6


def test_of_equal_remainders_the_earlier_is_served_first() -> None:
    assert share_out(2, [1.0, 1.0, 1.0]) == (1, 1, 0)


def test_nothing_can_be_shared_among_nobody() -> None:
    assert share_out(0, []) == ()
    assert share_out(0, [0.0]) == (0,)


def test_pieces_without_anybody_to_have_them_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        share_out(1, [0.0])


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        share_out(1, [2.0, -1.0])
