"""The fixture that all golden files rest on."""

from collections.abc import Callable

import pytest


@pytest.fixture
def _only_compare(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("this would write what it is to refuse")


def test_a_text_that_is_as_it_was_passes(golden: Callable[[str, str], None]) -> None:
    golden("sentence.txt", "Oksigen 12,5 t/hari\n")


@pytest.mark.usefixtures("_only_compare")
@pytest.mark.parametrize("text", ["Oksigen 12.5 t/hari\n", "Oksigen 12,5 t/hari\r\n"])
def test_a_text_that_differs_by_a_sign_fails(
    golden: Callable[[str, str], None], text: str
) -> None:
    with pytest.raises(AssertionError):
        golden("sentence.txt", text)


@pytest.mark.usefixtures("_only_compare")
def test_a_text_without_a_golden_file_fails(
    golden: Callable[[str, str], None],
) -> None:
    with pytest.raises(pytest.fail.Exception, match="--update-golden"):
        golden("nowhere.txt", "")
