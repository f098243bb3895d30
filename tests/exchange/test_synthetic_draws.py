from hypothesis import given
from hypothesis import strategies as st

from napas.exchange.synthetic_draws import Draws, drawn_share


def test_the_same_words_draw_the_same_numbers() -> None:
    assert Draws(7, "S31-001", "tank").share() == Draws(7, "S31-001", "tank").share()


def test_another_seed_or_word_draws_other_numbers() -> None:
    first = Draws(7, "S31-001", "tank").share()
    assert first != Draws(8, "S31-001", "tank").share()
    assert first != Draws(7, "S31-001", "stock").share()


def test_words_do_not_run_together() -> None:
    assert Draws(7, "ab", "c").share() != Draws(7, "a", "bc").share()


def test_the_first_number_of_a_stream_is_fixed_for_all_releases() -> None:
    assert round(Draws(20210710, "S31-001").share(), 12) == 0.317762683526


@given(mean=st.floats(0.0, 50.0), seed=st.integers(0, 1000))
def test_a_rounded_mean_is_one_of_its_neighbours(mean: float, seed: int) -> None:
    assert abs(Draws(seed, "x").whole(mean) - mean) <= 1.0


def test_many_rounded_means_keep_the_mean() -> None:
    draws = Draws(1, "x")
    assert abs(sum(draws.whole(0.3) for _ in range(4000)) / 4000 - 0.3) < 0.03


def test_a_bell_stays_within_three_spreads_about_zero() -> None:
    draws = Draws(1, "x")
    drawn = [draws.bell() for _ in range(4000)]
    assert all(abs(number) <= 3.0 for number in drawn)
    assert abs(sum(drawn)) / 4000 < 0.05
    assert abs(sum(number**2 for number in drawn) / 4000 - 1.0) < 0.1


@given(mean=st.floats(0.0, 1.0), seed=st.integers(0, 1000))
def test_a_drawn_share_is_a_share(mean: float, seed: int) -> None:
    assert 0.0 <= drawn_share(mean, Draws(seed, "x")) <= 1.0


def test_many_drawn_shares_keep_their_mean() -> None:
    draws = Draws(3, "x")
    mean = sum(drawn_share(0.8, draws) for _ in range(4000)) / 4000
    assert abs(mean - 0.8) < 0.01


def test_something_certain_happens_and_something_impossible_does_not() -> None:
    draws = Draws(1, "x")
    assert draws.chance(1.0)
    assert not draws.chance(0.0)
    assert draws.pick(("only",)) == "only"
