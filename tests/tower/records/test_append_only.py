"""The database itself refuses to change what only comes."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils.module_loading import import_string

from napas.domain.ledger import Account, AccountKind
from napas.domain.network import Form
from napas.tower.records import models as tables
from napas.tower.records.batch import BatchRow
from napas.tower.records.ledger import AccountRow, MovementRow, open_account
from napas.tower.records.orders import OrderRow
from napas.tower.records.territory import TerritoryRow
from tests.tower.cast import NOW

MIGRATION = "napas.tower.records.migrations.0002_append_only"
APPEND_ONLY = import_string(f"{MIGRATION}.APPEND_ONLY")
FIXED = import_string(f"{MIGRATION}.FIXED")
MAY_CHANGE = {"aboverow", "grantrow", "personrow", "territoryrow"}
TABLES: dict[str, type[models.Model]] = {
    name.lower(): getattr(tables, name) for name in tables.__all__
}


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        return "append-only" in str(refusal)
    return False


def test_every_table_is_append_only_or_said_not_to_be() -> None:
    assert {*APPEND_ONLY, *FIXED, *MAY_CHANGE} == set(TABLES)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_batchrow SET as_of = known_at",
        "UPDATE records_movementrow SET mass_g = mass_g + 1",
        "UPDATE records_journalrow SET actor = 'somebody else'",
        "UPDATE records_claimrow SET figure = 0",
        "DELETE FROM records_movementrow",
        "DELETE FROM records_journalrow",
        "DELETE FROM records_ordersteprow",
    ],
)
def test_what_only_comes_is_neither_changed_nor_removed(statement: str) -> None:
    assert refused(statement)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_every_append_only_table_has_its_triggers(table: str) -> None:
    assert triggers() >= {f"{table}_update_refused", f"{table}_delete_refused"}


@pytest.mark.usefixtures("books")
def test_an_account_keeps_its_name_and_may_change_what_it_holds() -> None:
    assert refused("UPDATE records_accountrow SET place = 'elsewhere'")
    assert refused("DELETE FROM records_accountrow")
    assert AccountRow.objects.filter(kind=AccountKind.USED).update(balance_g=0) == 0


@pytest.mark.usefixtures("books")
def test_what_was_ordered_never_changes() -> None:
    assert refused("UPDATE records_orderrow SET mass_g = 1")
    assert refused("UPDATE records_orderrow SET created_by = 'somebody else'")
    assert OrderRow.objects.update(arrives_at=NOW) > 0


@pytest.mark.usefixtures("db")
def test_a_table_is_not_emptied_either() -> None:
    if connection.vendor == "postgresql":  # SQLite has no such statement
        assert refused("TRUNCATE records_movementrow CASCADE")


@pytest.mark.usefixtures("db")
def test_a_physical_account_below_zero_is_refused_by_the_table_too() -> None:
    TerritoryRow.objects.create(code="00", position=0, level=0)
    tank = open_account(Account(AccountKind.TANK, "H", Form.LIQUID), ground="00")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountRow.objects.filter(pk=tank.pk).update(balance_g=-1)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "fault",
    [{"mass_g": 0}, {"mass_g": -5}, {"target": "source"}],
    ids=["nothing", "less than nothing", "to itself"],
)
def test_a_movement_that_moves_nothing_is_refused_by_the_table(
    fault: dict[str, object],
) -> None:
    TerritoryRow.objects.create(code="00", position=0, level=0)
    source = open_account(Account(AccountKind.PLANT, "P", Form.LIQUID), ground="00")
    target = open_account(Account(AccountKind.TANK, "H", Form.LIQUID), ground="00")
    given: dict[str, object] = {"mass_g": 5, "target": target, **fault}
    if given["target"] == "source":
        given["target"] = source
    moment = datetime(2021, 7, 8, tzinfo=UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementRow.objects.create(
            source=source, happened_at=moment, recorded_at=moment, key="k", **given
        )


@pytest.mark.usefixtures("books")
def test_a_batch_is_one_for_its_code() -> None:
    batch = BatchRow.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchRow.objects.create(
            code=batch.code, as_of=NOW, known_at=NOW, recorded_at=NOW
        )


def triggers() -> set[str]:
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return {str(name) for (name,) in cursor.fetchall()}
