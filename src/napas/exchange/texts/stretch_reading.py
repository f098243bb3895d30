"""One stretch of figures: each with its words, and what is carried to the next."""

from collections.abc import Sequence

from napas.exchange.texts.carrying import role_of
from napas.exchange.texts.doubts import doubt_about, period_of
from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.hours import hour_of
from napas.exchange.texts.labels import LABELS, Label, Share, share_labels
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.placing import place
from napas.exchange.texts.readings import AsideKind, Ground, ItemRole
from napas.exchange.texts.said import Said
from napas.exchange.texts.sentences import Stretch
from napas.exchange.texts.settling import Settler, grounds_of
from napas.exchange.texts.statement import Statement
from napas.exchange.texts.topics import (
    NO_TOPIC,
    Topic,
    Topics,
    settle_topic,
    topic_of,
)


def read_stretch(
    stretch: Stretch, said: Said, settler: Settler, drafts: Drafts
) -> Said:
    """Read a stretch into the drafts.

    Returns:
        what is carried to the next.
    """
    figures = stretch.figures
    before, topics = _topics(stretch, said)
    labels = [_labels(window, stretch.concepts, said) for window in stretch.windows]
    shares = share_labels(figures, labels, before, labels_first=said.short_form)
    for at, (figure, topic, share) in enumerate(
        zip(figures, topics, shares, strict=True)
    ):
        statement = _statement(stretch, at, figure, topic, share, said, settler)
        place(statement, share, settler, drafts, patients=said.patients)
        said = _carried(said, share, topic)
    return said


def _topics(stretch: Stretch, said: Said) -> tuple[list[Topic], list[Topic]]:
    """What the words right before each figure name, and of what it speaks."""
    before: list[Topic] = []
    topics: list[Topic] = []
    carried, sizes = said.topic, said.cylinders
    for at, figure in enumerate(stretch.figures):
        window = stretch.windows[at]
        own = topic_of(window, carried, sizes=sizes)
        behind = topic_of(stretch.windows[-1], carried, sizes=sizes)
        counts = figure.kind in (FigureKind.BARE, FigureKind.PAIR)
        of_all = counts and behind.of is Concept.CYLINDER
        last = at == len(stretch.figures) - 1
        sources = Topics(
            before=own,
            after=behind if last or of_all else NO_TOPIC,
            carried=carried,
            heading=said.heading_topic,
            alone=all(piece.kind is Kind.MARK for piece in window),
            strange=_names_others(window),
        )
        carried = settle_topic(figure, sources)
        before.append(own)
        topics.append(carried)
    return before, topics


def _names_others(window: Sequence[Piece]) -> bool:
    """Whether what is counted may be something that no word here is known for."""
    strange = any(piece.kind is Kind.WORD for piece in window)
    states = any(piece.concept in (Concept.FULL, Concept.EMPTY) for piece in window)
    return strange and not states


_PEOPLE = (ItemRole.PATIENTS, ItemRole.OCCUPIED_BEDS, ItemRole.HOURS_LEFT)


def _carried(said: Said, share: Share, topic: Topic) -> Said:
    """What the next figure finds said before it."""
    roles = said.roles
    told = (share.role,) if share.role is not None else share.roles
    roles = (*roles, *(one for one in told if one not in (*_PEOPLE, *roles)))
    filled = said.filled or share.filled
    return said._replace(roles=roles, topic=topic, pending=None, filled=filled)


def _labels(
    window: Sequence[Piece], concepts: frozenset[Concept], said: Said
) -> list[Label]:
    return [
        Label(
            _of_beds(_tensed(piece.concept, concepts, said.concepts), said),
            piece.misspelt,
            piece.text,
        )
        for piece in window
        if piece.concept in LABELS
    ]


def _of_beds(concept: Concept, said: Said) -> Concept:
    """Where beds are spoken of and no cylinders, those that are full are occupied."""
    if not said.beds or concept not in (Concept.FULL, Concept.EMPTY):
        return concept
    return Concept.OCCUPIED if concept is Concept.FULL else Concept.BED


def _tensed(
    concept: Concept, near: frozenset[Concept], sentence: frozenset[Concept]
) -> Concept:
    """A delivery that came is received, one that will come is expected."""
    if concept not in (Concept.DELIVERY, Concept.RECEIVED, Concept.SENT):
        return concept
    around = near if near & {*_CAME, Concept.FUTURE} else sentence
    told = {Concept.RECEIVED} if concept is Concept.DELIVERY else set()
    came, comes = bool(around & {*_CAME, *told}), Concept.FUTURE in around
    if comes and not came:
        return Concept.EXPECTED
    if came and not comes and concept is not Concept.SENT:
        return Concept.RECEIVED
    return concept


_CAME = {Concept.DONE, Concept.EARLIER, Concept.YESTERDAY}


def _statement(
    stretch: Stretch,
    at: int,
    figure: Figure,
    topic: Topic,
    share: Share,
    said: Said,
    settler: Settler,
) -> Statement:
    window = stretch.windows[at]
    role, ground = role_of(figure, topic, share, said, window, stretch.concepts)
    grounds = list(grounds_of(figure, topic, misspelt=share.misspelt))
    if ground is not None:
        grounds.append(ground)
    if _corrected(stretch, at):
        grounds.append(Ground.CORRECTED)
    if topic.size and at == 0 and topic == said.topic:
        grounds.append(Ground.SIZE_CARRIED)
    declared = settler.context.use_period
    period, of_period = period_of(stretch, at, role, said, declared)
    if of_period is not None:
        grounds.append(of_period)
    units = [piece.text for piece in window if piece.concept is Concept.UNIT]
    units = units or [unit for unit in (said.heading_unit,) if unit]
    label_unit = units[0] if len(units) == 1 and figure.kind is FigureKind.BARE else ""
    if label_unit:
        grounds.append(Ground.UNIT_OF_LABEL)
    concepts = stretch.concepts
    return Statement(
        figure=figure,
        topic=topic,
        role=role,
        roles=share.roles,
        device=share.device,
        on_oxygen=share.device is not None or not concepts.isdisjoint(_ON_OXYGEN),
        period=period,
        label_unit=label_unit,
        doubt=doubt_about(stretch, at, role, said),
        grounds=tuple(grounds),
        total=any(piece.concept is Concept.TOTAL for piece in window),
        short_form=said.short_form,
        earlier=Concept.EARLIER in concepts,
        promised=Concept.PROMISED in concepts,
        hour=hour_of(stretch.words, settler.text),
        heads=_are_heads(figure, window, said),
        states=_states(window)
        or _states(stretch.windows[at + 1])
        or said.heading_states,
    )


def _corrected(stretch: Stretch, at: int) -> bool:
    """Whether a wrong figure stands right before, or right behind."""
    beside = (*stretch.windows[at][-1:], *stretch.windows[at + 1][:1])
    return any(piece.text == AsideKind.CORRECTED for piece in beside)


def _are_heads(figure: Figure, window: Sequence[Piece], said: Said) -> bool:
    """As in "pasien 80, yg pakai oksigen 65": those of them on oxygen."""
    told = {piece.concept for piece in window if piece.kind is not Kind.MARK}
    bare = figure.kind is FigureKind.BARE and Concept.PATIENT in said.concepts
    return bare and Concept.PRONOUN in told and Concept.OXYGEN in told <= _HEADS


_HEADS = {Concept.PRONOUN, Concept.OXYGEN, Concept.USE}
_STATES = (Concept.FULL, Concept.EMPTY, Concept.BED, Concept.OCCUPIED)


def _states(window: Sequence[Piece]) -> tuple[Concept, ...]:
    return tuple(piece.concept for piece in window if piece.concept in _STATES)


_ON_OXYGEN = (Concept.OXYGEN,)
