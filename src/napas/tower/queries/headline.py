"""The national line, from the claims of the books, for any past moment."""

from napas.domain.access import Viewer
from napas.domain.headline import Headline
from napas.domain.headline import headline as line_of
from napas.tower.queries.facts import ALL_THAT_STANDS, Moment, seen_facts
from napas.tower.queries.operation import Query
from napas.tower.records.told import ClaimRow


def _headline(viewer: Viewer, at: Moment, *, scope: str = "") -> Headline:
    """What could be said of the nation's oxygen, as known at a moment.

    A claim says itself from when it could be known, whenever it was entered; one of a
    batch that was withdrawn since is never told again.
    """
    claims = (row.value() for row in seen_facts(ClaimRow, ALL_THAT_STANDS, viewer))
    return line_of(claims, known_at=at.known_at, scope=scope)


headline = Query(_headline)
