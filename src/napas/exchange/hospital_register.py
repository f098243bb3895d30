"""A register of hospitals from a table, by a declared map of its columns."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from napas.domain.country import Country
from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.territory import (
    DATE_LINE_DEG,
    POLE_DEG,
    Point,
    Territory,
    TerritoryTree,
)
from napas.errors import InvalidError
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Column,
    Kind,
    Presence,
    Reference,
    Table,
    own_code,
    text,
    whole,
)
from napas.exchange.keeper import FolderKeeper
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.exchange.sheets import Sheet, read_sheet

REQUIRED, EXPECTED = Presence.REQUIRED, Presence.EXPECTED


class RegisterCode(Code):
    """What can be wrong with a register of hospitals, beside its cells."""

    BEDS_UNKNOWN = "register-beds-unknown"
    CLASS_UNKNOWN = "register-class-unknown"
    PARENT_UNKNOWN = "register-parent-unknown"
    PARENT_DIFFERS = "register-parent-differs"


class RegisterMapError(InvalidError):
    """A map of a register's columns lacks an entry or has a strange one."""

    code = "register-map-invalid"


@dataclass(frozen=True, slots=True)
class RegisteredHospital:
    """One hospital as a register lists it.

    Attributes:
        territory: code of the deepest territory it is registered in.
        parent: code of the territory above that one.
        class_code: its class; empty where none is fixed.
        beds: None where the register lists none or zero.
    """

    code: str
    name: str
    territory: str
    territory_name: str
    parent: str
    class_code: str = ""
    owner: str = ""
    beds: int | None = None


@dataclass(frozen=True, slots=True)
class HospitalColumns:
    """How a register names what we read."""

    code: str
    name: str
    territory: str
    territory_name: str
    parent: str
    class_code: str
    owner: str
    beds: str


@dataclass(frozen=True, slots=True)
class PointColumns:
    """How a table of points names what we read."""

    territory: str
    latitude_deg: str
    longitude_deg: str


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """How a country's register is to be read.

    Attributes:
        classes: our class code for each of the register's words.
        ward_cylinder: the type of a hospital's own cylinders.
        issued_cylinder: the type that the nation gives out.
    """

    columns: HospitalColumns
    points: PointColumns
    classes: Mapping[str, str]
    ward_cylinder: str
    issued_cylinder: str


RegisterRead = tuple[tuple[RegisteredHospital, ...], tuple[Finding, ...]]


def read_register(
    file: Path, told: RegisterMap, country: Country | None = None
) -> RegisterRead:
    """Read every hospital of a table, and everything that is wrong with it.

    Zero beds are read as unknown and marked; a row without code, territory or parent
    is set aside. Columns that the map does not name are left alone.

    Args:
        file: the table.
        told: how its columns are named.
        country: how its codes look, so that lost zeros can be restored.
    """
    columns = told.columns
    sheet = _read(
        file,
        (
            own_code(columns.code, Reference.FACILITY),
            text(columns.name, EXPECTED),
            own_code(columns.territory, Reference.TERRITORY),
            text(columns.territory_name, EXPECTED),
            own_code(columns.parent, Reference.TERRITORY),
            text(columns.class_code, EXPECTED),
            text(columns.owner, EXPECTED),
            whole(columns.beds, EXPECTED),
        ),
        country,
    )
    findings = list(sheet.findings)
    hospitals = tuple(
        _hospital(row, told, findings) for row in sheet.rows if row.usable
    )
    return hospitals, tuple(findings)


def read_points(
    file: Path, told: RegisterMap, country: Country | None = None
) -> tuple[dict[str, Point], tuple[Finding, ...]]:
    """Read the point of each territory; a bad row leaves its territory without one."""
    columns = told.points
    sheet = _read(
        file,
        (
            own_code(columns.territory, Reference.TERRITORY),
            _degrees(columns.latitude_deg, POLE_DEG),
            _degrees(columns.longitude_deg, DATE_LINE_DEG),
        ),
        country,
    )
    points = {
        row.text(columns.territory): Point(
            row.certain(columns.latitude_deg), row.certain(columns.longitude_deg)
        )
        for row in sheet.rows
        if row.usable
    }
    return points, sheet.findings


def read_map(file: Path) -> RegisterMap:
    """Read a map of columns: `columns`, `points`, `classes`, `cylinders` in TOML.

    Raises:
        RegisterMapError: it is no TOML, or lacks an entry, or has a strange one.
    """
    try:
        told = tomllib.loads(file.read_text("utf-8"))
        cylinders = told["cylinders"]
        return RegisterMap(
            columns=HospitalColumns(**told["columns"]),
            points=PointColumns(**told["points"]),
            classes=dict(told["classes"]),
            ward_cylinder=cylinders["ward"],
            issued_cylinder=cylinders["issued"],
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        wanted = (*fields(HospitalColumns), *fields(PointColumns))
        raise RegisterMapError(
            file=file.name,
            fault=str(fault),
            wanted=", ".join(field.name for field in wanted),
        ) from fault


def settle_register(
    register: Sequence[RegisteredHospital], tree: TerritoryTree
) -> tuple[RegisterRead, tuple[Territory, ...]]:
    """Hospitals whose territories fit a tree, and those territories, still pointless.

    A hospital whose parent the tree does not know, or whose territory stands under
    another parent in the tree or in an earlier row, is set aside.
    """
    kept: list[RegisteredHospital] = []
    findings: list[Finding] = []
    below: dict[str, Territory] = {}
    for hospital in register:
        if hospital.parent not in tree:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    RegisterCode.PARENT_UNKNOWN,
                    subject=hospital.code,
                    parent=hospital.parent,
                )
            )
            continue
        before = _parent_of(hospital, tree, below)
        if before == hospital.parent:
            kept.append(hospital)
            continue
        findings.append(
            find(
                Grade.SET_ASIDE,
                RegisterCode.PARENT_DIFFERS,
                subject=hospital.code,
                territory=hospital.territory,
                parent=hospital.parent,
                before=before,
            )
        )
    return (tuple(kept), tuple(findings)), tuple(below.values())


def _parent_of(
    hospital: RegisteredHospital, tree: TerritoryTree, below: dict[str, Territory]
) -> str:
    """Under what its territory stands, in the tree or by the register so far."""
    if hospital.territory in tree:
        return tree[hospital.territory].parent
    territory = Territory(
        code=hospital.territory,
        name=hospital.territory_name,
        level=tree[hospital.parent].level + 1,
        parent=hospital.parent,
    )
    return below.setdefault(hospital.territory, territory).parent


def _read(file: Path, columns: tuple[Column, ...], country: Country | None) -> Sheet:
    table = Table(file.name, columns, key=(columns[0].name,), required=True)
    register = Register()
    if country is not None:
        register.code_systems = country.naming.systems
        known = (territory.code for territory in country.tree.territories)
        register.enter(Reference.TERRITORY, known)
    sheet = read_sheet(FolderKeeper(file.parent), table, register)
    # A register has columns of its own that are no fault here.
    findings = tuple(
        finding
        for finding in sheet.findings
        if finding.code is not ExchangeCode.COLUMN_UNKNOWN
    )
    return Sheet(sheet.rows, findings, readable=sheet.readable)


def _degrees(name: str, most: float) -> Column:
    return Column(name, Kind.NUMBER, REQUIRED, low=-most, high=most)


def _hospital(
    row: Row, told: RegisterMap, findings: list[Finding]
) -> RegisteredHospital:
    columns = told.columns
    beds = row.count(columns.beds) or None
    if beds is None and columns.beds not in row.bad:
        findings.append(row.doubt(RegisterCode.BEDS_UNKNOWN, columns.beds))
    written = row.text(columns.class_code)
    class_code = told.classes.get(written)
    if class_code is None:
        findings.append(
            row.doubt(RegisterCode.CLASS_UNKNOWN, columns.class_code, read=written)
        )
    territory = row.text(columns.territory)
    return RegisteredHospital(
        code=row.text(columns.code),
        name=row.text(columns.name) or row.text(columns.code),
        territory=territory,
        territory_name=row.text(columns.territory_name) or territory,
        parent=row.text(columns.parent),
        class_code=class_code or "",
        owner=row.text(columns.owner),
        beds=beds,
    )
