import json
from typing import Any

import pytest
from click.testing import CliRunner

from napas.cli.need import (
    InhaledShareError,
    IntensiveBedsError,
    NobodyToSupplyError,
    need,
)
from napas.cli.setting import SettingFormError
from napas.errors import NapasError
from napas.parameters import resolve

WARD = ("--ward", "75", "--hfnc", "5", "--niv", "2", "--imv", "20")


def said(*words: str) -> str:
    answer = CliRunner().invoke(need, list(words), catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def recorded(*words: str) -> dict[str, Any]:
    record = json.loads(said(*words, "--json"))
    assert isinstance(record, dict)
    return record


def norms(record: dict[str, Any]) -> dict[str, Any]:
    return {line["norm"]: line for line in record["norms"]}


def codes(record: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in record["findings"]]


def test_norms_stand_side_by_side_on_the_same_ward() -> None:
    known = norms(recorded(*WARD))

    assert known["norm-who-esft"]["flow_l_per_min"]["value"] == pytest.approx(1560)
    assert known["norm-india-2021"]["flow_l_per_min"]["value"] == pytest.approx(1023)
    assert known["norm-united-kingdom"]["flow_l_per_min"]["value"] == pytest.approx(
        75 * 5 + 22 * 15 + 5 * 60
    )
    assert known["norm-india-task-force"]["flow_l_per_min"] is None


def test_need_by_norm_and_measured_use_stand_apart() -> None:
    record = recorded(*WARD, "--other", "0")

    assert record["need_by_norm"]["basis"] == "norm"
    assert record["measured_use"]["basis"] == "measured"
    by_norm = record["need_by_norm"]["need_t_per_day"]
    assert by_norm["low"] < by_norm["value"] < by_norm["high"]
    assert record["measured_use"]["need_t_per_day"]["value"] < by_norm["value"]


def test_bed_norms_count_beds_where_they_are_given() -> None:
    record = recorded(*WARD, "--beds", "200", "--icu-beds", "50", "--bed-norm", "11")
    known = norms(record)

    assert known["norm-india-2021"]["flow_l_per_min"]["value"] == pytest.approx(1950)
    assert known["norm-country-bed"]["need_t_per_day"]["value"] == pytest.approx(2.2)
    assert known["norm-who-esft"]["counted"] == "patients"


def test_beds_alone_are_taken_as_full_of_patients_on_oxygen() -> None:
    record = recorded("--beds", "100", "--icu-beds", "25")

    assert norms(record)["norm-who-esft"]["flow_l_per_min"]["value"] == 1500.0
    patients = sum(line["patients"] or 0 for line in record["need_by_norm"]["lines"])
    assert patients == pytest.approx(100)
    assert "devices-assumed" in codes(record)
    assert "intensive-beds-assumed" not in codes(record)


def test_unknown_intensive_beds_are_assumed_and_said() -> None:
    assert "intensive-beds-assumed" in codes(recorded("--beds", "100"))


def test_no_beds_at_all_need_nothing() -> None:
    record = recorded("--beds", "0", "--icu-beds", "0")

    assert record["need_by_norm"]["need_t_per_day"]["value"] == 0.0


def test_children_count_by_their_age() -> None:
    record = recorded("--child", "2", "--infant", "3", "--newborn", "4")
    flows = {
        line["group"]: line["flow_l_per_min"]["value"]
        for line in record["need_by_norm"]["lines"]
        if line["group"]
    }

    assert flows == pytest.approx({"child": 5.0, "infant": 4.5, "newborn": 3.0})


def test_every_low_flow_device_has_its_option() -> None:
    record = recorded("--cannula", "1", "--mask", "2", "--reservoir-mask", "3")
    parts = {line["part"]: line["patients"] for line in record["need_by_norm"]["lines"]}

    assert parts == {"cannula": 1, "mask": 2, "reservoir_mask": 3, "leaks": None}


def test_a_generator_must_give_more_than_liquid() -> None:
    def need_t_per_day(source: str) -> float:
        record = recorded(*WARD, "--source", source, "--fio2", "0.7")
        return float(record["need_by_norm"]["need_t_per_day"]["value"])

    assert need_t_per_day("psa") > need_t_per_day("liquid")


def test_a_setting_is_remembered_with_who_set_it() -> None:
    record = recorded(*WARD, "--set", "pipelines.leak_share=0.05")
    leak = next(
        known for known in record["rests_on"] if known["name"] == "pipelines.leak_share"
    )

    assert leak["value"] == 0.05
    assert leak["set_by"] == "--set"
    assert record["non_default_parameters"] == ["pipelines.leak_share"]
    assert record["parameters_hash"] != resolve().hash


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ((), NobodyToSupplyError),
        (("--beds", "10", "--icu-beds", "11"), IntensiveBedsError),
        (("--ward", "1", "--icu-beds", "1"), IntensiveBedsError),
        (("--imv", "1", "--fio2", "60"), InhaledShareError),
        (("--imv", "1", "--fio2", "0.1"), InhaledShareError),
        (("--imv", "1", "--set", "leak"), SettingFormError),
    ],
)
def test_what_cannot_be_is_refused(
    words: tuple[str, ...], failure: type[NapasError]
) -> None:
    with pytest.raises(failure):
        said(*words)


def test_the_page_speaks_bahasa_first() -> None:
    page = said(*WARD)

    assert "Norma yang diterbitkan" in page
    assert "pasien: berat" in page
    assert "1.560 (" in page
    assert "t/hari" in page


def test_the_page_speaks_english_when_asked() -> None:
    page = said(*WARD, "--child", "2", "--fio2", "0.8", "--lang", "en")

    assert "Published norms" in page
    assert "Nasal cannula, child" in page
    assert "Leaks, critical" in page
    assert "FiO2 set at HFNC, NIV and IMV: 80.0%" in page
    assert "1,580 (" in page


def test_columns_stand_under_one_another() -> None:
    table = said(*WARD, "--lang", "en").split("\n\n")[1].splitlines()
    column = table[0].index("formula")

    assert {line[column - 2 : column] for line in table} == {"  "}
    assert all(line[column] != " " for line in table)


def test_only_the_norms_widest_apart_are_named_on_the_page() -> None:
    record = recorded(*WARD, "--other", "0")
    page = said(*WARD, "--other", "0", "--lang", "en")

    assert codes(record).count("norms-disagree") > 1
    assert page.count("Name the norm with every figure") == 1


def test_a_page_without_doubt_ends_with_its_basis() -> None:
    page = said(
        *WARD, "--other", "0", "--lang", "en", "--set", "norms.disagreement_ratio=3"
    )

    assert page.splitlines()[-1].startswith("blender: L/min =")


def test_what_it_rests_on_is_shown_with_all_decimals() -> None:
    page = said(*WARD, "--lang", "en")

    assert "0.995 (0.99" in page
    assert "flows.liquid_purity_share" in page


def test_the_page_is_plain_text() -> None:
    assert "\x1b" not in said(*WARD)


@pytest.mark.parametrize(
    "words",
    [
        ("--ward", "99999999999999999999999999"),
        ("--beds", "1000000000000"),
        ("--ward", "10", "--bed-norm", "inf"),
        ("--beds", "10", "--bed-norm", "nan"),
        ("--beds", "10", "--bed-norm", "1e300"),
        ("--imv", "3", "--fio2", "nan"),
        ("--imv", "3", "--fio2", "inf"),
    ],
)
def test_numbers_beyond_reason_are_refused_and_never_reckoned_with(
    words: tuple[str, ...],
) -> None:
    answer = CliRunner().invoke(need, words)
    assert answer.exit_code == 2
    assert answer.stdout == ""


def test_no_bed_needs_nothing_and_no_formula() -> None:
    page = said("--beds", "0", "--icu-beds", "0")
    assert "unknown" not in page
    assert "tidak diketahui L/menit" not in page


def test_the_basis_is_told_in_the_words_of_the_language() -> None:
    page = said("--ward", "10", "--other", "0", "--lang", "id")
    basis = page.partition("Dasar perhitungan")[2]
    (leak,) = (line for line in basis.splitlines() if "leak_share" in line)
    assert "bagian" in leak
    assert "L/min " not in basis
    assert "degC" not in basis


def test_norms_and_devices_rest_on_the_same_assumed_beds() -> None:
    record = recorded("--beds", "10")
    (assumed,) = [
        finding["params"]["intensive_beds"]
        for finding in record["findings"]
        if finding["code"] == "intensive-beds-assumed"
    ]
    ventilated = sum(
        line["patients"]
        for line in record["need_by_norm"]["lines"]
        if line["severity"] == "critical" and line["patients"] is not None
    )

    assert ventilated == pytest.approx(assumed)
    flow = norms(record)["norm-who-esft"]["flow_l_per_min"]["value"]
    assert flow == pytest.approx(30 * ventilated + 10 * (10 - ventilated))
