import pytest

from napas.exchange.spreadsheet.limits import LIMITS, Limits


@pytest.mark.parametrize("name", ["file_b", "cells", "time_s", "memory_b"])
def test_a_limit_of_nothing_is_a_mistake(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def test_what_is_unpacked_fits_into_the_memory_that_is_granted() -> None:
    assert LIMITS.file_b < LIMITS.unpacked_b < LIMITS.memory_b / 4
