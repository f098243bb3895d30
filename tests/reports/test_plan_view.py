"""What a reader is shown first."""

from dataclasses import replace

from napas.domain.need import Severity
from napas.domain.plan import Binding
from napas.domain.situation import StockState
from napas.reports.plan_view import PlanView
from napas.reports.shapes import shapes_of


def test_names_come_from_territories_facilities_and_plants(view: PlanView) -> None:
    told = [view.name_of(code) for code in ("01", "H1", "P1", "nobody")]
    assert told == ["North <b>", "Hospital One", "Plant", "nobody"]


def test_unknown_hours_are_counted_and_not_listed(view: PlanView) -> None:
    assert [cover.facility for cover in view.worst_facilities()] == ["H1"]
    assert view.covers_unknown == 1
    assert StockState.UNKNOWN not in {cover.state for cover in view.worst_facilities()}


def test_shipments_stand_in_the_order_of_departure(view: PlanView) -> None:
    assert [leg.vehicle for leg in view.first_shipments(2)] == ["T1", "T2"]


def test_a_country_with_a_map_has_an_outline_for_every_province() -> None:
    assert len(shapes_of("idn")) == 34
    assert shapes_of("nowhere") == ()


def test_shortfalls_and_deliveries_are_told_by_day(view: PlanView) -> None:
    assert view.unmet_by_day() == (8.0, 0.0, 18.0)
    assert view.unmet_by_day(Severity.CRITICAL) == (1.0, 0.0, 0.0)
    assert view.sent_by_day() == (40.0, 0.0, 30.0)


def test_what_no_vehicle_takes_is_summed_and_the_heaviest_come_first(
    view: PlanView,
) -> None:
    assert view.on_trucks_t == 36.0
    assert view.unsent_t == 3.0
    assert [rest.target for rest in view.largest_unsent(1)] == ["H2"]


def test_a_name_stands_after_its_code_unless_it_is_the_code(view: PlanView) -> None:
    assert view.coded_name_of("H1") == "H1 Hospital One"
    assert view.coded_name_of("nobody") == "nobody"


def test_findings_stand_by_code_in_the_order_of_their_first(view: PlanView) -> None:
    first = view.plan.findings[0]
    other = replace(first, code=Binding.FLEET)
    again = replace(first, subject="01")
    plan = replace(view.plan, findings=(first, other, again, first))
    groups = replace(view, plan=plan).findings_by_code(1)
    assert [(group.code, group.first, group.more) for group in groups] == [
        (Binding.NEED_UNKNOWN, (first,), 1),
        (Binding.FLEET, (other,), 0),
    ]


def test_the_planned_level_has_places_of_its_own_unless_it_is_the_first(
    view: PlanView,
) -> None:
    deeper = replace(view, plan=replace(view.plan, places=view.plan.places[:1]))
    assert not view.has_places
    assert deeper.has_places


def test_places_of_unknown_need_are_counted_and_not_listed(view: PlanView) -> None:
    assert [line.code for line in view.worst_places(5)] == ["01"]
    assert view.places_unknown == 1
