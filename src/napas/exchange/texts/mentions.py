"""Where a text names facilities: as they are listed, nearly so, or unknown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from napas.exchange.texts.cleaning import PlainText
from napas.exchange.texts.facility_names import Found, NameFinder
from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Kind, Piece, Taken
from napas.exchange.texts.readings import Candidate, FacilityRead, Passage

SHORTEST_NUMBER_CODE = 5
"""Digits; a shorter code of digits alone is only one where a code must stand."""
MOST_NAME_WORDS = 5
"""Words of a name after the kind of facility; longer ones are listed (judgement)."""


SURELY_ALIKE = 100.0
"""The likeness of what is written alike."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A facility as a text names it.

    Attributes:
        codes: of the facilities called exactly so; several share the name, none is
            not listed.
        by_code: not by a name.
    """

    passage: Passage
    written: str
    codes: tuple[str, ...] = ()
    by_code: bool = False

    @property
    def key(self) -> str:
        """Equal for mentions of the same facility."""
        return self.codes[0] if len(self.codes) == 1 else self.written.lower()


def listed_mentions(
    plain: PlainText, finder: NameFinder, lexicon: Lexicon
) -> Iterator[Mention]:
    """Names and codes as they are listed, where they are meant as such, in order."""
    for found in finder.find(plain.plain):
        before = _word_before(plain.plain, found.begin)
        lead = lexicon.single.get(before)
        lead_concept = lead.concept if lead else None
        if not _meant(plain.plain, found, lead_concept, lexicon):
            continue
        begin, end, codes = found.begin, found.end, found.codes
        typed = _names_its_kind(plain.plain, found, lexicon)
        if not typed and not found.by_code:
            if lead_concept in (Concept.OFFICE, Concept.TERRITORY):
                continue
            if lead_concept is Concept.FACILITY:
                begin, codes = plain.plain.rindex(before, 0, begin), ()
        longer = _goes_on(plain, found, lexicon)
        if longer and not found.by_code:
            end, codes = longer, ()
        written = plain.text[begin:end]
        yield Mention(Passage(begin, end), written, codes, found.by_code)


_LEADS = (Concept.OXYGEN, Concept.EMERGENCY, Concept.FACILITY, Concept.CODE_LEAD)
_LAST_WORD = re.compile(r"([a-z0-9]+)[ .:(]*\Z")
_LINE_START = re.compile(r"(?:\A|\n)[ *\-#(\[]*(?:[0-9]{1,2}[.)\]] *)?\Z")
_SENTENCE_START = re.compile(r"[.!?,;]\s+\Z")
_SENTENCE_END = re.compile(r"\s*(?:[.!?,;\n]|\Z)")
_LONGEST_LEAD = 40


def _word_before(plain: str, begin: int) -> str:
    match = _LAST_WORD.search(plain[max(0, begin - _LONGEST_LEAD) : begin])
    return match[1] if match else ""


def _meant(plain: str, found: Found, lead: Concept | None, lexicon: Lexicon) -> bool:
    """Whether digits alone, or a word of the field, stand where a code must stand."""
    written = plain[found.begin : found.end]
    if lead in _LEADS:
        return True
    if written in lexicon.single:
        return False
    digits = re.sub("[^0-9a-z]", "", written)
    if not digits.isdigit():
        return True
    before = plain[max(0, found.begin - _LONGEST_LEAD) : found.begin]
    alone = _SENTENCE_START.search(before) and _SENTENCE_END.match(plain, found.end)
    starts = _LINE_START.search(before) or alone
    return bool(starts) and len(digits) >= SHORTEST_NUMBER_CODE


def _names_its_kind(plain: str, found: Found, lexicon: Lexicon) -> bool:
    """Whether the name begins with the kind of facility, such as RSUD."""
    first = re.match("[a-z]+", plain[found.begin : found.end])
    known = lexicon.single.get(first.group()) if first else None
    is_kind = known is not None and known.concept is Concept.FACILITY
    return is_kind or plain.startswith("rumah sakit", found.begin)


_CAPITAL_NEXT = re.compile(r"(?: [A-Z][a-z]+)+")


def _goes_on(plain: PlainText, found: Found, lexicon: Lexicon) -> int:
    """Where a longer name than the one found ends; 0 if it does not go on.

    Only a text in both cases tells: "RS Bina Sehat Waringin" is not RS Bina Sehat.
    """
    written = plain.text[found.begin : found.end]
    if written.isupper() or written.islower():
        return 0
    match = _CAPITAL_NEXT.match(plain.text, found.end)
    if match is None:
        return 0
    end = found.end
    for word in re.finditer("[A-Za-z]+", match.group()):
        lower = word.group().lower()
        if lower in lexicon.phrases or lexicon.corrected(lower):
            break
        end = found.end + word.end()
    return end if end > found.end else 0


def named_mentions(
    plain: PlainText,
    pieces: Sequence[Piece],
    mentions: list[Mention],
    finder: NameFinder,
) -> tuple[Piece, ...]:
    """Make one piece of every facility that is named and not listed.

    The mentions found are added to those given.
    """
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _code_end(plain, pieces, at) or _name_end(plain, pieces, at, finder)
        if not end:
            joined.append(pieces[at])
            at += 1
            continue
        begin = at + (pieces[at].concept is not Concept.FACILITY)
        joined.extend(pieces[at:begin])
        passage = Passage(pieces[begin].begin, pieces[end - 1].end)
        written = plain.text[passage.begin : passage.end]
        joined.append(
            Piece(
                Kind.FACILITY,
                passage.begin,
                passage.end,
                written.lower(),
                place=len(mentions),
            )
        )
        mentions.append(Mention(passage, written))
        at = end
    return tuple(joined)


_KEYWORDS = (Concept.OXYGEN, Concept.EMERGENCY)
SHORT_FORM_LABELS = (
    Concept.LIQUID,
    Concept.CYLINDER,
    Concept.USE,
    Concept.NEED,
    Concept.STOCK,
    Concept.TANK,
)


def _code_end(plain: PlainText, pieces: Sequence[Piece], at: int) -> int:
    """Where a code ends that follows O2 or DARURAT at the begin of a line."""
    starts = at == 0 or pieces[at - 1].kind in (Kind.LINE, Kind.ASIDE)
    if not starts or pieces[at].concept not in _KEYWORDS or at + 1 >= len(pieces):
        return 0
    end = at + 1
    while end < len(pieces) and _joined(pieces, end, at + 1):
        end += 1
    run = plain.plain[pieces[at + 1].begin : pieces[end - 1].end]
    if pieces[at + 1].kind not in (Kind.WORD, Kind.NUMBER) or not run.strip("-_"):
        return 0
    next_concept = pieces[end].concept if end < len(pieces) else None
    has_digit, has_letter = re.search("[0-9]", run), re.search("[a-z]", run)
    if pieces[at + 1].kind is Kind.NUMBER:
        whole = run.isalnum() and len(run) >= SHORTEST_NUMBER_CODE
        return end if whole and next_concept in SHORT_FORM_LABELS else 0
    if has_letter and (has_digit or next_concept in SHORT_FORM_LABELS):
        return end
    return 0


def _joined(pieces: Sequence[Piece], at: int, first: int) -> bool:
    """Whether a piece touches the one before, as the parts of a code do."""
    if at == first:
        return pieces[at].kind in (Kind.WORD, Kind.NUMBER)
    touches = pieces[at].begin == pieces[at - 1].end
    wanted = pieces[at].kind in (Kind.WORD, Kind.NUMBER) or pieces[at].is_mark("-", "_")
    return touches and wanted


_IN_NAMES = (
    Concept.OFFICE,
    Concept.TERRITORY,
    Concept.ORDINARY,
    Concept.HOUR,
    Concept.UNIT,
    Concept.DAYPART,
)
_BEGINS = (",", ";", ".", "-", "*", "|", "(", ":", ")")


def _name_end(
    plain: PlainText,
    pieces: Sequence[Piece],
    at: int,
    finder: NameFinder,
) -> int:
    """Where a name ends that begins with the kind of facility, such as RSUD."""
    if pieces[at].concept is not Concept.FACILITY:
        return 0
    end, names = at + 1, 0
    while end < len(pieces) and names < MOST_NAME_WORDS:
        piece = pieces[end]
        if piece.kind is Kind.WORD or piece.concept in _IN_NAMES:
            if names == 0 and not _can_begin(piece):
                break
            names += 1
        elif not piece.is_mark(".", "'"):
            break
        end += 1
    while end > at + 1 and pieces[end - 1].kind is not Kind.WORD:
        end -= 1
    if end == at + 1:
        return 0
    end = _capitals_end(plain, pieces, at, end)
    written = plain.text[pieces[at].begin : pieces[end - 1].end]
    opens = (
        at == 0
        or pieces[at - 1].is_mark(*_BEGINS)
        or (pieces[at - 1].kind in (Kind.LINE, Kind.ASIDE))
    )
    capital = plain.text[pieces[at + 1].begin].isupper()
    return end if opens or capital or finder.nearest(written) else 0


def _can_begin(piece: Piece) -> bool:
    return piece.kind is Kind.WORD or piece.concept is Concept.TERRITORY


def _capitals_end(plain: PlainText, pieces: Sequence[Piece], at: int, end: int) -> int:
    """Cut a name in both cases before its first word without a capital."""
    if not plain.text[pieces[at + 1].begin].isupper():
        return end
    for place in range(at + 2, end):
        piece = pieces[place]
        small = plain.text[piece.begin].islower() and len(piece.text) > len("dr.")
        if piece.kind is Kind.WORD and small:
            return place
    return end


def read_mention(mention: Mention, finder: NameFinder) -> FacilityRead:
    """The facility of a mention, or the candidates for a question."""
    if len(mention.codes) == 1:
        code = mention.codes[0]
        return FacilityRead(code, finder.name_of(code), mention.passage)
    candidates = tuple(
        Candidate(code, finder.name_of(code), SURELY_ALIKE) for code in mention.codes
    ) or finder.nearest(mention.written)
    return FacilityRead("", mention.written, mention.passage, candidates)


def take_mentions(mentions: Sequence[Mention]) -> Iterator[Taken]:
    """The stretches of mentions, each with its place in their list."""
    for place, mention in enumerate(mentions):
        passage = mention.passage
        yield Taken(passage.begin, passage.end, Kind.FACILITY, place)
