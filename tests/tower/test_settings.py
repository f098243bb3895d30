import pytest

from napas.tower.settings import (
    INSECURE_SECRET,
    DatabaseUrlError,
    TowerSettings,
    database_of,
    read_settings,
)


def test_a_tower_without_settings_keeps_its_books_in_a_file() -> None:
    usual = read_settings({})

    assert usual == TowerSettings()
    assert usual.secret == INSECURE_SECRET
    assert database_of(usual.database)["NAME"] == "var/napas.sqlite3"


def test_the_environment_says_what_a_tower_is() -> None:
    told = read_settings(
        {
            "NAPAS_DATABASE": "postgresql://n@/books",
            "NAPAS_SECRET": "s",
            "NAPAS_COUNTRY": "xar",
            "NAPAS_HOSTS": "one.example two.example",
            "HOME": "/",
        }
    )

    assert told == TowerSettings(
        "postgresql://n@/books", "s", "xar", ("one.example", "two.example")
    )


def test_a_file_is_written_through_to_the_disk() -> None:
    told = database_of("sqlite:////srv/books.sqlite3")

    assert told["NAME"] == "/srv/books.sqlite3"
    options = told["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_a_server_is_named_with_its_user_or_by_its_socket() -> None:
    named = database_of("postgresql://na%40pas:pa%3Ass@db.example:5433/books")
    socket = database_of("postgresql://napas@/books?host=/run/postgresql")

    assert named["USER"] == "na@pas"
    assert named["PASSWORD"] == f"pa{':'}ss"
    assert (named["HOST"], named["PORT"]) == ("db.example", "5433")
    assert (socket["HOST"], socket["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize("url", ["", "books.sqlite3", "mysql://h/books", "sqlite:///"])
def test_an_address_that_names_no_books_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlError):
        database_of(url)
