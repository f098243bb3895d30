"""A stock as people write it in one cell: "3,2 t", "45 %", "40 tabung 6 m3".

Several parts stand side by side with a semicolon between them. A part that could mean
two amounts is held with its readings; nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from napas.errors import InvalidError
from napas.exchange.cells import Fault, shown
from napas.exchange.columns import Reference
from napas.exchange.spreadsheet.book import Cell, CellKind
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.interpret import (
    UNITS_PER_T,
    held,
    held_amount,
    one_number,
)
from napas.exchange.workbook.names import Names
from napas.exchange.workbook.wording import plain
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.measure import Measure, Unit
from napas.units.number_form import NumberForm, number_readings
from napas.units.quantity import parse_quantity
from napas.units.refusal import list_readings
from napas.units.spelling import CYLINDER_WORDS

PERCENT = 100.0
FULL_SHARE = 1.0
PERCENT_WORDS = ("%", "persen", "percent")
BETWEEN_PARTS = re.compile(r"\s*;\s*|\s+\+\s+")
SHARE = re.compile(
    rf"(?P<number>[0-9][0-9.,]*)\s*(?:{'|'.join(PERCENT_WORDS)})", re.IGNORECASE
)
CYLINDERS = re.compile(
    rf"(?P<number>[0-9][0-9.,]*)\s*x?\s*(?:{'|'.join(CYLINDER_WORDS)})\b"
    r"\s*(?:@|x)?\s*(?P<kind>.*)",
    re.IGNORECASE,
)
CYLINDER_WORD = "tabung"
LIQUID = frozenset({Unit.LIQUID_LITRE, Unit.LIQUID_KILOLITRE})
SMALL_THREE = "\N{SUPERSCRIPT THREE}"


@dataclass(frozen=True, slots=True)
class MassPart:
    """So much liquid.

    Attributes:
        by_density: whether it was told as a volume of liquid.
    """

    mass_t: float
    by_density: bool = False


@dataclass(frozen=True, slots=True)
class SharePart:
    """So much of a full tank, 0 to 1, as its gauge shows."""

    share: float


@dataclass(frozen=True, slots=True)
class CylinderPart:
    """So many full cylinders of a type."""

    type_code: str
    pieces: int


Part = MassPart | SharePart | CylinderPart


def read_stock(cell: Cell, unit: Cell, names: Names) -> tuple[Part, ...] | Fault:
    """Read what a facility or a tank holds; no part where nothing is written.

    Args:
        cell: the amount, with its unit behind it or without.
        unit: the unit, where it has a cell of its own.
        names: which types of cylinders there are.
    """
    if CellKind.FAULT in (cell.kind, unit.kind):
        return held(WorkbookCode.CELL_FAULT, cell.text or unit.text)
    if cell.kind is CellKind.MOMENT:
        return held(WorkbookCode.CELL_MADE_MOMENT, cell.text)
    written, named = cell.text.strip(), unit.text.strip()
    if not written:
        return ()
    parts: list[Part] = []
    for piece in BETWEEN_PARTS.split(written):
        part = _read_part(cell, piece, named, names)
        if isinstance(part, Fault):
            return part
        parts.append(part)
    return tuple(parts)


def read_capacity(cell: Cell, unit: str) -> MassPart | Fault | None:
    """Read how much a tank holds; None where nothing is written.

    Args:
        cell: an amount with its unit behind it, or a figure alone.
        unit: of a figure alone.
    """
    parts = read_stock(cell, _unit_for(cell, unit), Names())
    if isinstance(parts, Fault):
        return parts
    match parts:
        case ():
            return None
        case (MassPart() as part,):
            return part
    return held(WorkbookCode.AMOUNT_UNREADABLE, cell.text)


def _unit_for(cell: Cell, unit: str) -> Cell:
    alone = cell.kind is not CellKind.TEXT or bool(number_readings(cell.text.strip()))
    return Cell(CellKind.TEXT, unit if alone else "")


def _read_part(cell: Cell, piece: str, unit: str, names: Names) -> Part | Fault:
    number_form = None if cell.kind is CellKind.TEXT else NumberForm.DECIMAL_POINT
    written = piece.replace(SMALL_THREE, "3")
    if cell.percent:
        return _share(float(written), f"{float(written) * PERCENT:g}")
    if number_form is not None or number_readings(written):
        if unit in PERCENT_WORDS and number_form and float(written) <= FULL_SHARE:
            # A cell that shows "45 %" may hold 0.45.
            readings = (f"{written} %", f"{float(written) * PERCENT:g} %")
            told = list_readings(readings)
            return held(WorkbookCode.PERCENT_AMBIGUOUS, written, readings=told)
        written = f"{written} {unit}".rstrip()
    elif unit and plain(unit) not in plain(written):
        return held(WorkbookCode.UNIT_TWICE, written, unit=shown(unit))
    share = SHARE.fullmatch(written)
    if share is not None:
        return _read_share(share["number"], number_form)
    cylinders = CYLINDERS.fullmatch(written)
    if cylinders is not None:
        return _read_cylinders(
            cylinders["number"], cylinders["kind"], number_form, names
        )
    return _read_mass(written, number_form, names)


def _read_share(number: str, number_form: NumberForm | None) -> SharePart | Fault:
    value = _number(number, number_form)
    if isinstance(value, Fault):
        return value
    return _share(value / PERCENT, number)


def _share(share: float, percent: str) -> SharePart | Fault:
    if share > FULL_SHARE:
        return held(WorkbookCode.PERCENT_ABOVE_FULL, f"{percent} %")
    return SharePart(share)


def _read_cylinders(
    number: str, kind: str, number_form: NumberForm | None, names: Names
) -> CylinderPart | Fault:
    value = _number(number, number_form)
    if isinstance(value, Fault):
        return value
    asked = (Reference.CYLINDER_TYPE,)
    codes = names.codes(kind, asked) or names.codes(f"{CYLINDER_WORD} {kind}", asked)
    if len(codes) != 1:
        return _without_type(f"{number} {CYLINDER_WORD} {kind}".strip(), names)
    if not value.is_integer():
        return held(WorkbookCode.CYLINDERS_NOT_WHOLE, number)
    return CylinderPart(codes[0], int(value))


def _read_mass(
    written: str, number_form: NumberForm | None, names: Names
) -> MassPart | Fault:
    try:
        quantity = parse_quantity(written, number_form=number_form)
    except InvalidError as refusal:
        return held_amount(written, refusal)
    measure = quantity.measure
    if measure.period is not None:
        return held(WorkbookCode.AMOUNT_IS_RATE, written)
    if measure.unit is Unit.CYLINDER_LITRE:
        return _without_type(written, names)
    if measure.unit in UNITS_PER_T:
        return MassPart(quantity.value / UNITS_PER_T[measure.unit])
    converted = convert_quantity(quantity, Measure(Unit.TONNE), ConversionBasis())
    return MassPart(converted.answer.value, by_density=measure.unit in LIQUID)


def _number(number: str, number_form: NumberForm | None) -> float | Fault:
    if number_form is not None:
        return float(number)
    read = one_number(number)
    if isinstance(read, Fault):
        return read
    try:
        return float(read)
    except ValueError:
        return held(WorkbookCode.AMOUNT_UNREADABLE, number)


def _without_type(written: str, names: Names) -> Fault:
    known: Iterable[str] = sorted(names.known.get(Reference.CYLINDER_TYPE, ()))
    readings = list_readings(f"{CYLINDER_WORD} {code}" for code in known)
    return held(WorkbookCode.CYLINDERS_WITHOUT_TYPE, written, readings=readings)
