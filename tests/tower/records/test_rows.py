"""A row gives back the value that was put into it, on either engine."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napas.domain.access import Grant, Role
from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.identifier import Alias, Identifier, SubjectKind
from napas.domain.need import NeedSource
from napas.domain.network import (
    Crew,
    Form,
    Link,
    LinkMode,
    Plant,
    Vehicle,
    VehicleKind,
)
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Report, ReportKind, Verdict
from napas.domain.situation import Event, EventKind, Place, Stock, StockState
from napas.domain.territory import Point, Territory
from napas.tower.records.batch import BatchRow
from napas.tower.records.names import NameRow
from napas.tower.records.network import CrewRow, LinkRow, PlaceRow, PlantRow, VehicleRow
from napas.tower.records.orders import OrderRow
from napas.tower.records.people import GrantRow, PersonRow
from napas.tower.records.reports import ReportRow
from napas.tower.records.territory import TerritoryRow
from napas.tower.records.told import ClaimRow, EventRow, StockRow, ToldReportRow

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
codes = st.text("ABC-0123456789", min_size=1, max_size=8)
amounts = st.floats(0.0, 1e9)
maybe = st.none() | amounts
moments = st.datetimes(
    datetime.fromisoformat("1990-01-01"),
    datetime.fromisoformat("2090-01-01"),
    timezones=st.just(UTC),
)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
points = st.builds(Point, st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))
forms = st.sampled_from(Form)

FACTS: list[tuple[Any, st.SearchStrategy[object]]] = [
    (
        PlaceRow,
        st.builds(
            Place,
            territory=st.just("00"),
            need_t_per_day=maybe,
            need_source=st.sampled_from(NeedSource),
            need_note=texts,
            occupied_beds=st.none() | st.integers(0, 10**9),
            bed_occupancy_share=st.none() | st.floats(0.0, 1.0),
            restriction=texts,
        ),
    ),
    (
        PlantRow,
        st.builds(
            Plant,
            codes,
            texts,
            texts,
            st.just("00"),
            points,
            maybe,
            stock_t=maybe,
            imports=st.booleans(),
        ),
    ),
    (
        VehicleRow,
        st.builds(
            Vehicle,
            codes,
            st.sampled_from(VehicleKind),
            st.just(20.0),
            codes,
            texts,
            st.none() | points,
            st.floats(0.0, 20.0),
            st.none() | moments,
        ),
    ),
    (CrewRow, st.builds(Crew, codes, codes, st.floats(0.0, 24.0))),
    (
        LinkRow,
        st.builds(
            Link,
            codes,
            st.just(LinkMode.SEA),
            codes,
            codes,
            amounts,
            st.none() | points,
            st.none() | points,
            travel_h=maybe,
            origin_landmass=codes,
            target_landmass=codes,
        ),
    ),
    (
        ClaimRow,
        st.builds(
            Claim,
            code=codes,
            kind=st.sampled_from(ClaimKind),
            metric=st.sampled_from(Metric),
            value=maybe,
            unit=codes,
            scope=texts,
            as_of=moments,
            known_at=moments,
            source=codes,
            status=st.sampled_from(ClaimStatus),
            reasons=st.dictionaries(codes, texts).map(
                lambda told: tuple(sorted(told.items()))
            ),
        ),
    ),
    (
        EventRow,
        st.builds(
            Event,
            codes,
            st.sampled_from(EventKind),
            codes,
            moments,
            st.none(),
            amounts,
            maybe,
            maybe,
            texts,
            texts,
            st.none() | moments,
        ),
    ),
    (
        StockRow,
        st.builds(
            Stock,
            codes,
            forms,
            amounts,
            st.none() | moments,
            texts,
            st.sampled_from(sorted(set(StockState) - {StockState.UNKNOWN})),
            texts,
            st.none() | moments,
            st.none() | moments,
        ),
    ),
    (
        ToldReportRow,
        st.builds(
            Report,
            facility=codes,
            form=forms,
            what=st.just(ReportKind.STOCK),
            value=amounts,
            unit=texts,
            as_of=moments,
            known_at=moments,
            mass_kg=maybe,
            pieces=st.none(),
            channel=texts,
            source=texts,
            synthetic=st.booleans(),
        ),
    ),
    (
        NameRow,
        st.tuples(
            st.sampled_from(SubjectKind),
            codes,
            st.builds(Identifier, codes, codes, source=texts)
            | st.builds(Alias, codes, texts, source=texts),
        ),
    ),
]
steady = settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def batch(db: None) -> BatchRow:  # noqa: ARG001 - its effect
    TerritoryRow.of(Territory("00", "Land", 0, ""), 0).save()
    moment = datetime(2021, 7, 8, tzinfo=UTC)
    return BatchRow.objects.create(
        code="b", as_of=moment, known_at=moment, recorded_at=moment
    )


@pytest.mark.parametrize(
    ("kind", "values"), FACTS, ids=[kind.__name__ for kind, _ in FACTS]
)
def test_a_fact_comes_back_as_it_was(
    kind: Any,  # noqa: ANN401 - a table of facts
    values: st.SearchStrategy[object],
    batch: BatchRow,
) -> None:
    @steady
    @given(values)
    def returns(value: object) -> None:
        row = kind.of(value, batch=batch, position=0, ground_id="00", party="")
        row.save(force_insert=True)
        assert kind.objects.get(pk=row.pk).value() == value

    returns()


@steady
@given(
    st.builds(
        Report,
        codes,
        st.just(Form.CYLINDER),
        st.sampled_from(ReportKind),
        amounts,
        texts,
        moments,
        moments,
        maybe,
        channel=texts,
        source=texts,
        synthetic=st.booleans(),
    )
)
def test_a_report_comes_back_as_it_was(batch: BatchRow, report: Report) -> None:
    assert batch.pk
    code = str(ReportRow.objects.count())
    row = ReportRow.of(report, code=code, ground_id="00", verdict=Verdict.ACCEPTED)
    row.save()

    assert ReportRow.objects.get(code=code).value() == report


@steady
@given(st.integers(1, 10**12), moments, st.none() | moments, forms)
def test_an_order_comes_back_to_the_gram(
    batch: BatchRow,
    mass_g: int,
    due: datetime,
    arrives_at: datetime | None,
    form: Form,
) -> None:
    assert batch.pk
    row = OrderRow.objects.create(
        code=str(OrderRow.objects.count()),
        form=form,
        mass_g=mass_g,
        due=due,
        arrives_at=arrives_at,
        ground_id="00",
        status=OrderStatus.DRAFT,
    )

    order = OrderRow.objects.get(pk=row.pk).value()
    assert isinstance(order, Order)
    assert round(order.mass_t * 1e6) == mass_g
    assert (order.due, order.arrives_at, order.form) == (due, arrives_at, form)


@pytest.mark.usefixtures("batch")
def test_a_person_holds_only_what_is_in_force() -> None:
    person = PersonRow.objects.create(code="p-1", organisation="H-001")
    held = Grant(Role.REPORTER, "00", date(2021, 7, 1))
    ended = replace(held, role=Role.AUDITOR, valid_to=date(2021, 7, 5))
    for grant in (held, ended):
        GrantRow.of(grant, person).save()

    assert person.viewer(date(2021, 7, 8)).grants == (held,)
    assert person.viewer(date(2021, 7, 4)).grants == (held, ended)
    assert person.viewer(date(2021, 7, 4)).organisation == "H-001"


def test_a_word_that_a_list_does_not_have_is_refused(batch: BatchRow) -> None:
    known = {"form": "gas", "state": "known"}
    row = StockRow(batch=batch, position=0, ground_id="00", **known)
    with pytest.raises(ValueError, match="gas"):
        row.save()
