"""Rows of identifiers, aliases, short forms and choices into what they tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from napas.domain.choice import Choice, Decision, Written
from napas.domain.finding import Finding
from napas.domain.identifier import (
    Alias,
    Identifier,
    Named,
    Names,
    SubjectKind,
    clashes,
    gather_names,
    tell_names,
)
from napas.domain.naming import CodeSystem, NameWord, WordRole
from napas.exchange.mangled_codes import CodeForms, finding_of, mend_code
from napas.exchange.name_codes import NameCode
from napas.exchange.name_tables import REFERENCES
from napas.exchange.register import Register, Standing
from napas.exchange.rows import Row


@dataclass(frozen=True, slots=True)
class _Held:
    """A code as one row gives it to a subject."""

    row: Row
    kind: SubjectKind
    subject: str
    identifier: Identifier


def make_names(
    identifiers: Sequence[Row],
    aliases: Sequence[Row],
    register: Register,
    base: Names,
) -> tuple[Names, list[Finding]]:
    """Names from their two tables, over those that stand already.

    Where two rows give one code to two subjects at once, neither counts; a row that
    contradicts the base does not.

    Args:
        identifiers: rows of identifiers.csv.
        aliases: rows of aliases.csv.
        register: which subjects there are, and how codes look.
        base: the country's names, for a scenario.

    Returns:
        the names, those of the base among them; and every fault.
    """
    findings: list[Finding] = []
    held = [
        _Held(row, kind, subject, made)
        for row, kind, subject in _subjects(identifiers, register, findings)
        if (made := _identifier(row, register, findings))
    ]
    shared = _shared(held, base, findings)
    told = [*tell_names(base)]
    told += [
        (each.kind, each.subject, each.identifier)
        for each in held
        if each.row.number not in shared
    ]
    told += [
        (kind, subject, _alias(row))
        for row, kind, subject in _subjects(aliases, register, findings)
    ]
    return gather_names(told), findings


def make_words(rows: Iterable[Row]) -> tuple[NameWord, ...]:
    """Short forms from the rows of name_words.csv."""
    return tuple(
        NameWord(row.text("short"), row.text("full"), row.word("role", WordRole))
        for row in rows
        if row.sound
    )


def make_systems(
    rows: Iterable[Row], findings: list[Finding]
) -> tuple[CodeSystem, ...]:
    """Systems of codes from the entries of country.toml."""
    made: dict[str, CodeSystem] = {}
    for row in rows:
        if not row.usable:
            continue
        key, widths = row.text("key"), row.several("widths")
        if not all(width.isdecimal() and int(width) for width in widths):
            findings.append(row.refusal(NameCode.SYSTEM_WIDTHS_WRONG, "widths"))
            continue
        if key in made:
            findings.append(row.refusal(NameCode.SYSTEM_TWICE, "key", read=key))
            continue
        made[key] = CodeSystem(
            key,
            row.text("name"),
            row.word("subject", SubjectKind),
            tuple(map(int, widths)),
            digits_only=row.flag("digits_only"),
        )
    return tuple(made.values())


def make_choices(
    rows: Iterable[Row], register: Register
) -> tuple[tuple[Choice, ...], list[Finding]]:
    """Choices from the rows of matches.csv; those that make no sense are set aside.

    A choice of a subject that is there no more is kept, with a finding: it says what
    was decided, and a later import asks again.
    """
    made: list[Choice] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.usable:
            continue
        kind, decision = row.word("kind", SubjectKind), row.word("decision", Decision)
        subject = row.text("subject")
        written = (row.text("name"), row.text("code"))
        if not any(written) or (decision is Decision.CHOSEN) != bool(subject):
            findings.append(row.refusal(NameCode.CHOICE_INCOMPLETE, "subject"))
            continue
        if subject and not _stands(kind, subject, register):
            findings.append(
                row.doubt(
                    NameCode.CHOICE_SUBJECT_GONE,
                    "subject",
                    chosen=subject,
                    name=written[0] or written[1],
                )
            )
        made.append(
            Choice(
                Written(kind, *written, row.text("territory"), row.text("sender")),
                decision,
                row.text("by"),
                row.instant("at"),
                subject,
                row.text("note"),
            )
        )
    return tuple(made), findings


def _subjects(
    rows: Iterable[Row], register: Register, findings: list[Finding]
) -> Iterator[tuple[Row, SubjectKind, str]]:
    """Rows whose subject there is and whose days make a period."""
    for row in rows:
        if not row.usable:
            continue
        kind, subject = row.word("kind", SubjectKind), row.text("subject")
        valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
        if not _stands(kind, subject, register):
            code = NameCode.SUBJECT_UNKNOWN
            findings.append(row.refusal(code, "subject", read=subject))
        elif valid_from and valid_to and valid_to <= valid_from:
            findings.append(row.refusal(NameCode.PERIOD_WRONG, "valid_to"))
        elif row.bad.isdisjoint(("valid_from", "valid_to")):
            yield row, kind, subject


def _stands(kind: SubjectKind, subject: str, register: Register) -> bool:
    standing = register.standing(subject, REFERENCES[kind])
    return standing is not Standing.UNKNOWN


def _identifier(
    row: Row, register: Register, findings: list[Finding]
) -> Identifier | None:
    """The identifier of a row, its code put right; None where it cannot be known."""
    key, code = row.text("system"), row.text("code")
    system = next((each for each in register.code_systems if each.key == key), None)
    if system is None:
        known = ", ".join(each.key for each in register.code_systems)
        findings.append(
            row.doubt(NameCode.SYSTEM_UNDECLARED, "system", read=key, known=known)
        )
    widths = frozenset(system.widths if system else ())
    only = system is not None and system.digits_only
    forms = CodeForms({}, widths, digits_only=only, fresh=True)
    mended = mend_code(code, forms)
    if mended is not None:
        spot = row.place("code")
        findings.append(finding_of(mended, code, subject=row.subject, spot=spot))
        code = mended.taken
    elif system is not None and not system.fits(code):
        told = ", ".join(map(str, system.widths))
        findings.append(
            row.doubt(
                NameCode.CODE_FORM_ODD, "code", read=code, system=key, widths=told
            )
        )
    if not code:
        return None
    return Identifier(
        key, code, row.day("valid_from"), row.day("valid_to"), row.text("source")
    )


def _alias(row: Row) -> Alias:
    return Alias(
        row.text("name"),
        row.text("language"),
        row.day("valid_from"),
        row.day("valid_to"),
        row.text("source"),
    )


def _shared(held: Sequence[_Held], base: Names, findings: list[Finding]) -> set[int]:
    """Rows whose code somebody else has at the same time."""
    rows = {id(each.identifier): each.row for each in held}
    subjects = [
        *base.subjects,
        *(Named(each.kind, each.subject, (each.identifier,)) for each in held),
    ]
    found = list(clashes(subjects))
    against_base = {
        rows[id(clash.other_identifier)].number
        for clash in found
        if id(clash.identifier) not in rows
    }
    shared = set(against_base)
    for clash in found:
        row = rows[id(clash.other_identifier)]
        first = rows.get(id(clash.identifier))
        if first and against_base & {row.number, first.number}:
            continue  # one of the two has lost the code already
        findings.append(
            row.refusal(
                NameCode.CODE_SHARED,
                "code",
                system=clash.identifier.system,
                read=clash.identifier.code,
                other=clash.one.subject,
            )
        )
        shared |= {each.number for each in (row, first) if each}
    return shared
