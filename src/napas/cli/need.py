"""`napas need`: what patients and beds need, by every norm and as measured."""

import json
from collections.abc import Iterator
from typing import TypedDict, Unpack

import click

from napas.cli.finite_number import FiniteNumber
from napas.cli.language import SPEAKS
from napas.cli.need_picture import NeedPicture
from napas.cli.need_record import record
from napas.cli.need_text import lines
from napas.cli.setting import SETTINGS, layer_of
from napas.cli.spoken_help import SpokenCommand
from napas.demand.census import need_of
from napas.demand.flow import GasSource
from napas.demand.norms import Heads, NormProblem, beds_in_classes, compare_norms
from napas.demand.patients import BedCount, CensusProblem
from napas.domain.finding import Finding
from napas.domain.need import DeviceKind, PatientCount, PatientGroup
from napas.errors import InvalidError
from napas.parameters import Parameters, resolve

EXAMPLES = """\b
napas need --ward 75 --hfnc 5 --niv 2 --imv 20
napas need --beds 100 --icu-beds 25 --lang en
napas need --imv 20 --fio2 0.8 --source psa --set pipelines.leak_share=0.05
"""
AIR = "flows.air_share"
MOST_COUNTED = 100_000_000
"""Patients or beds; more than any nation has."""
MOST_KG_PER_DAY = 1000.0
"""Of one bed: 80 L/min day and night are 160 kg."""
COUNT = click.IntRange(0, MOST_COUNTED)
BLENDERS = (DeviceKind.HFNC, DeviceKind.NIV, DeviceKind.IMV)


class NobodyToSupplyError(InvalidError):
    """Neither patients nor beds were given."""

    code = "nobody-to-supply"


class IntensiveBedsError(InvalidError):
    """There are more intensive beds than beds, or intensive beds without beds."""

    code = "intensive-beds-above-beds"


class InhaledShareError(InvalidError):
    """An inhaled oxygen share lies outside air and pure oxygen."""

    code = "inhaled-share-out-of-range"


class NeedOptions(TypedDict):
    """The options of `napas need`."""

    ward: int
    cannula: int
    mask: int
    reservoir_mask: int
    hfnc: int
    niv: int
    imv: int
    child: int
    infant: int
    newborn: int
    other: int | None
    beds: int | None
    icu_beds: int | None
    bed_norm: float | None
    fio2: float | None
    source: str
    settings: tuple[str, ...]
    as_json: bool
    language: str


@click.command(cls=SpokenCommand, help="help-need", epilog=EXAMPLES)
@click.option("--ward", type=COUNT, default=0, help="help-need-ward")
@click.option("--cannula", type=COUNT, default=0, help="help-need-cannula")
@click.option("--mask", type=COUNT, default=0, help="help-need-mask")
@click.option(
    "--reservoir-mask", type=COUNT, default=0, help="help-need-reservoir-mask"
)
@click.option("--hfnc", type=COUNT, default=0, help="help-need-hfnc")
@click.option("--niv", type=COUNT, default=0, help="help-need-niv")
@click.option("--imv", type=COUNT, default=0, help="help-need-imv")
@click.option("--child", type=COUNT, default=0, help="help-need-child")
@click.option("--infant", type=COUNT, default=0, help="help-need-infant")
@click.option("--newborn", type=COUNT, default=0, help="help-need-newborn")
@click.option("--other", type=COUNT, help="help-need-other")
@click.option("--beds", type=COUNT, help="help-need-beds")
@click.option("--icu-beds", type=COUNT, help="help-need-icu-beds")
@click.option(
    "--bed-norm",
    type=FiniteNumber(0.0, MOST_KG_PER_DAY),
    metavar="KG",
    help="help-need-bed-norm",
)
@click.option("--fio2", type=FiniteNumber(), metavar="SHARE", help="help-need-fio2")
@click.option(
    "--source",
    type=click.Choice([source.value for source in GasSource]),
    default=GasSource.LIQUID.value,
    show_default=True,
    help="help-need-source",
)
@SETTINGS
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def need(**options: Unpack[NeedOptions]) -> None:
    """How much oxygen patients need: by published norms, by device, and as measured."""
    parameters = resolve((layer_of(options["settings"]),))
    picture = _picture(options, parameters)
    if options["as_json"]:
        click.echo(json.dumps(record(picture), ensure_ascii=False))
    else:
        click.echo("\n".join(lines(picture, options["language"])))


def _picture(options: NeedOptions, parameters: Parameters) -> NeedPicture:
    beds, findings = _beds(options, parameters)
    problem = _problem(options, parameters)
    answer = need_of(problem, parameters)
    norms = compare_norms(
        NormProblem(
            patients=_heads(problem),
            beds=beds,
            high_flow_patients=options["hfnc"],
            bed_norm_kg_per_day=options["bed_norm"],
            bed_norm_source="--bed-norm",
            measured_use_t_per_day=answer.measured.need_t_per_day,
        ),
        parameters,
    )
    return NeedPicture(
        problem=problem,
        answer=answer,
        norms=norms,
        findings=(*answer.findings, *findings, *norms.findings),
        parameters=parameters,
    )


def _problem(options: NeedOptions, parameters: Parameters) -> CensusProblem:
    """Those counted, or else beds that are all taken to hold somebody on oxygen.

    Raises:
        NobodyToSupplyError: there are neither.
        InhaledShareError: the inhaled share lies outside air and pure oxygen.
    """
    patients = tuple(_counted(options))
    counted = bool(patients or options["ward"] or options["other"] is not None)
    beds = options["beds"]
    if not counted and beds is None:
        raise NobodyToSupplyError
    return CensusProblem(
        patients=patients,
        ward_patients=options["ward"],
        other_patients=options["other"],
        beds=None if counted or beds is None else _filled(beds, options["icu_beds"]),
        source=GasSource(options["source"]),
        fio2_shares=_inhaled(options["fio2"], parameters[AIR]),
    )


def _counted(options: NeedOptions) -> Iterator[PatientCount]:
    for device, patients in (
        (DeviceKind.CANNULA, options["cannula"]),
        (DeviceKind.MASK, options["mask"]),
        (DeviceKind.RESERVOIR_MASK, options["reservoir_mask"]),
        (DeviceKind.HFNC, options["hfnc"]),
        (DeviceKind.NIV, options["niv"]),
        (DeviceKind.IMV, options["imv"]),
    ):
        if patients:
            yield PatientCount(device, patients)
    for group, patients in (
        (PatientGroup.CHILD, options["child"]),
        (PatientGroup.INFANT, options["infant"]),
        (PatientGroup.NEWBORN, options["newborn"]),
    ):
        if patients:
            yield PatientCount(DeviceKind.CANNULA, patients, group)


def _filled(beds: int, intensive_beds: int | None) -> BedCount:
    return BedCount(
        beds=beds,
        covid_share=1.0,
        oxygen_share=1.0,
        intensive_share=None
        if intensive_beds is None
        else intensive_beds / max(beds, 1),
    )


def _inhaled(
    share: float | None, air_share: float
) -> tuple[tuple[DeviceKind, float], ...]:
    if share is None:
        return ()
    if not air_share <= share <= 1.0:
        raise InhaledShareError(share=share, air_share=air_share)
    return tuple((device, share) for device in BLENDERS)


def _beds(
    options: NeedOptions, parameters: Parameters
) -> tuple[Heads | None, tuple[Finding, ...]]:
    beds, intensive = options["beds"], options["icu_beds"]
    if intensive is not None and intensive > (beds or 0):
        raise IntensiveBedsError(icu_beds=intensive, beds=beds)
    if beds is None:
        return None, ()
    return beds_in_classes(beds, intensive, parameters)


def _heads(problem: CensusProblem) -> Heads | None:
    if problem.beds is not None:
        return None
    critical = sum(
        line.patients for line in problem.patients if line.device in BLENDERS
    )
    everybody = problem.ward_patients + sum(line.patients for line in problem.patients)
    return Heads(everybody - critical, critical)
