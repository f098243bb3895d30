"""Which words say what of which figure, where that can be in one way only.

The words between two figures may belong to either. All ways of sharing them out are
tried; those in which every figure has its words go before others, and only what all of
the best ways agree on is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import NamedTuple

from napas.domain.need import DeviceKind
from napas.exchange.texts.figure import Figure, FigureKind
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import ItemRole
from napas.exchange.texts.topics import Topic

MOST_WAYS = 2000
"""Ways that are tried; a sentence with more is asked about."""


class Label(NamedTuple):
    """A word that says something of a figure."""

    concept: Concept
    misspelt: bool
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """What is said of one figure.

    Attributes:
        role: None where nothing is said, or it is unclear.
        roles: what it could be, where the best ways differ.
        device: by what patients are given oxygen.
        misspelt: rests on a word with a slip.
        said: something is said of it.
        weak: only by a word such as "ada", which goes with many roles.
        filled: "isi" is said of it beside another role: what comes or goes is full.
    """

    role: ItemRole | None = None
    roles: tuple[ItemRole, ...] = ()
    device: DeviceKind | None = None
    misspelt: bool = False
    said: bool = False
    weak: bool = False
    filled: bool = False


DEVICES = {
    Concept.DEVICE_CANNULA: DeviceKind.CANNULA,
    Concept.DEVICE_MASK: DeviceKind.MASK,
    Concept.DEVICE_RESERVOIR_MASK: DeviceKind.RESERVOIR_MASK,
    Concept.DEVICE_HFNC: DeviceKind.HFNC,
    Concept.DEVICE_NIV: DeviceKind.NIV,
    Concept.DEVICE_IMV: DeviceKind.IMV,
}
ROLES = {
    Concept.STOCK: ItemRole.STOCK,
    Concept.STOCK_WEAK: ItemRole.STOCK,
    Concept.OPENING: ItemRole.OPENING,
    Concept.USE: ItemRole.USE,
    Concept.NEED: ItemRole.NEED,
    Concept.RECEIVED: ItemRole.RECEIVED,
    Concept.EXPECTED: ItemRole.EXPECTED,
    Concept.PROMISED: ItemRole.EXPECTED,
    Concept.CAPACITY: ItemRole.CAPACITY,
    Concept.FULL: ItemRole.FULL,
    Concept.EMPTY: ItemRole.EMPTY,
}
_PEOPLE = (Concept.PATIENT, Concept.BED, Concept.OCCUPIED, *DEVICES)
_LASTING = (Concept.ENOUGH, Concept.HOURS_LABEL, Concept.OUT)
_MOVES = (Concept.DELIVERY, Concept.SENT)
LABELS = frozenset({*ROLES, *_PEOPLE, *_LASTING, *_MOVES})
ROLE_LABELS = frozenset({*ROLES, *_MOVES})
UNDECIDED = (ItemRole.RECEIVED, ItemRole.EXPECTED, ItemRole.NEED)
"""What a delivery can be of which it is not said whether it came."""


class _Verdict(NamedTuple):
    """What labels say of a figure: nothing, a role, several, or nonsense."""

    fits: bool
    said: bool = False
    role: ItemRole | None = None
    roles: tuple[ItemRole, ...] = ()
    device: DeviceKind | None = None
    misspelt: bool = False
    weak: bool = False
    filled: bool = False


_NONSENSE = _Verdict(fits=False)
_NOTHING_SAID = _Verdict(fits=True)
_LASTS = _Verdict(fits=True, said=True, role=ItemRole.HOURS_LEFT)


def share_labels(
    figures: Sequence[Figure],
    windows: Sequence[Sequence[Label]],
    topics: Sequence[Topic],
    *,
    labels_first: bool,
) -> tuple[Share, ...]:
    """What is said of each figure of a stretch.

    Args:
        figures: in their order.
        windows: labels before the first, between the others, and after the last.
        topics: of the words right before each figure.
        labels_first: the text has a form in which labels stand before their figures.
    """
    best: list[list[_Verdict]] = []
    most = (-1, -1)
    for shares in _ways(figures, windows, labels_first=labels_first):
        verdicts = [
            _verdict(figure, labels, topic)
            for figure, labels, topic in zip(figures, shares, topics, strict=True)
        ]
        if not all(verdict.fits for verdict in verdicts):
            continue
        said = _how_much_is_said(figures, verdicts)
        if said > most:
            best, most = [], said
        if said == most:
            best.append(verdicts)
    if not best:
        return tuple(Share(said=True) for _ in figures)
    return tuple(_agreed([way[at] for way in best]) for at in range(len(figures)))


def _how_much_is_said(
    figures: Sequence[Figure], verdicts: Sequence[_Verdict]
) -> tuple[int, int]:
    """Of how many figures something is said, and of how many rates: these need it."""
    rates = sum(
        verdict.said
        for figure, verdict in zip(figures, verdicts, strict=True)
        if figure.period
    )
    return sum(verdict.said for verdict in verdicts), rates


def _ways(
    figures: Sequence[Figure],
    windows: Sequence[Sequence[Label]],
    *,
    labels_first: bool,
) -> Iterator[list[tuple[Label, ...]]]:
    """All ways to share out the labels, each an ordered list by figure.

    Words before a per cent are its own: "tangki 10 ton sisa 25%".
    """
    inner = windows[1:-1]
    places = [
        range(1 if figure.kind is FigureKind.PERCENT else len(window) + 1)
        for figure, window in zip(figures[1:], inner, strict=True)
    ]
    if labels_first or prod(map(len, places)) > MOST_WAYS:
        places = [range(1)] * len(inner)
    for cut in product(*places):
        shares: list[tuple[Label, ...]] = []
        leading = tuple(windows[0])
        for window, place in zip(inner, cut, strict=True):
            shares.append((*leading, *window[:place]))
            leading = tuple(window[place:])
        shares.append((*leading, *windows[-1]))
        yield shares


def _agreed(verdicts: Sequence[_Verdict]) -> Share:
    first = verdicts[0]
    same = all(
        (one.role, one.device, one.roles) == (first.role, first.device, first.roles)
        for one in verdicts
    )
    misspelt = any(one.misspelt for one in verdicts)
    if same:
        return Share(
            first.role,
            first.roles,
            first.device,
            misspelt,
            first.said,
            weak=all(one.weak for one in verdicts),
            filled=any(one.filled for one in verdicts),
        )
    roles = dict.fromkeys(one.role for one in verdicts if one.role is not None)
    return Share(roles=tuple(roles), misspelt=misspelt, said=True)


def _verdict(figure: Figure, labels: Sequence[Label], topic: Topic) -> _Verdict:
    if not labels:
        return _NOTHING_SAID
    misspelt = any(label.misspelt for label in labels)
    concepts = frozenset(label.concept for label in labels)
    judge = _JUDGES[figure.kind]
    return judge(figure, concepts, topic)._replace(misspelt=misspelt)


def _of_amount(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del topic
    stuff = concepts - {*_PEOPLE, *_LASTING}
    if stuff == {Concept.FULL, Concept.STOCK_WEAK}:
        stuff -= {Concept.FULL}  # "isi sekarang 2 ton"
    if stuff & {Concept.FULL, Concept.EMPTY}:
        return _NONSENSE
    if figure.period:
        stuff -= {Concept.STOCK_WEAK}
    verdict = _of_stuff(stuff)
    if figure.period and verdict.role in _NEVER_RATES:
        return _NONSENSE
    return verdict


_NEVER_RATES = (ItemRole.STOCK, ItemRole.OPENING, ItemRole.FULL, ItemRole.EMPTY)


def _of_stuff(concepts: frozenset[Concept]) -> _Verdict:
    """The one role of labels of an amount or of cylinders."""
    if not concepts:
        return _NOTHING_SAID
    strong = concepts - {Concept.STOCK_WEAK} or concepts
    if strong & _SETTLE_MOVES:
        strong -= {*_MOVES}
    if strong and strong <= {*_MOVES}:
        return _Verdict(fits=True, said=True, roles=UNDECIDED)
    if strong & {Concept.FULL, Concept.EMPTY}:
        strong -= {Concept.STOCK}
    filled = Concept.FULL in strong and bool(strong & _TAKES_FULL)
    if filled:
        strong -= {Concept.FULL}
    if Concept.OPENING in strong:
        strong -= {Concept.STOCK}
    roles = {ROLES[concept] for concept in strong if concept in ROLES}
    if len(roles) != 1 or strong & {*_MOVES}:
        return _NONSENSE
    weak = strong == {Concept.STOCK_WEAK}
    role = roles.pop()
    return _Verdict(fits=True, said=True, role=role, weak=weak, filled=filled)


_SETTLE_MOVES = {
    Concept.NEED,
    Concept.RECEIVED,
    Concept.EXPECTED,
    Concept.PROMISED,
}
_TAKES_FULL = {Concept.USE, Concept.NEED, Concept.RECEIVED, Concept.EXPECTED}


def _of_count(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del topic
    verdict = _of_stuff(concepts - {*_LASTING, *_PEOPLE})
    if figure.period and verdict.role in _NEVER_RATES:
        return _NONSENSE
    return verdict


def _of_pair(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del figure, topic
    if concepts & {Concept.BED, Concept.OCCUPIED}:
        return _Verdict(fits=True, said=True)
    verdict = _of_stuff(concepts - {Concept.FULL, Concept.EMPTY, *_PEOPLE})
    return verdict if verdict.role in (None, ItemRole.STOCK) else _NONSENSE


def _of_hours(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del topic
    if concepts & {Concept.ENOUGH, Concept.HOURS_LABEL, Concept.OUT}:
        return _LASTS
    if concepts & {Concept.STOCK, Concept.STOCK_WEAK}:
        others = concepts - {Concept.STOCK, Concept.STOCK_WEAK, *_PEOPLE}
        return _NONSENSE if others else _LASTS
    return _NOTHING_SAID if figure.lasting or figure.more else _NONSENSE


def _of_percent(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del figure, topic
    held = {Concept.STOCK, Concept.STOCK_WEAK, Concept.FULL}
    if concepts & held and not concepts - held - {*_PEOPLE, *_LASTING}:
        return _Verdict(fits=True, said=True, role=ItemRole.STOCK)
    return _NONSENSE


def _of_people(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del topic
    devices = [DEVICES[concept] for concept in concepts if concept in DEVICES]
    allowed = {Concept.PATIENT, Concept.NEED, Concept.USE, *DEVICES}
    if Concept.PATIENT in concepts or figure.kind is FigureKind.PATIENTS:
        allowed.add(Concept.STOCK_WEAK)
    if len(devices) > 1 or concepts - allowed:
        return _NONSENSE
    device = devices[0] if devices else None
    said = device is not None
    return _Verdict(fits=True, said=said, role=ItemRole.PATIENTS, device=device)


def _of_beds(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    del figure, topic
    taken = {Concept.FULL, Concept.OCCUPIED, Concept.USE}
    others = concepts - taken - {Concept.BED, Concept.PATIENT, Concept.STOCK_WEAK}
    if concepts & taken and not others:
        return _Verdict(fits=True, said=True, role=ItemRole.OCCUPIED_BEDS)
    return _NOTHING_SAID if not others else _Verdict(fits=True, said=True)


def _of_bare(figure: Figure, concepts: frozenset[Concept], topic: Topic) -> _Verdict:
    """A number whose labels tell what it counts."""
    if concepts & {Concept.BED, Concept.OCCUPIED}:
        return _of_beds(figure, concepts, topic)
    if concepts & {Concept.PATIENT, *DEVICES}:
        if topic.of is Concept.CYLINDER:
            return _NONSENSE
        verdict = _of_people(figure, concepts, topic)
        return verdict._replace(said=True)
    if Concept.HOURS_LABEL in concepts:
        return _Verdict(fits=True, said=True, role=ItemRole.HOURS_LEFT)
    if concepts == {Concept.ENOUGH}:
        return _NONSENSE
    return _of_count(figure, concepts, topic)


_JUDGES = {
    FigureKind.AMOUNT: _of_amount,
    FigureKind.COUNT: _of_count,
    FigureKind.PAIR: _of_pair,
    FigureKind.HOURS: _of_hours,
    FigureKind.PERCENT: _of_percent,
    FigureKind.PATIENTS: _of_people,
    FigureKind.BEDS: _of_beds,
    FigureKind.BARE: _of_bare,
}
