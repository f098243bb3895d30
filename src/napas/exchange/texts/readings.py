"""What was read in a text: messages, items, questions, and what was set aside.

Nothing here is stored. An item is settled: one role, one amount, one reading. What
could mean several things is a question with its readings, and is asked.
"""

from dataclasses import dataclass
from enum import StrEnum

from napas.domain.finding import Code
from napas.domain.need import DeviceKind
from napas.domain.network import Form


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where in the text something stands: from character `begin` up to before `end`."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            message = f"a passage from {self.begin} to {self.end}"
            raise ValueError(message)


class MessageKind(StrEnum):
    """What a message is for."""

    REPORT = "report"
    EMERGENCY = "emergency"
    RECEIPT = "receipt"
    REQUEST = "request"


class ItemRole(StrEnum):
    """What is said of an amount.

    OPENING: stock at the begin of the day. EXPECTED: on the way or promised. HELD: all
    cylinders, full and empty. PATIENTS: in the facility; with a device or on oxygen if
    the item says so.
    """

    STOCK = "stock"
    OPENING = "opening"
    USE = "use"
    NEED = "need"
    RECEIVED = "received"
    EXPECTED = "expected"
    CAPACITY = "capacity"
    FULL = "full"
    EMPTY = "empty"
    HELD = "held"
    HOURS_LEFT = "hours_left"
    PATIENTS = "patients"
    OCCUPIED_BEDS = "occupied_beds"


class Confidence(StrEnum):
    """How well an item is known.

    SURE: written out, word for word. LIKELY: one reading, on a ground that is named.
    ASKED: kept, but a question stands about it.
    """

    SURE = "sure"
    LIKELY = "likely"
    ASKED = "asked"


class Ground(StrEnum):
    """Why an item is not sure. Those of `ASKING` come with a question.

    MISSPELT: a word was read with one slip. IN_WORDS: the number is in words.
    ROUGH: the sender says about.
    ROLE_CARRIED: its role stands earlier in the sentence, or in the heading.
    ROLE_OF_REPORT: in a report, oxygen of which nothing else is said is stock.
    FORM_NOT_SAID: liquid, cylinders or gas. FORM_OF_TANK: the facility has a tank.
    SIZE_CARRIED: the size stands earlier in the sentence.
    UNIT_OF_LABEL: the unit stands before the number, or in the heading.
    LIQUID_BEFORE: the word for liquid stands before its litres.
    LIQUID_DENSITY, GAS_STATE: a volume, by the density or the state assumed.
    DAY_DECLARED: a use is told by the day here. DAY_NAMED: today or yesterday.
    SHARE_OF_TANK: per cent of what the tank holds full, or that by such a share.
    DAYS_AS_HOURS: 24 for each day. CORRECTED: told anew after a mistake.
    LATEST: of several times of the day the last. SUM: shown by the arithmetic of the
    text.
    UNUSUAL: outside what the facility usually has.
    SIZE_UNCLEAR, ABOVE_TANK: a question stands about the size, or the amount.
    """

    MISSPELT = "misspelt"
    IN_WORDS = "in_words"
    ROUGH = "rough"
    ROLE_CARRIED = "role_carried"
    ROLE_OF_REPORT = "role_of_report"
    FORM_NOT_SAID = "form_not_said"
    FORM_OF_TANK = "form_of_tank"
    UNIT_OF_LABEL = "unit_of_label"
    LIQUID_BEFORE = "liquid_before"
    LIQUID_DENSITY = "liquid_density"
    GAS_STATE = "gas_state"
    DAY_DECLARED = "day_declared"
    DAY_NAMED = "day_named"
    SIZE_CARRIED = "size_carried"
    SHARE_OF_TANK = "share_of_tank"
    DAYS_AS_HOURS = "days_as_hours"
    CORRECTED = "corrected"
    LATEST = "latest"
    SUM = "sum"
    UNUSUAL = "unusual"
    SIZE_UNCLEAR = "size_unclear"
    ABOVE_TANK = "above_tank"


ASKING = frozenset({Ground.SIZE_UNCLEAR, Ground.ABOVE_TANK})


class TextQuestion(Code):
    """What has to be asked before a part of a text can be used."""

    NUMBER_UNCLEAR = "text-number-unclear"
    NUMBER_UNREADABLE = "text-number-unreadable"
    UNIT_UNCLEAR = "text-unit-unclear"
    UNIT_MISSING = "text-unit-missing"
    ROLE_UNCLEAR = "text-role-unclear"
    PAIR_UNCLEAR = "text-pair-unclear"
    PERIOD_MISSING = "text-period-missing"
    SIZE_UNCLEAR = "text-size-unclear"
    COUNT_MISSING = "text-count-missing"
    PERCENT_WITHOUT_TANK = "text-percent-without-tank"
    ONLY_A_BOUND = "text-only-a-bound"
    ONLY_A_RANGE = "text-only-a-range"
    DENIED = "text-denied"
    TAKEN_BACK = "text-taken-back"
    SUPPOSED = "text-supposed"
    OTHER_DAY = "text-other-day"
    EACH_OF_SEVERAL = "text-each-of-several"
    BETWEEN_FACILITIES = "text-between-facilities"
    SAID_TO_BE_OUT = "text-said-to-be-out"
    SEVERAL_FIGURES = "text-several-figures"
    TOTAL_DIFFERS = "text-total-differs"
    ABOVE_TANK = "text-above-tank"
    TOO_LARGE = "text-too-large"
    FACILITY_MISSING = "text-facility-missing"
    FACILITY_UNKNOWN = "text-facility-unknown"
    FACILITY_NEAR = "text-facility-near"


class AsideKind(StrEnum):
    """What is recognised and is no amount of oxygen.

    DEADLINE: until or by when, as written. HORIZON: for how long something is told.
    OTHER_THING: goods, rooms, people, distances, and products other than oxygen.
    LIST_TOTAL: the sum under a list of hospitals, or of parts told before.
    WHOLE: of how much another figure is a part. REPEATED: told before.
    EARLIER: as it stood before, when it is told anew. CORRECTED: said to be wrong.
    FACILITY: named again, or another one. REMARK: words without a number.
    """

    MOMENT = "moment"
    DEADLINE = "deadline"
    HORIZON = "horizon"
    LIST_NUMBER = "list_number"
    LIST_TOTAL = "list_total"
    NOTE = "note"
    PHONE = "phone"
    MONEY = "money"
    ADDRESS = "address"
    SATURATION = "saturation"
    OCCUPANCY = "occupancy"
    PRESSURE = "pressure"
    TANK_NUMBER = "tank_number"
    CYLINDER_SIZE = "cylinder_size"
    FACILITY = "facility"
    REPEATED = "repeated"
    EARLIER = "earlier"
    CORRECTED = "corrected"
    WHOLE = "whole"
    OTHER_THING = "other_thing"
    OTHER_PATIENTS = "other_patients"
    CROSSED_OUT = "crossed_out"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Item:
    """One settled statement.

    Attributes:
        role: what is said of it.
        passage: where its quantity stands.
        written: the quantity as it is written.
        value: the number in its own unit, zero or more.
        unit: of the value: "kg", "t/day", "L LOX", "pieces", "pieces/day", "h",
            "patients", "beds" or "%".
        form: liquid, cylinders...; None where the text does not say.
        mass_kg: of an amount; None for rates, and where the content is not known.
        rate_kg_per_day: of a rate.
        cylinder: the size as written, such as "besar" or "6 m3"; empty is not said.
        cylinder_code: the country's type; empty where that is not known.
        tank: number of the tank it is in, where the text counts tanks.
        device: by what the patients are given oxygen; None is not said.
        on_oxygen: whether the text says so of the patients.
        grounds: why it is not sure; none is sure.
    """

    role: ItemRole
    passage: Passage
    written: str
    value: float
    unit: str
    form: Form | None = None
    mass_kg: float | None = None
    rate_kg_per_day: float | None = None
    cylinder: str = ""
    cylinder_code: str = ""
    tank: str = ""
    device: DeviceKind | None = None
    on_oxygen: bool = False
    grounds: tuple[Ground, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """Sure without a ground, asked with one that asks, likely with others."""
        if not self.grounds:
            return Confidence.SURE
        asks = not ASKING.isdisjoint(self.grounds)
        return Confidence.ASKED if asks else Confidence.LIKELY


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the things that a part of a text can mean.

    Attributes:
        value: the number in its own unit.
        unit: of the value, as items have them.
        mass_kg: of an amount; None where it is not known, or no amount.
        rate_kg_per_day: of a rate.
        role: where the readings differ by it.
        cylinder: the size, where the readings differ by it.
        usual: whether it lies in the usual range of the facility; None is not known.
    """

    value: float
    unit: str
    mass_kg: float | None = None
    rate_kg_per_day: float | None = None
    role: ItemRole | None = None
    cylinder: str = ""
    usual: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A part that could mean several things, or says too little.

    Attributes:
        readings: what it could mean; none where that is open.
        role: what is said of it, where that is clear.
        usual_low_kg: least that the facility usually has of it, a day for a rate; None
            where that is not known.
        usual_high_kg: most that it usually has.
    """

    code: TextQuestion
    passage: Passage
    written: str
    readings: tuple[Reading, ...] = ()
    role: ItemRole | None = None
    usual_low_kg: float | None = None
    usual_high_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Something recognised that is no amount of oxygen."""

    kind: AsideKind
    passage: Passage
    written: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A facility that may be meant.

    Attributes:
        likeness: 0 to 100, by letters alike; only to put them in order.
    """

    code: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class FacilityRead:
    """Of which facility a message speaks.

    Attributes:
        code: its code if it is settled, else empty.
        name: its usual name, else as it is written.
        passage: where it is named; None where the sender is it, or nobody is named.
        candidates: facilities that may be meant, the likeliest first.
    """

    code: str = ""
    name: str = ""
    passage: Passage | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What a text says of one facility.

    Attributes:
        passages: the parts of the text it is made of.
        note: number of the delivery note; empty is none.
        unread: numbers of which it is not known what they count.
    """

    kind: MessageKind
    facility: FacilityRead
    passages: tuple[Passage, ...]
    items: tuple[Item, ...] = ()
    questions: tuple[Question, ...] = ()
    asides: tuple[Aside, ...] = ()
    unread: tuple[Passage, ...] = ()
    note: str = ""

    @property
    def clear(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.questions and not self.unread


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a text, and what was not.

    Attributes:
        text: as it was pasted; all passages count in it.
        messages: in the order of the text.
    """

    text: str
    messages: tuple[Message, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing has to be asked."""
        return all(message.clear for message in self.messages)
