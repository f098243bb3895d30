"""What the tests of all rooms share: golden files, and properties without a clock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read the difference before you commit it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the golden file of that name beside the test.

    ``golden("bars.svg", text)`` in ``tests/pictures/test_bars.py`` reads
    ``tests/pictures/golden/bars.svg``.
    """
    is_update = bool(request.config.getoption("--update-golden"))
    folder = Path(request.path).parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if is_update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        if not path.exists():
            pytest.fail(f"no golden file {path.name}: run pytest --update-golden")
        # Bytes, because a golden file is also about line ends.
        assert path.read_bytes().decode("utf-8") == text

    return compare
