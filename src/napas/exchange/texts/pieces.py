"""A plain text parted into pieces: words of the field, numbers, facilities, marks."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from napas.exchange.texts.cleaning import STRANGE, PlainText
from napas.exchange.texts.lexicon import Concept, Lexicon, Phrase


class Kind(StrEnum):
    """What a piece is."""

    NUMBER = "number"
    TERM = "term"
    WORD = "word"
    MARK = "mark"
    LINE = "line"
    FACILITY = "facility"
    ASIDE = "aside"


class Piece(NamedTuple):
    """One piece of a text.

    Attributes:
        text: of a term its name, of a number its digits, else what stands there.
        concept: what a term stands for.
        misspelt: read with one slip; of a number that it is in words.
        spoilt: a number that touches something strange, or is not to be read.
        place: which mention, or which kind of aside, by the maker's own count.
    """

    kind: Kind
    begin: int
    end: int
    text: str
    concept: Concept | None = None
    misspelt: bool = False
    spoilt: bool = False
    place: int = -1

    def is_mark(self, *marks: str) -> bool:
        """Whether it is one of these marks."""
        return self.kind is Kind.MARK and self.text in marks

    @property
    def is_sound(self) -> bool:
        """Whether it is a number that may be read."""
        return self.kind is Kind.NUMBER and not self.spoilt


NOTHING = Piece(Kind.LINE, 0, 0, "")
"""Stands before the first piece and after the last."""


def line_of(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """The pieces of the line on which a piece stands, up to 40 on either side."""
    first, last = at, at
    while at - first < _FARTHEST and piece_at(pieces, first - 1).kind is not Kind.LINE:
        first -= 1
    while last - at < _FARTHEST and piece_at(pieces, last + 1).kind is not Kind.LINE:
        last += 1
    return pieces[first : last + 1]


_FARTHEST = 40


def piece_at(pieces: Sequence[Piece], at: int) -> Piece:
    """The piece at a place, or nothing beyond either end."""
    return pieces[at] if 0 <= at < len(pieces) else NOTHING


class Taken(NamedTuple):
    """A stretch that is a piece already: a facility or an aside."""

    begin: int
    end: int
    kind: Kind
    place: int = -1
    text: str = ""


class _Token(NamedTuple):
    kind: str
    begin: int
    end: int
    text: str


def part(
    plain: PlainText, taken: Sequence[Taken], lexicon: Lexicon
) -> tuple[Piece, ...]:
    """Part a text.

    Args:
        plain: the text.
        taken: stretches that are pieces already, in order and apart.
        lexicon: the words.
    """
    pieces: list[Piece] = []
    begin = 0
    for stretch in taken:
        pieces.extend(_between(plain, begin, stretch.begin, lexicon))
        written = stretch.text or plain.plain[stretch.begin : stretch.end]
        pieces.append(
            Piece(
                stretch.kind, stretch.begin, stretch.end, written, place=stretch.place
            )
        )
        begin = stretch.end
    pieces.extend(_between(plain, begin, len(plain.plain), lexicon))
    return tuple(_doubled(pieces))


_SHORTEST_DOUBLED = 3


def _doubled(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """As in "rekan2" is one word: the small way to write "rekan-rekan"."""
    skip = False
    for one, other in zip(pieces, (*pieces[1:], NOTHING), strict=True):
        if skip:
            skip = False
            continue
        long = one.kind is Kind.WORD and one.end - one.begin >= _SHORTEST_DOUBLED
        ordinary = long or one.concept in (Concept.ORDINARY, Concept.PRONOUN)
        if ordinary and other.text == "2" and other.begin == one.end:
            yield one._replace(end=other.end)
            skip = True
        else:
            yield one


def _between(
    plain: PlainText, begin: int, end: int, lexicon: Lexicon
) -> Iterator[Piece]:
    tokens = [
        _Token(str(match.lastgroup), match.start(), match.end(), match.group())
        for match in lexicon.splitter.finditer(plain.plain, begin, end)
    ]
    at = 0
    while at < len(tokens):
        token = tokens[at]
        phrase = _phrase_at(tokens, at, lexicon)
        if phrase is not None:
            last = tokens[at + len(phrase.tokens) - 1]
            name = phrase.name
            if phrase.concept is Concept.UNIT:
                name = plain.text[token.begin : last.end]  # MT is not Mt
            yield Piece(Kind.TERM, token.begin, last.end, name, phrase.concept)
            at += len(phrase.tokens)
            continue
        at += 1
        if token.kind == "number":
            spoilt = _spoilt(plain, token)
            yield Piece(Kind.NUMBER, *token[1:], spoilt=spoilt)
        elif token.kind == "line":
            yield Piece(Kind.LINE, *token[1:])
        elif token.kind == "mark":
            yield Piece(Kind.MARK, *token[1:])
        else:
            yield _word(plain, token, lexicon)


def _phrase_at(tokens: list[_Token], at: int, lexicon: Lexicon) -> Phrase | None:
    """The longest phrase that begins here."""
    for phrase in lexicon.phrases.get(tokens[at].text, ()):
        size = len(phrase.tokens)
        if size == 1:
            return phrase
        if at + size <= len(tokens) and all(
            tokens[at + step].text == phrase.tokens[step] for step in range(1, size)
        ):
            return phrase
    return None


def _word(plain: PlainText, token: _Token, lexicon: Lexicon) -> Piece:
    odd = STRANGE in token.text or _is_name(plain.text, token)
    meant = None if odd else lexicon.corrected(token.text)
    if meant is None:
        return Piece(Kind.WORD, *token[1:])
    return Piece(
        Kind.TERM, token.begin, token.end, meant.name, meant.concept, misspelt=True
    )


def _is_name(text: str, token: _Token) -> bool:
    """Whether a capital in the midst of a sentence makes a word a name."""
    written = text[token.begin : token.end]
    if not (written[0].isupper() and written[1:].islower()):
        return False
    before = text[: token.begin].rstrip(" *_")
    return bool(before) and (before[-1].isalnum() or before[-1] == ",")


def _spoilt(plain: PlainText, token: _Token) -> bool:
    around = plain.plain[max(0, token.begin - 1) : token.end + 1]
    if STRANGE in around:
        return True
    return any(
        line.begin <= token.begin < line.end for line in plain.unreadable
    ) or any(struck.begin <= token.begin < struck.end for struck in plain.crossed_out)
