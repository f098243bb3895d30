"""Figures that a text takes back: "3,1 ton, eh salah, 2,1 ton", "1.8 t not 18 t"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.finishing import read_back
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece, piece_at
from napas.exchange.texts.readings import (
    AsideKind,
    ItemRole,
    Message,
    Question,
    TextQuestion,
)
from napas.exchange.texts.settling import Settler

MOST_WORDS_BETWEEN = 8
"""Pieces between a figure and the word that takes it back (judgement)."""
CONTRAST, INSTEAD = "contrast", "instead"
"""The names of words such as "bukan", and such as "tapi"."""
_QUALIFYING = (Concept.UNIT, Concept.CYLINDER, Concept.PIECE, Concept.PERCENT)
_PASSED_OVER = (
    Concept.CORRECTION,
    Concept.FILLER,
    Concept.ORDINARY,
    Concept.PRONOUN,
    Concept.SUPPOSED,
)


def settle_corrections(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with each figure that is taken back as one aside.

    Only where it is plain which one it is: the figure before the word, told anew right
    behind it, both amounts, or both counts. All else is left for
    `ask_about_corrections`.
    """
    left: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _wrong_until(pieces, at)
        if end == at:
            left.append(pieces[at])
            at += 1
            continue
        begin, last = pieces[at].begin, pieces[end - 1].end
        left.append(Piece(Kind.ASIDE, begin, last, AsideKind.CORRECTED))
        at = end
    return tuple(left)


def _wrong_until(pieces: Sequence[Piece], at: int) -> int:
    """Where the wrong figure ends that begins here; `at` itself if none does."""
    piece = pieces[at]
    if piece.is_sound and piece_at(pieces, at - 1).kind is not Kind.NUMBER:
        return _taken_back(pieces, at)
    if piece.text == CONTRAST:
        return _denied(pieces, at)
    return at


def _taken_back(pieces: Sequence[Piece], at: int) -> int:
    """As in "3,1 ton. Eh salah, 2,1 ton": up to the figure that holds."""
    end = _figure_end(pieces, at)
    word = end
    while word - end <= MOST_WORDS_BETWEEN:
        piece = piece_at(pieces, word)
        if piece.concept is Concept.CORRECTION:
            break
        if piece.kind in (Kind.NUMBER, Kind.FACILITY, Kind.ASIDE, Kind.LINE):
            return at
        word += 1
    else:
        return at
    anew = word + 1
    while piece_at(pieces, anew).concept in _PASSED_OVER or (
        piece_at(pieces, anew).kind is Kind.MARK
    ):
        anew += 1
    return anew if _alike(pieces, at, anew) else at


def _denied(pieces: Sequence[Piece], at: int) -> int:
    """As in "1.8 t not 18 t" and "bukan 18 ton tapi 1,8 ton": the figure denied."""
    wrong = at + 1
    if not piece_at(pieces, wrong).is_sound:
        return at
    end = _figure_end(pieces, wrong)
    right = end + piece_at(pieces, end).is_mark(",") + 1
    if piece_at(pieces, right - 1).text == INSTEAD and _alike(pieces, wrong, right):
        return end
    before = at - 1
    while piece_at(pieces, before).is_mark(",", "("):
        before -= 1
    qualified = piece_at(pieces, before).concept in _QUALIFYING
    right = before - 1 if qualified else before
    told = piece_at(pieces, right)
    apart = piece_at(pieces, right - 1).kind is not Kind.NUMBER
    return end if told.is_sound and apart and _alike(pieces, wrong, right) else at


def _figure_end(pieces: Sequence[Piece], at: int) -> int:
    """After a number, and after the one word that says what it counts."""
    return at + 1 + (piece_at(pieces, at + 1).concept in _QUALIFYING)


def _alike(pieces: Sequence[Piece], one: int, other: int) -> bool:
    """Whether two numbers count the same kind of thing."""
    if not piece_at(pieces, other).is_sound:
        return False
    counted = [
        piece.concept if piece.concept in _QUALIFYING else None
        for piece in (piece_at(pieces, one + 1), piece_at(pieces, other + 1))
    ]
    return counted[0] is counted[1]


def ask_about_corrections(
    drafts: Drafts, pieces: Sequence[Piece], settler: Settler
) -> None:
    """Ask about all that stands before a word that takes something back.

    What is told anew behind it, of the same thing, is a contradiction by then and
    asked about already.
    """
    words = [piece for piece in pieces if piece.concept is Concept.CORRECTION]
    for word in words:
        kept = []
        for item, said in drafts.items:
            if item.passage.begin < word.begin:
                question = settler.ask(TextQuestion.TAKEN_BACK, said, [read_back(item)])
                drafts.questions.append(question)
            else:
                kept.append((item, said))
        drafts.items[:] = kept


def take_back(
    posts: Sequence[tuple[Sequence[Piece], Sequence[Message]]],
) -> Iterator[Message]:
    """The messages of all posts, with questions where a later post corrects one."""
    for at, (_, messages) in enumerate(posts):
        later = [
            corrected
            for pieces, told in posts[at + 1 :]
            if _begins_with_a_correction(pieces)
            for corrected in told
        ]
        for message in messages:
            yield _asked_again(message, later)


def _begins_with_a_correction(pieces: Sequence[Piece]) -> bool:
    for piece in pieces:
        if piece.kind is Kind.NUMBER:
            return False
        if piece.concept is Concept.CORRECTION:
            return True
    return False


def _asked_again(message: Message, later: Sequence[Message]) -> Message:
    """A message with a question about each item that a later one tells anew."""
    same = [each for each in later if each.facility.code in ("", message.facility.code)]
    roles: set[ItemRole | None] = {item.role for each in same for item in each.items}
    roles |= {question.role for each in same for question in each.questions}
    again = [item for item in message.items if item.role in roles]
    if not again:
        return message
    questions = (
        Question(
            TextQuestion.TAKEN_BACK,
            item.passage,
            item.written,
            (read_back(item),),
            item.role,
        )
        for item in again
    )
    return replace(
        message,
        items=tuple(item for item in message.items if item not in again),
        questions=(*message.questions, *questions),
    )
