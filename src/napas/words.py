"""The sentence for every code, and numbers and moments as a language writes them.

The sentences stand in one gettext catalogue per language; what a language calls its
months and how it separates thousands stands there too, so that a further language is a
further catalogue and no code.
"""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from string import Formatter
from zoneinfo import ZoneInfo

from napas.domain.finding import Code, Finding, Spot, all_codes
from napas.errors import InvalidError, NapasError, Scalar, error_kinds

FIRST_LANGUAGE = "id"
ENVIRONMENT_NAME = "NAPAS_LANG"
UNIT_NAMES = frozenset({"unit", "expected_unit"})
FIELD_NAME = "name"
QUOTED = "quoted"
"""The form of a text that somebody wrote, in one language or in several."""
REPLACED = "\N{REPLACEMENT CHARACTER}"
BREAKING = re.compile(r"[\t\n\r\u2028\u2029]")
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that turn the direction of writing, and halves of pairs."""
FIGURES = 2
PERCENT = 100.0


class LanguageUnknownError(InvalidError):
    """There is no catalogue of this language."""

    code = "language-unknown"


def say(code: str, language: str, /, **params: Scalar) -> str:
    """The sentence of a code with its parameters filled in.

    A code without a sentence is said as itself with its parameters; a parameter the
    sentence mentions and nobody gave is said to be unknown.

    Raises:
        LanguageUnknownError: there is no catalogue of the language.
    """
    template = sentence(code, language)
    if template is None:
        told = (
            f"{name}={say_value(value, language)}" for name, value in params.items()
        )
        return ": ".join(part for part in (code, ", ".join(told)) if part)
    return "".join(_pieces(template, language, params))


def say_finding(finding: Finding, language: str) -> str:
    """Grade, sentence and place of a fault in one line.

    A sentence may mention the `subject`; where it does not, the place names it.
    """
    params: dict[str, Scalar] = {"subject": finding.subject, **dict(finding.params)}
    told = say(finding.code, language, **params)
    place = ", ".join(_places(finding, language))
    line = say("finding-line", language, grade=finding.grade, sentence=told)
    return f"{line} ({place})" if place else line


def say_error(error: NapasError, language: str) -> str:
    """The sentence of an expected failure."""
    return say(error.code or type(error).__name__, language, **error.params)


def say_word(member: StrEnum, language: str) -> str:
    """What a language calls a value of a closed list, such as a form or a status.

    Its key is the name of the list and the value, hyphenated: `order-status-loaded`;
    a value without a word is said as itself, a code by its own sentence.
    """
    if isinstance(member, Code):
        return say(member, language)
    return sentence(word_key(member), language) or member.value


def say_unit(unit: str, language: str) -> str:
    """A unit as the language writes it; one that needs no other form stays as it is."""
    return sentence(f"unit-{unit}", language) or show(unit)


def say_field(name: str, language: str) -> str:
    """What a language calls a field such as `gauge_pressure`; others as themselves."""
    return sentence(f"field-{name.replace('_', '-')}", language) or show(name)


def say_number(
    value: float | None, language: str, *, decimals: int | None = None
) -> str:
    """A number as the language writes it; what is no finite number is unknown.

    Args:
        value: any figure; None is unknown.
        language: code of a catalogue.
        decimals: how many to write; None writes a whole number whole, and others with
            two decimals or two significant figures, without trailing zeros.
    """
    if value is None or not math.isfinite(value):
        return say("unknown", language)
    separators = {
        ord(","): say("number-group", language),
        ord("."): say("number-decimal", language),
    }
    return _digits(value, decimals).translate(separators)


def say_share(value: float | None, language: str, *, decimals: int = 1) -> str:
    """A share from 0 to 1 in per cent as the language writes it."""
    if value is None or not math.isfinite(value):
        return say("unknown", language)
    percent = say_number(value * PERCENT, language, decimals=decimals)
    return say("percent", language, percent=percent)


def say_date(day: date | None, language: str) -> str:
    """A day with its month in words; None is unknown."""
    if day is None:
        return say("unknown", language)
    return say("date", language, **_calendar(day, language))


def say_moment(moment: datetime | None, language: str, zone: str) -> str:
    """A moment on the clock of a place, with weekday and zone; None is unknown.

    Args:
        moment: aware, in any zone.
        language: code of a catalogue.
        zone: IANA name of the zone of the place.
    """
    if moment is None:
        return say("unknown", language)
    assert moment.tzinfo is not None, "a moment knows its zone"
    local = moment.astimezone(ZoneInfo(zone))
    return say(
        "moment",
        language,
        **_calendar(local, language),
        hour=f"{local:%H}",
        minute=f"{local:%M}",
        zone=_zone_name(local),
    )


def say_short_moment(moment: datetime | None, language: str, zone: str) -> str:
    """A moment on the clock of a place for a row of a table; None is unknown.

    The year and the zone are left to the heading of the table.
    """
    if moment is None:
        return say("unknown", language)
    assert moment.tzinfo is not None, "a moment knows its zone"
    local = moment.astimezone(ZoneInfo(zone))
    return say(
        "moment-short",
        language,
        day=str(local.day),
        month=say(f"month-short-{local.month}", language),
        hour=f"{local:%H}",
        minute=f"{local:%M}",
    )


def say_value(value: Scalar, language: str, form: str = "") -> str:
    """A parameter of a sentence, by what it is.

    Args:
        value: text is said as it is, empty text as none, a value of a closed list by
            its word.
        language: code of a catalogue.
        form: for numbers: so many decimals, `%` for a share in per cent, `plain` for a
            whole number without separators, empty for as many decimals as it takes.
    """
    if isinstance(value, StrEnum):
        return say_word(value, language)
    if isinstance(value, str):
        return show(value) or say("none", language)
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    return _say_figure(value, language, form)


def sentence(code: str, language: str) -> str | None:
    """The sentence of a code with its placeholders; None where there is none.

    Raises:
        LanguageUnknownError: there is no catalogue of the language.
    """
    catalogue = _catalogue(language)
    return (catalogue.gettext(code) or None) if code else None


def word_key(member: StrEnum) -> str:
    """The key under which the word for a value of a closed list stands."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(member).__name__)
    return f"{name}-{member.value}".replace("_", "-").lower()


def missing(language: str) -> tuple[str, ...]:
    """Codes that the loaded rooms can say and that have no sentence, sorted."""
    known = {kind.code for kind in error_kinds()} | {str(code) for code in all_codes()}
    return tuple(sorted(code for code in known if sentence(code, language) is None))


@cache
def languages() -> tuple[str, ...]:
    """Every language that has a catalogue, the first one first."""
    found = (
        folder.name
        for folder in (files("napas") / "locale").iterdir()
        if (folder / "LC_MESSAGES" / "napas.mo").is_file()
    )
    return tuple(sorted(found, key=lambda name: (name != FIRST_LANGUAGE, name)))


def choose_language(option: str | None, environment: Mapping[str, str]) -> str:
    """The language asked for, else that of the environment, else the first.

    Raises:
        LanguageUnknownError: there is no catalogue of the language asked for.
    """
    asked = option or environment.get(ENVIRONMENT_NAME) or FIRST_LANGUAGE
    return _require_language(asked)


class _NoSentence(NullTranslations):
    """Answers nothing, where gettext would repeat the question."""

    def gettext(self, message: str) -> str:
        del message
        return ""


@cache
def _catalogue(language: str) -> GNUTranslations:
    folder = files("napas") / "locale" / _require_language(language)
    with (folder / "LC_MESSAGES" / "napas.mo").open("rb") as stream:
        catalogue = GNUTranslations(stream)
    catalogue.add_fallback(_NoSentence())
    return catalogue


def _require_language(language: str) -> str:
    if language not in languages():
        raise LanguageUnknownError(language=language, known=", ".join(languages()))
    return language


def _pieces(
    template: str, language: str, params: Mapping[str, Scalar]
) -> Iterator[str]:
    for literal, name, form, _ in Formatter().parse(template):
        yield literal
        if name is None:
            continue
        value = params.get(name)
        if form == QUOTED:
            yield _say_quoted(name, language, params)
        elif name in UNIT_NAMES and isinstance(value, str):
            yield say_unit(value, language)
        elif name == FIELD_NAME and isinstance(value, str):
            yield say_field(value, language)
        else:
            yield say_value(value, language, form or "")


def _say_quoted(name: str, language: str, params: Mapping[str, Scalar]) -> str:
    """What somebody wrote in the language, else in quotation marks what there is."""
    told = params.get(f"{name}_{language}")
    if told:
        return say_value(told, language)
    written = params.get(name)
    others = (
        text for key, text in sorted(params.items()) if key.startswith(f"{name}_")
    )
    text = written or next(others, None)
    return say("quoted", language, text=text) if text else say("none", language)


def _say_figure(value: float | None, language: str, form: str) -> str:
    if value is None or not math.isfinite(value) or not form:
        return say_number(value, language)
    if form == "%":
        return say_share(value, language)
    if form == "plain":
        return f"{value:.0f}"
    return say_number(value, language, decimals=int(form))


def show(text: str) -> str:
    """A text in one line, without the characters that would steer a terminal.

    Line breaks become blanks; what else would steer it is shown as replaced.
    """
    if text.isprintable():
        return text
    return STEERING.sub(REPLACED, BREAKING.sub(" ", text))


def say_spot(spot: Spot, language: str) -> Iterator[str]:
    """Where something stands, from the file to the cell."""
    if spot.file:
        yield show(spot.file)
    if spot.sheet:
        yield say("place-sheet", language, sheet=spot.sheet)
    if spot.cell:
        yield say("place-cell", language, cell=spot.cell)
    elif spot.row:
        yield say("place-row", language, row=spot.row)
    if spot.column:
        yield say("place-column", language, column=spot.column)


def _places(finding: Finding, language: str) -> Iterator[str]:
    mentioned = "{subject" in (sentence(finding.code, language) or "")
    if finding.subject and not mentioned:
        yield show(finding.subject)
    yield from say_spot(finding.spot, language)


def _digits(value: float, decimals: int | None) -> str:
    if decimals is not None:
        return f"{value:z,.{decimals}f}"
    if value == math.trunc(value):
        return f"{math.trunc(value):,d}"
    first = math.floor(math.log10(abs(value)))
    finest = max(FIGURES, FIGURES - 1 - first)
    return f"{value:z,.{finest}f}".rstrip("0").rstrip(".")


def _calendar(day: date, language: str) -> dict[str, Scalar]:
    return {
        "weekday": say(f"weekday-{day.isoweekday()}", language),
        "day": str(day.day),
        "month": say(f"month-{day.month}", language),
        "year": str(day.year),
    }


def _zone_name(local: datetime) -> str:
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local.isoformat()[-len('+00:00') :]}"
