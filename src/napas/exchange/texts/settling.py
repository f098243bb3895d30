"""One figure with its role and topic becomes an item, or a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from napas.domain.network import Form
from napas.exchange.texts.amounts import (
    Amount,
    UnitRead,
    amounts_of,
    read_count,
    read_number,
    read_unit,
)
from napas.exchange.texts.context import Context, FacilityFacts, UsualRange
from napas.exchange.texts.figure import Figure, Trouble
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import (
    Ground,
    Item,
    ItemRole,
    Passage,
    Question,
    Reading,
    TextQuestion,
)
from napas.exchange.texts.statement import Statement
from napas.exchange.texts.topics import Topic
from napas.units.duration import HOURS_PER_DAY

MINUTES_PER_HOUR = 60.0
PERCENT = 100.0
RATES = (ItemRole.USE,)
"""What is always told by a period."""


@dataclass(frozen=True, slots=True)
class Settler:
    """Makes items and questions of the figures of one message.

    Attributes:
        text: as pasted.
        facts: what is known of the facility.
    """

    text: str
    context: Context
    facts: FacilityFacts

    def written(self, passage: Passage) -> str:
        """What stands there."""
        return self.text[passage.begin : passage.end]

    def ask(
        self,
        code: TextQuestion,
        said: Statement,
        readings: Sequence[Reading] = (),
    ) -> Question:
        """A question about a figure, its readings compared with what is usual."""
        told = tuple(self._compared(said, reading) for reading in readings)
        question = Question(
            code, said.passage, self.written(said.passage), told, said.role
        )
        usual = self._usual_range(said, said.role)
        if usual is None or all(reading.usual is None for reading in told):
            return question
        low_kg, high_kg = usual.low_kg, usual.high_kg
        return replace(question, usual_low_kg=low_kg, usual_high_kg=high_kg)

    def _usual_range(self, said: Statement, role: ItemRole | None) -> UsualRange | None:
        """What the facility usually has of it; of a form not told the first known."""
        form = _form_of(said.topic)
        for usual in self.facts.usual:
            if usual.role is role and (form is None or usual.form in (None, form)):
                return usual
        return None

    def _compared(self, said: Statement, reading: Reading) -> Reading:
        usual = self._usual_range(said, reading.role or said.role)
        mass_kg = reading.mass_kg
        if mass_kg is None:
            mass_kg = reading.rate_kg_per_day
        if usual is None or mass_kg is None:
            return reading
        return replace(reading, usual=usual.low_kg <= mass_kg <= usual.high_kg)

    def item(self, said: Statement, role: ItemRole, value: float, unit: str) -> Item:
        """An item without a mass."""
        return Item(
            role=role,
            passage=said.passage,
            written=self.written(said.passage),
            value=value,
            unit=unit,
            tank=said.topic.tank,
            device=said.device,
            on_oxygen=said.on_oxygen,
            grounds=tuple(dict.fromkeys(said.grounds)),
        )

    def amount(self, said: Statement) -> Item | Question:
        """An amount of oxygen by mass or volume."""
        figure = said.figure
        values = read_number(figure.number, self.context)
        unit, grounds = self._unit(said)
        found = amounts_of(values, unit, self.context)
        readings = [amount.reading() for amount in found]
        troubled = self._troubled(said, unit, readings)
        if troubled is not None:
            return troubled
        if not values:
            return self.ask(TextQuestion.NUMBER_UNREADABLE, said)
        if len(values) > 1:
            return self.ask(TextQuestion.NUMBER_UNCLEAR, said, readings)
        if len(found) != 1:
            return self.ask(TextQuestion.UNIT_UNCLEAR, said, readings)
        asked = self._asked(said, readings)
        if asked is not None:
            return asked
        said = said._replace(grounds=(*said.grounds, *grounds))
        return self._settled(said, found[0])

    def _unit(self, said: Statement) -> tuple[UnitRead, tuple[Ground, ...]]:
        """What the unit may be, by the words for liquid or gas beside it."""
        figure, topic = said.figure, said.topic
        text = figure.unit or said.label_unit
        grounds: tuple[Ground, ...] = ()
        if "@" in text:
            return read_unit(text, said.period, self.context), grounds
        if figure.substance is Concept.LIQUID:
            text = f"{text} lox"
        elif figure.substance is Concept.GAS or topic.of in _GASEOUS:
            text = f"{text} gas"
        elif topic.is_liquid and text.lower() in _LITRES:
            text = f"{text} lox"
            grounds = (Ground.LIQUID_BEFORE,)
        return read_unit(text, said.period, self.context), grounds

    def _troubled(
        self, said: Statement, unit: UnitRead, readings: Sequence[Reading]
    ) -> Question | None:
        """What stands in the way whatever the readings are."""
        trouble = said.figure.trouble
        if trouble is Trouble.RANGE:
            ends = amounts_of(
                read_number(said.figure.second, self.context), unit, self.context
            )
            both = (*readings, *(end.reading() for end in ends))
            return self.ask(TextQuestion.ONLY_A_RANGE, said, both)
        if trouble is Trouble.BOUND:
            return self.ask(TextQuestion.ONLY_A_BOUND, said, readings)
        if trouble is not None:
            return self.ask(TextQuestion.NUMBER_UNREADABLE, said)
        if said.doubt is not None:
            return self.ask(said.doubt, said, readings)
        return None

    def _asked(self, said: Statement, readings: Sequence[Reading]) -> Question | None:
        """What is missing where number and unit are clear."""
        machines = said.topic.of in _MACHINES
        if said.role is None or (machines and said.role in _STATES):
            by_role = [
                replace(reading, role=role)
                for reading in readings
                for role in said.roles or _USUAL_ROLES
            ]
            return self.ask(TextQuestion.ROLE_UNCLEAR, said, by_role)
        if said.role in RATES and not said.period:
            whole = [_per(reading, period) for reading in readings for period in _DAILY]
            return self.ask(TextQuestion.PERIOD_MISSING, said, whole)
        if said.figure.unit.lower() in _LITRES and said.topic.of is Concept.CYLINDER:
            # Litres of gas, or of the water the cylinders would hold.
            return self.ask(TextQuestion.UNIT_UNCLEAR, said, readings)
        heaviest = max(
            (reading.mass_kg or reading.rate_kg_per_day or 0.0 for reading in readings),
            default=0.0,
        )
        if heaviest > self.context.largest_kg:
            return self.ask(TextQuestion.TOO_LARGE, said, readings)
        return None

    def _settled(self, said: Statement, amount: Amount) -> Item:
        assert said.role is not None, "an item has a role"
        form, of_form = self._form(said, amount)
        grounds = dict.fromkeys((*said.grounds, *of_form))
        if amount.by_density:
            grounds[Ground.LIQUID_DENSITY] = None
        if amount.by_state:
            grounds[Ground.GAS_STATE] = None
        item = replace(
            self.item(said, said.role, amount.value, amount.unit),
            form=form,
            mass_kg=amount.mass_kg,
            rate_kg_per_day=amount.rate_kg_per_day,
            grounds=tuple(grounds),
        )
        return self._usual(said, item)

    def _form(
        self, said: Statement, amount: Amount
    ) -> tuple[Form | None, tuple[Ground, ...]]:
        form = Form.LIQUID if amount.by_density else _form_of(said.topic)
        if form is not None or said.role not in _KEPT:
            return form, ()
        if said.role is ItemRole.STOCK and self.facts.tank_full_kg is not None:
            return Form.LIQUID, (Ground.FORM_OF_TANK,)
        return None, (Ground.FORM_NOT_SAID,)

    def _usual(self, said: Statement, item: Item) -> Item:
        reading = Reading(item.value, item.unit, item.mass_kg, item.rate_kg_per_day)
        if self._compared(said, reading).usual is not False:
            return item
        return replace(item, grounds=(*item.grounds, Ground.UNUSUAL))

    def count(self, said: Statement) -> Item | Question:
        """A number of cylinders, or of machines."""
        values = read_count(said.figure.number, self.context)
        pieces = "pieces/day" if said.period else "pieces"
        readings = [Reading(value, pieces) for value in values]
        none = UnitRead(())
        troubled = self._troubled(said, none, readings)
        if troubled is not None:
            return troubled
        if not values or not all(value.is_integer() for value in values):
            return self.ask(TextQuestion.NUMBER_UNREADABLE, said)
        if len(values) > 1:
            return self.ask(TextQuestion.NUMBER_UNCLEAR, said, readings)
        if said.period not in ("", *_TIMES_A_DAY):
            return self.ask(TextQuestion.UNIT_UNCLEAR, said)
        asked = self._asked(said, readings)
        if asked is not None:
            return asked
        assert said.role is not None, "a count without a role is asked about"
        return self.counted(said, said.role, values[0])

    def counted(self, said: Statement, role: ItemRole, value: float) -> Item:
        """So many cylinders or machines in a role."""
        if said.topic.of in _MACHINES:
            form = _form_of(said.topic)
            held = ItemRole.HELD if role is ItemRole.STOCK else role
            return replace(self.item(said, held, value, "pieces"), form=form)
        known = self.context.cylinder(said.topic.size)
        in_words = said.topic.size.isalpha()
        grounds = said.grounds
        if known is None and in_words:
            grounds = (*grounds, Ground.SIZE_UNCLEAR)
        item = self.item(said._replace(grounds=grounds), role, value, "pieces")
        item = replace(item, form=Form.CYLINDER, cylinder=said.topic.size)
        if said.period:
            value *= _TIMES_A_DAY[said.period]
            item = replace(item, value=value, unit="pieces/day")
        if known is None:
            return item
        item = replace(item, cylinder_code=known.code)
        if known.content_kg is None or role in _WITHOUT_OXYGEN:
            return item
        if said.period:
            return replace(item, rate_kg_per_day=value * known.content_kg)
        return replace(item, mass_kg=value * known.content_kg)

    def hours(self, said: Statement) -> Item | Question:
        """How long it lasts."""
        values = read_number(said.figure.number, self.context)
        unit = said.figure.unit
        readings = [
            Reading(value * each, "h")
            for value in values
            for each in _HOURS_IN.get(unit, ())
        ]
        troubled = self._troubled(said, UnitRead(()), readings)
        if troubled is not None:
            return troubled
        if len(values) != 1:
            unclear = TextQuestion.NUMBER_UNCLEAR
            code = unclear if values else TextQuestion.NUMBER_UNREADABLE
            return self.ask(code, said, readings)
        if len(readings) != 1:
            return self.ask(TextQuestion.UNIT_UNCLEAR, said, readings)
        grounds = said.grounds
        if unit in ("day", "week"):
            grounds = (*grounds, Ground.DAYS_AS_HOURS)
        hours = values[0] * _HOURS_IN[unit][0]
        said = said._replace(grounds=grounds)
        return self.item(said, ItemRole.HOURS_LEFT, hours, "h")

    def heads(self, said: Statement, role: ItemRole, unit: str) -> Item | Question:
        """Patients or beds."""
        values = read_count(said.figure.number, self.context)
        readings = [Reading(value, unit) for value in values]
        troubled = self._troubled(said, UnitRead(()), readings)
        if troubled is not None:
            return troubled
        if len(values) != 1 or not values[0].is_integer():
            return self.ask(TextQuestion.NUMBER_UNREADABLE, said)
        return self.item(said, role, values[0], unit)

    def unit_missing(self, said: Statement) -> Item | Question:
        """A number that has a role, and no unit; none of it is none in every unit."""
        values = read_number(said.figure.number, self.context)
        if values == (0.0,) and said.doubt is None and said.role is not None:
            return replace(
                self.item(said, said.role, 0.0, "kg"),
                form=_form_of(said.topic),
                mass_kg=0.0,
            )
        units = _OPEN_LIQUID if said.topic.is_liquid else _OPEN
        readings = [
            amount.reading()
            for unit in units
            for amount in amounts_of(
                values, read_unit(unit, said.period, self.context), self.context
            )
        ]
        return self.ask(TextQuestion.UNIT_MISSING, said, readings)


_GASEOUS = (Concept.GAS, Concept.CYLINDER)
_LITRES = frozenset(
    {
        *("l", "lt", "ltr", "liter", "liters", "litre", "litres"),
        *("kl", "kiloliter", "kiloliters", "kilolitre"),
    }
)
_OPEN = ("kg", "t")
_OPEN_LIQUID = ("kg", "t", "L LOX")
_STATES = (ItemRole.FULL, ItemRole.EMPTY)
_MACHINES = (Concept.CONCENTRATOR, Concept.GENERATOR)
_FORMS = {
    Concept.CYLINDER: Form.CYLINDER,
    Concept.CONCENTRATOR: Form.LOW_FLOW,
    Concept.GENERATOR: Form.ON_SITE,
}
_USUAL_ROLES = (ItemRole.STOCK, ItemRole.NEED, ItemRole.RECEIVED, ItemRole.USE)
_KEPT = (
    ItemRole.STOCK,
    ItemRole.OPENING,
    ItemRole.RECEIVED,
    ItemRole.EXPECTED,
    ItemRole.CAPACITY,
)
_WITHOUT_OXYGEN = (ItemRole.EMPTY, ItemRole.HELD, ItemRole.CAPACITY)
_TIMES_A_DAY = {"day": 1.0, "h": HOURS_PER_DAY}
_DAILY = (("day", 1.0), ("h", HOURS_PER_DAY))
_HOURS_IN = {
    "h": (1.0,),
    "day": (HOURS_PER_DAY,),
    "week": (7 * HOURS_PER_DAY,),
    "minute": (1.0 / MINUTES_PER_HOUR,),
    "hr": (1.0, HOURS_PER_DAY),
}


def _form_of(topic: Topic) -> Form | None:
    if topic.mixed:
        return None
    return Form.LIQUID if topic.is_liquid else _FORMS.get(topic.of or Concept.GAS)


def _per(reading: Reading, period: tuple[str, float]) -> Reading:
    name, days = period
    rate = None if reading.mass_kg is None else reading.mass_kg * days
    unit = f"{reading.unit}/{name}"
    return Reading(reading.value, unit, None, rate, reading.role)


def grounds_of(figure: Figure, topic: Topic, *, misspelt: bool) -> Iterator[Ground]:
    """Why a figure may be read wrongly, by how it is written."""
    if misspelt or figure.misspelt or topic.misspelt:
        yield Ground.MISSPELT
    if figure.in_words:
        yield Ground.IN_WORDS
    if figure.rough:
        yield Ground.ROUGH
