"""Every pair of units has its factor and its name."""

from dataclasses import replace

import numpy as np
import pytest

from napas.domain.network import Form
from napas.domain.report import Mixup
from napas.oversight.evidence.expectation import expect
from napas.oversight.evidence.limits import limits_of
from napas.oversight.evidence.memory import Memory
from napas.oversight.evidence.mixups import (
    MEANT,
    MIXUPS,
    Meanings,
    MeantUnit,
    TypedSheets,
    meanings_of,
)
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    SLOTS,
    STOCK,
    USE,
    Array,
)
from tests.oversight.harapan import BIG, HARAPAN, KECIL, PARAMETERS

NAN = float("nan")


def typed(
    amounts_kg: dict[int, float],
    unit_kg: float,
    *,
    own_kg: float = NAN,
    form: Form = Form.LIQUID,
) -> TypedSheets:
    facility = HARAPAN if form is Form.LIQUID else KECIL
    limits = limits_of([(facility.code, form)], [facility], [BIG], PARAMETERS)
    row: Array = np.full((1, SLOTS), NAN)
    for slot, amount_kg in amounts_kg.items():
        row[0, slot] = amount_kg
    told = ~np.isnan(row)
    seen = expect(
        Memory(1),
        limits,
        PARAMETERS,
        books=np.array([0]),
        at_days=np.array([1.0]),
        noted_kg=np.array([0.0]),
        told=told,
    )
    return TypedSheets(
        amounts_kg=np.where(told, row, 0.0),
        unit_kg=np.where(told & (row > 0.0), unit_kg, NAN),
        usual_unit_kg=np.where(told, own_kg, NAN),
        piece_kg=limits.piece_kg,
        piece_m3=limits.piece_m3,
        counted=limits.counted,
        seen=replace(seen, gap_days=np.array([4.0])),
    )


def named(found: Meanings, slot: int, unit: MeantUnit) -> tuple[Mixup, float]:
    """What taking one figure for another unit is called, and its factor."""
    alone = (np.abs(np.log(found.factors)) > 1e-9).sum(axis=1) == 1
    mine = np.flatnonzero(
        alone & (found.unit == MEANT.index(unit)) & (found.factors[:, slot] != 1.0)
    )
    (row,) = mine.tolist()
    return MIXUPS[int(found.mixup[row])], float(found.factors[row, slot])


@pytest.mark.parametrize(
    ("unit_kg", "meant", "mixup", "factor"),
    [
        (1000.0, MeantUnit.KILOGRAM, Mixup.THOUSAND, 1000.0),
        (1.0, MeantUnit.TONNE, Mixup.THOUSAND, 1e-3),
        (1000.0, MeantUnit.KILOLITRE, Mixup.LIQUID_VOLUME, 1.0 / 1.1412),
        (1141.2, MeantUnit.TONNE, Mixup.LIQUID_VOLUME, 1.1412),
        (1.0, MeantUnit.LITRE, Mixup.LIQUID_VOLUME, 1.0 / 1.1412),
        (1141.2, MeantUnit.LITRE, Mixup.THOUSAND, 1000.0),
        (1.0, MeantUnit.GAS_15, Mixup.GAS_VOLUME, 1.0 / 1.35436),
        (1.35436, MeantUnit.KILOGRAM, Mixup.GAS_VOLUME, 1.35436),
        (1.35436, MeantUnit.KILOLITRE, Mixup.GAS_FOR_LIQUID, 1.35436 / 1141.2),
        (1141.2, MeantUnit.GAS_15, Mixup.GAS_FOR_LIQUID, 842.6),
        (1000.0, MeantUnit.LITRE, Mixup.OTHER_UNIT, 876.3),
        (1000.0, MeantUnit.GAS_0, Mixup.OTHER_UNIT, 699.8),
        (1000.0, MeantUnit.PERCENT, Mixup.PERCENT, 10.0),
        (100.0, MeantUnit.TONNE, Mixup.PERCENT, 0.1),
    ],
)
def test_a_pair_of_units_has_its_name_and_factor(
    unit_kg: float, meant: MeantUnit, mixup: Mixup, factor: float
) -> None:
    found = meanings_of(typed({STOCK: 3000.0}, unit_kg), PARAMETERS)

    name, times = named(found, STOCK, meant)

    assert name is mixup
    assert times == pytest.approx(factor, rel=1e-3)


def test_cylinders_are_taken_for_cubic_metres() -> None:
    sheet = typed({STOCK: 435.0}, 8.65, form=Form.CYLINDER)

    name, times = named(meanings_of(sheet, PARAMETERS), STOCK, MeantUnit.PIECES_M3)

    assert name is Mixup.PIECES
    assert times == pytest.approx(6.0, rel=0.01)


def test_a_flow_is_asked_of_a_use_alone_and_per_cent_of_a_stock() -> None:
    sheet = typed({STOCK: 3000.0, USE: 400.0, RECEIVED: 2000.0}, 1000.0)
    found = meanings_of(sheet, PARAMETERS)

    def slots(unit: MeantUnit) -> set[int]:
        rows = found.factors[found.unit == MEANT.index(unit)]
        return {int(slot) for slot in np.flatnonzero((rows != 1.0).any(axis=0))}

    assert slots(MeantUnit.FLOW) == {USE}
    assert slots(MeantUnit.PERCENT) == {STOCK}
    assert slots(MeantUnit.KILOLITRE) == {STOCK, USE, RECEIVED}


def test_a_whole_sheet_may_be_in_another_unit() -> None:
    sheet = typed({STOCK: 3000.0, USE: 400.0, RECEIVED: 0.0}, 1000.0)
    found = meanings_of(sheet, PARAMETERS)
    litres = found.unit == MEANT.index(MeantUnit.KILOLITRE)
    whole = litres & ((found.factors != 1.0).sum(axis=1) == 2)

    assert found.factors[whole] == pytest.approx(
        np.array([[0.8763, 0.8763, 1.0, 1.0]]), rel=1e-3
    )


def test_the_unit_a_sender_always_used_is_the_first_to_be_thought_of() -> None:
    kept = meanings_of(typed({STOCK: 3000.0}, 1141.2, own_kg=1141.2), PARAMETERS)
    changed = meanings_of(typed({STOCK: 3000.0}, 1141.2, own_kg=1000.0), PARAMETERS)

    def share(found: Meanings) -> float:
        return float(found.share[found.unit == MEANT.index(MeantUnit.TONNE)].max())

    assert share(changed) == PARAMETERS["screening.former_unit_share"]
    assert share(kept) == PARAMETERS["screening.liquid_volume_share"]
    assert not changed.slight[changed.unit == MEANT.index(MeantUnit.TONNE)].any()
    assert kept.slight[kept.unit == MEANT.index(MeantUnit.TONNE)].all()


def test_a_use_may_be_of_another_time() -> None:
    found = meanings_of(typed({USE: 400.0}, 1.0), PARAMETERS)
    factors = {
        MIXUPS[int(mixup)]: float(row[USE])
        for mixup, row in zip(found.mixup, found.factors, strict=True)
    }

    assert factors[Mixup.WEEK] == 7.0
    assert factors[Mixup.MONTH] == 30.0
    assert factors[Mixup.SINCE_LAST] == 4.0
    assert factors[Mixup.HOUR] in (24.0, 1.0 / 24.0)


def test_full_and_empty_may_be_swapped_when_both_are_told() -> None:
    both = typed({STOCK: 400.0, EMPTY: 200.0}, 8.65, form=Form.CYLINDER)
    one = typed({STOCK: 400.0}, 8.65, form=Form.CYLINDER)
    swapped = MIXUPS.index(Mixup.SWAPPED)

    found = meanings_of(both, PARAMETERS)

    assert found.factors[found.mixup == swapped][0, [STOCK, EMPTY]].tolist() == [2, 0.5]
    assert not (meanings_of(one, PARAMETERS).mixup == swapped).any()


def test_nothing_is_nothing_in_every_unit() -> None:
    found = meanings_of(typed({STOCK: 0.0, USE: 0.0}, 1000.0), PARAMETERS)

    assert len(found.sheet) == 0
