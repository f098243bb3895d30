"""The sentences of one message, with what is carried from one to the next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from napas.exchange.texts.diverting import divert
from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.labels import ROLE_LABELS, ROLES, Label
from napas.exchange.texts.lexicon import Concept, Lexicon
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import ItemRole, TextQuestion
from napas.exchange.texts.said import Said
from napas.exchange.texts.sentences import Sentence, elements_of, stretches_of
from napas.exchange.texts.settling import Settler
from napas.exchange.texts.stretch_reading import read_stretch
from napas.exchange.texts.topics import NO_TOPIC, Topic, topic_of

MOST_STRANGE_WORDS = 2
"""Of a heading that no colon ends; a sentence has more (judgement)."""


NOWHERE, EVERYWHERE = -1, 10**9
"""Characters up to which something holds."""


class Heading(NamedTuple):
    """What is said over the sentences that follow.

    Attributes:
        role: of what has none of its own.
        topic: of what has none of its own.
        reports_until: up to where oxygen is stock of which nothing else is said.
        short_form: labels stand before figures, and a pair is full and empty.
        patients: patients were spoken of.
        states: full and empty, in the order of pairs.
        unit: of figures that have none.
        daily: use and need are told by the day.
        cylinders: cylinders were spoken of.
        beds: beds were spoken of, and no cylinders since.
    """

    role: ItemRole | None = None
    topic: Topic = NO_TOPIC
    reports_until: int = NOWHERE
    short_form: bool = False
    patients: bool = False
    states: tuple[Concept, ...] = ()
    unit: str = ""
    daily: bool = False
    cylinders: bool = False
    beds: bool = False


NO_HEADING = Heading()
_SAYS_MORE = (
    Concept.NOT,
    Concept.SUPPOSED,
    Concept.FUTURE,
    Concept.DONE,
    Concept.EARLIER,
    Concept.YESTERDAY,
    Concept.TRANSFER,
    Concept.ALMOST_OUT,
    Concept.OUT,
)


def interpret(
    sentences: Sequence[Sentence],
    settler: Settler,
    lexicon: Lexicon,
    heading: Heading,
) -> tuple[Drafts, Heading]:
    """Read the sentences of one message.

    Returns:
        what they gave, and the heading that stands at their end.
    """
    drafts = Drafts(settler.text)
    first = heading
    for sentence in sentences:
        if sentence.after_blank:
            heading = first._replace(
                patients=heading.patients, cylinders=heading.cylinders
            )
        heading = _heard(heading, sentence)
        elements = elements_of(
            sentence,
            lexicon,
            of_cylinders=heading.topic.of is Concept.CYLINDER,
            sizes=heading.cylinders,
        )
        figures = [each for each in elements if isinstance(each, Figure)]
        words = [each for each in elements if isinstance(each, Piece)]
        drafts.sort_words(words)
        if figures:
            _read_sentence(sentence, elements, heading, settler, drafts)
            continue
        _said_to_be_out(words, heading.topic, drafts)
        turned = _turned(heading, sentence, words)
        if turned == heading and not _labels(words):
            drafts.remark(words)
        heading = turned
    return drafts, heading


def _heard(heading: Heading, sentence: Sentence) -> Heading:
    """What any sentence, with figures or without, adds to what is known."""
    concepts = sentence.concepts
    return heading._replace(
        patients=heading.patients or Concept.PATIENT in concepts,
        cylinders=heading.cylinders or Concept.CYLINDER in concepts,
        beds=(heading.beds or not concepts.isdisjoint(_BEDS))
        and Concept.CYLINDER not in concepts,
    )


_BEDS = (Concept.BED, Concept.OCCUPIED)


def _read_sentence(
    sentence: Sentence,
    elements: Sequence[Figure | Piece],
    heading: Heading,
    settler: Settler,
    drafts: Drafts,
) -> None:
    said = Said(
        heading_role=heading.role,
        heading_topic=heading.topic,
        heading_states=heading.states,
        heading_unit=heading.unit,
        heading_daily=heading.daily,
        cylinders=heading.cylinders,
        reports_until=heading.reports_until,
        short_form=heading.short_form,
        patients=heading.patients,
        beds=heading.beds,
        asked=sentence.asked,
        parted=_is_parted(sentence, elements),
        concepts=sentence.concepts,
    )
    for parted in stretches_of(elements):
        stretch = divert(parted, said.concepts, drafts)
        if stretch.figures:
            said = read_stretch(stretch, said, settler, drafts)
            continue
        words = list(stretch.words)
        _said_to_be_out(words, said.topic, drafts)
        told = [role for role in _roles(words) if role in ROLES.values()]
        states = [role for role in told if role in (ItemRole.FULL, ItemRole.EMPTY)]
        topic = topic_of(words, said.topic, sizes=said.cylinders)
        said = said._replace(
            roles=tuple(dict.fromkeys((*said.roles, *told))),
            pending=states[0] if _all_are(words, states) else None,
            topic=topic if topic.of is not None else said.topic,
        )


def _is_parted(sentence: Sentence, elements: Sequence[Figure | Piece]) -> bool:
    """As in "36 cylinders, half of them empty": the 36 are neither full nor empty."""
    concepts = sentence.concepts
    if Concept.PARTLY in concepts:
        return True
    halves = any(
        isinstance(each, Figure) and each.in_words and each.kind is FigureKind.PERCENT
        for each in elements
    )
    return halves and Concept.CYLINDER in concepts and concepts.isdisjoint(_FLUID)


_FLUID = (Concept.LIQUID, Concept.TANK)


def _all_are(words: Sequence[Piece], states: Sequence[ItemRole]) -> bool:
    """Whether all cylinders are said to be full, or empty, before any is counted."""
    concepts = {piece.concept for piece in words}
    plain = concepts.isdisjoint((Concept.APPROX, Concept.NOT, Concept.TANK))
    return len(states) == 1 and Concept.CYLINDER in concepts and plain


def _turned(heading: Heading, sentence: Sentence, words: Sequence[Piece]) -> Heading:
    """The heading after a sentence without a figure."""
    colon = sentence.ends_in_colon
    strange = sum(piece.kind is Kind.WORD for piece in words)
    plain = strange <= MOST_STRANGE_WORDS and sentence.concepts.isdisjoint(_SAYS_MORE)
    if not sentence.starts_line or not (colon or plain):
        return heading
    roles = list(dict.fromkeys(_roles(words, colon=colon)))
    topic = topic_of(words, heading.topic, sizes=heading.cylinders)
    states = tuple(piece.concept for piece in words if piece.concept in _PAIRED)
    if set(states) == set(_PAIRED):
        return heading._replace(topic=topic, states=states)
    units = [piece.text for piece in words if piece.concept is Concept.UNIT]
    unit = units[0] if len(units) == 1 else ""
    if len(roles) == 1:
        daily = Concept.DAILY in sentence.concepts
        return heading._replace(role=roles[0], topic=topic, unit=unit, daily=daily)
    if topic.of is not None and not roles:
        return heading._replace(topic=topic)
    return heading


def _labels(words: Sequence[Piece]) -> list[Label]:
    return [
        Label(piece.concept, piece.misspelt, piece.text)
        for piece in words
        if piece.concept in ROLE_LABELS
    ]


_PAIRED = (Concept.FULL, Concept.EMPTY)
ASKED_FOR = "plea"
"""The text of a need that is asked for: a plea is a heading only before a colon."""


def _roles(words: Sequence[Piece], *, colon: bool = True) -> Iterator[ItemRole]:
    for piece in words:
        plea = piece.text == ASKED_FOR and not colon
        if piece.concept in HEADING_ROLES and not plea:
            yield HEADING_ROLES[piece.concept]


HEADING_ROLES = {
    **ROLES,
    Concept.HOURS_LABEL: ItemRole.HOURS_LEFT,
    Concept.ENOUGH: ItemRole.HOURS_LEFT,
}
del HEADING_ROLES[Concept.STOCK_WEAK]


_MAY_BE_OUT = (
    Concept.OXYGEN,
    Concept.STOCK,
    Concept.LIQUID,
    Concept.TANK,
    Concept.CYLINDER,
    Concept.SIZE,
)
_NOT_YET_OUT = frozenset(
    {
        Concept.NOT,
        Concept.SUPPOSED,
        Concept.FUTURE,
        Concept.YESTERDAY,
        Concept.ALMOST_OUT,
        Concept.USE,
    }
)


def _said_to_be_out(words: Sequence[Piece], topic: Topic, drafts: Drafts) -> None:
    concepts = {piece.concept for piece in words}
    spoken = not concepts.isdisjoint(_MAY_BE_OUT) or topic.of is not None
    denied = concepts & _NOT_YET_OUT
    for piece in words:
        if piece.concept is Concept.OUT and spoken and not denied:
            drafts.ask_about_words(TextQuestion.SAID_TO_BE_OUT, piece)
            return
