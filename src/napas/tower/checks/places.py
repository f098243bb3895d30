"""Whether the file of the books lies on a disk of this machine.

Locks and syncs are not to be trusted on a network file system.
"""

from pathlib import Path

from napas.errors import InvalidError

NETWORKED = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
MOUNTS = Path("/proc/self/mounts")


class BooksOnNetworkError(InvalidError):
    """The database file lies on a network file system."""

    code = "database-on-network"


def require_local(file: Path, mounts: str) -> None:
    """Refuse a file that a network file system holds.

    Args:
        file: of the database.
        mounts: what is mounted where, as in /proc/self/mounts.

    Raises:
        BooksOnNetworkError: it does.
    """
    kind = file_system_of(file.absolute(), mounts)
    if kind in NETWORKED:
        raise BooksOnNetworkError(file=str(file), kind=kind)


def file_system_of(file: Path, mounts: str) -> str:
    """The kind of file system that holds a file; empty where none is listed."""
    listed = (line.split() for line in mounts.splitlines())
    holding = [
        (len(Path(place).parts), kind)
        for _, place, kind, *_ in listed
        if file.is_relative_to(place)
    ]
    return max(holding, default=(0, ""), key=lambda found: found[0])[1]
