import json

import pytest
from click.testing import CliRunner, Result

from napas.cli.convert import DensityGivenTwiceError, convert
from napas.errors import NapasError
from napas.units.conversion import ReferenceNeededError
from napas.units.refusal import (
    AmountNegativeError,
    NumberAmbiguousError,
    UnitAmbiguousError,
)


def run(*words: str, language: str | None = None) -> Result:
    return CliRunner().invoke(convert, words, env={"NAPAS_LANG": language})


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("723.86 kL LOX", "t"), "723.86 kL LOX = 826.07 t (1.1412 kg/L)"),
        (("723,86 kL LOX", "t"), "723,86 kL LOX = 826,07 t (1,1412 kg/L)"),
        (
            ("723.86 kL LOX", "t", "--density", "1.1417"),
            "723.86 kL LOX = 826.43 t (1.1417 kg/L)",
        ),
        (
            ("10 kL LOX", "t", "--tank-pressure", "3", "--lang", "en"),
            "10 kL LOX = 10.5950 t (1.0595 kg/L)",
        ),
        (("6 m3@15C", "kg"), "6 m3@15C = 8,1262 kg (1,3544 kg/m3 15C)"),
        (
            ("6 m3@15C", "kg", "--lang", "en"),
            "6 m3@15C = 8.1262 kg (1.3544 kg/m3 15C)",
        ),
        (("20 ton", "kg"), "20 t = 20000 kg"),
        (("0 t", "kg"), "0 t = 0 kg"),
        (("1 g", "t"), "1 g = 0,000001 t"),
        (("1.234 t", "kg", "--numbers", "comma"), "1234 t = 1.234.000 kg"),
        (("1.234 t", "kg", "--numbers", "point"), "1.2340 t = 1234 kg"),
        (
            ("10 LPM", "kg/day", "--reference", "20C", "--purity", "0.93"),
            "10 L/menit = 17,8270 kg/hari (1,3312 kg/m3 20C; 0,93 O2)",
        ),
        (
            ("10 LPM", "kg/day", "--reference", "20C", "--lang", "en"),
            "10 L/min = 19.1690 kg/day (1.3312 kg/m3 20C)",
        ),
        (
            ("5 m3/h@0C/100kPa", "t/tahun", "--lang", "id"),
            "5 m3/jam@0C/100kPa = 61,7720 t/tahun (1,4103 kg/m3 0C/100kPa)",
        ),
        (
            ("40 L@150bar", "kg", "--temperature", "15"),
            "40 L@150bar = 8,6849 kg (217,12 kg/m3 15C/150bar)",
        ),
    ],
)
def test_an_amount_is_said_in_another_unit(words: tuple[str, ...], answer: str) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout == f"{answer}\n"
    assert result.stderr == ""


def test_the_language_of_the_environment_gives_the_number_form() -> None:
    assert "8.1262 kg" in run("6 m3@15C", "kg", language="en").stdout
    assert "8,1262 kg" in run("6 m3@15C", "kg", language="id").stdout
    assert "8,1262 kg" in run("6 m3@15C", "kg").stdout


def test_json_is_one_object_with_what_was_read_and_used() -> None:
    result = run("6 Nm3@0C", "kg", "--json")
    record = json.loads(result.stdout)
    assert result.stdout.count("\n") == 1
    assert record["value"] == pytest.approx(8.574197, abs=1e-6)
    assert record["unit"] == "kg"
    assert record["input"] == {"text": "6 Nm3@0C", "value": 6.0, "unit": "m3@0C"}
    assert record["reference"] == "0C"
    assert [step["name"] for step in record["method"]] == ["gas-density"]


def test_json_of_a_liquid_has_no_reference_state() -> None:
    record = json.loads(run("723.86 kL LOX", "t", "--json").stdout)
    assert record["value"] == pytest.approx(826.069, abs=1e-3)
    assert record["reference"] is None
    assert record["method"] == [
        {"name": "liquid-density", "value": 1.1412, "unit": "kg/L", "state": None}
    ]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("6 m3", "kg"), UnitAmbiguousError),
        (("1.234 t", "kg"), NumberAmbiguousError),
        (("-3 t", "kg"), AmountNegativeError),
        (("10 LPM", "kg/day"), ReferenceNeededError),
        (
            ("1 kL LOX", "t", "--density", "1.1", "--tank-pressure", "3"),
            DensityGivenTwiceError,
        ),
    ],
)
def test_a_refusal_is_left_to_the_program_that_speaks(
    words: tuple[str, ...], refusal: type[NapasError]
) -> None:
    result = run(*words)
    assert isinstance(result.exception, refusal)
    assert result.stdout == ""


def test_a_mistyped_option_is_refused() -> None:
    assert run("6 m3@15C", "kg", "--purty", "0.9").exit_code == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_answer_can_be_asked_again(language: str) -> None:
    line = run("2622,9 t/day", "kg/h", "--lang", language).stdout
    answer = line.partition(" = ")[2].strip()
    again = run(answer, "t/day", "--lang", language)
    assert again.exit_code == 0
    assert "2622,9" in again.stdout.replace(".", "")
