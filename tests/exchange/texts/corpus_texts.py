"""The corpus of texts: what each says by those who wrote it, and how a reading scores.

A line of `expect` is `@CODE KIND` for a message, `? CODE WRITTEN` for a question,
`! WRITTEN` for a number left unread, `note NUMBER`, or an item: its role, its form if
that is told, its value with kg, kg/d, pc, pc/d, h, px or bed, and size=, dev=, tank=.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from napas.exchange.texts import (
    Context,
    CylinderWord,
    FacilityFacts,
    FacilityNames,
    Understanding,
    name_facilities,
    understand,
)
from napas.exchange.texts.readings import Confidence, Item, Message
from napas.units.gas import GasReference
from napas.units.measure import Period

FOLDER = Path(__file__).parent / "corpus"
SAME = 0.002
FORMS = ("liquid", "cylinder", "low_flow", "on_site", "any")


@dataclass(frozen=True)
class Expected:
    """One item that a text says."""

    role: str
    value: float
    unit: str
    form: str = "any"
    size: str = ""
    device: str = ""
    tank: str = ""

    def is_amount_of(self, item: Item) -> bool:
        """Whether role, amount and kind of amount are those of an item."""
        value, unit = amount_of(item)
        return (
            self.role == item.role.value
            and self.unit == unit
            and abs(self.value - value) <= SAME * self.value
            and self.device == (item.device or "")
        )

    def contradicts(self, item: Item) -> bool:
        """Whether form, size or tank is another one than that of the item."""
        size = item.cylinder.replace(" ", "")
        form = self.form not in ("any", item.form) and item.form is not None
        tank = bool(item.tank) and item.tank != self.tank
        return form or tank or (bool(size) and size != self.size)

    def is_wholly(self, item: Item) -> bool:
        """Whether the item says all that the text says."""
        size = item.cylinder.replace(" ", "")
        form = self.form in ("any", item.form)
        return self.is_amount_of(item) and form and size == self.size


@dataclass(frozen=True)
class Expectation:
    """What one message says."""

    code: str
    kind: str
    items: tuple[Expected, ...]
    questions: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class CorpusText:
    """A text with what it says."""

    name: str
    text: str
    sender: str
    expected: tuple[Expectation, ...]

    @property
    def should_ask(self) -> bool:
        """Whether a person would have to ask back."""
        return any(message.questions or message.unread for message in self.expected)


@dataclass(frozen=True)
class Score:
    """How a text was read.

    Attributes:
        wrong: what was taken and is not said.
        missed: what is said and was not taken, nor rightly asked.
        asked: questions and unread numbers that nobody expected.
    """

    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def perfect(self) -> bool:
        """Whether all is as the text says."""
        return not (self.wrong or self.missed or self.asked)


def amount_of(item: Item) -> tuple[float, str]:
    """The amount of an item as the corpus writes it."""
    if item.unit.startswith("pieces"):
        return item.value, "pc/d" if "/" in item.unit else "pc"
    short = {"h": "h", "patients": "px", "beds": "bed"}
    if item.unit in short:
        return item.value, short[item.unit]
    if item.rate_kg_per_day is not None:
        return item.rate_kg_per_day, "kg/d"
    if item.mass_kg is None:
        return item.value, item.unit
    return item.mass_kg, "kg"


def read_expected(lines: str) -> Iterator[Expectation]:
    """The messages that the lines of a text expect."""
    blocks: list[list[str]] = []
    for line in lines.strip().splitlines():
        if line.startswith("@"):
            blocks.append([])
        blocks[-1].append(line)
    for head, *rest in blocks:
        code, kind = head[1:].split()
        yield Expectation(
            code="" if code == "?" else code,
            kind=kind,
            items=tuple(
                _item(line)
                for line in rest
                if line[0].isalpha() and not line.startswith("note ")
            ),
            questions=tuple(_question(line) for line in rest if line.startswith("? ")),
            unread=tuple(line[2:] for line in rest if line.startswith("! ")),
            note="".join(line[5:] for line in rest if line.startswith("note ")),
        )


def _question(line: str) -> tuple[str, str]:
    code, _, written = line[2:].partition(" ")
    return code, written


def _item(line: str) -> Expected:
    role, *words = line.split()
    told: dict[str, str] = {}
    value, unit, form = -1.0, "", "any"
    for word in words:
        if word in FORMS:
            form = word
        elif "=" in word:
            name, _, text = word.partition("=")
            told[name] = text
        else:
            digits = word.rstrip("abcdefghijklmnopqrstuvwxyz/")
            value, unit = float(digits), word[len(digits) :]
    return Expected(
        role,
        value,
        unit,
        form,
        told.get("size", ""),
        told.get("dev", ""),
        told.get("tank", ""),
    )


@cache
def directory() -> FacilityNames:
    """The invented hospitals."""
    table = tomllib.loads((FOLDER / "directory.toml").read_text("utf-8"))
    return name_facilities(table["facilities"].items())


@cache
def context(sender: str = "") -> Context:
    """What a district knows: its trade's state of gas, cylinders and some tanks."""
    table = tomllib.loads((FOLDER / "directory.toml").read_text("utf-8"))
    return Context(
        sender=sender,
        gas_reference=GasReference.AT_15_C,
        use_period=Period.DAY,
        cylinders=tuple(
            CylinderWord(word, code, content_kg)
            for word, (code, content_kg) in table["cylinders"].items()
        ),
        facilities=tuple(
            FacilityFacts(code, float(full_kg))
            for code, full_kg in table["tanks_kg"].items()
        ),
    )


@cache
def corpus(half: str) -> tuple[CorpusText, ...]:
    """All texts of the files whose names begin so: "first", "second", "unseen"..."""
    return tuple(
        CorpusText(
            entry["name"],
            entry["text"],
            entry.get("from", ""),
            tuple(read_expected(entry["expect"])),
        )
        for file in sorted(FOLDER.glob(f"{half}*.toml"))
        for entry in tomllib.loads(file.read_text("utf-8"))["text"]
    )


def read(text: CorpusText) -> Understanding:
    """Understand a text of the corpus."""
    return understand(text.text, directory(), context(text.sender))


def score(text: CorpusText) -> Score:
    """Compare what was understood with what the text says."""
    found = list(read(text).messages)
    wrong: list[str] = []
    missed: list[str] = []
    asked: list[str] = []
    for expected in text.expected:
        message = _partner(expected, found)
        if message is None:
            missed.append(f"message @{expected.code}")
            continue
        found.remove(message)
        _compare(expected, message, wrong, missed, asked)
    for message in found:
        wrong.extend(told(item) for item in message.items)
        asked.extend(
            f"{question.code} {question.written}" for question in message.questions
        )
        asked.extend(
            f"unread {text.text[each.begin : each.end]}" for each in message.unread
        )
    return Score(tuple(wrong), tuple(missed), tuple(asked))


def _partner(expected: Expectation, found: list[Message]) -> Message | None:
    same = [each for each in found if each.facility.code == expected.code]
    telling = [each for each in same if each.items or each.questions or each.note]
    return next(iter((*telling, *same)), None)


def _compare(
    expected: Expectation,
    message: Message,
    wrong: list[str],
    missed: list[str],
    asked: list[str],
) -> None:
    if message.kind.value != expected.kind:
        missed.append(f"kind {expected.kind}, not {message.kind.value}")
    if message.note != expected.note:
        missed.append(f"note {expected.note}, not {message.note}")
    items = list(message.items)
    for wanted in expected.items:
        near = [item for item in items if wanted.is_amount_of(item)]
        whole = [item for item in near if wanted.is_wholly(item)]
        taken = next(iter((*whole, *near)), None)
        if taken is None:
            missed.append(str(wanted))
            continue
        items.remove(taken)
        if wanted.contradicts(taken):
            wrong.append(told(taken))
        elif not wanted.is_wholly(taken):
            missed.append(f"less than {wanted}")
    wrong.extend(
        told(item) for item in items if item.confidence is not Confidence.ASKED
    )
    _compare_questions(expected, message, missed, asked)


def _compare_questions(
    expected: Expectation, message: Message, missed: list[str], asked: list[str]
) -> None:
    questions = [(str(each.code), each.written) for each in message.questions]
    for code, written in expected.questions:
        same = [
            each
            for each in questions
            if code in each[0] and written.lower() in each[1].lower()
        ]
        if same:
            questions.remove(same[0])
        else:
            missed.append(f"? {code} {written}")
    asked.extend(f"{code} {written}" for code, written in questions)
    left = len(message.unread) - len(expected.unread)
    if left > 0:
        asked.append(f"{left} unread")
    if left < 0:
        missed.append(f"unread {expected.unread}")


def told(item: Item) -> str:
    """An item in a line, for the message of a test."""
    value, unit = amount_of(item)
    parts = (item.role.value, item.form, f"{value:g}{unit}", item.cylinder, item.device)
    return " ".join(str(part) for part in (*parts, repr(item.written)) if part)
