"""How people spell units, in Bahasa Indonesia and English, and which are refused.

Decisions:

- `ton` is the metric tonne: that is its only meaning in Bahasa Indonesia, and the
  oxygen trade of every country quoted here uses it so. The English plural `tons` can
  be a short or long ton and is refused; `MT` is the metric tonne of trade.
- `m3` needs its state: `m3@15C`, or `m3 LOX` for liquid. `Nm3` and `Sm3` are no state:
  sellers use them for 0, 15 and 20 degC. They are refused alone and accepted where the
  state is written, which then decides: `Nm3@0C`.
- A litre needs its state, its liquid or its pressure, too; only litres per minute may
  stand alone (a flow, whose state is asked for when mass is wanted).
- A kilolitre is always liquid and must say so: `kL LOX`. Kilolitres and tonnes were
  taken for each other in a national audit.
- Pieces and letters of cylinders are refused: one letter names many sizes.
- `hr` is refused: an hour in English, a day (hari) in Bahasa Indonesia. So is a month,
  and `m` as a period.
"""

import re
from enum import StrEnum

from napas.units.entry import plain_entry
from napas.units.gas import GasReference
from napas.units.measure import Measure, Period, Unit
from napas.units.number_form import NumberForm, parse_number
from napas.units.pressure import (
    KPA_PER_BAR,
    KPA_PER_KGF_PER_CM2,
    KPA_PER_MPA,
    KPA_PER_PSI,
)
from napas.units.refusal import (
    CylinderWithoutSizeError,
    ReferenceAmbiguousError,
    ReferenceUnknownError,
    UnitAmbiguousError,
    UnitMissingError,
    UnitUnknownError,
    list_readings,
)

KNOWN_SPELLINGS = (
    "g",
    "kg",
    "t",
    "L LOX",
    "kL LOX",
    "m3 LOX",
    "L@15C",
    "m3@15C",
    "40 L@150bar",
    "LPM",
    "m3/h@15C",
    "kg/day",
    "t/day",
)


def parse_measure(text: object, *, number_form: NumberForm | None = None) -> Measure:
    """Read a unit such as "t", "kL LOX", "m3@15C", "LPM", "t/hari" or "L@150bar".

    Args:
        text: the unit, without a number before it.
        number_form: form of the number in a cylinder's pressure ("L@137,5bar").

    Raises:
        UnitUnknownError: not a unit, or parts that do not go together.
        UnitAmbiguousError: several amounts of oxygen; all readings are listed.
        CylinderWithoutSizeError: pieces or letters of cylinders.
        ReferenceUnknownError: the state after @ is not known.
        ReferenceAmbiguousError: STP, NTP and the like.
        InvalidError: what `plain_entry` and `parse_number` refuse.
    """
    written = plain_entry(text).replace("\N{SUPERSCRIPT THREE}", "3")
    written = written.replace("\N{SUBSCRIPT TWO}", "2").replace("\N{DEGREE SIGN}", "")
    left, at, right = _parts(written)
    words, period = _words_and_period(left, written, has_state=bool(at))
    if not words:
        raise UnitMissingError(text=written, readings=list_readings(KNOWN_SPELLINGS))
    base = _base(words[0], written)
    liquid, gas = _substance(words[1:], written)
    if base in _MASS:
        if at:
            raise _unknown(written)
        return Measure(_MASS[base], period)
    if liquid:
        if at or gas or base in _LABELLED:
            raise _unknown(written)
        return Measure(_LIQUID[base], period)
    if base is _Base.KILOLITRE:
        raise UnitAmbiguousError(unit=written, readings="kL LOX | t")
    if not at:
        return _bare_volume(base, period, written)
    return _volume_at(base, period, _state(right, number_form), written)


def parse_reference(text: object) -> GasReference:
    """Read a reference state such as "15C", "0 degC", "21,1C", "70F" or "0C/100kPa".

    Raises:
        ReferenceUnknownError: not one of the known states.
        ReferenceAmbiguousError: STP, NTP, normal or standard.
        InvalidError: what `plain_entry` refuses.
    """
    written = plain_entry(text)
    short = written.replace("\N{DEGREE SIGN}", "").lower().replace(" ", "")
    short = short.replace("deg", "").replace(",", ".")
    for full_pressure in ("/101.325kpa", "/1013.25mbar", "/1atm"):
        short = short.removesuffix(full_pressure)
    short = short.replace(".0c", "c")
    if short in _REFERENCES:
        return _REFERENCES[short]
    readings = list_readings(GasReference)
    if short in _NAMED_STATES:
        raise ReferenceAmbiguousError(reference=written, readings=readings)
    raise ReferenceUnknownError(reference=written, readings=readings)


class _Base(StrEnum):
    GRAM = "g"
    KILOGRAM = "kg"
    TONNE = "t"
    LITRE = "L"
    KILOLITRE = "kL"
    CUBIC_METRE = "m3"
    LABELLED_LITRE = "NL"
    LABELLED_CUBIC_METRE = "Nm3"


_MASS = {
    _Base.GRAM: Unit.GRAM,
    _Base.KILOGRAM: Unit.KILOGRAM,
    _Base.TONNE: Unit.TONNE,
}
_LIQUID = {
    _Base.LITRE: Unit.LIQUID_LITRE,
    _Base.KILOLITRE: Unit.LIQUID_KILOLITRE,
    _Base.CUBIC_METRE: Unit.LIQUID_KILOLITRE,
}
_LABELLED = (_Base.LABELLED_LITRE, _Base.LABELLED_CUBIC_METRE)
_LITRES = (_Base.LITRE, _Base.LABELLED_LITRE)

_SPELLINGS = {
    _Base.GRAM: "g gr gram grams",
    _Base.KILOGRAM: "kg kgs kilogram kilograms kilo",
    _Base.TONNE: "t ton tonne tonnes",
    _Base.LITRE: "l ltr liter liters litre litres",
    _Base.KILOLITRE: "kl kiloliter kiloliters kilolitre kilolitres",
    _Base.CUBIC_METRE: "m3 m^3 cbm",
    _Base.LABELLED_LITRE: "nl sl",
    _Base.LABELLED_CUBIC_METRE: "nm3 sm3",
}
_BASES = {word: base for base, words in _SPELLINGS.items() for word in words.split()}
# Case decides here: MT is trade's metric tonne, Mt a million of them; G is a cylinder;
# lt is an Indonesian litre, LT a long ton.
_BASES_IN_CASE = {"MT": _Base.TONNE, "lt": _Base.LITRE, "Lt": _Base.LITRE}
_SEVERAL_WORDS = (
    (re.compile(r"metri[ck] +ton(?:ne)?s?\b|ton +metrik\b", re.IGNORECASE), "t"),
    (
        re.compile(
            r"(?:m|meter) *kubik\b|kubik\b|cubic +met(?:er|re)s?\b|met(?:er|re) *3\b",
            re.IGNORECASE,
        ),
        "m3",
    ),
)
_AMBIGUOUS_WORDS = {
    "tons": "t | 0.907 t (US short ton) | 1.016 t (UK long ton)",
    "mt": "t | 1000000 t (megatonne)",
}
_PERIOD_SPELLINGS = {
    Period.MINUTE: "min minute minutes menit mnt",
    Period.HOUR: "h hour hours jam",
    Period.DAY: "d day days hari",
    Period.YEAR: "y yr year years tahun thn th",
}
_PERIODS = {
    word: period
    for period, words in _PERIOD_SPELLINGS.items()
    for word in words.split()
}
_AMBIGUOUS_PERIODS = {
    "hr": "/h (hour, jam) | /day (day, hari)",
    "hrs": "/h (hour, jam) | /day (day, hari)",
    "month": "/day | /year",
    "bulan": "/day | /year",
    "bln": "/day | /year",
    "m": "/min (minute, menit) | /day | /year",
}
_COMPACT = {
    "lpm": "l / min",
    "tpd": "t / day",
    "semenit": "/ min",
    "sejam": "/ h",
    "sehari": "/ day",
    "setahun": "/ year",
}
_COMPACT_LABELLED = ("slpm", "nlpm")
_LIQUID_WORDS = ("lox", "liquid", "cair")
_GAS_WORDS = ("gas", "gox")
_NEUTRAL_WORDS = ("o2", "oxygen", "oksigen", "medis", "medical")

# Sizes of one letter after WHO-UNICEF (2019), Indian and US trade tables; they only
# show how far the readings lie apart and are never reckoned with.
_LETTERS = {
    "b": "India B: 10 L@150bar",
    "c": "US C: 255 L",
    "d": "India D: 46.7 L@150bar | US D: 425 L | ISO D: 340 L",
    "e": "US E: 680 L | ISO E: 680 L",
    "f": "ISO F: 1360 L",
    "g": "US G: 5000 L | ISO G: 3400 L | gram: g",
    "h": "US H: 6900 L",
    "j": "ISO J: 47.2 L@137bar (6800 L)",
    "k": "US K",
    "m": "US M",
}
CYLINDER_WORDS = (
    *("cylinder", "cylinders", "tabung", "silinder", "botol", "btl"),
    *("jumbo", "type", "tipe", "pcs", "buah", "unit", "units"),
)
_TRADE_SIZES = "1 m3: 6.7 L@150bar | 6 m3: 40 L@150bar | 7 m3: 46.7 L@150bar"

_REFERENCES = {reference.value.lower(): reference for reference in GasReference} | {
    "70f": GasReference.AT_70_F,
}
_NAMED_STATES = ("stp", "ntp", "normal", "standard", "standar", "n", "s")
_PRESSURE = re.compile(
    r"(?P<number>[0-9][0-9.,]*(?:e[+-]?[0-9]+)?)\s*"
    r"(?P<scale>barg?|psig?|mpa|kgf?/cm2)",
    re.IGNORECASE,
)
_BAR_PER_SCALE = {
    "b": 1.0,
    "p": KPA_PER_PSI / KPA_PER_BAR,
    "m": KPA_PER_MPA / KPA_PER_BAR,
    "k": KPA_PER_KGF_PER_CM2 / KPA_PER_BAR,
}


def _parts(written: str) -> tuple[str, str, str]:
    """What stands before the @, the @, and the state; a period may follow the state."""
    left, at, right = written.partition("@")
    state, slash, last = right.rpartition("/")
    if slash and last.strip(" ").lower() in _PERIODS:
        left, right = f"{left}/{last}", state
    for several, word in _SEVERAL_WORDS:
        left = several.sub(word, left, count=1)
    return left, at, right


def _words_and_period(
    left: str, written: str, *, has_state: bool
) -> tuple[list[str], Period | None]:
    """The unit and substance words, and the period if one is named after / or per."""
    words: list[str] = []
    for word in left.replace("/", " / ").split():
        short = word.lower()
        if short in _COMPACT_LABELLED and has_state:
            short = "lpm"
        if short in _COMPACT_LABELLED:
            raise UnitAmbiguousError(
                unit=written,
                readings=list_readings(f"LPM@{state}" for state in GasReference),
            )
        spelled = "/" if short == "per" else _COMPACT.get(short, word)
        words.extend(spelled.split())
    if "/" not in words:
        return words, None
    place = words.index("/")
    before, after = words[:place], words[place + 1 :]
    if not after or "/" in after:
        raise _unknown(written)
    named = after[0].lower()
    if named in _AMBIGUOUS_PERIODS:
        raise UnitAmbiguousError(unit=written, readings=_AMBIGUOUS_PERIODS[named])
    if named not in _PERIODS:
        raise _unknown(written)
    return before + after[1:], _PERIODS[named]


def _base(word: str, written: str) -> _Base:
    short = word.lower()
    if word in _BASES_IN_CASE:
        return _BASES_IN_CASE[word]
    if short in _AMBIGUOUS_WORDS:
        raise UnitAmbiguousError(unit=written, readings=_AMBIGUOUS_WORDS[short])
    if short in _BASES and word != "G":
        return _BASES[short]
    if short in _LETTERS:
        raise CylinderWithoutSizeError(text=written, readings=_LETTERS[short])
    if short in CYLINDER_WORDS:
        raise CylinderWithoutSizeError(text=written, readings=_TRADE_SIZES)
    raise _unknown(written)


def _substance(words: list[str], written: str) -> tuple[bool, bool]:
    """Whether the words say liquid, and whether they say gas."""
    short = [word.lower() for word in words]
    if not set(short) <= {*_LIQUID_WORDS, *_GAS_WORDS, *_NEUTRAL_WORDS}:
        raise _unknown(written)
    return (
        any(word in _LIQUID_WORDS for word in short),
        any(word in _GAS_WORDS for word in short),
    )


def _bare_volume(base: _Base, period: Period | None, written: str) -> Measure:
    if base is _Base.LITRE and period is Period.MINUTE:
        return Measure(Unit.GAS_LITRE, period)
    unit = "L" if base in _LITRES else "m3"
    per = f"/{period}" if period else ""
    readings = [f"{unit}{per}@{state}" for state in GasReference]
    if base not in _LABELLED:
        readings.insert(0, f"{unit} LOX{per}")
    if base is _Base.LITRE and not period:
        readings.append("L@150bar")
    raise UnitAmbiguousError(unit=written, readings=list_readings(readings))


def _volume_at(
    base: _Base, period: Period | None, state: GasReference | float, written: str
) -> Measure:
    if isinstance(state, GasReference):
        unit = Unit.GAS_LITRE if base in _LITRES else Unit.GAS_CUBIC_METRE
        return Measure(unit, period, reference=state)
    if base is not _Base.LITRE or period:
        raise _unknown(written)
    return Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=state)


def _state(right: str, number_form: NumberForm | None) -> GasReference | float:
    """A reference state, or a gauge pressure in bar."""
    pressure = _PRESSURE.fullmatch(right.strip(" "))
    if pressure is None:
        return parse_reference(right or "@")
    number = parse_number(pressure["number"], number_form=number_form)
    return number * _BAR_PER_SCALE[pressure["scale"][0].lower()]


def _unknown(written: str) -> UnitUnknownError:
    return UnitUnknownError(unit=written, readings=list_readings(KNOWN_SPELLINGS))
