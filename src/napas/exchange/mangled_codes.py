"""Codes that a spreadsheet took for numbers: restored where that is certain.

A spreadsheet drops the zeros before a code, or writes it as `1234567.0` or as
`3.17401E+06`. A code is put right only where nothing else can have been meant, and
always with a finding that names what was read and what was taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.naming import CodeSystem, systems_of
from napas.exchange.cells import shown
from napas.exchange.clerk import cell_at, key_of
from napas.exchange.columns import Column, Kind, Reference, Table
from napas.exchange.files import Record
from napas.exchange.headers import Layout
from napas.exchange.name_codes import NameCode
from napas.exchange.name_tables import REFERENCES
from napas.exchange.register import Register

WHOLE = re.compile(r"0|[1-9][0-9]*", re.ASCII)
"""Digits as a number has them: what lost its zeros begins with none."""
DECIMAL = re.compile(r"([0-9]+)[.,]0+", re.ASCII)
POWER = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+([0-9]{2,3})", re.ASCII)
LONGEST_CODE = 40
"""Digits; longer numbers are no codes."""
MOST_NEAR = 5
"""Codes that a finding names as possible."""
TEN = 10
LEVEL, PARENT = "level", "parent"
"""Columns of territories that tell how wide a code is."""

Known = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CodeNumber:
    """The number as which a code was taken; rounded where low and high differ.

    Attributes:
        plain: written as digits alone, so that only zeros before them can be lost.
    """

    low: int
    high: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class CodeForms:
    """What is known of the codes that may stand in a cell.

    Attributes:
        known: codes of digits that exist, by their number; empty where none are known.
        widths: how many characters they may have; empty where that is not declared.
        digits_only: whether the declared codes hold digits and nothing else.
        fresh: whether a code may stand here that does not exist yet.
    """

    known: Known
    widths: frozenset[int] = frozenset()
    digits_only: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class MendedCode:
    """What a mangled code was taken for; empty where that is not certain.

    Attributes:
        near: what it may have been.
    """

    taken: str
    fault: NameCode
    near: tuple[str, ...] = ()


def mend_code(written: str, forms: CodeForms) -> MendedCode | None:
    """What a code was before a spreadsheet took it for a number; None is as written.

    Args:
        written: a code that is not among those known.
        forms: what it may be.
    """
    number = read_number(written)
    if number is None:
        return None
    if number.low != number.high:
        return MendedCode("", NameCode.CODE_ROUNDED, _between(number, forms.known))
    found = forms.known.get(number.low, ())
    if not found:
        return _new_code(number, forms) if forms.fresh else None
    if len(found) > 1:
        return MendedCode("", NameCode.CODE_AMBIGUOUS, found)
    (code,) = found
    if code == str(number.low) or len(code) in forms.widths:
        return MendedCode(code, NameCode.CODE_RESTORED)
    return MendedCode("", NameCode.CODE_WIDTH_UNDECLARED, found)


def read_number(written: str) -> CodeNumber | None:
    """The whole number that a code reads as; None where it is no number of ours."""
    if len(written) > LONGEST_CODE:
        return None
    if WHOLE.fullmatch(written):
        return CodeNumber(int(written), int(written), plain=True)
    if decimal := DECIMAL.fullmatch(written):
        return CodeNumber(int(decimal[1]), int(decimal[1]))
    power = POWER.fullmatch(written)
    if power is None or int(power[3]) > LONGEST_CODE:
        return None
    return _powered(power[1], power[2] or "", int(power[3]))


def known_codes(codes: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Codes of digits by the number they read as."""
    known: dict[int, tuple[str, ...]] = {}
    for code in sorted(codes):
        if code.isascii() and code.isdigit() and len(code) <= LONGEST_CODE:
            known[int(code)] = (*known.get(int(code), ()), code)
    return known


def mend_records(
    table: Table,
    layout: Layout,
    records: Sequence[Record],
    register: Register,
    findings: list[Finding],
) -> tuple[list[Record], dict[int, set[str]]]:
    """Put mangled codes of facilities, plants, vehicles and territories right.

    Args:
        table: columns that refer to such codes are looked at, no others.
        layout: where they stand.
        records: as written.
        register: which codes exist, and how those of the country look.
        findings: where every code that was restored or could not be is noted.

    Returns:
        the records, and the columns by row whose code cannot be known.
    """
    menders = [
        mender
        for column, position in layout.places
        if position >= 0 and (mender := _mender(column, position, register))
    ]
    levels = [at for column, at in layout.places if column.name == LEVEL]
    mended: list[Record] = []
    lost: dict[int, set[str]] = {}
    for record in records:
        level = cell_at(record, levels[0]) if levels else ""
        answers = [
            (mender, answer)
            for mender in menders
            if (answer := mender.mend(record, level)) is not None
        ]
        if not answers:
            mended.append(record)
            continue
        cells = list(record.cells)
        for mender, answer in answers:
            cells[mender.position] = answer.taken
            if not answer.taken:
                lost.setdefault(record.row, set()).add(mender.column.name)
        better = replace(record, cells=tuple(cells))
        mended.append(better)
        subject = (*key_of(better, layout), "")[0]
        findings.extend(
            finding_of(
                answer,
                cell_at(record, mender.position),
                subject=shown(subject),
                spot=Spot(table.file, record.row, mender.column.name),
            )
            for mender, answer in answers
        )
    return mended, lost


def finding_of(
    answer: MendedCode, written: str, *, subject: str, spot: Spot
) -> Finding:
    """What is said of a code that was restored, or that could not be."""
    return find(
        Grade.DOUBTFUL if answer.taken else Grade.SET_ASIDE,
        answer.fault,
        subject=subject,
        spot=spot,
        read=shown(written),
        taken=shown(answer.taken),
        near=", ".join(answer.near[:MOST_NEAR]),
    )


@dataclass(frozen=True, slots=True)
class _Mender:
    """One column of codes.

    Attributes:
        met: codes that exist; none where they are not all known.
    """

    column: Column
    position: int
    systems: tuple[CodeSystem, ...]
    met: set[str]
    known: Known

    def mend(self, record: Record, level: str) -> MendedCode | None:
        written = cell_at(record, self.position)
        if written in self.met or not written[-1:].isdigit():
            return None
        forms = CodeForms(
            self.known,
            frozenset(self._widths(level)),
            digits_only=any(system.digits_only for system in self.systems),
            fresh=self.column.kind is not Kind.CODE,
        )
        return mend_code(written, forms)

    def _widths(self, level: str) -> Iterable[int]:
        told = int(level) if WHOLE.fullmatch(level) else -1
        above = 1 if self.column.name == PARENT else 0
        for system in self.systems:
            width = system.width_at(told - above)
            yield from system.widths if width is None else (width,)


def _mender(column: Column, position: int, register: Register) -> _Mender | None:
    """Who mends a column; nobody where its codes are of other things, or not known."""
    kinds = [kind for kind in REFERENCES if not _apart(column, REFERENCES[kind])]
    closed = all(each in register.in_use for each in column.refers)
    if not kinds or not (closed or column.kind is not Kind.CODE):
        return None
    systems = systems_of(register.code_systems, kinds)
    met = register.codes(column.refers) if closed else set()
    return _Mender(column, position, systems, met, known_codes(met))


def _apart(column: Column, references: Iterable[Reference]) -> bool:
    return set(references).isdisjoint(column.refers)


def _new_code(number: CodeNumber, forms: CodeForms) -> MendedCode | None:
    """A code that nobody knows yet, by the widths that are declared."""
    digits = str(number.low)
    fits = len(digits) in forms.widths
    if number.plain and (fits or not forms.digits_only):
        return None
    if fits:
        return MendedCode(digits, NameCode.CODE_RESTORED)
    wider = sorted(width for width in forms.widths if width > len(digits))
    near = tuple(digits.zfill(width) for width in wider if forms.digits_only)
    if len(near) == 1:
        return MendedCode(near[0], NameCode.CODE_RESTORED)
    if near:
        return MendedCode("", NameCode.CODE_AMBIGUOUS, near)
    return None if number.plain else MendedCode("", NameCode.CODE_WIDTH_UNDECLARED)


def _powered(first: str, rest: str, power: int) -> CodeNumber | None:
    """The number of a mantissa and its power of ten, rounded to the digits it shows."""
    whole, beyond = rest[:power], rest[power:]
    if beyond.strip("0"):
        return None  # a fraction is left: no code
    unit = TEN ** (power - len(whole))
    shown_number = int(first + whole) * unit
    half = unit // 2
    return CodeNumber(shown_number - half, shown_number + half)


def _between(number: CodeNumber, known: Known) -> tuple[str, ...]:
    """Known codes that may have been rounded to a number."""
    return tuple(
        code
        for each, codes in sorted(known.items())
        if number.low <= each <= number.high
        for code in codes
    )
