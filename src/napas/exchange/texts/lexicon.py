"""The words of the field as data: what each stands for, read once from `lexicon.toml`.

A further language or habit of writing is a further word in that table and no code.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

LEXICON_FILE = "lexicon.toml"
ONE_SLIP = 1
"""A missing, surplus, wrong or swapped letter; two make another word too often."""


class Concept(StrEnum):
    """What a word or turn of phrase stands for; the keys of the table."""

    STOCK = "stock"
    STOCK_WEAK = "stock_weak"
    OPENING = "opening"
    USE = "use"
    NEED = "need"
    RECEIVED = "received"
    DELIVERY = "delivery"
    SENT = "sent"
    EXPECTED = "expected"
    CAPACITY = "capacity"
    FULL = "full"
    EMPTY = "empty"
    ENOUGH = "enough"
    HOURS_LABEL = "hours_label"
    OUT = "out"
    ALMOST_OUT = "almost_out"
    MORE = "more"
    FOR = "for"
    LIQUID = "liquid"
    GAS = "gas"
    TANK = "tank"
    CYLINDER = "cylinder"
    OXYGEN = "oxygen"
    CONCENTRATOR = "concentrator"
    GENERATOR = "generator"
    PIECE = "piece"
    PATIENT = "patient"
    PERSON = "person"
    BED = "bed"
    OCCUPIED = "occupied"
    DEVICE_CANNULA = "device_cannula"
    DEVICE_MASK = "device_mask"
    DEVICE_RESERVOIR_MASK = "device_reservoir_mask"
    DEVICE_HFNC = "device_hfnc"
    DEVICE_NIV = "device_niv"
    DEVICE_IMV = "device_imv"
    NOT = "not"
    SUPPOSED = "supposed"
    FUTURE = "future"
    DONE = "done"
    EARLIER = "earlier"
    YESTERDAY = "yesterday"
    TODAY = "today"
    DAILY = "daily"
    APPROX = "approx"
    BELOW = "below"
    ABOVE = "above"
    RANGE = "range"
    PER = "per"
    EVERY = "every"
    TOTAL = "total"
    PERCENT = "percent"
    TIMES = "times"
    EMERGENCY = "emergency"
    REPORT = "report"
    CODE_LEAD = "code_lead"
    NOTE = "note"
    ASK = "ask"
    FILLER = "filler"
    AND = "and"
    SIZE_MARK = "size_mark"
    HELP = "help"
    TRANSFER = "transfer"
    CORRECTION = "correction"
    PARTLY = "partly"
    ELSEWHERE = "elsewhere"
    CHANGED = "changed"
    LONG_AGO = "long_ago"
    COLLECTED = "collected"
    UNREPORTED = "unreported"
    PROMISED = "promised"
    PRICE = "price"
    FROM = "from"
    TO = "to"
    HOUR = "hour"
    HOUR_OR_DAY = "hour_or_day"
    DAY = "day"
    MINUTE = "minute"
    WEEK = "week"
    MONTH = "month"
    SHIFT = "shift"
    CLOCK = "clock"
    DATE = "date"
    WEEKDAY = "weekday"
    DAYPART = "daypart"
    ZONE = "zone"
    AGO = "ago"
    LAST = "last"
    AHEAD = "ahead"
    DEADLINE = "deadline"
    FACILITY = "facility"
    OFFICE = "office"
    TERRITORY = "territory"
    PRONOUN = "pronoun"
    OTHER_SUBSTANCE = "other_substance"
    OTHER_GOODS = "other_goods"
    OTHER_PATIENT = "other_patient"
    SATURATION = "saturation"
    OCCUPANCY = "occupancy"
    PRESSURE = "pressure"
    GAUGE = "gauge"
    ORDINARY = "ordinary"
    SIZE = "size"
    UNIT = "unit"
    MONTH_NAME = "month_name"
    NUMBER_WORD = "number_word"
    HALF = "half"
    JOINER = "joiner"
    WHOLE_PERIOD = "whole_period"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or turn of phrase.

    Attributes:
        tokens: as the splitter parts it.
        name: one name for all its spellings where that matters: a size, the number of
            a month, the value of a number word, a word that the rules single out;
            otherwise the phrase itself.
    """

    tokens: tuple[str, ...]
    concept: Concept
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, and how a text is parted so that they can be found.

    Attributes:
        phrases: by their first token, the longest first.
        single: phrases of one token, by it.
        by_length: the longer single words, by their length, for misspellings.
        splitter: parts a plain text into words, numbers, marks and line ends.
        gas_sizes_m3: cubic metres by which cylinders are named.
        water_sizes_l: litres of water by which cylinders are named.
        spelled_out: long forms of the kinds of facilities, by their abbreviation.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    single: Mapping[str, Phrase]
    by_length: Mapping[int, tuple[str, ...]]
    splitter: re.Pattern[str]
    gas_sizes_m3: tuple[float, ...]
    water_sizes_l: tuple[float, ...]
    spelled_out: Mapping[str, tuple[str, ...]]

    def corrected(self, word: str) -> Phrase | None:
        """What a word with one slip was meant to be, if that can be only one thing."""
        found: set[tuple[Concept, str]] = set()
        meant: Phrase | None = None
        for length in (len(word) - 1, len(word), len(word) + 1):
            for known in self.by_length.get(length, ()):
                if OSA.distance(word, known, score_cutoff=ONE_SLIP) <= ONE_SLIP:
                    meant = self.single[known]
                    found.add((meant.concept, _kept_apart(meant)))
        return meant if len(found) == 1 else None


@cache
def load_lexicon() -> Lexicon:
    """Read the packaged table."""
    text = (files("napas.exchange.texts") / LEXICON_FILE).read_text("utf-8")
    return make_lexicon(tomllib.loads(text))


def make_lexicon(table: Mapping[str, object]) -> Lexicon:
    """Make the lexicon of a table.

    Raises:
        ValueError: a phrase stands for two things.
    """
    named = list(_named(table))
    splitter = _splitter(word for _, _, word in named)
    phrases = [
        Phrase(tuple(_split(splitter, word)), concept, name)
        for concept, name, word in named
    ]
    meanings: dict[tuple[str, ...], Phrase] = {}
    for phrase in phrases:
        if meanings.setdefault(phrase.tokens, phrase) != phrase:
            message = f"{' '.join(phrase.tokens)!r} stands for two things"
            raise ValueError(message)
    rules = _mapping(table["rules"])
    single = {key[0]: phrase for key, phrase in meanings.items() if len(key) == 1}
    return Lexicon(
        phrases=_by_first(meanings.values()),
        single=single,
        by_length=_by_length(single, _number(rules["shortest_misspelt"])),
        splitter=splitter,
        gas_sizes_m3=_numbers(rules["gas_sizes_m3"]),
        water_sizes_l=_numbers(rules["water_sizes_l"]),
        spelled_out={
            short: tuple(_words(long))
            for short, long in _mapping(table["spelled_out"]).items()
        },
    )


def _named(table: Mapping[str, object]) -> Iterator[tuple[Concept, str, str]]:
    """Every spelling with its concept and name."""
    names = {
        word: name
        for name, words in _mapping(table["names"]).items()
        for word in _words(words)
    }
    for key, spellings in _mapping(table["words"]).items():
        for word in _words(spellings):
            yield Concept(key), names.get(word, word), word
    for period, spellings in _mapping(table["whole_periods"]).items():
        yield from ((Concept.WHOLE_PERIOD, period, word) for word in _words(spellings))
    for size, spellings in _mapping(table["sizes"]).items():
        yield from ((Concept.SIZE, size, word) for word in _words(spellings))
    units = _words(_mapping(table["units"])["words"])
    yield from ((Concept.UNIT, word, word) for word in units)
    months = _mapping(table["months"])["words"]
    assert isinstance(months, list), "the months are a list of lists"
    for number, spellings in enumerate(months, start=1):
        for word in _words(spellings):
            yield Concept.MONTH_NAME, str(number), word
    for key, concept in (
        ("numbers", Concept.NUMBER_WORD),
        ("halves", Concept.HALF),
        ("joiners", Concept.JOINER),
    ):
        for word, value in _mapping(table[key]).items():
            yield concept, str(value), word


def _splitter(words: Iterable[str]) -> re.Pattern[str]:
    """Words of letters; those with digits, such as o2 and m3, are kept whole."""
    pieces = {piece for word in words for piece in word.split()}
    mixed = sorted(
        (piece for piece in pieces if re.search("[a-z]", piece) and _DIGIT(piece)),
        key=lambda piece: (-len(piece), piece),
    )
    whole = "|".join(re.escape(piece) for piece in mixed)
    return re.compile(
        rf"(?P<mixed>(?<![a-z])(?:{whole})(?![0-9]))"
        r"|(?P<word>[a-z\x01]+(?:'[a-z]+)*)"
        r"|(?P<number>[0-9](?:[0-9.,]*[0-9])?)"
        r"|(?P<line>\n)|(?P<mark>[^\s])"
    )


_DIGIT = re.compile("[0-9]").search


def _split(splitter: re.Pattern[str], word: str) -> Iterator[str]:
    return (match.group() for match in splitter.finditer(word))


def _by_first(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.tokens)):
        found.setdefault(phrase.tokens[0], []).append(phrase)
    return {first: tuple(starting) for first, starting in found.items()}


def _by_length(
    single: Mapping[str, Phrase], shortest: float
) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for word, phrase in single.items():
        guessed = phrase.concept not in _NEVER_GUESSED
        if len(word) >= shortest and word.isalpha() and guessed:
            found.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in found.items()}


# "tempat" is no misspelt "empat": a number or unit is read as it is written, or not.
_NEVER_GUESSED = (
    Concept.UNIT,
    Concept.MONTH_NAME,
    Concept.NUMBER_WORD,
    Concept.HALF,
    Concept.JOINER,
)


def _kept_apart(phrase: Phrase) -> str:
    """The name where two words of one concept are two things."""
    return phrase.name if phrase.concept is Concept.SIZE else ""


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict), "a table of the lexicon"
    return value


def _words(value: object) -> list[str]:
    assert isinstance(value, list), "a list of words"
    return [str(word) for word in value]


def _numbers(value: object) -> tuple[float, ...]:
    assert isinstance(value, list), "a list of numbers"
    return tuple(_number(number) for number in value)


def _number(value: object) -> float:
    assert isinstance(value, int | float), "a number"
    return float(value)
