"""A reading in short lines, so that a test shows what it expects at a glance."""

from collections.abc import Iterator

from napas.exchange.texts import Context, Understanding, understand
from napas.exchange.texts.readings import Item, Message
from tests.exchange.texts.corpus_texts import amount_of, context, directory

HOSPITAL = "9901022"
"""RS Bina Sehat Waringin, of whose tank nothing is known."""
TANKED = "9901011"
"""RSUD Lembah Jati, with a tank of 6 t."""


def understood(
    text: str, sender: str = HOSPITAL, knowledge: Context | None = None
) -> Understanding:
    """Read a text that one hospital sent."""
    return understand(text, directory(), knowledge or context(sender))


def told(
    text: str, sender: str = HOSPITAL, knowledge: Context | None = None
) -> list[str]:
    """All that was understood, without the times and places put aside."""
    reading = understood(text, sender, knowledge)
    return [line for message in reading.messages for line in lines_of(message, text)]


def lines_of(message: Message, text: str) -> Iterator[str]:
    """The items, questions and unread numbers of a message."""
    yield from (line_of(item) for item in message.items)
    for question in message.questions:
        code = question.code.removeprefix("text-")
        yield f"? {code} {question.written}".strip()
    yield from (f"! {text[each.begin : each.end]}" for each in message.unread)


def line_of(item: Item) -> str:
    """Role, form, amount, size, device, tank, and how sure."""
    value, unit = amount_of(item)
    parts = [
        item.role.value,
        item.form.value if item.form else "",
        f"{value:.6g}{unit}",
        item.cylinder,
        item.device.value if item.device else "",
        f"tank={item.tank}" if item.tank else "",
        "" if item.confidence == "sure" else item.confidence.value,
    ]
    return " ".join(part for part in parts if part)


def asides(text: str, sender: str = HOSPITAL) -> list[str]:
    """What was put aside."""
    return [
        f"{aside.kind.value} {aside.written}"
        for message in understood(text, sender).messages
        for aside in message.asides
    ]


def grounds(text: str, sender: str = HOSPITAL) -> list[str]:
    """Why the first item is not sure."""
    items = [
        item for message in understood(text, sender).messages for item in message.items
    ]
    return [ground.value for ground in items[0].grounds]
