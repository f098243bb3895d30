"""What people say in one row of a sheet, turned into rows of the tables it belongs to.

Whatever a rule has to fill in on the way is noted as an assumption with its range.
A table that tells the same on its own sheet stands, and the short form is doubted.
"""

from collections import Counter
from collections.abc import Sequence

from napas.demand.assumed_devices import INTENSIVE, critical_share, share_devices
from napas.domain.assumption import AssumptionRule
from napas.domain.need import DeviceKind, PatientCount, Span
from napas.domain.network import Form
from napas.exchange.cells import Fault
from napas.exchange.scenario_tables import (
    CENSUS,
    CYLINDERS,
    PATIENTS,
    STOCKS,
    TANKS,
)
from napas.exchange.synthetic_scenario import fill_cylinder
from napas.exchange.workbook.amounts import (
    CylinderPart,
    MassPart,
    Part,
    SharePart,
    read_capacity,
    read_stock,
)
from napas.exchange.workbook.assumed import (
    density_range,
    gauge_range,
    tank_range,
    usual_cylinders,
)
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.drafts import Origin
from napas.exchange.workbook.ground import Ground, Told, figure, is_count
from napas.exchange.workbook.interpret import Text, held
from napas.exchange.workbook.layout import (
    OCCUPIED_BEDS,
    OXYGEN_PATIENTS,
    REPORT_AT,
    STOCK,
    STOCK_UNIT,
    TANK_CAPACITY,
)
from napas.exchange.writing import as_cell

TANK_CODE = "T1"
MASS_DECIMALS = 6
"""Of a tonne: a gram."""
DENSITY_SOURCE = "saturated liquid at 1 and 10 bar: Schmidt and Wagner, 1985"
JUDGEMENT = "judgement"
GAUGE_SOURCE = "geometry of a lying cylinder"
NOBODY = PatientCount(DeviceKind.CANNULA, 0)
"""Says that nobody needs oxygen, where no row would say that nobody counted."""
LiquidPart = MassPart | SharePart


def expand_facility(ground: Ground, told: Told) -> None:
    """Take the patients, the tank and the stock that a facility's row tells."""
    code = told.row.text("code")
    if not code:
        return  # the row itself is set aside
    _patients(ground, told, code)
    capacity_t = _own_tank(ground, told, code)
    parts = _stock(ground, told)
    origin = told.under(STOCK.name, as_of=REPORT_AT.name)
    if isinstance(parts, Fault):
        ground.add_stock(code, Form.LIQUID, parts, "", origin)
    elif parts and not ground.says_twice(STOCKS, code, origin):
        at = ground.report_at(told, code)
        liquid = [part for part in parts if not isinstance(part, CylinderPart)]
        if liquid:
            mass, tank = _in_tank(ground, told, code, liquid, capacity_t)
            ground.add_stock(code, Form.LIQUID, mass, at, origin, tank)
        cylinders = [part for part in parts if isinstance(part, CylinderPart)]
        if cylinders and not ground.says_twice(CYLINDERS, code, origin):
            mass = _full_and_empty(ground, told, code, cylinders, origin)
            ground.add_stock(code, Form.CYLINDER, mass, at, origin)


def expand_tank(ground: Ground, told: Told) -> None:
    """Take the stock that the row of a tank tells."""
    code, tank = told.row.text("facility"), told.row.text("code")
    parts = _stock(ground, told)
    origin = told.under(STOCK.name, as_of=REPORT_AT.name)
    if isinstance(parts, Fault):
        ground.add_stock(code, Form.LIQUID, parts, "", origin, tank)
    elif parts and code:
        at = ground.report_at(told, code)
        capacity_t = figure(told.row.text("capacity_t"))
        liquid = [part for part in parts if not isinstance(part, CylinderPart)]
        mass: Text = held(WorkbookCode.AMOUNT_UNREADABLE, _written(told))
        if len(liquid) == len(parts):
            mass = _mass(ground, code, liquid, capacity_t)
        ground.add_stock(code, Form.LIQUID, mass, at, origin, tank)


def expand_cylinders(ground: Ground, told: Told) -> None:
    """Date the cylinders that a row tells, where it says when they were counted."""
    at = ground.told_at(told)
    if not at:
        return
    code, kind, full = (
        told.row.text(name) for name in ("facility", "type_code", "full")
    )
    known = {each.code: each for each in ground.country.cylinder_types}
    mass = ""
    if kind in known and is_count(full):
        content_t = fill_cylinder(known[kind], ground.parameters).content_t
        mass = as_cell(int(full) * content_t)
    origin = told.under(REPORT_AT.name)
    more = ground.draft(STOCKS).more
    for place, row in enumerate(more):
        if row.text("holder") == code and row.text("form") == Form.CYLINDER:
            before = row.text("mass_t")
            both = as_cell(float(before) + float(mass)) if before and mass else ""
            more[place] = row.saying(mass_t=both)
            return
    ground.add_stock(code, Form.CYLINDER, mass, at, origin)


def date_patients(ground: Ground) -> None:
    """Give a census to facilities whose patients are told and no census is.

    Asked of workbooks without a sheet of censuses, on which their moments would stand.
    """
    census = ground.draft(CENSUS)
    counted = {row.text("facility") for row in census.rows}
    for row in ground.draft(PATIENTS).own:
        code = row.text("facility")
        if code and code not in counted:
            counted.add(code)
            ground.assume_now(code)
            at = as_cell(ground.as_of)
            census.add({"facility": code, "as_of": at}, row.origin)


def _stock(ground: Ground, told: Told) -> tuple[Part, ...] | Fault:
    cell, unit = (told.frame.cell(told.line, each.name) for each in (STOCK, STOCK_UNIT))
    return read_stock(cell, unit, ground.interpreter.names)


def _written(told: Told) -> str:
    return told.frame.cell(told.line, STOCK.name).text


def _own_tank(ground: Ground, told: Told, code: str) -> float | None:
    """The tank that a facility's row tells, in t; None where there is none to use."""
    capacity = read_capacity(
        told.frame.cell(told.line, TANK_CAPACITY.name), TANK_CAPACITY.unit
    )
    origin = told.under(TANK_CAPACITY.name)
    if capacity is None or ground.says_twice(TANKS, code, origin):
        return None
    cells: dict[str, Text] = {"facility": code, "code": TANK_CODE}
    if isinstance(capacity, Fault):
        ground.draft(TANKS).add({**cells, "capacity_t": capacity}, origin)
        return None
    if capacity.by_density:
        _assume_density(ground, code, "capacity_t", capacity.mass_t)
    cells["capacity_t"] = as_cell(capacity.mass_t)
    ground.draft(TANKS).add(cells, origin)
    return capacity.mass_t


def _in_tank(
    ground: Ground,
    told: Told,
    code: str,
    parts: Sequence[LiquidPart],
    capacity_t: float | None,
) -> tuple[Text, str]:
    """The mass of a facility's liquid, and the tank it is in; empty is all of them."""
    tanks = ground.rows_of(TANKS, code)
    if tanks:
        sizes = [figure(row.text("capacity_t")) for row in tanks]
        known = [size for size in sizes if size is not None]
        whole_t = sum(known) if len(known) == len(sizes) else None
        return _mass(ground, code, parts, whole_t), ""
    mass = _mass(ground, code, parts, capacity_t)
    if _has_tank(ground, code):
        return mass, TANK_CODE
    if isinstance(mass, Fault):
        return mass, ""
    _usual_tank(ground, told, code, float(mass))
    return mass, TANK_CODE


def _has_tank(ground: Ground, code: str) -> bool:
    """Whether the tanks' own sheet, or the row just read, tells of a tank."""
    latest = ground.draft(TANKS).more[-1:]
    brought = any(row.text("facility") == code for row in latest)
    return brought or bool(ground.rows_of(TANKS, code))


def _usual_tank(ground: Ground, told: Told, code: str, mass_t: float) -> None:
    class_code, beds = told.row.text("class_code"), figure(told.row.text("beds"))
    span, source = tank_range(class_code, beds, mass_t, ground.parameters)
    ground.assume(code, "capacity_t", span, "t", AssumptionRule.TANK, source)
    cells = {"facility": code, "code": TANK_CODE, "capacity_t": as_cell(span.value)}
    ground.draft(TANKS).add(cells, told.under(STOCK.name))


def _mass(
    ground: Ground, code: str, parts: Sequence[LiquidPart], capacity_t: float | None
) -> Text:
    """The mass of all parts; what a share is a share of must be known."""
    mass_t = 0.0
    for part in parts:
        if isinstance(part, MassPart):
            mass_t += part.mass_t
            if part.by_density:
                _assume_density(ground, code, "mass_t", part.mass_t)
            continue
        if capacity_t is None:
            return held(WorkbookCode.PERCENT_WITHOUT_TANK, f"{part.share:.0%}")
        mass_t += part.share * capacity_t
        rule, span = AssumptionRule.GAUGE, gauge_range(part.share)
        ground.assume(code, "volume_share", span, "", rule, GAUGE_SOURCE)
    return as_cell(round(mass_t, MASS_DECIMALS))


def _assume_density(ground: Ground, code: str, name: str, mass_t: float) -> None:
    rule, span = AssumptionRule.DENSITY, density_range(mass_t)
    ground.assume(code, name, span, "t", rule, DENSITY_SOURCE)


def _full_and_empty(
    ground: Ground,
    told: Told,
    code: str,
    parts: Sequence[CylinderPart],
    origin: Origin,
) -> Text:
    """Add a facility's cylinders, the empty ones by rule; the mass in the full ones."""
    known = {each.code: each for each in ground.country.cylinder_types}
    full = sum(part.pieces for part in parts)
    empty = _usual_empties(ground, told, code, full)
    pieces: Counter[str] = Counter()
    for part in parts:
        pieces[part.type_code] += part.pieces
    mass_t = 0.0
    for place, (type_code, count) in enumerate(pieces.items()):
        content = fill_cylinder(known[type_code], ground.parameters)
        mass_t += count * content.content_t
        cells: dict[str, Text] = {
            "facility": code,
            "type_code": type_code,
            "full": str(count),
            "empty": "0" if place else str(empty),
        }
        ground.draft(CYLINDERS).add(cells, origin)
    return as_cell(round(mass_t, MASS_DECIMALS))


def _usual_empties(ground: Ground, told: Told, code: str, full: int) -> int:
    """Empty cylinders by rule: what circulates less what is full.

    Without beds none are taken to be empty, and as many as are full may be.
    """
    beds = figure(told.row.text("beds"))
    span, source = Span(0.0, 0.0, float(full)), JUDGEMENT
    if beds is not None:
        wet = _has_tank(ground, code)
        usual, source = usual_cylinders(beds, ground.parameters, wet=wet)
        ends = (usual.value, usual.low, usual.high)
        span = Span(*(float(round(max(0.0, end - full))) for end in ends))
    ground.assume(code, "empty", span, "pieces", AssumptionRule.EMPTIES, source)
    return round(span.value)


def _patients(ground: Ground, told: Told, code: str) -> None:
    """Take the patients on oxygen and the beds in use that a facility's row tells."""
    patients, beds = (
        ground.interpreter.text(told.frame.cell(told.line, column.name), column)
        for column in (OXYGEN_PATIENTS, OCCUPIED_BEDS)
    )
    first = OXYGEN_PATIENTS if patients else OCCUPIED_BEDS
    origin = told.under(
        first.name, as_of=REPORT_AT.name, occupied_beds=OCCUPIED_BEDS.name
    )
    if not (patients or beds) or ground.says_twice(CENSUS, code, origin):
        return
    census = {
        "facility": code,
        "as_of": ground.report_at(told, code),
        "occupied_beds": beds,
    }
    ground.draft(CENSUS).add(census, origin)
    if not patients or ground.says_twice(PATIENTS, code, origin):
        return
    add = ground.draft(PATIENTS).add
    if not is_count(patients):
        add({"facility": code, "device": DeviceKind.MASK, "patients": patients}, origin)
        return
    span = critical_share(ground.parameters)
    counts = share_devices(int(str(patients)), span.value, ground.parameters)
    for count in counts or (NOBODY,):
        cells = {"device": count.device.value, "patients": str(count.patients)}
        add({"facility": code, **cells}, origin)
    if counts:
        source = ground.parameters.parameter(INTENSIVE).source
        rule = AssumptionRule.DEVICES
        ground.assume(code, "critical_share", span, "", rule, source)
