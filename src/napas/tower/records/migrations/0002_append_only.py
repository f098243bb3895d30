"""Rows that only come: the database itself refuses to change or remove them.

Here the engine is named, because a trigger is written in the engine's own language.
"""

from collections.abc import Callable, Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FACTS = (
    "censusrow",
    "claimrow",
    "crewrow",
    "eventrow",
    "facilityrow",
    "findingrow",
    "holdingrow",
    "linkrow",
    "namerow",
    "ownsourcerow",
    "patientsrow",
    "placerow",
    "plantrow",
    "stockrow",
    "tankrow",
    "toldreportrow",
    "vehiclerow",
)
APPEND_ONLY = (
    *FACTS,
    "approvalrow",
    "batchrow",
    "journalrow",
    "movementrow",
    "ordersteprow",
    "planrow",
    "reportrow",
    "withdrawalrow",
)
FIXED = {
    "accountrow": "kind place form owner ground_id party",
    "orderrow": (
        "code batch_id supplier producer facility form mass_g due plan created_by "
        "content_hash ground_id"
    ),
}
"""Columns that never change in tables whose others may; their rows stay, too."""


def of_sqlite() -> Iterator[str]:
    """One trigger for each table and each way of changing it."""
    for table, when in _refused():
        yield (
            f"CREATE TRIGGER {table}_{when.split()[0].lower()}_refused "
            f"BEFORE {when} ON records_{table} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        )


def of_postgresql() -> Iterator[str]:
    """One function that refuses, and the triggers that call it."""
    yield (
        "CREATE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, when in _refused():
        yield (
            f"CREATE TRIGGER {table}_{when.split()[0].lower()}_refused "
            f"BEFORE {when} ON records_{table} "
            "FOR EACH ROW EXECUTE FUNCTION records_refuse()"
        )
    for table in (*APPEND_ONLY, *FIXED):
        yield (
            f"CREATE TRIGGER {table}_truncate_refused "
            f"BEFORE TRUNCATE ON records_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()"
        )


TRIGGERS: dict[str, Callable[[], Iterator[str]]] = {
    "sqlite": of_sqlite,
    "postgresql": of_postgresql,
}


def refuse_changes(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the triggers of this engine."""
    for statement in TRIGGERS[editor.connection.vendor]():
        editor.execute(statement, params=None)


def _refused() -> Iterator[tuple[str, str]]:
    """Each table with a way of changing it that is refused."""
    for table in APPEND_ONLY:
        yield table, "UPDATE"
        yield table, "DELETE"
    for table, columns in FIXED.items():
        yield table, f"UPDATE OF {', '.join(columns.split())}"
        yield table, "DELETE"


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = (("records", "0001_tables"),)
    operations = (migrations.RunPython(refuse_changes),)
