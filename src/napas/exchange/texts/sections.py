"""Which part of a text speaks of which facility."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from napas.exchange.texts.asides import HEADER
from napas.exchange.texts.labels import ROLE_LABELS
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.mentions import Mention
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.exchange.texts.readings import AsideKind

NOBODY = -1
"""The place of no mention."""


@dataclass(slots=True)
class Section:
    """Pieces that speak of one facility, or of none.

    Attributes:
        mention: its place in the list of mentions, or nobody.
        parts: stretches of the text, each with its pieces.
        preamble: it stands before the facilities of a list and over them.
        total: it sums up a list.
        unsure: places of mentions that may be meant.
    """

    mention: int = NOBODY
    parts: list[list[Piece]] = field(default_factory=list)
    preamble: bool = False
    total: bool = False
    unsure: tuple[int, ...] = ()

    def add(self, pieces: Sequence[Piece]) -> None:
        """Let what follows belong to it."""
        if not self.parts:
            self.parts.append([])
        self.parts[-1].extend(pieces)

    @property
    def pieces(self) -> Iterator[Piece]:
        """All of its pieces."""
        return (piece for part in self.parts for piece in part)

    @property
    def has_figures(self) -> bool:
        """Whether it holds a number."""
        return any(piece.kind is Kind.NUMBER for piece in self.pieces)


def posts_of(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Part a text where the head of a forwarded message stands."""
    begin = 0
    for at, piece in enumerate(pieces):
        header = piece.text == AsideKind.MOMENT and piece.place == HEADER
        if piece.kind is Kind.ASIDE and header and at > begin:
            yield pieces[begin:at]
            begin = at
    yield pieces[begin:]


def sections_of(
    pieces: Sequence[Piece], mentions: Sequence[Mention]
) -> tuple[Section, ...]:
    """Part one post by the facilities it names.

    One facility: all of it. Several: a line belongs to the facility it names, or to
    the one named last; an empty line ends that, unless nothing was counted yet.
    """
    subjects = _subjects(pieces)
    keys = {mentions[place].key for place in subjects.values()}
    if len(keys) <= 1:
        named = next(iter(subjects.values()), NOBODY)
        if any(_joined_with_us(pieces, at) for at in subjects):
            return (Section(parts=[list(pieces)], unsure=(named,)),)
        return (Section(named, [list(pieces)]),)
    sections = [Section(preamble=True)]
    after_blank = False
    for begin, end in _lines(pieces):
        line = pieces[begin:end]
        here = {at: subjects[at] for at in range(begin, end) if at in subjects}
        if not here:
            section = _continued(sections[-1], line, after_blank=after_blank)
            if section is not sections[-1]:
                sections.append(section)
            section.add(line)
        else:
            sections.extend(_opened(pieces, begin, end, here, mentions))
        after_blank = all(piece.kind is Kind.LINE for piece in line)
    return _united([each for each in sections if each.parts], mentions)


AWAY = "away"
"""The name of words such as "to" and "ke"."""
_MOVES = frozenset(
    {
        Concept.RECEIVED,
        Concept.DELIVERY,
        Concept.SENT,
        Concept.EXPECTED,
        Concept.TRANSFER,
        Concept.OTHER_PATIENT,
    }
)


_THINGS = frozenset(
    {
        Concept.PATIENT,
        Concept.PERSON,
        Concept.CYLINDER,
        Concept.LIQUID,
        Concept.OXYGEN,
        Concept.TANK,
        Concept.OTHER_GOODS,
    }
)
"""What may come from a facility of which nothing else is said."""


def _subjects(pieces: Sequence[Piece]) -> dict[int, int]:
    """The mentions, by their piece, that are spoken of and not sent to or from."""
    subjects: dict[int, int] = {}
    numbers = named = needs = moves = things = False
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.LINE:
            numbers = named = needs = moves = things = False
        elif piece.kind is Kind.NUMBER:
            numbers = True
        elif piece.concept is Concept.NEED:
            needs = True
        elif piece.concept in _MOVES:
            moves = True
        elif piece.concept in _THINGS:
            things = True
        elif piece.kind is Kind.FACILITY:
            before = piece_at(pieces, at - 1)
            from_there, there = before.concept is Concept.FROM, before.text == AWAY
            told = moves or (needs and from_there)
            moved = piece_at(pieces, at - 2).concept in _MOVES
            sent = moved or (numbers and told) or (from_there and things)
            if not ((from_there or there) and (named or sent)):
                subjects[at] = piece.place
                named = True
    return subjects


def _joined_with_us(pieces: Sequence[Piece], at: int) -> bool:
    """As in "untuk kami dan RS X": of two, one of which is the sender."""
    for step in (-1, 1):
        joined = piece_at(pieces, at + step).concept is Concept.AND
        if joined and piece_at(pieces, at + 2 * step).text in _US:
            return True
    return False


_US = ("kami", "kita", "saya", "us", "we", "our")


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Begin and end of each line, its end of line with it."""
    begin = 0
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.LINE:
            yield begin, at + 1
            begin = at + 1
    if begin < len(pieces):
        yield begin, len(pieces)


def _continued(
    current: Section, line: Sequence[Piece], *, after_blank: bool
) -> Section:
    """The section to which a line belongs that names no facility."""
    if current.mention == NOBODY:
        return current
    counts = any(piece.kind is Kind.NUMBER for piece in line)
    if counts and any(piece.concept is Concept.TOTAL for piece in line):
        return Section(total=True)
    words = any(piece.kind is not Kind.LINE for piece in line)
    if after_blank and words and current.has_figures:
        return Section(unsure=(current.mention,))
    return current


def _opened(
    pieces: Sequence[Piece],
    begin: int,
    end: int,
    here: Mapping[int, int],
    mentions: Sequence[Mention],
) -> Iterator[Section]:
    """The sections of a line that names facilities."""
    places = list(here)
    if len({mentions[place].key for place in here.values()}) == 1:
        yield Section(here[places[0]], [list(pieces[begin:end])])
        return
    numbers = [at for at in range(begin, end) if pieces[at].kind is Kind.NUMBER]
    if _several_at_once(pieces, places):
        unsure = tuple(dict.fromkeys(here.values()))
        yield Section(parts=[list(pieces[begin:end])], unsure=unsure)
        return
    if not numbers or numbers[0] > places[0]:
        if _is_heading(pieces, begin, places, end):
            yield Section(preamble=True, parts=[list(pieces[begin : places[0]])])
            begin = places[0]
        cuts = [begin, *places[1:], end]
    elif numbers[-1] < places[-1]:
        cuts = [begin, *(place + 1 for place in places[:-1]), end]
    else:
        unsure = tuple(dict.fromkeys(here.values()))
        yield Section(parts=[list(pieces[begin:end])], unsure=unsure)
        return
    for place, first, last in zip(here.values(), cuts, cuts[1:], strict=False):
        yield Section(place, [list(pieces[first:last])])


def _is_heading(
    pieces: Sequence[Piece], begin: int, places: Sequence[int], end: int
) -> bool:
    """Whether what stands before the first facility is said of each that follows."""
    if places[0] == begin:
        return False
    own = any(piece.concept in ROLE_LABELS for piece in pieces[places[0] : end])
    return pieces[places[0] - 1].is_mark(":") or not own


def _several_at_once(pieces: Sequence[Piece], places: Sequence[int]) -> bool:
    """Whether "and" alone joins two facilities, so that both are spoken of."""
    return any(
        all(
            piece.concept is Concept.AND or piece.is_mark(",", "/", "+")
            for piece in pieces[one + 1 : other]
        )
        for one, other in pairwise(places)
    )


def _united(
    sections: Sequence[Section], mentions: Sequence[Mention]
) -> tuple[Section, ...]:
    """Sections of the same facility as one."""
    by_key: dict[str, Section] = {}
    united: list[Section] = []
    for section in sections:
        if section.mention == NOBODY:
            united.append(section)
            continue
        key = mentions[section.mention].key
        if key in by_key:
            by_key[key].parts.extend(section.parts)
        else:
            by_key[key] = section
            united.append(section)
    return tuple(united)
