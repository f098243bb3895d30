"""A situation written and read again is the same situation."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.claim import UNIT_OF, Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.country import Country
from napas.domain.identifier import (
    Alias,
    Identifier,
    Names,
    SubjectKind,
    gather_names,
    tell_names,
)
from napas.domain.need import (
    DeviceKind,
    NeedBasis,
    NeedSource,
    PatientCount,
    PatientGroup,
)
from napas.domain.network import (
    Census,
    Crew,
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    Link,
    LinkMode,
    OwnSource,
    Plant,
    SourceKind,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.order import Order, OrderStatus
from napas.domain.situation import (
    Event,
    EventKind,
    Place,
    Situation,
    Stock,
    StockState,
)
from napas.domain.territory import Point, Territory, plant_tree
from napas.exchange import (
    ScenarioSettings,
    read_country,
    read_scenario,
    write_scenario,
)
from napas.exchange.scenario_tables import REASON_LANGUAGES
from napas.exchange.settings import LayerName
from napas.parameters import Layer

Lay = Callable[[Mapping[str, str | bytes]], Path]
XAR = Path(__file__).parents[1] / "countries" / "xar"
SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"
NOW = datetime(2024, 5, 2, 13, tzinfo=UTC)


def land() -> Country:
    country, findings = read_country(XAR)
    assert country is not None
    assert findings == ()
    return country


LAND = land()
REGIONS = [known.code for known in LAND.tree.territories if known.level]
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"])
    | st.sampled_from(" \n'=+-@"),
    max_size=12,
).map(str.strip)
names = texts.filter(bool)
amounts = st.floats(0.0, 1e6) | st.integers(0, 500).map(float)
maybe = st.none() | amounts
shares = st.floats(0.0, 1.0)
counts = st.integers(0, 900)
flags = st.booleans()
ages = st.integers(0, 5 * 3600 * 10**6).map(lambda age: timedelta(microseconds=age))
recent = ages.map(lambda age: NOW - age)
moments = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.just(UTC),
)
points = st.builds(Point, st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))
territories = st.sampled_from(REGIONS)


@st.composite
def tanks(draw: st.DrawFn, code: str) -> Tank:
    capacity_t = draw(amounts)
    heel_t = capacity_t * draw(shares)
    return Tank(code, capacity_t, min(heel_t, capacity_t), draw(texts), draw(flags))


@st.composite
def facilities(draw: st.DrawFn, code: str) -> Facility:
    beds = draw(st.none() | st.integers(1, 900))
    counted = draw(
        st.lists(
            st.builds(
                PatientCount,
                st.sampled_from(DeviceKind),
                counts,
                st.sampled_from(PatientGroup),
            ),
            unique_by=lambda count: (count.device, count.group),
            max_size=3,
        )
    )
    census = Census(
        as_of=draw(recent),
        patients=tuple(counted),
        occupied_beds=draw(st.none() | st.integers(0, beds or 900)),
        reported_need_t_per_day=draw(maybe),
    )
    types = [known.code for known in LAND.cylinder_types]
    return Facility(
        code=code,
        name=draw(texts),
        territory=draw(territories),
        kind=draw(st.sampled_from(FacilityKind)),
        point=draw(st.none() | points),
        class_code=draw(texts),
        beds=beds,
        tanks=tuple(draw(tanks(f"T{at}")) for at in range(draw(st.integers(0, 2)))),
        cylinders=tuple(
            CylinderHolding(type_code, draw(counts), draw(counts))
            for type_code in draw(st.lists(st.sampled_from(types), unique=True))
        ),
        sources=tuple(
            draw(
                st.lists(
                    st.builds(
                        OwnSource, st.sampled_from(SourceKind), counts, amounts, shares
                    ),
                    max_size=2,
                )
            )
        ),
        census=draw(st.none() | st.just(census)),
        pipeline_l_per_min=draw(maybe),
        filling_t_per_day=draw(amounts),
        receiving_h_per_day=draw(st.floats(0.0, 24.0)),
        synthetic=draw(flags),
        source=draw(texts),
    )


@st.composite
def plants(draw: st.DrawFn, code: str) -> Plant:
    store_t = draw(maybe)
    return Plant(
        code=code,
        name=draw(texts),
        company=draw(texts),
        territory=draw(territories),
        point=draw(points),
        offered_t_per_day=draw(maybe),
        design_t_per_day=draw(maybe),
        convertible_t_per_day=draw(amounts),
        liquefaction_t_per_day=draw(maybe),
        filling_t_per_day=draw(amounts),
        stock_t=None if store_t is None else draw(st.none() | st.just(store_t / 2)),
        store_t=store_t,
        basis=draw(texts),
        source=draw(texts),
        imports=draw(flags),
    )


@st.composite
def vehicles(draw: st.DrawFn, code: str) -> Vehicle:
    payload_t = draw(amounts)
    return Vehicle(
        code=code,
        kind=draw(st.sampled_from(VehicleKind)),
        payload_t=payload_t,
        base=draw(territories),
        owner=draw(texts),
        position=draw(st.none() | points),
        load_t=draw(st.sampled_from([0.0, payload_t])),
        free_at=draw(st.none() | moments),
        speed_full_km_per_h=draw(st.none() | st.floats(1.0, 90.0)),
        speed_empty_km_per_h=draw(st.none() | st.floats(1.0, 90.0)),
        synthetic=draw(flags),
        source=draw(texts),
    )


@st.composite
def claims(draw: st.DrawFn, code: str) -> Claim:
    metric = draw(st.sampled_from([known for known in Metric if known in UNIT_OF]))
    largest = 1.0 if metric is Metric.MEDICAL_SHARE else 1e7
    low, value, high = sorted(draw(st.tuples(*[st.floats(0.0, largest)] * 3)))
    return Claim(
        code=code,
        kind=draw(st.sampled_from(ClaimKind)),
        metric=metric,
        value=draw(st.none() | st.just(value)),
        unit=UNIT_OF[metric],
        scope=draw(texts),
        as_of=draw(moments),
        known_at=draw(moments),
        source=draw(names),
        status=draw(st.sampled_from(ClaimStatus)),
        low=draw(st.none() | st.just(low)),
        high=draw(st.none() | st.just(high)),
        reason=draw(texts),
        note=draw(texts),
        reasons=tuple(
            (language, draw(names))
            for language in REASON_LANGUAGES
            if draw(st.booleans())
        ),
    )


@st.composite
def stocks(draw: st.DrawFn, holder: str, room_t: float, tank: str = "") -> Stock:
    state = draw(st.sampled_from(StockState))
    unknown = state is StockState.UNKNOWN
    return Stock(
        holder=holder,
        form=Form.LIQUID,
        mass_t=None if unknown else draw(st.floats(0.0, room_t)),
        as_of=draw(recent),
        source=draw(texts),
        state=state,
        tank=tank,
    )


@st.composite
def other_names(draw: st.DrawFn, subjects: list[tuple[SubjectKind, str]]) -> Names:
    """Codes and aliases of some subjects, beside those of the country."""
    first, last = draw(st.tuples(st.dates(), st.dates()))
    period = draw(
        st.sampled_from([(None, None), (None, last), (first, None)])
        | st.just((min(first, last), max(first, last))).filter(lambda _: first != last)
    )
    told: list[tuple[SubjectKind, str, Identifier | Alias]] = []
    for at, (kind, subject) in enumerate(draw(st.permutations(subjects))[:3]):
        code = f"{at:05d}"
        told.append((kind, subject, Identifier("res", code, *period, draw(texts))))
        alias = Alias(draw(names), draw(texts), *period, draw(texts))
        told.append((kind, subject, alias))
    return gather_names([*tell_names(LAND.naming.names), *told])


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    own = Territory(
        code="9900",
        name=draw(names),
        level=2,
        parent="01",
        point=draw(st.none() | points),
        landmass=draw(texts),
        time_zone=draw(st.sampled_from(["", "America/Bogota"])),
        population=draw(st.none() | counts),
        valid_from=draw(st.none() | st.dates()),
        valid_to=draw(st.none() | st.dates()),
    )
    tree = plant_tree((*LAND.tree.territories, *draw(st.sampled_from([(), (own,)]))))
    hospitals = tuple(
        draw(facilities(f"H{at}")) for at in range(draw(st.integers(0, 2)))
    )
    makers = tuple(draw(plants(f"P{at}")) for at in range(draw(st.integers(0, 2))))
    fleet = tuple(draw(vehicles(f"V{at}")) for at in range(draw(st.integers(0, 2))))
    listed = draw(st.lists(territories, unique=True, max_size=3))
    held = [
        draw(stocks(hospital.code, tank.capacity_t, tank.code))
        for hospital in hospitals
        for tank in hospital.tanks
    ]
    held += [draw(stocks(maker.code, maker.store_t or 0.0)) for maker in makers]
    orders = [
        Order(
            code=f"O{at}",
            supplier=makers[0].code,
            facility=draw(territories),
            form=draw(st.sampled_from(Form)),
            mass_t=draw(amounts),
            due=draw(moments),
            status=draw(st.sampled_from(OrderStatus)),
            arrives_at=draw(st.none() | moments),
            vehicle=draw(st.sampled_from(["", *(each.code for each in fleet)])),
        )
        for at in range(draw(st.integers(0, 2)))
        if makers
    ]
    begins = draw(moments)
    return Situation(
        name=draw(names),
        as_of=NOW,
        known_at=NOW,
        country=replace(LAND, tree=tree),
        places=tuple(
            Place(
                territory=code,
                need_t_per_day=draw(maybe),
                need_source=draw(st.sampled_from(NeedSource)),
                need_note=draw(texts),
                occupied_beds=draw(st.none() | counts),
                bed_occupancy_share=draw(st.none() | shares),
                active_cases=draw(st.none() | counts),
                last_share=draw(st.none() | shares),
                restriction=draw(st.sampled_from(["", "roja", "gris"])),
            )
            for code in listed
        ),
        facilities=hospitals,
        plants=makers,
        vehicles=fleet,
        crews=tuple(
            Crew(f"K{at}", "01", draw(st.floats(0.0, 24.0))) for at in range(2)
        ),
        links=(
            Link(
                code="ruta",
                mode=LinkMode.ROAD,
                origin="01",
                target="02",
                distance_km=draw(amounts),
                origin_point=draw(st.none() | points),
                travel_h=draw(maybe),
                waiting_h=draw(amounts),
                basis=draw(texts),
                source=draw(texts),
            ),
            *LAND.links,
        ),
        claims=tuple(draw(claims(f"C{at}")) for at in range(draw(st.integers(0, 2)))),
        open_orders=tuple(orders),
        stocks=tuple(held),
        events=(
            Event(
                code="E",
                kind=EventKind.CROSSING_CLOSED,
                subject="balsa-norte",
                begins=begins,
                ends=draw(st.sampled_from([None, begins])),
                restart_h=draw(amounts),
                lost_t=draw(maybe),
                mass_t=draw(maybe),
                source=draw(texts),
                note=draw(texts),
                known_at=draw(st.none() | moments),
            ),
        ),
        names=draw(
            other_names(
                [
                    (SubjectKind.TERRITORY, "01"),
                    *((SubjectKind.FACILITY, each.code) for each in hospitals),
                    *((SubjectKind.PLANT, each.code) for each in makers),
                    *((SubjectKind.VEHICLE, each.code) for each in fleet),
                ]
            )
        ),
    )


written_settings = st.builds(
    ScenarioSettings,
    country=st.just("xar"),
    level=st.sampled_from(["region", "district", "hospital"]),
    horizon_days=st.integers(1, 90),
    quantile=st.floats(0.001, 0.999),
    seed=st.integers(0, 10**9),
    basis=st.sampled_from(NeedBasis),
    titles=st.sampled_from([(), (("en", 'A "quoted" \\ title\x7f'), ("es", "Título"))]),
    synthetic_notes=st.sampled_from([(), (("es", "inventado"),)]),
    layers=st.sampled_from(
        [(), (("tanks.heel_share", 0.25), ("roads.reach_h", 12.0))]
    ).map(
        lambda entries: (
            Layer(LayerName.COUNTRY, LAND.parameter_entries),
            Layer(LayerName.SCENARIO, entries),
        )
    ),
)


@settings(max_examples=60)
@given(situations(), written_settings)
def test_what_is_written_reads_the_same(
    situation: Situation, asked: ScenarioSettings
) -> None:
    with TemporaryDirectory() as folder:
        write_scenario(situation, asked, Path(folder), base=LAND)
        read = read_scenario(Path(folder), LAND)

    assert read.situation is not None, read.findings
    assert replace(read.situation, findings=()) == situation
    assert read.settings == asked
