"""What was understood of a pasted text, said back so that its sender can correct it.

Every amount stands in its own unit and in kilograms, with its confidence; what was not
understood stands below it, each part as it was written.
"""

from collections.abc import Iterator

from napas.exchange.texts.readings import (
    AsideKind,
    FacilityRead,
    Item,
    ItemRole,
    Message,
    Question,
    Reading,
    Understanding,
)
from napas.units.number_form import NumberForm, write_unmistakable_number
from napas.words import say, say_number, say_unit, say_word

INDENT = "  "
SHOWN_DIGITS_KG = 0
SMALL_KG = 10.0
"""Below it a mass is shown with decimals."""
_HIDDEN = (AsideKind.LIST_NUMBER, AsideKind.CYLINDER_SIZE, AsideKind.FACILITY)
_OPEN_WORDS = (ItemRole.FULL, ItemRole.EMPTY)
_KILOGRAMS = ("kg", "kg/day")
_SPOKEN = (ItemRole.HOURS_LEFT, ItemRole.PATIENTS, ItemRole.OCCUPIED_BEDS)


def echo_text(
    understanding: Understanding, language: str, *, confirmed: bool = False
) -> list[str]:
    """The lines to send back for a text.

    Args:
        understanding: of it.
        language: code of a catalogue.
        confirmed: whether something may have been stored; else it is said that
            nothing was.
    """
    lines: list[str] = []
    for message in understanding.messages:
        lines.extend(_message(understanding, message, language))
    if not any(_says_something(message) for message in understanding.messages):
        lines.append(say("echo-nothing", language))
    if not confirmed:
        lines.append(say("echo-not-stored", language))
    return lines


def _says_something(message: Message) -> bool:
    return bool(message.items or message.questions or message.note or message.unread)


def _message(
    understanding: Understanding, message: Message, language: str
) -> Iterator[str]:
    facility = _facility(message.facility, language)
    kind = say_word(message.kind, language)
    yield say("echo-head", language, facility=facility, kind=kind)
    if message.note:
        yield INDENT + say("echo-note", language, note=message.note)
    for item in message.items:
        yield INDENT + echo_item(item, language)
    if message.questions or message.unread:
        yield INDENT + say("echo-unclear", language)
    for question in message.questions:
        facility_read = message.facility
        yield INDENT * 2 + echo_question(question, facility_read, language)
    for passage in message.unread:
        written = understanding.text[passage.begin : passage.end]
        yield INDENT * 2 + say("echo-unread", language, written=written)
    asides = [
        f"{say_word(aside.kind, language)} “{aside.written}”"
        for aside in message.asides
        if aside.kind not in _HIDDEN
    ]
    if asides:
        yield INDENT + say("echo-asides", language, asides="; ".join(asides))


def _facility(facility: FacilityRead, language: str) -> str:
    if facility.code:
        code, name = facility.code, facility.name
        if code == name:
            return code
        return say("echo-facility", language, facility=name, code=code)
    if facility.name:
        return say("echo-facility-open", language, facility=facility.name)
    return say("echo-facility-none", language)


def echo_item(item: Item, language: str) -> str:
    """One item in a line: what, how much in its own unit and in kg, how sure."""
    confidence = say_word(item.confidence, language)
    if item.grounds:
        grounds = ", ".join(say_word(ground, language) for ground in item.grounds)
        confidence = say(
            "echo-because", language, confidence=confidence, grounds=grounds
        )
    return say(
        "echo-item",
        language,
        what=_what(item, language),
        amount=_amount(item, language),
        confidence=confidence,
    )


def _what(item: Item, language: str) -> str:
    told = say_word(item.role, language)
    if item.form is not None and item.role not in (*_OPEN_WORDS, *_SPOKEN):
        form = say_word(item.form, language)
        told = say("echo-of-form", language, what=told, form=form)
    if item.cylinder:
        told = say("echo-cylinders", language, what=told, size=item.cylinder)
    if item.tank:
        told = say("echo-tank", language, what=told, tank=item.tank)
    if item.device is not None:
        device = say_word(item.device, language)
        return say("echo-with-device", language, what=told, device=device)
    if item.on_oxygen and item.role is ItemRole.PATIENTS:
        return say("echo-on-oxygen", language, what=told)
    return told


def _amount(item: Item, language: str) -> str:
    own = f"{say_number(item.value, language)} {say_unit(item.unit, language)}"
    mass = _mass(item.mass_kg, item.rate_kg_per_day, language)
    if not mass or mass == own:
        return own
    return say("echo-own-and-kg", language, own=own, kg=mass)


def _number_form(language: str) -> NumberForm:
    comma = say("number-decimal", language) == NumberForm.DECIMAL_COMMA.decimal_mark
    return NumberForm.DECIMAL_COMMA if comma else NumberForm.DECIMAL_POINT


def _mass(mass_kg: float | None, rate_kg_per_day: float | None, language: str) -> str:
    """A mass or rate in kilograms; empty where neither is known."""
    value = rate_kg_per_day if mass_kg is None else mass_kg
    if value is None:
        return ""
    unit = "kg/day" if mass_kg is None else "kg"
    whole = value >= SMALL_KG or value == round(value)
    number = say_number(value, language, decimals=SHOWN_DIGITS_KG if whole else None)
    return f"{number} {say_unit(unit, language)}"


def echo_question(question: Question, facility: FacilityRead, language: str) -> str:
    """A question as its sender is asked it, with every reading in kg."""
    told = [_reading(reading, language) for reading in question.readings]
    if not told and not question.code.endswith(("unclear", "missing", "unreadable")):
        told = [question.written]
    if question.code.startswith("text-facility"):
        told = [
            say("echo-facility", language, facility=each.name, code=each.code)
            for each in facility.candidates
        ]
    readings = " | ".join(dict.fromkeys(told)) or say("unknown", language)
    return say(question.code, language, written=question.written, readings=readings)


def _reading(reading: Reading, language: str) -> str:
    number = write_unmistakable_number(reading.value, _number_form(language))
    own = f"{number} {say_unit(reading.unit, language)}"
    told = say("echo-cylinders", language, what=own, size=reading.cylinder)
    told = told if reading.cylinder else own
    mass = _mass(reading.mass_kg, reading.rate_kg_per_day, language)
    if mass and reading.unit not in _KILOGRAMS:
        told = say("echo-own-and-kg", language, own=told, kg=mass)
    if reading.role is not None:
        told = f"{say_word(reading.role, language)} {told}"
    if reading.usual:
        return say("echo-usual", language, reading=told)
    return told
