"""Databases for tests: made once with all tables, then copied whole for each test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from django.core.management import call_command
from django.db import connections

from napas.tower.settings import database_of
from tests.tower.cluster import running_cluster

ENGINE = "NAPAS_TEST_ENGINE"


class Server(Protocol):
    """Where databases are made."""

    def create(self, name: str) -> str:
        """The address of a new database with all tables."""
        ...


class SqliteServer:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        migrate(f"sqlite:///{self.template}")

    def create(self, name: str) -> str:
        """Copy the template."""
        file = self.folder / f"{name}.sqlite3"
        for beside in ("-wal", "-shm"):  # of a database that was here before
            file.with_name(f"{file.name}{beside}").unlink(missing_ok=True)
        shutil.copy(self.template, file)
        return f"sqlite:///{file}"


class PostgresqlServer:
    """Databases of a cluster."""

    def __init__(self, address: str) -> None:
        self.address = address
        migrate(self._make("napas_template", "template0"))

    def create(self, name: str) -> str:
        """Let the cluster copy the template."""
        return self._make(name, "napas_template")

    def _make(self, name: str, template: str) -> str:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return urlsplit(self.address)._replace(path=f"/{name}").geturl()


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """The server of the engine that the environment names; SQLite unless it does."""
    if os.environ.get(ENGINE, "sqlite") == "sqlite":
        yield SqliteServer(folder)
    else:
        with running_cluster() as address:
            yield PostgresqlServer(address)


def point_at(url: str) -> None:
    """Let this program work on another database from now on."""
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings(
        {"default": database_of(url)}
    )["default"]


def migrate(url: str) -> None:
    """Make every table."""
    point_at(url)
    call_command("migrate", verbosity=0)
    connections["default"].close()
