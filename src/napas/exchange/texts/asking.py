"""Pleas made into needs: "mohon segera dikirim", "butuh tambahan stok"."""

from collections.abc import Sequence

from napas.exchange.texts.interpreting import ASKED_FOR
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece, piece_at

_WANTED = (Concept.HELP, Concept.DELIVERY, Concept.SENT)
_BETWEEN = (Concept.FILLER, Concept.PRONOUN, Concept.FOR)
STOCK_NOUN = "stock"
"""The name of the plain words for stock: "mohon tambahan stok" is a need."""


def join_pleas(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """One piece of need for each plea; a plea for nothing of ours stays a word."""
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        end = _plea_end(pieces, at)
        if end == at:
            joined.append(piece)
            at += 1
            continue
        begun = piece.concept is Concept.ASK
        text = ASKED_FOR if begun else piece.text
        misspelt = any(each.misspelt for each in pieces[at:end])
        joined.append(
            Piece(
                Kind.TERM,
                piece.begin,
                pieces[end - 1].end,
                text,
                Concept.NEED,
                misspelt,
            )
        )
        at = end
    return tuple(joined)


def _plea_end(pieces: Sequence[Piece], at: int) -> int:
    """Where a plea ends that begins here; `at` itself if none does."""
    if pieces[at].concept not in (Concept.ASK, Concept.NEED):
        return at
    asked = pieces[at].concept is Concept.NEED
    end, last = at + 1, at + 1 if asked else at
    while True:
        piece = piece_at(pieces, end)
        if piece.concept in _WANTED or (asked and piece.concept is Concept.NEED):
            asked, last = True, end + 1
        elif asked and piece.text == STOCK_NOUN:
            last = end + 1
        elif not asked and piece.concept is Concept.NEED:
            asked, last = True, end + 1
        elif piece.kind is Kind.NUMBER and not asked:
            return end
        elif piece.concept not in _BETWEEN:
            return last
        end += 1
