"""What a situation tells the reader of texts: names, tanks, and what is usual."""

from collections.abc import Iterable, Iterator
from datetime import date

from napas.domain.choice import Choice, standing_choices
from napas.domain.identifier import SubjectKind
from napas.domain.network import Facility, Form
from napas.domain.report import Report, ReportKind
from napas.domain.situation import Situation
from napas.exchange.texts.context import FacilityFacts, UsualRange
from napas.exchange.texts.facility_names import FacilityNames, Listed
from napas.exchange.texts.readings import ItemRole
from napas.units.mass import kg_from_t

USUAL_FACTOR = 4.0
"""Figures of one facility seldom lie further than this from each other, while a lost
thousands mark, or tonnes for kilograms, moves one by a thousand (judgement)."""
LONGEST_ORDER_DAYS = 7.0
"""A request seldom asks for more than the use of a week (judgement)."""
_STOCKED = (ItemRole.STOCK, ItemRole.OPENING)
_MOVED = (ItemRole.RECEIVED, ItemRole.EXPECTED)


def facility_names_of(
    situation: Situation, choices: Iterable[Choice] = (), sender: str = ""
) -> FacilityNames:
    """The names and codes by which a text may call the facilities of a situation.

    Args:
        situation: its facilities with their codes in other systems and further names,
            as far as they hold on its day.
        choices: what people decided about writings; that of the sender goes before
            that of anybody. One that rests on a territory beside the name is not used.
        sender: from whom the text comes, as choices name senders.
    """
    day = situation.as_of.date()
    return FacilityNames(
        tuple(_listed(each, situation, day) for each in situation.facilities),
        tuple(_chosen(choices, sender)),
    )


def _listed(facility: Facility, situation: Situation, day: date) -> Listed:
    named = situation.names.of(SubjectKind.FACILITY, facility.code)
    aliases = (each.name for each in named.aliases if each.holds_on(day))
    codes = (each.code for each in named.identifiers if each.holds_on(day))
    usual = facility.name or facility.code
    return Listed(facility.code, (usual, *aliases), tuple(codes))


def _chosen(choices: Iterable[Choice], sender: str) -> Iterator[tuple[str, str]]:
    standing = standing_choices(choices)
    for whose in dict.fromkeys(("", sender)):
        for written, choice in standing.items():
            alone = bool(written.name) != bool(written.code) and not written.territory
            of_facility = written.kind is SubjectKind.FACILITY
            if alone and of_facility and written.sender == whose:
                yield written.name or written.code, choice.subject


def facility_facts(
    situation: Situation, reports: Iterable[Report] = ()
) -> tuple[FacilityFacts, ...]:
    """What a situation knows of each facility: its full tank, and what is usual.

    The usual stock of liquid lies between the heel and the brim of the tanks; without
    tanks, and for cylinders, around the stocks and reports that are known. The usual
    use lies around what the hospital says it needs, else the norm of its country for
    its occupied beds, and around its reports.

    Args:
        situation: what is known.
        reports: figures of the same facilities, as far as they are trusted.
    """
    told: dict[str, list[Report]] = {}
    for report in reports:
        told.setdefault(report.facility, []).append(report)
    return tuple(
        FacilityFacts(
            facility.code,
            _tank_full_kg(facility),
            tuple(_usual(facility, situation, told.get(facility.code, []))),
        )
        for facility in situation.facilities
    )


def _tank_full_kg(facility: Facility) -> float | None:
    """What a full tank holds, where a facility has just one."""
    if len(facility.tanks) != 1:
        return None
    return kg_from_t(facility.tanks[0].capacity_t)


def _usual(
    facility: Facility, situation: Situation, own: list[Report]
) -> Iterator[UsualRange]:
    for form in (Form.LIQUID, Form.CYLINDER):
        stocks_kg = _stocks_kg(facility, form, situation, own)
        for role in _STOCKED:
            yield from _between(role, form, stocks_kg)
    uses_kg = [*_needs_kg_per_day(facility, situation), *_told_kg(own, ReportKind.USE)]
    uses = tuple(_between(ItemRole.USE, None, _widened(uses_kg)))
    yield from uses
    for use in uses:
        longest_kg = use.high_kg * LONGEST_ORDER_DAYS
        yield UsualRange(ItemRole.NEED, None, use.low_kg, longest_kg)
        for role in _MOVED:
            yield UsualRange(role, None, use.low_kg, longest_kg)


def _between(
    role: ItemRole, form: Form | None, figures_kg: list[float]
) -> Iterator[UsualRange]:
    if figures_kg and max(figures_kg) > 0.0:
        yield UsualRange(role, form, min(figures_kg), max(figures_kg))


def _widened(figures_kg: list[float]) -> list[float]:
    """Figures with what lies around them; none where nothing is known."""
    known = [each for each in figures_kg if each > 0.0]
    return [by for each in known for by in (each / USUAL_FACTOR, each * USUAL_FACTOR)]


def _stocks_kg(
    facility: Facility, form: Form, situation: Situation, reports: list[Report]
) -> list[float]:
    if form is Form.LIQUID and facility.tanks:
        heels = sum(tank.heel_t for tank in facility.tanks)
        full = sum(tank.capacity_t for tank in facility.tanks)
        return [kg_from_t(heels), kg_from_t(full)]
    held = [
        kg_from_t(stock.mass_t)
        for stock in situation.stocks
        if (stock.holder, stock.form) == (facility.code, form)
        and stock.mass_t is not None
    ]
    told = [each for each in reports if each.form is form]
    return _widened([*held, *_told_kg(told, ReportKind.STOCK)])


def _told_kg(reports: list[Report], what: ReportKind) -> list[float]:
    return [
        each.mass_kg
        for each in reports
        if each.what is what and each.mass_kg is not None
    ]


def _needs_kg_per_day(facility: Facility, situation: Situation) -> Iterator[float]:
    """What it says it needs a day, else what its beds need by the country's norm."""
    census, norm_kg = facility.census, situation.country.bed_norm_kg_per_day
    if census is not None and census.reported_need_t_per_day is not None:
        yield kg_from_t(census.reported_need_t_per_day)
        return
    beds = facility.beds if census is None else census.occupied_beds or facility.beds
    if beds is not None and norm_kg is not None:
        yield beds * norm_kg
