import pytest

from napas.exchange.texts.context import NO_CONTEXT, Context
from napas.exchange.texts.readings import Ground
from napas.units.gas import GasReference
from napas.units.measure import Period
from napas.units.number_form import NumberForm
from tests.exchange.texts.tell import HOSPITAL, TANKED, grounds, told, understood


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("stok cair 2,5 ton", "stock liquid 2500kg"),
        ("stok cair 2.5 MT", "stock liquid 2500kg"),
        ("stok cair 2500 kg", "stock liquid 2500kg"),
        ("stok 2 ton 300 kg lox", "stock liquid 2300kg"),
        ("stok lox 2 ton 300 kg", "stock liquid 2300kg"),
        ("stok 2 ton oksigen cair", "stock liquid 2000kg"),
        ("stok 2 ton oksigen", "stock 2000kg likely"),
        ("stok lox dan tabung 2 ton", "stock 2000kg likely"),
        ("mohon kebutuhan lox 2 ton dipenuhi", "need liquid 2000kg"),
        ("stok 500 L LOX", "stock liquid 570.6kg likely"),
        ("stok lox 1,5 kL", "stock liquid 1711.8kg likely"),
        ("stok gas 120 m3", "stock 162.524kg likely"),
        ("stok gas 120 m3@0C", "stock 171.484kg likely"),
        ("stok tabung 120 m3", "stock cylinder 162.524kg likely"),
        ("pemakaian 900 kg/hari", "use 900kg/d"),
        ("pemakaian 40 kg per jam", "use 960kg/d"),
        ("pemakaian 40 kg sejam", "use 960kg/d"),
        ("pemakaian 7 ton seminggu", "use 1000kg/d"),
        ("pemakaian 7 ton/minggu", "use 1000kg/d"),
        ("pemakaian 24 jam 900 kg", "use 900kg/d"),
        ("pemakaian 900 kg 24 jam terakhir", "use 900kg/d"),
        ("pemakaian hari ini 900 kg", "use 900kg/d likely"),
        ("pemakaian 900 kg", "use 900kg/d likely"),
        ("kebutuhan per hari 2 ton", "need 2000kg/d"),
        ("butuh lox 0 ton", "need liquid 0kg"),
        ("stok lox 0", "stock liquid 0kg"),
        ("lox nihil stok", "stock liquid 0kg likely"),
        ("stok cair setengah ton", "stock liquid 500kg likely"),
        ("stok cair dua setengah ton", "stock liquid 2500kg likely"),
        ("stok cair dua koma lima ton", "stock liquid 2500kg likely"),
        ("stok cair dua belas ton", "stock liquid 12000kg likely"),
        ("stok cair seratus dua puluh lima kg", "stock liquid 125kg likely"),
        ("stok cair twenty five kg", "stock liquid 25kg likely"),
        ("stok cair dua ribu lima ratus kg", "stock liquid 2500kg likely"),
        ("stok cair 2 ribu kg", "stock liquid 2000kg likely"),
        ("stok cair ~ 2 ton", "stock liquid 2000kg likely"),
        ("stok cair 2an ton", "? unit-missing 2"),
        ("Stok cair (ton): 2,5", "stock liquid 2500kg likely"),
    ],
)
def test_an_amount_is_read_in_its_own_unit(text: str, line: str) -> None:
    assert told(text) == [line]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stok cair 1.200 kg", ["? number-unclear 1.200 kg"]),
        ("stok cair 1.200 ribu kg", ["! 1.200 ribu"]),
        ("stok cair 2.5.1 ton", ["? number-unreadable 2.5.1 ton"]),
        ("stok cair 12 500 kg", ["? number-unreadable 12 500 kg"]),
        ("stok cair -2 ton", ["? number-unreadable 2 ton"]),
        ("stok cair 2 x 3 ton", ["? number-unreadable 2 x 3 ton"]),
        ("terima 5 ton x 3", ["? number-unreadable 5 ton", "? unit-missing 3"]),
        ("stok cair 2 tons", ["? unit-unclear 2 tons"]),
        ("stok cair 2 mt", ["? unit-unclear 2 mt"]),
        ("pemakaian lox 20 LT/hr", ["? unit-unclear 20 LT/hr"]),
        ("pemakaian lox 2 tons/hari", ["? unit-unclear 2 tons/hari"]),
        (
            "stok lox 2 ton 1500 kg",
            ["? several-figures 2 ton", "? several-figures 1500 kg"],
        ),
        ("tabung butuh 6 m3", ["need cylinder 8.12618kg likely"]),
        ("stok lox 500 m3", ["? unit-unclear 500 m3"]),
        ("stok 500 m3", ["? unit-unclear 500 m3"]),
        ("stok 500 liter", ["? unit-unclear 500 liter"]),
        ("stok 2 kL", ["? unit-unclear 2 kL"]),
        ("stok gas 120 Nm3", ["? unit-unclear 120 Nm3"]),
        ("pemakaian 900 kg/hr", ["? unit-unclear 900 kg/hr"]),
        ("pemakaian 900 kg/bulan", ["? unit-unclear 900 kg/bulan"]),
        ("pemakaian 900 kg/pasien", ["? unit-unclear 900 kg/pasien"]),
        ("pemakaian 900 kg/ruangan", ["? unit-unclear 900 kg/ruangan"]),
        ("pemakaian 900 kg/8 jam", ["? unit-unclear 900 kg/8 jam"]),
        ("pemakaian 900 kg tadi pagi", ["? period-missing 900 kg"]),
        ("pemakaian 900 kg 3 jam", ["? period-missing 900 kg", "! 3 jam"]),
        ("stok lox 3200", ["? unit-missing 3200"]),
        ("stok 3200", ["? unit-missing 3200"]),
        ("2,5 ton", ["? role-unclear 2,5 ton"]),
        ("lox 2,5 ton", ["? role-unclear 2,5 ton"]),
        ("stok 900 kg/hari", ["? role-unclear 900 kg/hari"]),
        ("stok cair kurang dari 2 ton", ["? only-a-bound 2 ton"]),
        ("stok cair 2 ton lebih", ["? only-a-bound 2 ton"]),
        ("stok cair 2-3 ton", ["? only-a-range 2-3 ton"]),
        ("stok cair 2 ton sampai 3 ton", ["? only-a-range 2 ton sampai 3 ton"]),
        ("stok cair 5000 ton", ["? too-large 5000 ton"]),
        (
            "stok cair 99999999999999999999 ton",
            ["? number-unreadable 99999999999999999999 ton"],
        ),
    ],
)
def test_what_could_mean_two_things_is_asked(text: str, lines: list[str]) -> None:
    assert told(text) == lines


def test_every_reading_of_a_question_has_its_kilograms() -> None:
    question = understood("stok 1.200 m3").messages[0].questions[0]
    masses = [round(reading.mass_kg or 0.0) for reading in question.readings]
    units = {reading.unit for reading in question.readings}

    assert masses == [1369, 2, 1369440, 1625]
    assert units == {"kL LOX", "m3@15C"}


def test_short_and_long_tons_are_told_apart() -> None:
    question = understood("stok lox 2 tons").messages[0].questions[0]

    assert [reading.mass_kg for reading in question.readings] == pytest.approx(
        [2000.0, 1814.0, 2032.0]
    )


def test_an_hour_or_a_day_are_both_readings_of_hr() -> None:
    question = understood("pemakaian 10 kg/hr").messages[0].questions[0]

    assert [reading.rate_kg_per_day for reading in question.readings] == pytest.approx(
        [240.0, 10.0]
    )


def test_a_use_without_period_is_asked_where_no_period_is_declared() -> None:
    question = (
        understood("pemakaian 900 kg", knowledge=NO_CONTEXT).messages[0].questions[-1]
    )

    assert question.code == "text-period-missing"
    assert [reading.rate_kg_per_day for reading in question.readings] == [
        900.0,
        21600.0,
    ]


def test_gas_without_a_declared_state_is_asked_with_every_state() -> None:
    knowledge = Context(sender=HOSPITAL)
    question = (
        understood("stok gas 10 m3", knowledge=knowledge).messages[0].questions[0]
    )

    assert len(question.readings) == len(GasReference)


def test_flow_becomes_a_mass_only_by_a_declared_state() -> None:
    knowledge = Context(
        sender=HOSPITAL, flow_reference=GasReference.AT_20_C, use_period=Period.DAY
    )

    assert told("kebutuhan 100 lpm") == ["? unit-unclear 100 lpm"]
    assert told("kebutuhan 100 lpm", knowledge=knowledge) == ["need 191.69kg/d likely"]


def test_a_declared_number_form_decides_only_what_is_doubtful() -> None:
    comma = Context(sender=HOSPITAL, number_form=NumberForm.DECIMAL_COMMA)

    assert told("stok lox 1.200 kg", knowledge=comma) == ["stock liquid 1200kg"]
    assert told("stok lox 1.2 ton", knowledge=comma) == ["stock liquid 1200kg"]


def test_every_ground_says_why_an_item_is_not_sure() -> None:
    assert grounds("stok liqiud 2 ton") == []
    assert grounds("stock cair sekitar 2 ton") == [Ground.ROUGH]
    assert grounds("stok cair 2 ton") == []
    assert grounds("persediann cair 2 ton") == [Ground.MISSPELT]
    assert grounds("stok cair dua ton") == [Ground.IN_WORDS]
    assert grounds("stok 2 ton") == [Ground.FORM_NOT_SAID]
    assert grounds("stok 2 ton", TANKED) == [Ground.FORM_OF_TANK]
    assert grounds("pemakaian kemarin 2 ton") == [Ground.DAY_NAMED]
    assert grounds("stok lox 2 kL") == [Ground.LIQUID_BEFORE, Ground.LIQUID_DENSITY]
    assert grounds("Stok:\ncair 2 ton") == [Ground.ROLE_CARRIED]
    assert grounds("Laporan O2\ncair 2 ton") == [Ground.ROLE_OF_REPORT]
    assert grounds("tangki tinggal 45%", TANKED) == [Ground.SHARE_OF_TANK]
    assert grounds("cukup 2 hari") == [Ground.DAYS_AS_HOURS]
