"""A tower opens only when everything it stands on has been read back."""

from pathlib import Path

import django
from django.conf import settings
from django.db import connection

from napas.tower.checks.durability import require_durable, watch_connections
from napas.tower.checks.places import MOUNTS, require_local
from napas.tower.checks.policies import require_declared
from napas.tower.checks.schema import require_known_schema
from napas.tower.checks.secrets import require_secret


def open_tower(mounts: Path = MOUNTS) -> None:
    """Make the tables ready to be used, or refuse to.

    Args:
        mounts: where the machine lists what is mounted; a machine without has none.

    Raises:
        SecretMissingError: the secret is the one everybody knows.
        BooksOnNetworkError: the database lies on a network file system.
        WritesMayBeLostError: the database acknowledges before it has written.
        SchemaNewerError: a newer version has changed the tables.
        OperationUndeclaredError: an operation names no deed.
    """
    django.setup()
    require_secret(settings.SECRET_KEY)
    if connection.vendor == "sqlite" and mounts.exists():
        file = Path(str(connection.settings_dict["NAME"]))
        require_local(file, mounts.read_text("utf-8"))
    watch_connections()
    require_durable(connection)
    require_known_schema(connection, "records")
    _require_policies()


def _require_policies() -> None:
    from napas.tower.actions.offered import ACTIONS  # noqa: PLC0415 - tables first
    from napas.tower.queries.offered import QUERIES  # noqa: PLC0415 - tables first

    require_declared({**ACTIONS, **QUERIES})
