import math
from dataclasses import replace

import numpy as np
import pytest

from napas.domain.country import CylinderType
from napas.domain.need import DeviceKind, PatientCount
from napas.domain.network import (
    Census,
    CylinderHolding,
    Facility,
    Form,
    OwnSource,
    SourceKind,
)
from napas.oversight.evidence.limits import (
    Limits,
    limits_of,
    piece_content_kg,
    piece_contents_kg,
    usual_use_kg,
)
from tests.oversight.harapan import BIG, HARAPAN, KECIL, MORNING, PARAMETERS

SMALL = CylinderType("1m3", "1 m3", 6.7, 150.0, 0.995)
CONTENTS_KG = piece_contents_kg((BIG, SMALL), PARAMETERS)


def limit(facility: Facility, form: Form = Form.LIQUID) -> Limits:
    return limits_of([(facility.code, form)], [facility], (BIG, SMALL), PARAMETERS)


def test_a_tank_bounds_its_book_and_a_pipeline_its_use() -> None:
    found = limit(HARAPAN)

    assert found.capacity_kg[0] == 10_000.0
    assert found.bounded[0]
    assert found.use_limit_kg[0] == pytest.approx(1500.0 * 1.2 * 1.917, rel=0.1)


def test_beds_bound_a_use_where_no_pipeline_is_known() -> None:
    found = limit(replace(HARAPAN, pipeline_l_per_min=None, beds=10))

    assert found.use_limit_kg[0] == pytest.approx(800.0 * 1.917, rel=0.1)


def test_nobody_knows_what_a_place_without_anything_draws() -> None:
    found = limit(Facility("bare", "", "1"))

    assert math.isinf(found.use_limit_kg[0])
    assert not found.bounded[0]
    assert found.capacity_kg[0] == 30.0 * 120.0 * 2.0


def test_cylinders_bound_their_book_by_what_is_owned() -> None:
    found = limit(KECIL, Form.CYLINDER)

    assert found.capacity_kg[0] == pytest.approx(80.0 * CONTENTS_KG["6m3"])
    assert found.piece_m3[0] == pytest.approx(6.0)
    assert found.counted[0]


def test_machines_bound_what_is_made() -> None:
    made = replace(
        KECIL,
        beds=None,
        sources=(
            OwnSource(SourceKind.PSA, 2, 300.0),
            OwnSource(SourceKind.CONCENTRATOR, 10, 5.0),
        ),
    )
    on_site = limit(made, Form.ON_SITE).use_limit_kg[0]
    at_beds = limit(made, Form.LOW_FLOW).use_limit_kg[0]

    assert on_site / at_beds == pytest.approx(600.0 / 50.0)
    assert math.isinf(limit(replace(KECIL, beds=None), Form.ON_SITE).use_limit_kg[0])
    assert not limit(made, Form.ON_SITE).bounded[0]


def test_mixed_cylinders_are_told_by_their_average() -> None:
    mixed = replace(
        KECIL, cylinders=(CylinderHolding("6m3", 30, 0), CylinderHolding("1m3", 0, 10))
    )
    expected = (30.0 * CONTENTS_KG["6m3"] + 10.0 * CONTENTS_KG["1m3"]) / 40.0

    assert piece_content_kg(mixed, CONTENTS_KG) == pytest.approx(expected)
    assert limit(mixed, Form.CYLINDER).piece_m3[0] == pytest.approx(190.05 / 40.0)


def test_the_only_type_of_a_country_stands_in_for_cylinders_nobody_listed() -> None:
    bare = replace(KECIL, cylinders=())
    only = {"6m3": CONTENTS_KG["6m3"]}
    found = limits_of([("kecil", Form.CYLINDER)], [bare], (BIG,), PARAMETERS)

    assert piece_content_kg(bare, only) == CONTENTS_KG["6m3"]
    assert piece_content_kg(bare, CONTENTS_KG) is None
    assert found.piece_m3[0] == pytest.approx(6.0)
    assert limit(bare, Form.CYLINDER).piece_kg[0] == pytest.approx(8.1, rel=0.02)


def test_a_reserve_beside_a_tank_is_used_little() -> None:
    both = replace(HARAPAN, cylinders=KECIL.cylinders)

    assert (
        limit(both, Form.CYLINDER).usual_log[0]
        < limit(KECIL, Form.CYLINDER).usual_log[0]
    )


def test_counted_patients_tell_the_use_better_than_beds() -> None:
    census = Census(MORNING, (PatientCount(DeviceKind.HFNC, 20),), occupied_beds=150)
    counted = replace(HARAPAN, census=census)
    nobody = replace(
        HARAPAN, census=Census(MORNING, (PatientCount(DeviceKind.IMV, 0),))
    )

    use_kg, spread = usual_use_kg(counted, PARAMETERS)

    assert use_kg > 300.0
    assert spread < usual_use_kg(HARAPAN, PARAMETERS)[1]
    assert usual_use_kg(nobody, PARAMETERS) == usual_use_kg(HARAPAN, PARAMETERS)


def test_unknown_beds_are_those_of_the_class() -> None:
    country = [
        replace(HARAPAN, code="a", beds=100),
        replace(HARAPAN, code="b", beds=300),
        replace(HARAPAN, code="c", class_code="D", beds=20),
        replace(HARAPAN, code="d", beds=None),
        replace(HARAPAN, code="e", beds=None, class_code="Z"),
    ]
    books = [(each.code, Form.LIQUID) for each in country]

    usual = np.exp(limits_of(books, country, (), PARAMETERS).usual_log)

    assert usual[3] == pytest.approx(200.0 * 2.0)
    assert usual[4] == pytest.approx(100.0 * 2.0)
