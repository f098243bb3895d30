"""What can be meant: subjects with their place, and the names each is spelled by."""

from dataclasses import dataclass

from napas.domain.identifier import Alias, SubjectKind
from napas.domain.network import FacilityKind
from napas.domain.territory import Point
from napas.exchange.matching.plain_names import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject as it can be meant.

    Attributes:
        territory: code of the territory it lies in; empty is not known.
        facility_kind: what a facility is; None for all else.
    """

    kind: SubjectKind
    code: str
    name: str
    territory: str = ""
    point: Point | None = None
    facility_kind: FacilityKind | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of an entry, as its words.

    Attributes:
        alias: None where it is the entry's own name.
        path: codes from the country down to the territory it lies in.
        place_words: words of the names of these territories.
    """

    entry: Entry
    name: str
    words: Words
    alias: Alias | None = None
    path: tuple[str, ...] = ()
    place_words: frozenset[str] = frozenset()
