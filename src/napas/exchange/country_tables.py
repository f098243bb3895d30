"""The tables of a country folder and the entries of its country.toml."""

from napas.domain.country import Objective
from napas.domain.identifier import SubjectKind
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Presence,
    Reference,
    Table,
    code,
    day,
    flag,
    number,
    several,
    text,
    whole,
    word,
    zone,
)
from napas.exchange.name_tables import NAME_TABLES, NAME_WORDS
from napas.exchange.scenario_tables import LINKS, TERRITORIES
from napas.units.duration import HOURS_PER_DAY

REQUIRED, OPTIONAL = Presence.REQUIRED, Presence.OPTIONAL
COUNTRY_FILE = "country.toml"

COUNTRY_ENTRIES = Table(
    COUNTRY_FILE,
    (
        text("code", REQUIRED),
        text("name", REQUIRED),
        text("code_system", REQUIRED),
        several("languages", presence=REQUIRED),
        zone("time_zone", REQUIRED),
        number("reporting_cut_h", "h", REQUIRED, within=(0.0, HOURS_PER_DAY)),
        number("gas_reference_temperature_c", "c", REQUIRED, within=(-50.0, 60.0)),
        text("planning_level", REQUIRED),
        number("bed_norm_kg_per_day", "kg_per_day"),
        text("bed_norm_source"),
        several("transit_landmasses"),
    ),
)
LEVEL_ENTRIES = Table(
    COUNTRY_FILE,
    (whole("depth", REQUIRED), text("key", REQUIRED), text("name", REQUIRED)),
)
CURRENCY_ENTRIES = Table(
    COUNTRY_FILE, (text("code", REQUIRED), whole("decimals", REQUIRED, high=4.0))
)
POLICY_ENTRIES = Table(
    COUNTRY_FILE,
    (
        text("name", REQUIRED),
        several("objectives", Objective, REQUIRED),
        number("target_reserve_h", "h", REQUIRED),
        day("valid_from", REQUIRED),
        day("valid_to"),
        text("authority", REQUIRED),
        text("source", REQUIRED),
    ),
)
RESTRICTION_ENTRIES = Table(
    COUNTRY_FILE,
    (text("code", REQUIRED), text("name", REQUIRED), whole("rank", REQUIRED)),
)
SYSTEM_ENTRIES = Table(
    COUNTRY_FILE,
    (
        text("key", REQUIRED),
        text("name", REQUIRED),
        word("subject", SubjectKind),
        several("widths"),
        flag("digits_only", default=False),
    ),
)
LANDMASS_ENTRIES = Table(COUNTRY_FILE, (text("key", REQUIRED), text("name", REQUIRED)))
LISTED_ENTRIES = {
    "levels": LEVEL_ENTRIES,
    "landmasses": LANDMASS_ENTRIES,
    "currencies": CURRENCY_ENTRIES,
    "policies": POLICY_ENTRIES,
    "restriction_levels": RESTRICTION_ENTRIES,
    "code_systems": SYSTEM_ENTRIES,
}
"""Lists of country.toml, each entry a table of its own."""

COUNTRY_TERRITORIES = Table(
    TERRITORIES.file,
    TERRITORIES.columns,
    key=TERRITORIES.key,
    required=True,
)

CYLINDER_TYPES = Table(
    "cylinder_types.csv",
    (
        text("code", REQUIRED),
        text("name", REQUIRED),
        number("water_l", "l", REQUIRED),
        number("pressure_bar", "bar", REQUIRED),
        number("purity", "", REQUIRED, within=(0.0, 1.0)),
        text("valve"),
        text("source"),
    ),
    key=("code",),
    names=Reference.CYLINDER_TYPE,
)

AGENCIES = Table(
    "agencies.csv",
    (text("code", REQUIRED), text("name", REQUIRED), text("kind", REQUIRED)),
    key=("code",),
    names=Reference.AGENCY,
)

DUTIES = Table(
    "duties.csv",
    (
        text("task", REQUIRED),
        code("agency", (Reference.AGENCY,), ExchangeCode.AGENCY_UNKNOWN),
        code("territory", (Reference.TERRITORY,), ExchangeCode.TERRITORY_UNKNOWN),
    ),
    key=("task", "agency", "territory"),
)

PROCUREMENT_RULES = Table(
    "procurement_rules.csv",
    (
        text("code", REQUIRED),
        text("summary", REQUIRED),
        day("valid_from", REQUIRED),
        day("valid_to"),
        text("source"),
    ),
    key=("code",),
)

COUNTRY_TABLES = (
    COUNTRY_TERRITORIES,
    CYLINDER_TYPES,
    AGENCIES,
    DUTIES,
    PROCUREMENT_RULES,
    LINKS,
    NAME_WORDS,
    *NAME_TABLES,
)
"""Every table of a country folder, in the order in which the docs tell of them."""
