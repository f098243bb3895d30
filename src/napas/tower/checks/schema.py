"""Whether the tables are of this version of the program."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from napas.errors import ConflictError


class SchemaNewerError(ConflictError):
    """A newer version of the program has changed the tables."""

    code = "schema-newer"


def require_known_schema(connection: BaseDatabaseWrapper, app: str) -> None:
    """Refuse tables that this version does not know.

    Raises:
        SchemaNewerError: a change was made that this version does not have.
    """
    loader = MigrationLoader(connection)
    applied = {name for label, name in loader.applied_migrations if label == app}
    ours = {name for label, name in loader.disk_migrations if label == app}
    newer = sorted(applied - ours)
    if newer:
        raise SchemaNewerError(change=newer[-1])
