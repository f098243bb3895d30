"""A pasted text in, what it says out: nothing is stored, nothing is guessed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from napas.exchange.texts.asides import set_aside, written_asides
from napas.exchange.texts.asking import join_pleas
from napas.exchange.texts.cleaning import PlainText, make_plain
from napas.exchange.texts.context import NO_CONTEXT, Context
from napas.exchange.texts.corrections import (
    ask_about_corrections,
    settle_corrections,
    take_back,
)
from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.facility_names import NameFinder
from napas.exchange.texts.finishing import finish
from napas.exchange.texts.interpreting import (
    ASKED_FOR,
    EVERYWHERE,
    NO_HEADING,
    NOWHERE,
    Heading,
    interpret,
)
from napas.exchange.texts.lexicon import Concept, Lexicon, load_lexicon
from napas.exchange.texts.mentions import (
    SHORT_FORM_LABELS,
    SURELY_ALIKE,
    Mention,
    listed_mentions,
    named_mentions,
    read_mention,
    take_mentions,
)
from napas.exchange.texts.number_words import write_out
from napas.exchange.texts.pieces import Kind, Piece, Taken, part, piece_at
from napas.exchange.texts.readings import (
    AsideKind,
    Candidate,
    FacilityRead,
    ItemRole,
    Message,
    MessageKind,
    Passage,
    Question,
    TextQuestion,
    Understanding,
)
from napas.exchange.texts.sections import NOBODY, Section, posts_of, sections_of
from napas.exchange.texts.sentences import sentences_of
from napas.exchange.texts.settling import Settler
from napas.exchange.texts.tables import unfold_tables


def understand(
    text: object, finder: NameFinder, context: Context = NO_CONTEXT
) -> Understanding:
    """Read a text that somebody pasted.

    Args:
        text: of a chat or short message, at most 10,000 characters.
        finder: finds the facilities that may be named.
        context: what is known beforehand.

    Raises:
        NotTextError: a number, a truth value or nothing instead of text.
        PasteTooLongError: more than 10,000 characters.
        TextEmptyError: nothing that could be read.
    """
    lexicon = load_lexicon()
    plain = make_plain(text)
    mentions: list[Mention] = []
    pieces = _pieces(plain, finder, lexicon, mentions)
    posts = [
        (post, tuple(_messages(plain, post, mentions, finder, context, lexicon)))
        for post in posts_of(pieces)
    ]
    return Understanding(plain.text, tuple(take_back(posts)))


def _pieces(
    plain: PlainText,
    finder: NameFinder,
    lexicon: Lexicon,
    mentions: list[Mention],
) -> tuple[Piece, ...]:
    """The text in pieces: facilities and asides are one each; mentions are noted."""
    asides = written_asides(plain)
    mentions.extend(
        mention
        for mention in listed_mentions(plain, finder, lexicon)
        if not any(_overlap(mention.passage, aside) for aside in asides)
    )
    taken = sorted((*asides, *take_mentions(mentions)))
    pieces = part(plain, taken, lexicon)
    pieces = named_mentions(plain, pieces, mentions, finder)
    pieces = join_pleas(set_aside(plain, write_out(pieces)))
    return unfold_tables(plain, settle_corrections(pieces), lexicon)


def _overlap(passage: Passage, aside: Taken) -> bool:
    return aside.begin < passage.end and passage.begin < aside.end


def _messages(
    plain: PlainText,
    post: Sequence[Piece],
    mentions: Sequence[Mention],
    finder: NameFinder,
    context: Context,
    lexicon: Lexicon,
) -> Iterator[Message]:
    sections = sections_of(post, mentions)
    heading = NO_HEADING
    urgent = False
    for section in sections:
        facility = _facility(section, mentions, finder, context, len(sections))
        settler = Settler(plain.text, context, context.facts(facility.code))
        begun = _begun(section, heading, mentions)
        sentences = [
            sentence for part_ in section.parts for sentence in sentences_of(part_)
        ]
        drafts, ended = interpret(sentences, settler, lexicon, begun)
        if section.preamble:
            _put_criteria_aside(drafts)
        finish(drafts, settler)
        ask_about_corrections(drafts, tuple(section.pieces), settler)
        emergency = urgent or any(
            piece.concept is Concept.EMERGENCY for piece in section.pieces
        )
        if section.preamble:
            heading, urgent = ended, emergency
        if section.total:
            _put_totals_aside(drafts)
        message = _message(plain, section, facility, drafts, emergency=emergency)
        if _says_something(message) or len(sections) == 1:
            yield message


def _says_something(message: Message) -> bool:
    named = message.facility.passage is not None
    parts = (message.items, message.questions, message.asides, message.unread)
    return named or any(parts)


def _facility(
    section: Section,
    mentions: Sequence[Mention],
    finder: NameFinder,
    context: Context,
    sections: int,
) -> FacilityRead:
    if section.mention != NOBODY:
        return read_mention(mentions[section.mention], finder)
    sender = context.sender
    if sender and sections == 1 and not section.unsure:
        if not any(piece.concept is Concept.TERRITORY for piece in section.pieces):
            return FacilityRead(sender, finder.name_of(sender))
        candidate = Candidate(sender, finder.name_of(sender), SURELY_ALIKE)
        return FacilityRead(candidates=(candidate,))
    candidates = tuple(
        Candidate(code, finder.name_of(code), SURELY_ALIKE)
        for place in section.unsure
        for code in mentions[place].codes
    )
    return FacilityRead(candidates=candidates)


def _begun(section: Section, heading: Heading, mentions: Sequence[Mention]) -> Heading:
    """The heading of a section: that of the list, and its own short form."""
    words = [
        piece
        for piece in section.pieces
        if piece.kind not in (Kind.LINE, Kind.ASIDE, Kind.MARK)
    ]
    keyword = _keyword(words, mentions)
    if keyword is not None:
        reports = EVERYWHERE if keyword is Concept.OXYGEN else NOWHERE
        begun = Heading(reports_until=reports, short_form=True)
    else:
        begun = heading._replace(reports_until=_reports_until(words, heading))
    patients = any(word.concept is Concept.PATIENT for word in words)
    return begun._replace(patients=heading.patients or patients)


def _keyword(words: Sequence[Piece], mentions: Sequence[Mention]) -> Concept | None:
    """The keyword of a short form: O2 or DARURAT, right before a facility.

    Before a code it may stand anywhere; before a name it must be the first word, and a
    label must follow.
    """
    for at, (word, following) in enumerate(pairwise(words)):
        if following.kind is not Kind.FACILITY or word.text != KEYWORD:
            continue
        by_code = mentions[following.place].by_code
        label = piece_at(words, at + 2).concept in SHORT_FORM_LABELS
        if by_code or (at == 0 and label):
            return word.concept
    return None


KEYWORD = "keyword"
"""The name of the words that begin a short form."""


_EVIDENCE = frozenset(
    {
        Concept.REPORT,
        Concept.STOCK,
        Concept.OPENING,
        Concept.FULL,
        Concept.EMPTY,
        Concept.USE,
        Concept.ENOUGH,
        Concept.HOURS_LABEL,
    }
)
_OTHERWISE = frozenset(
    {
        Concept.RECEIVED,
        Concept.DELIVERY,
        Concept.SENT,
        Concept.EXPECTED,
        Concept.TRANSFER,
        Concept.EMERGENCY,
    }
)


def _reports_until(words: Sequence[Piece], heading: Heading) -> int:
    """Up to where oxygen of which nothing else is said is stock.

    Only in a message that reports, and that neither asks before nor speaks of
    deliveries anywhere.
    """
    concepts = {word.concept for word in words}
    reports = heading.reports_until != NOWHERE or not concepts.isdisjoint(_EVIDENCE)
    if not reports or not concepts.isdisjoint(_OTHERWISE):
        return NOWHERE
    needs = (word.begin for word in words if word.concept is Concept.NEED)
    return min(needs, default=EVERYWHERE)


def _put_criteria_aside(drafts: Drafts) -> None:
    """Hours over a list, as in "stock below 24 h", say which hospitals are listed."""
    for question in tuple(drafts.questions):
        if question.readings and question.readings[0].unit == "h":
            drafts.questions.remove(question)
            drafts.put_aside(AsideKind.HORIZON, question.passage)


def _put_totals_aside(drafts: Drafts) -> None:
    """The sums under a list are of no facility."""
    for item, _ in drafts.items:
        drafts.put_aside(AsideKind.LIST_TOTAL, item.passage)
    for question in drafts.questions:
        drafts.put_aside(AsideKind.LIST_TOTAL, question.passage)
    drafts.items.clear()
    drafts.questions.clear()


_NOTE_NUMBER = "0123456789"


def _message(
    plain: PlainText,
    section: Section,
    facility: FacilityRead,
    drafts: Drafts,
    *,
    emergency: bool,
) -> Message:
    note = _note(drafts)
    kind = _kind(section, drafts, note, emergency=emergency)
    asides = tuple(
        aside
        for aside in sorted(drafts.asides, key=lambda aside: aside.passage)
        if aside.passage != facility.passage
    )
    questions = sorted(drafts.questions, key=lambda question: question.passage)
    open_facility = not facility.code and not section.total
    told = bool(drafts.items or questions)
    if open_facility and told and not (note and kind is MessageKind.RECEIPT):
        questions.insert(0, _facility_question(plain, section, facility))
    return Message(
        kind=kind,
        facility=facility,
        passages=tuple(
            Passage(part_[0].begin, part_[-1].end) for part_ in section.parts if part_
        ),
        items=tuple(item for item, _ in drafts.items),
        questions=tuple(questions),
        asides=asides,
        unread=tuple(sorted(drafts.unread)),
        note=note,
    )


def _facility_question(
    plain: PlainText, section: Section, facility: FacilityRead
) -> Question:
    passage = facility.passage
    if passage is None:
        begin = next(section.pieces).begin
        return Question(TextQuestion.FACILITY_MISSING, Passage(begin, begin), "")
    near = bool(facility.candidates)
    code = TextQuestion.FACILITY_NEAR if near else TextQuestion.FACILITY_UNKNOWN
    return Question(code, passage, plain.text[passage.begin : passage.end])


def _note(drafts: Drafts) -> str:
    """The number of the delivery note: the last word of its aside with a digit."""
    for aside in drafts.asides:
        if aside.kind is AsideKind.NOTE:
            words = [
                word for word in aside.written.split() if set(word) & set(_NOTE_NUMBER)
            ]
            return words[-1].strip(".:#-")
    return ""


def _kind(
    section: Section, drafts: Drafts, note: str, *, emergency: bool
) -> MessageKind:
    if emergency:
        return MessageKind.EMERGENCY
    roles = {item.role for item, _ in drafts.items}
    roles |= {question.role for question in drafts.questions if question.role}
    received = any(piece.concept is Concept.RECEIVED for piece in section.pieces)
    if roles <= {ItemRole.RECEIVED} and (roles or (note and received)):
        return MessageKind.RECEIPT
    pleaded = any(
        piece.concept is Concept.NEED and piece.text == ASKED_FOR
        for piece in section.pieces
    )
    needed = [item for item, _ in drafts.items if item.role is ItemRole.NEED]
    asked = any(
        question.role is ItemRole.NEED
        and not any(each.rate_kg_per_day is not None for each in question.readings)
        for question in drafts.questions
    ) or any(not item.unit.endswith("/day") for item in needed)
    return MessageKind.REQUEST if asked or pleaded else MessageKind.REPORT
