"""How a tower is set up: a few values from the environment, then Django's names.

The one place, with the migrations, that may know the engine of the database.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from napas.errors import InvalidError

INSECURE_SECRET = "not-a-secret"  # noqa: S105 - a tower refuses to start with it
BUSY_TIMEOUT_S = 60
"""How long a writer waits for its turn on SQLite before it is told that it is busy."""


class DatabaseUrlError(InvalidError):
    """The address of the database cannot be read."""

    code = "database-url-unreadable"


@dataclass(frozen=True, slots=True)
class TowerSettings:
    """What the environment says of a tower.

    Attributes:
        database: `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`; a
            query `?host=/folder` names the folder of a socket.
        secret: from which everything signed is derived.
        country: a country that comes with the program, or the path of a folder.
        hosts: names under which the tower may be called.
    """

    database: str = "sqlite:///var/napas.sqlite3"
    secret: str = INSECURE_SECRET
    country: str = "idn"
    hosts: tuple[str, ...] = ("localhost",)


def read_settings(environment: Mapping[str, str]) -> TowerSettings:
    """The settings of a tower, from variables that begin with NAPAS_."""
    usual = TowerSettings()
    hosts = environment.get("NAPAS_HOSTS", " ".join(usual.hosts))
    return TowerSettings(
        database=environment.get("NAPAS_DATABASE", usual.database),
        secret=environment.get("NAPAS_SECRET", usual.secret),
        country=environment.get("NAPAS_COUNTRY", usual.country),
        hosts=tuple(hosts.split()),
    )


def database_of(url: str) -> dict[str, object]:
    """What Django is told of a database.

    Raises:
        DatabaseUrlError: the address is of no engine we keep books on, or names none.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise DatabaseUrlError(scheme=parts.scheme)
    if parts.scheme == "sqlite":
        return _sqlite(name)
    if parts.scheme in {"postgresql", "postgres"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": query.get("port", str(parts.port or "")),
            "OPTIONS": {"options": "-c synchronous_commit=on"},
        }
    raise DatabaseUrlError(scheme=parts.scheme)


def _sqlite(name: str) -> dict[str, object]:
    """Writers queue at the door, and a commit is on the disk before it is told."""
    begin = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT_S,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in begin),
        },
    }


TOWER = read_settings(os.environ)
ALLOWED_HOSTS = list(TOWER.hosts)
DATABASES = {"default": database_of(TOWER.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["napas.tower.records"]
NAPAS_COUNTRY = TOWER.country
SECRET_KEY = TOWER.secret
TIME_ZONE = "UTC"
USE_TZ = True
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
