"""`napas convert`: one amount of oxygen in another unit, with what it rests on."""

import json
import math
from typing import TypedDict, Unpack

import click

from napas.cli.language import SPEAKS
from napas.cli.spoken_help import SpokenCommand
from napas.errors import ConflictError
from napas.units.conversion import Conversion, ConversionBasis, Step, convert_quantity
from napas.units.liquid import (
    BOILING_POINT_DENSITY_KG_PER_L,
    saturated_density_kg_per_l,
)
from napas.units.measure import write_measure
from napas.units.number_form import NumberForm, write_unmistakable_number
from napas.units.pressure import absolute_bar_from_gauge_bar
from napas.units.quantity import (
    Quantity,
    number_form_of,
    parse_quantity,
    write_unmistakable_quantity,
)
from napas.units.spelling import parse_measure, parse_reference
from napas.words import say_word

EXAMPLES = """\b
napas convert "723.86 kL LOX" t
napas convert "6 m3@15C" kg
napas convert "10 LPM" kg/day --reference 20C --purity 0.93
napas convert "40 L@150bar" kg --temperature 15
"""
SHOWN_DIGITS = 5
"""Significant digits shown to people; --json has all of them."""
FEWEST_DECIMALS = 2

_FORM_OF_LANGUAGE = {"id": NumberForm.DECIMAL_COMMA, "en": NumberForm.DECIMAL_POINT}


class DensityGivenTwiceError(ConflictError):
    """The density of the liquid is given, and a tank pressure that implies another."""

    code = "density-given-twice"


class ConvertOptions(TypedDict):
    """The options of `napas convert`."""

    density: float | None
    tank_pressure: float | None
    purity: float
    reference: str | None
    temperature: float | None
    residual: float | None
    numbers: str | None
    as_json: bool
    language: str


@click.command(
    cls=SpokenCommand,
    help="help-convert",
    context_settings={"ignore_unknown_options": True},
    epilog=EXAMPLES,
)
@click.argument("quantity", help="help-convert-quantity")
@click.argument("unit", help="help-convert-unit")
@click.option("--density", type=float, metavar="KG/L", help="help-convert-density")
@click.option(
    "--tank-pressure",
    type=float,
    metavar="BAR",
    help="help-convert-tank-pressure",
)
@click.option(
    "--purity",
    type=float,
    default=1.0,
    metavar="SHARE",
    help="help-convert-purity",
)
@click.option(
    "--reference",
    metavar="STATE",
    help="help-convert-reference",
)
@click.option(
    "--temperature",
    type=float,
    metavar="CELSIUS",
    help="help-convert-temperature",
)
@click.option(
    "--residual",
    type=float,
    metavar="BAR",
    help="help-convert-residual",
)
@click.option(
    "--numbers",
    type=click.Choice([form.value for form in NumberForm]),
    help="help-convert-numbers",
)
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def convert(quantity: str, unit: str, **options: Unpack[ConvertOptions]) -> None:
    """Say QUANTITY in another UNIT, through its mass of oxygen."""
    number_form = NumberForm(options["numbers"]) if options["numbers"] else None
    conversion = convert_quantity(
        parse_quantity(quantity, number_form=number_form),
        parse_measure(unit, number_form=number_form),
        _basis(options),
    )
    if options["as_json"]:
        click.echo(json.dumps(_record(quantity, conversion), ensure_ascii=False))
    else:
        language = options["language"]
        form = number_form or number_form_of(quantity) or _FORM_OF_LANGUAGE[language]
        click.echo(_line(conversion, form, language))


def _basis(options: ConvertOptions) -> ConversionBasis:
    density, tank_pressure = options["density"], options["tank_pressure"]
    if density is not None and tank_pressure is not None:
        raise DensityGivenTwiceError(density=density, tank_pressure=tank_pressure)
    if tank_pressure is not None:
        density = saturated_density_kg_per_l(absolute_bar_from_gauge_bar(tank_pressure))
    reference = options["reference"]
    return ConversionBasis(
        liquid_density_kg_per_l=(
            BOILING_POINT_DENSITY_KG_PER_L if density is None else density
        ),
        purity=options["purity"],
        flow_reference=None if reference is None else parse_reference(reference),
        cylinder_temperature_celsius=options["temperature"],
        residual_gauge_pressure_bar=options["residual"],
    )


def _record(text: str, conversion: Conversion) -> dict[str, object]:
    given, answer = conversion.given, conversion.answer
    point = NumberForm.DECIMAL_POINT
    states = [step.state for step in conversion.steps if step.state]
    return {
        "value": answer.value,
        "unit": write_measure(answer.measure, point),
        "input": {
            "text": text,
            "value": given.value,
            "unit": write_measure(given.measure, point),
        },
        "reference": states[0] if states else None,
        "method": [
            {
                "name": step.method,
                "value": step.value,
                "unit": step.unit,
                "state": step.state or None,
            }
            for step in conversion.steps
        ],
    }


def _line(conversion: Conversion, form: NumberForm, language: str) -> str:
    given = _written(conversion.given, form, language)
    measure = conversion.answer.measure
    rounded = Quantity(_shown(conversion.answer.value), measure)
    answer = _written(rounded, form, language)
    basis = "; ".join(_step_text(step, form) for step in conversion.steps)
    return f"{given} = {answer} ({basis})" if basis else f"{given} = {answer}"


def _written(quantity: Quantity, form: NumberForm, language: str) -> str:
    """An amount with the language's word for its period, which is read as well."""
    text = write_unmistakable_quantity(quantity, form)
    period = quantity.measure.period
    if period is None:
        return text
    return text.replace(f"/{period}", f"/{say_word(period, language)}", 1)


def _step_text(step: Step, form: NumberForm) -> str:
    state = f" {step.state}" if step.state else ""
    return f"{write_unmistakable_number(_shown(step.value), form)} {step.unit}{state}"


def _shown(value: float) -> float:
    if value == 0.0:
        return value
    decimals = SHOWN_DIGITS - 1 - math.floor(math.log10(value))
    return round(value, max(FEWEST_DECIMALS, decimals))
