from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Code, Finding, Grade, Spot, all_codes, find, stops


class Toy(Code):
    TORN = "toy-torn"
    LATE = "toy-late"


class SmallToy(Code):
    LOST = "toy-lost"


def test_a_finding_keeps_its_parameters_sorted_by_name() -> None:
    finding = find(Grade.DOUBTFUL, Toy.LATE, subject="RS1", hours=13, day="8 July")

    assert finding.params == (("day", "8 July"), ("hours", 13))
    assert finding.spot == Spot()


@given(st.permutations([("a", 1), ("b", "x"), ("c", None)]))
def test_equal_faults_are_equal_however_they_were_said(
    pairs: list[tuple[str, Any]],
) -> None:
    assert find(Grade.STOP, Toy.TORN, **dict(pairs)) == Finding(
        Grade.STOP, Toy.TORN, params=(("a", 1), ("b", "x"), ("c", None))
    )


def test_a_finding_keeps_its_spot() -> None:
    spot = Spot("places.csv", 3, "beds")

    assert find(Grade.SET_ASIDE, Toy.TORN, spot=spot).spot == spot


def test_a_row_before_the_file_is_refused() -> None:
    with pytest.raises(ValueError, match="before the file"):
        Spot("places.csv", -1)


def test_only_a_stop_stops() -> None:
    doubtful = find(Grade.DOUBTFUL, Toy.LATE)
    aside = find(Grade.SET_ASIDE, Toy.TORN)

    assert not stops([doubtful, aside])
    assert stops([doubtful, find(Grade.STOP, Toy.TORN), aside])
    assert not stops([])


def test_all_codes_of_all_rooms_are_known_and_sorted() -> None:
    codes = all_codes()

    assert {Toy.TORN, Toy.LATE, SmallToy.LOST} <= set(codes)
    assert list(codes) == sorted(codes)
