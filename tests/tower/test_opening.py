"""A tower is not opened on ground that does not hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from napas.tower.actions.offered import ACTIONS
from napas.tower.apps import open_tower
from napas.tower.checks.durability import WritesMayBeLostError, require_durable
from napas.tower.checks.places import (
    BooksOnNetworkError,
    file_system_of,
    require_local,
)
from napas.tower.checks.policies import OperationUndeclaredError, require_declared
from napas.tower.checks.schema import SchemaNewerError, require_known_schema
from napas.tower.checks.secrets import SecretMissingError, require_secret
from napas.tower.settings import INSECURE_SECRET

LONG_ENOUGH = "0123456789abcdef0123456789abcdef"
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/books /srv/books nfs4 rw 0 0
/dev/sdb1 /srv/books/local xfs rw 0 0
"""


@pytest.fixture
def _watched() -> Iterator[None]:
    yield
    connection_created.disconnect(dispatch_uid="napas-durability")


@pytest.mark.usefixtures("fresh", "_watched")
def test_a_tower_on_firm_ground_opens(settings: Settings, tmp_path: Path) -> None:
    settings.SECRET_KEY = LONG_ENOUGH

    open_tower()
    open_tower(tmp_path / "no such list")
    connection.close()
    connection.ensure_connection()


@pytest.mark.usefixtures("fresh", "_watched")
def test_a_connection_that_is_made_later_is_read_back_too(settings: Settings) -> None:
    settings.SECRET_KEY = LONG_ENOUGH
    open_tower()
    loosen()

    with pytest.raises(WritesMayBeLostError):
        connection.ensure_connection()


@pytest.mark.usefixtures("fresh")
def test_a_database_that_answers_before_it_has_written_is_refused() -> None:
    require_durable(connection)
    loosen()

    with pytest.raises(WritesMayBeLostError) as refusal:
        require_durable(connection)
    assert refusal.value.params["found"] in {"1", "off"}


def loosen() -> None:
    """Let the next connection of the default database acknowledge too early."""
    careless = {
        "sqlite": {"init_command": "PRAGMA synchronous=NORMAL;"},
        "postgresql": {"options": "-c synchronous_commit=off"},
    }
    connection.close()
    options = connections.settings["default"]["OPTIONS"]
    options.update(careless[connection.vendor])


@pytest.mark.parametrize("secret", ["", "short", INSECURE_SECRET])
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(SecretMissingError):
        require_secret(secret)


def test_a_long_secret_is_taken() -> None:
    require_secret(LONG_ENOUGH)


def test_books_on_a_network_file_system_are_refused() -> None:
    with pytest.raises(BooksOnNetworkError) as refusal:
        require_local(Path("/srv/books/napas.sqlite3"), MOUNTS)
    assert refusal.value.params["kind"] == "nfs4"


def test_the_innermost_mount_holds_a_file() -> None:
    assert file_system_of(Path("/srv/books/local/napas.sqlite3"), MOUNTS) == "xfs"
    assert file_system_of(Path("/srv/other"), MOUNTS) == "ext4"
    assert file_system_of(Path("/srv/other"), "") == ""
    require_local(Path("/srv/books/local/napas.sqlite3"), MOUNTS)


@pytest.mark.usefixtures("db")
def test_tables_of_a_newer_version_are_refused() -> None:
    require_known_schema(connection, "records")
    MigrationRecorder(connection).record_applied("records", "9999_tomorrow")

    with pytest.raises(SchemaNewerError) as refusal:
        require_known_schema(connection, "records")
    assert refusal.value.params["change"] == "9999_tomorrow"


class Undecided:
    """An operation that names something else than a deed."""

    deed = "read"


def test_an_operation_without_a_deed_is_refused() -> None:
    require_declared(ACTIONS)
    for operation in (Undecided(), object()):
        with pytest.raises(OperationUndeclaredError) as refusal:
            require_declared({**ACTIONS, "forgotten": operation})
        assert refusal.value.params["operation"] == "forgotten"
