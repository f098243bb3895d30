"""What was understood of a text as one object for other programs."""

from dataclasses import asdict

from napas.exchange.texts.readings import (
    Item,
    Message,
    Passage,
    Question,
    Understanding,
)

Document = dict[str, object]


def understanding_document(understanding: Understanding) -> Document:
    """Everything that was understood, as plain values; passages are character places.

    What is not known is null, and never 0.
    """
    return {
        "text": understanding.text,
        "clear": understanding.clear,
        "messages": [
            _message(message, understanding.text) for message in understanding.messages
        ],
    }


def _message(message: Message, text: str) -> Document:
    return {
        "kind": message.kind,
        "clear": message.clear,
        "facility": {
            "code": message.facility.code or None,
            "name": message.facility.name or None,
            "passage": _passage(message.facility.passage),
            "candidates": [asdict(each) for each in message.facility.candidates],
        },
        "note": message.note or None,
        "passages": [_passage(passage) for passage in message.passages],
        "items": [_item(item) for item in message.items],
        "questions": [_question(question) for question in message.questions],
        "asides": [
            {
                "kind": aside.kind,
                "passage": _passage(aside.passage),
                "written": aside.written,
            }
            for aside in message.asides
        ],
        "unread": [
            {
                "passage": _passage(passage),
                "written": text[passage.begin : passage.end],
            }
            for passage in message.unread
        ],
    }


def _item(item: Item) -> Document:
    told: Document = asdict(item)
    told["passage"] = _passage(item.passage)
    told["confidence"] = item.confidence
    for name in ("cylinder", "cylinder_code", "tank"):
        told[name] = told[name] or None
    return told


def _question(question: Question) -> Document:
    told: Document = asdict(question)
    told["passage"] = _passage(question.passage)
    return told


def _passage(passage: Passage | None) -> list[int] | None:
    return None if passage is None else [passage.begin, passage.end]
