"""`napas scenario`: make a scenario from another one and one's own tables."""

import csv
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

import click

from napas.cli.language import SPEAKS
from napas.cli.match import match
from napas.cli.scenario_workbook import folder, workbook
from napas.cli.several import STOPPED, show_findings
from napas.cli.spoken_help import SpokenCommand, SpokenGroup
from napas.cli.taken import ScenarioFolderTakenError
from napas.domain.country import Country
from napas.domain.finding import Finding, stops
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Situation
from napas.domain.territory import Point
from napas.exchange.columns import LARGEST
from napas.exchange.country import read_country
from napas.exchange.formulas import unguard
from napas.exchange.hospital_register import (
    RegisterMap,
    read_map,
    read_points,
    read_register,
)
from napas.exchange.plan_document import finding_document
from napas.exchange.register_scenario import NewRegister, put_register
from napas.exchange.row_sources import SOURCE, name_sources
from napas.exchange.scenario import read_scenario
from napas.exchange.scenario_tables import PLACES, TERRITORIES
from napas.exchange.scenarios import founding_scenario, scenario_folder
from napas.exchange.settings import ScenarioSettings
from napas.exchange.whereabouts import COUNTRIES, country_folder
from napas.exchange.writing import write_scenario
from napas.parameters import resolve
from napas.words import languages, say

REGISTER_MAP = "hospital_register.toml"
"""Lies in the folder of a country that has a register."""
COUNTRY_COPY = "country"


class HospitalsOptions(TypedDict):
    """The options of `napas scenario hospitals`."""

    register: Path
    base: str | None
    columns: Path | None
    points: Path | None
    out: Path | None
    keep_names: bool
    seed: int | None
    language: str
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Base:
    """The scenario that lends all but its hospitals."""

    folder: Path
    situation: Situation
    settings: ScenarioSettings
    country: Country
    country_folder: Path


@click.group(cls=SpokenGroup, help="help-scenario")
def scenario() -> None:
    """Make a scenario from another one, and tell who is meant in it."""


scenario.add_command(match)
scenario.add_command(workbook)
scenario.add_command(folder)

EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@scenario.command(cls=SpokenCommand, help="help-hospitals")
@click.option(
    "--from",
    "register",
    type=EXISTING_FILE,
    required=True,
    help="help-hospitals-from",
)
@click.option(
    "--scenario",
    "base",
    metavar="NAME|FOLDER",
    help="help-hospitals-scenario",
)
@click.option(
    "--columns",
    type=EXISTING_FILE,
    help="help-hospitals-columns",
)
@click.option(
    "--points",
    type=EXISTING_FILE,
    help="help-hospitals-points",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="help-hospitals-out",
)
@click.option(
    "--keep-names",
    is_flag=True,
    help="help-hospitals-keep-names",
)
@click.option(
    "--seed",
    type=click.IntRange(0, int(LARGEST)),
    help="help-hospitals-seed",
)
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def hospitals(**options: Unpack[HospitalsOptions]) -> int:
    """Put the hospitals of a register into a scenario; stocks stay invented."""
    named = options["base"]
    folder = founding_scenario() if named is None else scenario_folder(named)
    base, findings = _read_base(folder)
    if base is None:
        return _stopped(findings, options)
    columns = options["columns"] or base.country_folder / REGISTER_MAP
    new, findings = _read_new(options, read_map(columns), base.country)
    if stops(findings):
        return _stopped(findings, options)
    seed = base.settings.seed if options["seed"] is None else options["seed"]
    made, more = put_register(
        base.situation, base.country, new, resolve(base.settings.layers), seed=seed
    )
    out = options["out"] or Path("var") / f"scenario-{base.situation.name}"
    _write(base, replace(made, name=f"{base.situation.name}-register"), seed, new, out)
    _tell(made, (*findings, *more), out, options)
    return 0


def _read_base(folder: Path) -> tuple[_Base | None, Sequence[Finding]]:
    read = read_scenario(folder)
    if read.situation is None or read.settings is None:
        return None, read.findings
    where = country_folder(folder, read.settings.country)
    assert isinstance(where, Path), "the scenario was read with its country"
    country, _ = read_country(where)
    assert country is not None, "the scenario was read with its country"
    return _Base(folder, read.situation, read.settings, country, where), ()


def _read_new(
    options: HospitalsOptions, told: RegisterMap, country: Country
) -> tuple[NewRegister, tuple[Finding, ...]]:
    found, findings = read_register(options["register"], told, country)
    points: dict[str, Point] = {}
    if options["points"]:
        points, more = read_points(options["points"], told, country)
        findings = (*findings, *more)
    name = options["register"].name
    keep_names = options["keep_names"]
    return NewRegister(found, points, told, f"register {name}", keep_names), findings


def _write(
    base: _Base, made: Situation, seed: int, new: NewRegister, out: Path
) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ScenarioFolderTakenError(folder=str(out))
    notes = tuple(
        (language, say("register-synthetic-note", language))
        for language, _ in base.settings.synthetic_notes
        if language in languages()
    )
    settings = replace(base.settings, seed=seed, synthetic_notes=notes)
    if base.country_folder.parent != COUNTRIES:
        shutil.copytree(base.country_folder, out / COUNTRY_COPY)
        settings = replace(settings, country=COUNTRY_COPY)
    write_scenario(made, settings, out, base=base.country)
    with (base.folder / PLACES.file).open(encoding="utf-8-sig", newline="") as file:
        known = {
            unguard(row["territory"] or ""): unguard(row.get(SOURCE) or "")
            for row in csv.DictReader(file)
        }
    name_sources(out, PLACES, known)
    name_sources(
        out,
        TERRITORIES,
        {
            each.code: f"{new.source}; point "
            + ("as told" if each.code in new.points else "synthetic")
            for each in made.country.tree.territories
        },
    )


def _tell(
    made: Situation,
    findings: Sequence[Finding],
    out: Path,
    options: HospitalsOptions,
) -> None:
    listed = [each for each in made.facilities if each.kind is FacilityKind.HOSPITAL]
    counts = _counts(made, listed)
    if options["as_json"]:
        told = {
            **counts,
            "folder": str(out),
            "names_kept": options["keep_names"],
            "findings": [finding_document(finding) for finding in findings],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    language = options["language"]
    show_findings(findings, language)
    click.echo(say("register-put", language, **counts))
    names = "register-names-kept" if options["keep_names"] else "register-names-coded"
    click.echo(say(names, language))
    click.echo(say("scenario-written", language, folder=str(out)))


def _counts(made: Situation, listed: Sequence[Facility]) -> dict[str, int]:
    level = max(each.level for each in made.country.tree.territories)
    return {
        "hospitals": len(listed),
        "beds": sum(each.beds or 0 for each in listed),
        "hospitals_without_beds": sum(each.beds is None for each in listed),
        "territories": len(made.country.tree.at_level(level)),
    }


def _stopped(findings: Sequence[Finding], options: HospitalsOptions) -> int:
    show_findings(findings, options["language"])
    if options["as_json"]:
        told = [finding_document(finding) for finding in findings]
        click.echo(json.dumps({"findings": told}, ensure_ascii=False))
    return STOPPED
