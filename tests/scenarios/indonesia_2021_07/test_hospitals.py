"""The invented hospitals hold what the nation was known to hold."""

from collections import Counter
from datetime import timedelta

from napas.domain.network import Facility, Form, SourceKind
from napas.domain.situation import Situation, StockState
from tests.scenarios.indonesia_2021_07.reading import facts_of


def test_hospitals_and_beds_are_those_of_the_register_by_province(
    situation: Situation, hospitals: list[Facility]
) -> None:
    tree = situation.country.tree
    count: Counter[str] = Counter()
    beds: Counter[str] = Counter()
    for hospital in hospitals:
        province = tree.ancestor_at(hospital.territory, 1).code
        count[province] += 1
        beds[province] += hospital.beds or 0
    facts = facts_of("provinces")
    assert count == {line["territory"]: int(line["hospitals"]) for line in facts}
    assert beds == {line["territory"]: int(line["beds"]) for line in facts}
    assert (sum(count.values()), sum(beds.values())) == (2_925, 271_859)


def test_classes_are_those_of_the_country(hospitals: list[Facility]) -> None:
    assert Counter(hospital.class_code for hospital in hospitals) == {
        "A": 60,
        "B": 430,
        "C": 1_524,
        "D": 816,
        "D Pratama": 42,
        "": 53,
    }


def test_what_the_nation_handed_out_is_all_there(
    situation: Situation, hospitals: list[Facility]
) -> None:
    cylinders: Counter[str] = Counter()
    sources: Counter[SourceKind] = Counter()
    for facility in situation.facilities:
        for held in facility.cylinders:
            cylinders[held.type_code] += held.full + held.empty
        for source in facility.sources:
            sources[source.kind] += source.pieces
    assert cylinders["6m3"] == 15_906
    assert cylinders["1m3"] == 275
    assert sources[SourceKind.CONCENTRATOR] == 8_100
    assert sources[SourceKind.DEPLOYABLE_SYSTEM] == 9
    with_system = [
        hospital
        for hospital in hospitals
        if any(s.kind is SourceKind.DEPLOYABLE_SYSTEM for s in hospital.sources)
    ]
    assert len(with_system) == 9


def test_liquid_is_had_by_three_in_four_of_javas_middle_hospitals(
    situation: Situation, hospitals: list[Facility]
) -> None:
    tree = situation.country.tree
    middle = [
        hospital
        for hospital in hospitals
        if hospital.class_code in ("B", "C")
        and tree.landmass(hospital.territory) == "java"
    ]
    assert 0.7 <= sum(bool(each.tanks) for each in middle) / len(middle) <= 0.8


def test_stocks_are_known_stale_or_unknown_and_never_made_up_as_zero(
    situation: Situation,
) -> None:
    states = Counter(stock.state for stock in situation.stocks)
    assert set(states) == {
        StockState.SYNTHETIC,
        StockState.STALE,
        StockState.UNKNOWN,
    }
    dated = [stock.as_of for stock in situation.stocks if stock.as_of]
    assert situation.as_of - min(dated) <= timedelta(hours=36)
    assert max(dated) <= situation.as_of
    liquid = [stock for stock in situation.stocks if stock.form is Form.LIQUID]
    assert min(stock.mass_t for stock in liquid if stock.mass_t is not None) > 0.0
