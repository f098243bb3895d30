"""The pieces of a message parted into sentences, and these into stretches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from napas.exchange.texts.figure import Figure, FigureKind, Trouble
from napas.exchange.texts.figures import figure_at
from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.exchange.texts.readings import AsideKind
from napas.exchange.texts.sizes import size_at
from napas.exchange.texts.topics import SIZE_IN_DIGITS, Element

_SHORT_WORD = 3
"""Letters; a point after a word no longer is that of an abbreviation (judgement)."""
_VESSELS = (Concept.CYLINDER, Concept.PIECE)
_FLUID = (Concept.LIQUID, Concept.TANK, Concept.GAS)


class Sentence(NamedTuple):
    """Pieces between two ends of sentences.

    Attributes:
        concepts: everything its words stand for.
        starts_line: it is the first of its line.
        after_blank: an empty line stands before it.
        asked: a question mark ends it.
    """

    pieces: tuple[Piece, ...]
    concepts: frozenset[Concept]
    starts_line: bool
    after_blank: bool
    asked: bool

    @property
    def ends_in_colon(self) -> bool:
        """Whether what follows is said under it."""
        return self.pieces[-1].is_mark(":", "=")


def sentences_of(pieces: Sequence[Piece]) -> Iterator[Sentence]:
    """Part at the ends of lines, and at points that end a sentence."""
    gathered: list[Piece] = []
    starts, lines = True, 0
    blank = False
    for at, piece in enumerate(pieces):
        ends_line = piece.kind is Kind.LINE
        ends = ends_line or _ends_sentence(pieces, at)
        if not ends:
            gathered.append(piece)
            lines = 0
            continue
        if gathered:
            asked = piece.is_mark("?")
            yield _sentence(gathered, starts_line=starts, blank=blank, asked=asked)
            gathered, blank = [], False
            starts = ends_line
        if ends_line:
            lines += 1
            starts, blank = True, blank or lines > 1
    if gathered:
        yield _sentence(gathered, starts_line=starts, blank=blank, asked=False)


def _sentence(
    pieces: Sequence[Piece], *, starts_line: bool, blank: bool, asked: bool
) -> Sentence:
    concepts = frozenset(piece.concept for piece in pieces if piece.concept is not None)
    return Sentence(tuple(pieces), concepts, starts_line, blank, asked)


def _ends_sentence(pieces: Sequence[Piece], at: int) -> bool:
    piece, before = pieces[at], piece_at(pieces, at - 1)
    if piece.is_mark("!", "?"):
        return True
    if not piece.is_mark("."):
        return False
    following = piece_at(pieces, at + 1)
    touches = following.begin == piece.end and following.kind is not Kind.LINE
    short = before.kind is Kind.TERM and before.end - before.begin <= _SHORT_WORD
    short = short and before.concept is not Concept.ORDINARY
    after_number = piece_at(pieces, at - 2).kind is Kind.NUMBER
    return not touches and not (short and not after_number)


@dataclass(slots=True)
class Stretch:
    """Figures of one part of a sentence with the words before, between and after.

    Attributes:
        figures: in their order.
        windows: one more than figures.
    """

    figures: list[Figure] = field(default_factory=list)
    windows: list[list[Piece]] = field(default_factory=lambda: [[]])
    _concepts: frozenset[Concept] | None = None

    def add(self, element: Element) -> None:
        """Take the next element."""
        self._concepts = None
        if isinstance(element, Figure):
            self.figures.append(element)
            self.windows.append([])
        else:
            self.windows[-1].append(element)

    @property
    def words(self) -> Iterator[Piece]:
        """All words, in their order."""
        return (word for window in self.windows for word in window)

    @property
    def concepts(self) -> frozenset[Concept]:
        """Everything its words stand for."""
        if self._concepts is None:
            self._concepts = frozenset(
                word.concept for word in self.words if word.concept is not None
            )
        return self._concepts


def elements_of(
    sentence: Sentence, lexicon: Lexicon, *, of_cylinders: bool, sizes: bool
) -> tuple[Element, ...]:
    """The figures of a sentence and the words between them.

    Args:
        sentence: its pieces.
        lexicon: the sizes of cylinders.
        of_cylinders: whether the heading speaks of cylinders.
        sizes: whether the word for a size alone means cylinders.
    """
    elements: list[Element] = []
    pieces = sentence.pieces
    if sentence.concepts.isdisjoint(_FLUID):
        of_cylinders = of_cylinders or not sentence.concepts.isdisjoint(_OF_CYLINDERS)
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.concept in _OF_CYLINDERS:
            of_cylinders = True
        elif piece.concept in _FLUID:
            of_cylinders = False
        if not piece.is_sound:
            elements.append(piece)
            at += 1
            continue
        size, end = _named_size(pieces, at, lexicon, of_cylinders=of_cylinders)
        if size:
            elements.append(_as_size(pieces, at, end, size))
            at, of_cylinders = end, True
            continue
        spoken = of_cylinders or sizes
        figure, end = figure_at(pieces, at, lexicon, of_cylinders=spoken)
        elements.append(_laid_on(figure, pieces, at, end))
        at = end
    return tuple(elements)


_OF_CYLINDERS = (Concept.CYLINDER, Concept.FULL, Concept.EMPTY)
_SAYS_HOW_MUCH = (Concept.NEED, Concept.USE, Concept.RECEIVED, Concept.EXPECTED)
_AFTER_SIZE = (
    Concept.STOCK,
    Concept.STOCK_WEAK,
    Concept.FULL,
    Concept.EMPTY,
    Concept.USE,
    Concept.NEED,
    Concept.RECEIVED,
    *_VESSELS,
)


def _named_size(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, *, of_cylinders: bool
) -> tuple[str, int]:
    """A size such as "6 m3" that names cylinders and is no amount of gas."""
    size, end = size_at(pieces, at, lexicon)
    if not size:
        return "", at
    before, following = piece_at(pieces, at - 1), piece_at(pieces, end)
    another = following.is_mark("/") and size_at(pieces, end + 1, lexicon)[0]
    if (following.is_mark("/") and not another) or following.concept in (
        Concept.PER,
        Concept.DAILY,
        Concept.LIQUID,
        Concept.GAS,
    ):
        return "", at
    goes_on = following.is_sound or following.is_mark(":", "=", ")", "-")
    counted = goes_on or bool(another) or following.concept in _AFTER_SIZE
    if of_cylinders and before.concept not in _SAYS_HOW_MUCH:
        return size, end
    if of_cylinders:
        return (size, end) if counted else ("", at)
    vessel = following.concept in _VESSELS
    count_follows = following.is_sound and (
        piece_at(pieces, end + 1).concept in _VESSELS
    )
    return (size, end) if vessel or count_follows else ("", at)


def _as_size(pieces: Sequence[Piece], at: int, end: int, size: str) -> Piece:
    begin, last = pieces[at].begin, pieces[end - 1].end
    return Piece(Kind.TERM, begin, last, size, Concept.SIZE, place=SIZE_IN_DIGITS)


def _laid_on(figure: Figure, pieces: Sequence[Piece], at: int, end: int) -> Element:
    """A figure with what the words beside it make of its number."""
    before, following = piece_at(pieces, at - 1), piece_at(pieces, end)
    if is_a_day(figure) and (
        before.concept in (Concept.USE, Concept.NEED, Concept.PER)
        or following.concept is Concept.LAST
    ):
        text = AsideKind.HORIZON
        return Piece(Kind.ASIDE, figure.begin, figure.end, text, Concept.DAILY)
    bound = (
        before.concept in (Concept.BELOW, Concept.ABOVE)
        or before.is_mark("<", ">")
        or following.concept is Concept.ABOVE
        or (following.concept is Concept.BELOW and following.text != UNTIL)
        or _leads_on(pieces, end)
    )
    rough = before.concept is Concept.APPROX or before.is_mark("~")
    rough = rough or (following.text == "an" and following.begin == figure.end)
    multiplied = Concept.TIMES in (before.concept, following.concept)
    trouble = figure.trouble or (Trouble.TORN if multiplied else None)
    trouble = trouble or (Trouble.BOUND if bound else None)
    if before.is_mark("-") and before.end == figure.begin and at > 1:
        apart = piece_at(pieces, at - 2).end < before.begin
        trouble = trouble or (Trouble.MINUS if apart else None)
    if rough or trouble:
        return figure._replace(rough=rough, trouble=trouble)
    return figure


UNTIL = "sebelum"
"""Before a number it is a bound; behind one a time follows."""


def _leads_on(pieces: Sequence[Piece], at: int) -> bool:
    """As in "2 t -> 1.5 t": what was, or will be, and is not."""
    dash, point = piece_at(pieces, at), piece_at(pieces, at + 1)
    return dash.is_mark("-", "=") and point.is_mark(">") and dash.end == point.begin


def is_a_day(figure: Figure) -> bool:
    """Whether it is the length of one day: 24 hours."""
    if figure.kind is not FigureKind.HOURS or figure.lasting or figure.more:
        return False
    return (figure.number, figure.unit) in (("24", "h"), ("1", "day"))


_HARD = (",", ";", "|")


def stretches_of(elements: Sequence[Element]) -> Iterator[Stretch]:
    """Part the elements of a sentence where a figure and its words end."""
    split = _brackets_with_figures(elements)
    last_figure = max(
        (at for at, each in enumerate(elements) if isinstance(each, Figure)), default=-1
    )
    stretch = Stretch()
    for at, element in enumerate(elements):
        if isinstance(element, Figure):
            stretch.add(element)
            continue
        joins = bool(stretch.figures) and at < last_figure and _joins(elements, at)
        under = element.is_mark(":") and isinstance(elements[at - 1], Figure)
        if element.is_mark(*_HARD) or at in split or joins or under:
            yield stretch
            stretch = Stretch()
        else:
            stretch.add(element)
    yield stretch


def _joins(elements: Sequence[Element], at: int) -> bool:
    """Whether "and", "+" or a dash between two statements stands here."""
    element, before, after = elements[at], elements[at - 1], elements[at + 1]
    assert isinstance(element, Piece), "figures are taken before"
    if element.concept is Concept.AND or element.is_mark("+"):
        return True
    return element.is_mark("-", "*") and (
        before.end < element.begin and element.end < after.begin
    )


def _brackets_with_figures(elements: Sequence[Element]) -> frozenset[int]:
    """Places of brackets between which a figure stands."""
    split: set[int] = set()
    opened = -1
    has_figure = False
    for at, element in enumerate(elements):
        if isinstance(element, Figure):
            has_figure = True
        elif element.is_mark("("):
            opened, has_figure = at, False
        elif element.is_mark(")") and opened >= 0:
            if has_figure:
                split.update((opened, at))
            opened = -1
    if opened >= 0 and has_figure:
        split.add(opened)
    return frozenset(split)
