"""Whether what the database has acknowledged survives a power cut.

A commit counts as acknowledged only once it is on the disk. SQLite with
`synchronous=NORMAL` and PostgreSQL with `synchronous_commit=off` answer earlier, so
their own settings are read back from every new connection.
"""

from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from napas.errors import InvalidError

SQLITE_SAFE = {"2": "FULL", "3": "EXTRA"}
"""What `PRAGMA synchronous` answers where a commit waits for the disk."""


class WritesMayBeLostError(InvalidError):
    """The database acknowledges before it has written."""

    code = "database-may-lose-writes"


def require_durable(connection: BaseDatabaseWrapper) -> None:
    """Refuse a connection whose commits a power cut could take back.

    Raises:
        WritesMayBeLostError: a setting is not what it must be.
    """
    _READ_BACK[connection.vendor](connection)


def watch_connections() -> None:
    """Read back every connection that is made from now on."""
    connection_created.connect(_made, dispatch_uid="napas-durability")


def _made(connection: BaseDatabaseWrapper, **_: object) -> None:
    require_durable(connection)


def _sqlite(connection: BaseDatabaseWrapper) -> None:
    found = _ask(connection, "PRAGMA synchronous")
    if found not in SQLITE_SAFE:
        raise WritesMayBeLostError(
            setting="synchronous", found=found, expected="FULL (2)"
        )


def _postgresql(connection: BaseDatabaseWrapper) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        found = _ask(connection, f"SHOW {setting}")
        if found == "off":
            raise WritesMayBeLostError(setting=setting, found=found, expected="on")


def _ask(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


_READ_BACK: dict[str, Callable[[BaseDatabaseWrapper], None]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
