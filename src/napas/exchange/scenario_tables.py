"""The tables of a scenario folder, column by column; docs/folders.md explains them."""

from napas.domain.claim import ClaimKind, ClaimStatus, Metric
from napas.domain.need import DeviceKind, NeedSource, PatientGroup
from napas.domain.network import (
    FacilityKind,
    Form,
    LinkMode,
    SourceKind,
    VehicleKind,
)
from napas.domain.order import OrderStatus
from napas.domain.situation import EventKind, StockState
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Presence,
    Reference,
    Table,
    code,
    day,
    flag,
    moment,
    number,
    own_code,
    point,
    share,
    text,
    whole,
    word,
    zone,
)
from napas.exchange.name_tables import NAME_TABLES
from napas.exchange.report_table import REPORTS
from napas.units.duration import HOURS_PER_DAY

REQUIRED, EXPECTED, OPTIONAL = Presence.REQUIRED, Presence.EXPECTED, Presence.OPTIONAL
DEEPEST = 20.0
"""Levels below the country that a tree may have."""

TERRITORY = code("territory", (Reference.TERRITORY,), ExchangeCode.TERRITORY_UNKNOWN)
FACILITY = code("facility", (Reference.FACILITY,), ExchangeCode.FACILITY_UNKNOWN)
BASE = code(
    "base",
    (Reference.PLANT, Reference.TERRITORY, Reference.FACILITY),
    ExchangeCode.BASE_UNKNOWN,
)

TERRITORIES = Table(
    "territories.csv",
    (
        own_code("code", Reference.TERRITORY),
        text("name", REQUIRED),
        whole("level", REQUIRED, high=DEEPEST),
        own_code("parent", Reference.TERRITORY, OPTIONAL),
        *point(),
        text("landmass"),
        zone("time_zone"),
        whole("population", high=1e10),
        day("valid_from"),
        day("valid_to"),
        text("source"),
    ),
    key=("code",),
)

PLACES = Table(
    "places.csv",
    (
        TERRITORY,
        number("need_t_per_day", "t_per_day", EXPECTED),
        word("need_source", NeedSource, OPTIONAL, default=NeedSource.ESTIMATE),
        text("need_note"),
        whole("occupied_beds"),
        share("bed_occupancy_share"),
        whole("active_cases"),
        share("last_share"),
        code(
            "restriction",
            (Reference.RESTRICTION,),
            ExchangeCode.RESTRICTION_UNKNOWN,
            OPTIONAL,
        ),
        whole("beds"),
        number("bed_norm_kg_per_day", "kg_per_day", OPTIONAL),
        text("source"),
    ),
    key=("territory",),
    required=True,
    rows_expected=True,
)

PLANTS = Table(
    "plants.csv",
    (
        own_code("code", Reference.PLANT),
        text("name", EXPECTED),
        text("company", EXPECTED),
        TERRITORY,
        *point(EXPECTED),
        number("offered_t_per_day", "t_per_day", EXPECTED),
        number("design_t_per_day", "t_per_day"),
        number("convertible_t_per_day", "t_per_day", default=0.0),
        number("liquefaction_t_per_day", "t_per_day"),
        number("filling_t_per_day", "t_per_day", default=0.0),
        number("stock_t", "t"),
        number("store_t", "t"),
        flag("imports", default=False),
        text("basis"),
        text("source"),
    ),
    key=("code",),
    names=Reference.PLANT,
    required=True,
)

FACILITIES = Table(
    "facilities.csv",
    (
        own_code("code", Reference.FACILITY),
        text("name", EXPECTED),
        TERRITORY,
        word("kind", FacilityKind, OPTIONAL, default=FacilityKind.HOSPITAL),
        *point(),
        text("class_code"),
        whole("beds"),
        number("pipeline_l_per_min", "l_per_min"),
        number("filling_t_per_day", "t_per_day", default=0.0),
        number(
            "receiving_h_per_day",
            "h_per_day",
            default=HOURS_PER_DAY,
            within=(0.0, HOURS_PER_DAY),
        ),
        flag("synthetic", default=False),
        text("source"),
    ),
    key=("code",),
    names=Reference.FACILITY,
)

TANKS = Table(
    "tanks.csv",
    (
        FACILITY,
        text("code", REQUIRED),
        number("capacity_t", "t", REQUIRED),
        number("heel_t", "t", EXPECTED),
        text("owner"),
        flag("open_to_others", default=True),
        flag("synthetic", default=False),
    ),
    key=("facility", "code"),
)

CYLINDERS = Table(
    "cylinders.csv",
    (
        FACILITY,
        code(
            "type_code", (Reference.CYLINDER_TYPE,), ExchangeCode.CYLINDER_TYPE_UNKNOWN
        ),
        whole("full", REQUIRED),
        whole("empty", REQUIRED),
        flag("synthetic", default=False),
    ),
    key=("facility", "type_code"),
)

OWN_SOURCES = Table(
    "own_sources.csv",
    (
        FACILITY,
        word("kind", SourceKind),
        whole("pieces", REQUIRED),
        number("nameplate_l_per_min", "l_per_min", REQUIRED),
        share("working_share", default=1.0),
        flag("synthetic", default=False),
    ),
)

CENSUS = Table(
    "census.csv",
    (
        FACILITY,
        moment("as_of", REQUIRED),
        whole("occupied_beds"),
        number("reported_need_t_per_day", "t_per_day"),
        flag("synthetic", default=False),
    ),
    key=("facility",),
)

PATIENTS = Table(
    "patients.csv",
    (
        FACILITY,
        word("device", DeviceKind),
        word("group", PatientGroup, OPTIONAL, default=PatientGroup.ADULT),
        whole("patients", REQUIRED),
        flag("synthetic", default=False),
    ),
    key=("facility", "device", "group"),
)

STOCKS = Table(
    "stocks.csv",
    (
        code(
            "holder",
            (Reference.FACILITY, Reference.PLANT),
            ExchangeCode.HOLDER_UNKNOWN,
        ),
        word("form", Form),
        text("tank"),
        number("mass_t", "t", EXPECTED),
        moment("as_of", EXPECTED),
        word("state", StockState, OPTIONAL),
        text("source"),
    ),
    key=("holder", "form", "tank"),
)

VEHICLES = Table(
    "vehicles.csv",
    (
        own_code("code", Reference.VEHICLE),
        word("kind", VehicleKind),
        number("payload_t", "t", REQUIRED),
        BASE,
        text("owner"),
        *point(),
        number("load_t", "t", default=0.0),
        moment("free_at"),
        number("speed_full_km_per_h", "km_per_h", within=(1.0, 500.0)),
        number("speed_empty_km_per_h", "km_per_h", within=(1.0, 500.0)),
        flag("synthetic", default=False),
        text("source"),
    ),
    key=("code",),
    names=Reference.VEHICLE,
)

_LANDMASS = ((Reference.LANDMASS,), ExchangeCode.LANDMASS_UNKNOWN, OPTIONAL)

LINKS = Table(
    "links.csv",
    (
        text("code", REQUIRED),
        word("mode", LinkMode),
        text("origin", REQUIRED),
        text("target", REQUIRED),
        number("distance_km", "km", REQUIRED),
        *point(prefix="origin_"),
        *point(prefix="target_"),
        number("travel_h", "h"),
        number("waiting_h", "h", default=0.0),
        code("origin_landmass", *_LANDMASS),
        code("target_landmass", *_LANDMASS),
        text("basis"),
        text("source"),
    ),
    key=("code",),
    names=Reference.LINK,
)

REASON, REASON_LANGUAGES = "reason_", ("en", "id")
"""Columns that tell in a language why a claim was chosen or set aside."""

CLAIMS = Table(
    "claims.csv",
    (
        text("code", REQUIRED),
        word("kind", ClaimKind),
        word("metric", Metric),
        number("value", "", EXPECTED, within=(0.0, 1e15)),
        number("low", "", within=(0.0, 1e15)),
        number("high", "", within=(0.0, 1e15)),
        text("unit", REQUIRED),
        text("scope", EXPECTED),
        moment("as_of", REQUIRED),
        moment("known_at", REQUIRED),
        text("source", REQUIRED),
        word("status", ClaimStatus, OPTIONAL, default=ClaimStatus.KEPT),
        code("part_of", (Reference.CLAIM,), ExchangeCode.CLAIM_UNKNOWN, OPTIONAL),
        text("reason"),
        *(text(f"{REASON}{language}") for language in REASON_LANGUAGES),
        text("note"),
    ),
    key=("code",),
    names=Reference.CLAIM,
)

EVENTS = Table(
    "events.csv",
    (
        text("code", REQUIRED),
        word("kind", EventKind),
        code(
            "subject",
            (
                Reference.PLANT,
                Reference.FACILITY,
                Reference.LINK,
                Reference.TERRITORY,
            ),
            ExchangeCode.EVENT_SUBJECT_UNKNOWN,
        ),
        moment("begins", REQUIRED),
        moment("ends"),
        moment("known_at"),
        number("restart_h", "h", default=0.0),
        number("lost_t", "t"),
        number("mass_t", "t"),
        text("source"),
        text("note"),
    ),
    key=("code",),
)

ORDERS = Table(
    "orders.csv",
    (
        text("code", REQUIRED),
        code(
            "supplier",
            (Reference.PLANT, Reference.FACILITY),
            ExchangeCode.SUPPLIER_UNKNOWN,
        ),
        code(
            "facility",
            (Reference.FACILITY, Reference.TERRITORY),
            ExchangeCode.RECEIVER_UNKNOWN,
        ),
        word("form", Form),
        number("mass_t", "t", REQUIRED),
        moment("due", REQUIRED),
        word("status", OrderStatus, OPTIONAL, default=OrderStatus.DRAFT),
        moment("arrives_at"),
        code("vehicle", (Reference.VEHICLE,), ExchangeCode.VEHICLE_UNKNOWN, OPTIONAL),
    ),
    key=("code",),
)

CREWS = Table(
    "crews.csv",
    (
        text("code", REQUIRED),
        BASE,
        number("hours_per_day", "", REQUIRED, within=(0.0, HOURS_PER_DAY)),
    ),
    key=("code",),
)

SCENARIO_TABLES = (
    TERRITORIES,
    PLACES,
    PLANTS,
    FACILITIES,
    TANKS,
    CYLINDERS,
    OWN_SOURCES,
    CENSUS,
    PATIENTS,
    STOCKS,
    REPORTS,
    VEHICLES,
    LINKS,
    CLAIMS,
    EVENTS,
    ORDERS,
    CREWS,
    *NAME_TABLES,
)
"""Every table of a scenario folder, in the order in which the docs tell of them."""
