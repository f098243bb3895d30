"""The drafts of a message held against each other: shares, sums, contradictions."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from napas.domain.network import Form
from napas.exchange.texts.amounts import read_count, read_number
from napas.exchange.texts.drafts import Drafts
from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.readings import (
    AsideKind,
    Ground,
    Item,
    ItemRole,
    Question,
    Reading,
    TextQuestion,
)
from napas.exchange.texts.settling import PERCENT, Settler
from napas.exchange.texts.statement import Statement

_Slot = tuple[ItemRole, str, str, str, str, str]
SAME_SHARE = 0.001
"""Figures that differ by less are the same one, told in two units (judgement)."""


def finish(drafts: Drafts, settler: Settler) -> None:
    """Settle what only the whole message can tell."""
    _settle_tanks(drafts, settler)
    _settle_percents(drafts, settler)
    _settle_open_counts(drafts, settler)
    _ask_about_promises(drafts, settler)
    _ask_about_brackets(drafts, settler)
    _settle_several(drafts, settler)
    _ask_above_tank(drafts, settler)
    _ask_sizes(drafts, settler)


def _settle_tanks(drafts: Drafts, settler: Settler) -> None:
    """In "tangki 10 ton tinggal 25%" the tank is told by what it can hold."""
    shares = [said for said in drafts.percents if said.role is ItemRole.STOCK]
    one = len(drafts.tanks) == len(shares) == len(drafts.percents) == 1
    for said in drafts.tanks:
        role = ItemRole.CAPACITY if one else None
        grounds = (*said.grounds, Ground.SHARE_OF_TANK) if one else said.grounds
        told = said._replace(role=role, grounds=grounds)
        drafts.take(settler.amount(told), told)


def _settle_percents(drafts: Drafts, settler: Settler) -> None:
    """Per cents of a tank, by what it holds: as the message says, or as is known."""
    stated = [
        item.mass_kg
        for item, _ in drafts.items
        if item.role is ItemRole.CAPACITY and item.form in (None, Form.LIQUID)
    ]
    full_kg = stated[0] if len(stated) == 1 else settler.facts.tank_full_kg
    if len(stated) > 1:
        full_kg = None
    for said in drafts.percents:
        held = said._replace(role=ItemRole.STOCK)
        values = read_number(said.figure.number, settler.context)
        share = values[0] / PERCENT if len(values) == 1 else -1.0
        mass_kg = None if full_kg is None else share * full_kg
        readings = [] if mass_kg is None else [Reading(mass_kg, "kg", mass_kg)]
        if said.doubt is not None or said.figure.trouble is not None:
            code = said.doubt or TextQuestion.ONLY_A_BOUND
            drafts.questions.append(settler.ask(code, held, readings))
        elif not 0.0 <= share <= 1.0:
            code = TextQuestion.NUMBER_UNREADABLE
            drafts.questions.append(settler.ask(code, held))
        elif mass_kg is None:
            code = TextQuestion.PERCENT_WITHOUT_TANK
            drafts.questions.append(settler.ask(code, held))
        else:
            grounds = (*said.grounds, Ground.SHARE_OF_TANK)
            item = settler.item(
                held._replace(grounds=grounds), ItemRole.STOCK, share * PERCENT, "%"
            )
            item = replace(item, form=Form.LIQUID, mass_kg=mass_kg)
            drafts.items.append((item, held))


def _settle_open_counts(drafts: Drafts, settler: Settler) -> None:
    """Cylinders of which nothing is said are held if full and empty make them up."""
    for said in drafts.open_counts:
        values = read_count(said.figure.number, settler.context)
        known = _full_and_empty(drafts, said.topic.size)
        if known is not None and values == (known,) and said.doubt is None:
            grounds = (*said.grounds, Ground.SUM)
            held = said._replace(role=ItemRole.HELD, grounds=grounds)
            drafts.items.append((settler.counted(held, ItemRole.HELD, known), held))
        else:
            drafts.take(settler.count(said), said)


def _full_and_empty(drafts: Drafts, size: str) -> float | None:
    """How many cylinders of a size the message has, full and empty."""
    found = {
        role: [
            item.value
            for item, _ in drafts.items
            if item.role is role and item.cylinder == size
        ]
        for role in (ItemRole.FULL, ItemRole.EMPTY)
    }
    full, empty = found.values()
    return full[0] + empty[0] if len(full) == len(empty) == 1 else None


def _ask_about_promises(drafts: Drafts, settler: Settler) -> None:
    """What was promised is still to come only if nothing came since."""
    came = any(item.role is ItemRole.RECEIVED for item, _ in drafts.items) or any(
        reading.role is ItemRole.RECEIVED
        for question in drafts.questions
        for reading in question.readings
    )
    kept: list[tuple[Item, Statement]] = []
    for item, said in drafts.items:
        if came and said.promised and item.role is ItemRole.EXPECTED:
            code = TextQuestion.ROLE_UNCLEAR
            drafts.questions.append(settler.ask(code, said, [read_back(item)]))
        else:
            kept.append((item, said))
    drafts.items[:] = kept


_MOVED = (ItemRole.RECEIVED, ItemRole.EXPECTED, ItemRole.NEED)


def _ask_about_brackets(drafts: Drafts, settler: Settler) -> None:
    """As in "terima 18 tabung (isi 16, kosong 2)": what came, and not what is there."""
    moved = [item.passage.end for item, _ in drafts.items if item.role in _MOVED]
    asked: set[int] = set()
    for item, _ in drafts.items:
        begin = settler.text.rfind("(", 0, item.passage.begin)
        inside = ")" not in settler.text[begin : item.passage.begin]
        before = len(settler.text[: max(begin, 0)].rstrip())
        if inside and before in moved and item.role in (ItemRole.FULL, ItemRole.EMPTY):
            asked |= {item.passage.begin, before}
    kept: list[tuple[Item, Statement]] = []
    for item, said in drafts.items:
        if asked & {item.passage.begin, item.passage.end}:
            code = TextQuestion.ROLE_UNCLEAR
            drafts.questions.append(settler.ask(code, said, [read_back(item)]))
        else:
            kept.append((item, said))
    drafts.items[:] = kept


def _slot(item: Item, said: Statement) -> _Slot:
    """Two items of one slot say the same thing, or contradict each other.

    Oxygen of which no form is said may be the liquid that is told beside it.
    """
    unit = item.unit.rpartition("/")[2] if "/" in item.unit else ""
    counted = "pieces" if item.unit.startswith("pieces") else unit
    if item.role in (ItemRole.HOURS_LEFT, ItemRole.PATIENTS, ItemRole.OCCUPIED_BEDS):
        counted = item.unit
    liquid = item.form in (None, Form.LIQUID) and said.topic.of is not Concept.GAS
    form = "fluid" if liquid else item.form or "gas"
    return (
        item.role,
        form,
        item.cylinder_code or item.cylinder,
        item.tank,
        item.device or ("on oxygen" if said.heads else ""),
        counted,
    )


def _size_of(item: Item) -> float:
    """What is compared: the mass where it is known, else the number."""
    for figure in (item.mass_kg, item.rate_kg_per_day):
        if figure is not None and not item.unit.startswith("pieces"):
            return figure
    return item.value


def _settle_several(drafts: Drafts, settler: Settler) -> None:
    """Figures for one thing: told twice, a sum and its parts, or a contradiction."""
    _settle_totals(drafts, settler)
    slots: dict[_Slot, list[tuple[Item, Statement]]] = {}
    for item, said in drafts.items:
        slots.setdefault(_slot(item, said), []).append((item, said))
    kept: list[tuple[Item, Statement]] = []
    for gathered in slots.values():
        found = _latest(gathered, drafts)
        first = found[0][0]
        if all(_same(first, item) for item, _ in found):
            told = next((pair for pair in found if pair[0].unit != "%"), found[0])
            kept.append(told)
            for pair in found:
                if pair is not told:
                    drafts.put_aside(AsideKind.REPEATED, pair[0].passage)
        else:
            readings = [read_back(item) for item, _ in found]
            for _, said in found:
                several = TextQuestion.SEVERAL_FIGURES
                drafts.questions.append(settler.ask(several, said, readings))
    drafts.items[:] = sorted(kept, key=lambda pair: pair[0].passage)


def _latest(
    found: list[tuple[Item, Statement]], drafts: Drafts
) -> list[tuple[Item, Statement]]:
    """Without what stood earlier in the day, where later figures are told too."""
    last = _last_of_the_day(found)
    if last is not None:
        for item, _ in found[:-1]:
            drafts.put_aside(AsideKind.EARLIER, item.passage)
        return [last]
    later = [pair for pair in found if not pair[1].earlier]
    if not later or len(found) == len(later):
        return found
    told = [pair[0].role for pair in found if pair[1].earlier]
    if any(role not in _HELD_NOW for role in told):
        return found
    for item, said in found:
        if said.earlier:
            drafts.put_aside(AsideKind.EARLIER, item.passage)
    return later


_HELD_NOW = (ItemRole.STOCK, ItemRole.FULL, ItemRole.EMPTY)


def _last_of_the_day(
    found: list[tuple[Item, Statement]],
) -> tuple[Item, Statement] | None:
    """As in "pagi 3,8 ton, sore 2,9 ton": the last, where time and text go on alike."""
    hours = [said.hour for _, said in found if said.hour is not None]
    rising = all(one < other for one, other in pairwise(hours))
    told = len(hours) == len(found) > 1 and rising
    item, said = found[-1]
    if not told or item.role not in _HELD_NOW:
        return None
    return replace(item, grounds=(*item.grounds, Ground.LATEST)), said


def _same(one: Item, other: Item) -> bool:
    size, apart = _size_of(one), abs(_size_of(one) - _size_of(other))
    if "%" in (one.unit, other.unit) and one.unit != other.unit:
        share = one if one.unit == "%" else other
        if share.value > 0.0:
            return apart <= _ONE_POINT * _size_of(share) / share.value
    return apart <= SAME_SHARE * size


_ONE_POINT = 1.0
"""Per cent: what reading a gauge and rounding may make (judgement)."""


def read_back(item: Item) -> Reading:
    """An item as the reading of a question."""
    return Reading(item.value, item.unit, item.mass_kg, item.rate_kg_per_day, item.role)


def _settle_totals(drafts: Drafts, settler: Settler) -> None:
    """Leave out a sum whose parts are told too, and ask where it is not their sum."""
    kept: list[tuple[Item, Statement]] = []
    for item, said in drafts.items:
        parts = [part for part, _ in drafts.items if _is_part(part, item)]
        apart = parts and not _sums(parts, item)
        counted = item.form is Form.CYLINDER and item.unit == "pieces"
        if item.role is ItemRole.STOCK and not parts and counted:
            result = _beside_states(drafts, item, said, settler)
            if isinstance(result, Question):
                drafts.questions.append(result)
            else:
                kept.append((result, said))
            continue
        if not said.total or not parts:
            kept.append((item, said))
        elif apart:
            drafts.questions.append(_total_differs(parts, item, said, settler))
        else:
            drafts.put_aside(AsideKind.LIST_TOTAL, item.passage)
    drafts.items[:] = kept


def _beside_states(
    drafts: Drafts, item: Item, said: Statement, settler: Settler
) -> Item | Question:
    """A stock of cylinders beside the full and empty: all of them, or the full."""
    held = _full_and_empty(drafts, item.cylinder)
    if held is None or item.value in _full(drafts, item.cylinder):
        return item
    if held == item.value:
        grounds = (*item.grounds, Ground.SUM)
        return replace(item, role=ItemRole.HELD, mass_kg=None, grounds=grounds)
    readings = (read_back(item), Reading(held, "pieces", role=ItemRole.HELD))
    return settler.ask(TextQuestion.TOTAL_DIFFERS, said, readings)


def _full(drafts: Drafts, size: str) -> tuple[float, ...]:
    return tuple(
        item.value
        for item, _ in drafts.items
        if item.role is ItemRole.FULL and item.cylinder == size
    )


def _is_part(part: Item, whole: Item) -> bool:
    if whole.role in (ItemRole.PATIENTS, ItemRole.HOURS_LEFT):
        return False
    same_kind = (part.role, _fluid(part)) == (whole.role, _fluid(whole))
    same_unit = part.unit.startswith("pieces") == whole.unit.startswith("pieces")
    return part is not whole and same_kind and same_unit


def _fluid(item: Item) -> bool:
    """Whether it is, or may be, told of the liquid."""
    return item.form in (None, Form.LIQUID)


def _sums(parts: Sequence[Item], whole: Item) -> bool:
    total = sum(_size_of(part) for part in parts)
    return abs(total - _size_of(whole)) <= SAME_SHARE * _size_of(whole)


def _total_differs(
    parts: Sequence[Item], whole: Item, said: Statement, settler: Settler
) -> Question:
    unit = whole.unit if whole.unit.startswith("pieces") else "kg"
    total = sum(_size_of(part) for part in parts)
    readings = (read_back(whole), Reading(total, unit, role=whole.role))
    return settler.ask(TextQuestion.TOTAL_DIFFERS, said, readings)


def _ask_above_tank(drafts: Drafts, settler: Settler) -> None:
    """A tank cannot hold more than it holds full."""
    full_kg = settler.facts.tank_full_kg
    if full_kg is None:
        return
    for at, (item, said) in enumerate(drafts.items):
        liquid = item.role is ItemRole.STOCK and item.form is Form.LIQUID
        if liquid and item.mass_kg is not None and item.mass_kg > full_kg:
            above = replace(item, grounds=(*item.grounds, Ground.ABOVE_TANK))
            drafts.items[at] = (above, said)
            full = Reading(full_kg, "kg", full_kg)
            code = TextQuestion.ABOVE_TANK
            drafts.questions.append(settler.ask(code, said, [read_back(item), full]))


def _ask_sizes(drafts: Drafts, settler: Settler) -> None:
    """Ask once for each word of a size that is not known, and each size uncounted."""
    asked: set[str] = set()
    for item, said in drafts.items:
        if Ground.SIZE_UNCLEAR in item.grounds and item.cylinder not in asked:
            asked.add(item.cylinder)
            readings = [
                Reading(
                    item.value,
                    item.unit,
                    item.value * known.content_kg,
                    cylinder=known.word,
                )
                for known in settler.context.cylinders
                if known.content_kg is not None
            ]
            code = TextQuestion.SIZE_UNCLEAR
            drafts.questions.append(settler.ask(code, said, readings))
    for begin, passage in drafts.sizes.items():
        if begin in drafts.used_sizes:
            drafts.put_aside(AsideKind.CYLINDER_SIZE, passage)
        else:
            written = settler.written(passage)
            code = TextQuestion.COUNT_MISSING
            drafts.questions.append(Question(code, passage, written))
