"""What the tests of the tower share: a database on either engine, and a cast."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests.tower.cast import COUNTRY, enter_wave
from tests.tower.cluster import NoPostgresqlError
from tests.tower.server import Server, point_at, running_server


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Server]:
    """Where databases are made; without PostgreSQL its tests are skipped, loudly."""
    folder: Path = tmp_path_factory.mktemp("databases")
    with django_db_blocker.unblock():
        try:
            with running_server(folder) as running:
                yield running
        except NoPostgresqlError:
            if os.environ.get("CI"):
                raise
            pytest.skip("NO POSTGRESQL: the books are not proved on it here")


@pytest.fixture(scope="session")
def django_db_setup(server: Server, django_db_blocker: DjangoDbBlocker) -> str:
    """One database for all tests that take back what they did."""
    url = server.create("shared")
    with django_db_blocker.unblock():
        point_at(url)
    return url


@pytest.fixture
def fresh(
    server: Server, django_db_setup: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of a database of its own, whose commits are real."""
    url = server.create("fresh")
    with django_db_blocker.unblock():
        point_at(url)
        yield url
        point_at(django_db_setup)


@pytest.fixture
def books(db: None, settings: Settings) -> None:  # noqa: ARG001 - its effect
    """The books of the small country, with its wave; taken back afterwards."""
    settings.NAPAS_COUNTRY = str(COUNTRY)
    enter_wave()


@pytest.fixture
def empty_books(db: None, settings: Settings) -> None:  # noqa: ARG001 - its effect
    """The books of the small country, with nothing in them yet."""
    settings.NAPAS_COUNTRY = str(COUNTRY)
