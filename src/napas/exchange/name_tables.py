"""The tables of names: codes in other systems, aliases, short forms, and choices."""

from napas.domain.choice import Decision
from napas.domain.identifier import SubjectKind
from napas.domain.naming import WordRole
from napas.exchange.columns import (
    Presence,
    Reference,
    Table,
    code,
    day,
    moment,
    text,
    word,
)
from napas.exchange.name_codes import NameCode

REQUIRED, OPTIONAL = Presence.REQUIRED, Presence.OPTIONAL

REFERENCES: dict[SubjectKind, tuple[Reference, ...]] = {
    SubjectKind.FACILITY: (Reference.FACILITY,),
    SubjectKind.PLANT: (Reference.PLANT,),
    SubjectKind.VEHICLE: (Reference.VEHICLE,),
    SubjectKind.ORGANISATION: (Reference.AGENCY, Reference.COMPANY),
    SubjectKind.TERRITORY: (Reference.TERRITORY,),
}
"""Among which codes a subject of each kind must stand."""

SUBJECT = (
    word("kind", SubjectKind),
    code(
        "subject",
        tuple(each for kind in SubjectKind for each in REFERENCES[kind]),
        NameCode.SUBJECT_UNKNOWN,
    ),
)

IDENTIFIERS = Table(
    "identifiers.csv",
    (
        *SUBJECT,
        text("system", REQUIRED),
        text("code", REQUIRED),
        day("valid_from"),
        day("valid_to"),
        text("source"),
    ),
    key=("subject", "kind", "system", "code", "valid_from", "valid_to"),
)

ALIASES = Table(
    "aliases.csv",
    (
        *SUBJECT,
        text("name", REQUIRED),
        text("language"),
        day("valid_from"),
        day("valid_to"),
        text("source"),
    ),
    key=("subject", "kind", "name", "language", "valid_from", "valid_to"),
)

MATCHES = Table(
    "matches.csv",
    (
        word("kind", SubjectKind),
        text("sender"),
        text("name"),
        text("code"),
        text("territory"),
        word("decision", Decision),
        text("subject"),
        text("by", REQUIRED),
        moment("at", REQUIRED),
        text("note"),
    ),
)

NAME_WORDS = Table(
    "name_words.csv",
    (
        text("short", REQUIRED),
        text("full", REQUIRED),
        word("role", WordRole, OPTIONAL, default=WordRole.MEANING),
    ),
    key=("short",),
)

NAME_TABLES = (IDENTIFIERS, ALIASES, MATCHES)
"""Those that stand in a scenario folder and in a country folder alike."""
