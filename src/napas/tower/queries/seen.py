"""What somebody may see, as a condition the database knows.

Every read of rows that lie in a territory begins here. Nothing is seen by default.
"""

from collections.abc import Iterable

from django.db.models import Q

from napas.domain.access import PARTIES, Deed, Viewer, reaches
from napas.errors import ForbiddenError, MissingError
from napas.tower.records.territory import AboveRow, ancestors

ANYBODY = ("party",)
"""The column that names whose a row is, where a table has one."""


class DeedForbiddenError(ForbiddenError):
    """Somebody sees a thing and may not do this to it."""

    code = "deed-forbidden"


class SubjectUnknownError(MissingError):
    """There is no such thing, or none that one may know of: the answer is the same."""

    code = "subject-unknown"


def seen(viewer: Viewer, *, party: Iterable[str] = ANYBODY) -> Q:
    """The rows somebody may read.

    Args:
        viewer: who reads.
        party: the columns that name an organisation the row concerns.
    """
    grants = viewer.grants_for(Deed.READ)
    free = {grant.territory for grant in grants if grant.role not in PARTIES}
    bound = {grant.territory for grant in grants if grant.role in PARTIES}
    own = Q(pk__in=())
    if viewer.organisation:
        for column in party:
            own |= Q(**{column: viewer.organisation})
    return _lies_in(free) | (_lies_in(bound) & own)


def require(
    viewer: Viewer,
    deed: Deed,
    *,
    subject: str,
    ground: str,
    parties: Iterable[str],
) -> None:
    """Refuse a deed to a thing that somebody may not do it to.

    Args:
        viewer: who wants to.
        deed: what is to be done.
        subject: the code of the thing.
        ground: the territory in which it lies.
        parties: the organisations it concerns.

    Raises:
        SubjectUnknownError: they may not even know of it.
        DeedForbiddenError: they see it, and may not.
    """
    above, concerned = ancestors(ground), frozenset(parties)
    if reaches(viewer, deed, above=above, parties=concerned):
        return
    if reaches(viewer, Deed.READ, above=above, parties=concerned):
        raise DeedForbiddenError(subject=subject, deed=deed)
    raise SubjectUnknownError(subject=subject)


def _lies_in(territories: Iterable[str]) -> Q:
    below = AboveRow.objects.filter(above__in=sorted(territories))
    return Q(ground__in=below.values("territory"))
