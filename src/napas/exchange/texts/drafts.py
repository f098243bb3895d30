"""What is gathered of one message while its sentences are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from napas.exchange.texts.cleaning import STRANGE
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import (
    Aside,
    AsideKind,
    Item,
    ItemRole,
    Passage,
    Question,
    Reading,
    TextQuestion,
)
from napas.exchange.texts.statement import Statement
from napas.exchange.texts.topics import SIZE_IN_DIGITS

FEWEST_REMARK_WORDS = 3
"""Unknown words that make a sentence worth showing (judgement)."""


@dataclass(slots=True)
class Drafts:
    """What the sentences of a message gave so far.

    Attributes:
        items: each with the statement it was made of.
        open_counts: cylinders of which it is not said what they are.
        percents: of a tank; what they stand for may be told later.
        tanks: amounts right after the word for a tank: what it holds, or can hold.
        sizes: named in digits, by where they begin.
        used_sizes: those of them that some number of cylinders has.
    """

    text: str
    items: list[tuple[Item, Statement]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)
    open_counts: list[Statement] = field(default_factory=list)
    percents: list[Statement] = field(default_factory=list)
    tanks: list[Statement] = field(default_factory=list)
    sizes: dict[int, Passage] = field(default_factory=dict)
    used_sizes: set[int] = field(default_factory=set)

    def take(self, result: Item | Question, said: Statement) -> None:
        """Keep an item or a question."""
        if isinstance(result, Item):
            self.items.append((result, said))
        else:
            self.questions.append(result)

    def put_aside(self, kind: AsideKind, passage: Passage) -> None:
        """Keep what is no amount."""
        written = self.text[passage.begin : passage.end]
        self.asides.append(Aside(kind, passage, written))

    def ask_about_words(self, code: TextQuestion, piece: Piece) -> None:
        """Ask about a word without a number."""
        passage = Passage(piece.begin, piece.end)
        written = self.text[piece.begin : piece.end]
        none = Reading(0.0, "kg", 0.0, role=ItemRole.STOCK)
        question = Question(code, passage, written, (none,), ItemRole.STOCK)
        self.questions.append(question)

    def sort_words(self, words: Sequence[Piece]) -> None:
        """Keep what the words of a sentence hold beside figures and labels."""
        for piece in words:
            passage = Passage(piece.begin, piece.end)
            if piece.kind is Kind.ASIDE:
                self.put_aside(AsideKind(piece.text), passage)
            elif piece.kind is Kind.NUMBER or self._counts_strangely(piece):
                self.unread.append(passage)
            elif piece.kind is Kind.FACILITY:
                self.put_aside(AsideKind.FACILITY, passage)
            elif piece.concept is Concept.DEADLINE:
                self.put_aside(AsideKind.DEADLINE, passage)
            elif piece.place == SIZE_IN_DIGITS:
                self.sizes[piece.begin] = passage
            elif piece.concept is Concept.DAILY and _has_digit(piece.text):
                self.put_aside(AsideKind.HORIZON, passage)

    def _counts_strangely(self, piece: Piece) -> bool:
        """Whether a word is in truth a number of another script."""
        written = self.text[piece.begin : piece.end]
        return STRANGE in piece.text and any(map(str.isnumeric, written))

    def remark(self, words: Sequence[Piece]) -> None:
        """Keep a sentence without a number if it says something that is not known."""
        unknown = sum(piece.kind is Kind.WORD for piece in words)
        if unknown >= FEWEST_REMARK_WORDS:
            passage = Passage(words[0].begin, words[-1].end)
            self.put_aside(AsideKind.REMARK, passage)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
