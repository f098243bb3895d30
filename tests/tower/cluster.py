"""A PostgreSQL of our own for the tests: private, on a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

URL = "NAPAS_TEST_POSTGRES"
DEBIAN = Path("/usr/lib/postgresql")
SERVANT = "nobody"
"""Who runs the server where root runs the tests: PostgreSQL refuses root."""


class NoPostgresqlError(Exception):
    """There is no PostgreSQL on this machine."""


def programs() -> Path:
    """The folder with initdb and postgres.

    Raises:
        NoPostgresqlError: there is none.
    """
    for folder in _candidates():
        if (folder / "initdb").exists():
            return folder
    raise NoPostgresqlError


def _candidates() -> Iterator[Path]:
    with suppress(OSError, subprocess.CalledProcessError):
        asked = subprocess.run(
            ["pg_config", "--bindir"],  # noqa: S607 - whichever the path names
            capture_output=True,
            text=True,
            check=True,
        )
        yield Path(asked.stdout.strip())
    found = shutil.which("initdb")
    if found:
        yield Path(found).parent
    yield from sorted(DEBIAN.glob("*/bin"), reverse=True)
    wheel = find_spec("pgserver")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


@contextmanager
def running_cluster() -> Iterator[str]:
    """The address of a server: the one that is named, or one started for the while.

    Raises:
        NoPostgresqlError: there is none.
    """
    named = os.environ.get(URL)
    if named:
        yield named
        return
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="napas-postgresql-"))
    servant = SERVANT if os.geteuid() == 0 else None
    if servant:
        shutil.chown(folder, servant)
    data = folder / "data"
    try:
        _run([bin_folder / "initdb", "-D", data, *_INITIAL], servant)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {_SMALL}"
        begin = [bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*begin, "-o", options, "start"], servant)
        try:
            yield f"postgresql://napas@/postgres?host={folder}"
        finally:
            _run(
                [bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], servant
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_INITIAL = ("-U", "napas", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_SMALL = "-c shared_buffers=32MB -c max_connections=60 -c fsync=on"


def _run(command: list[object], servant: str | None) -> None:
    subprocess.run(  # noqa: S603 - programs of the server, found above
        [str(part) for part in command],
        user=servant,
        group=None,
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
