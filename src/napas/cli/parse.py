"""`napas parse`: what a pasted text says in kg, and what it does not say."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from napas.cli.confirming import Stored, say_stored, store, stored_document
from napas.cli.language import SPEAKS
from napas.cli.spoken_help import SpokenCommand
from napas.domain.country import Country
from napas.domain.instant import utc_text
from napas.domain.situation import Situation
from napas.errors import InvalidError, MissingError
from napas.exchange import read_country, read_scenario, to_json
from napas.exchange.texts import (
    NO_CONTEXT,
    Context,
    Directory,
    FacilityFacts,
    context_of,
    make_directory,
    understand,
)
from napas.exchange.texts.document import understanding_document
from napas.exchange.texts.readings import Understanding
from napas.exchange.whereabouts import COUNTRIES
from napas.parameters import resolve
from napas.reports.text_echo import echo_text
from napas.units.mass import kg_from_t
from napas.units.measure import Period
from napas.units.number_form import NumberForm

EXAMPLES = """\b
napas parse "O2 S11-001 CAIR 3.2T TB 40/12 PAKAI 1.1T" --scenario DIR
napas parse --file messages.txt --scenario DIR --facility S11-001
napas parse "O2 S11-001 CAIR 3.2T" --scenario DIR --at 2021-07-10T04:00Z --confirm
napas parse "stok cair 2,5 ton, tabung besar 30 isi 14 kosong" --country idn
"""


class CountryNotReadError(MissingError):
    """There is no country of this name, or its folder cannot be used."""

    code = "country-not-read"


class ScenarioNotReadError(InvalidError):
    """The scenario cannot be used, so its facilities are not known."""

    code = "scenario-not-read"


class TextGivenTwiceError(InvalidError):
    """The text is given as an argument and as a file."""

    code = "text-given-twice"


class ConfirmNeedsScenarioError(InvalidError):
    """What a text says was confirmed, and no scenario was named to keep it."""

    code = "confirm-needs-scenario"


class MomentWithoutZoneError(InvalidError):
    """The moment of a message names no time zone, or is none."""

    code = "moment-without-zone"


class MomentAfterScenarioError(InvalidError):
    """The moment of a message lies after all that the scenario knows."""

    code = "moment-after-scenario"


class ParseOptions(TypedDict):
    """The options of `napas parse`."""

    file: Path | None
    scenario: Path | None
    country: str | None
    facility: str
    numbers: str | None
    daily: bool
    confirm: bool
    at: str | None
    as_json: bool
    language: str


@click.command(cls=SpokenCommand, help="help-parse", epilog=EXAMPLES)
@click.argument("text", required=False, help="help-parse-text")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="help-parse-file",
)
@click.option(
    "--scenario",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="help-parse-scenario",
)
@click.option("--country", metavar="CODE|DIR", help="help-parse-country")
@click.option("--facility", metavar="CODE", default="", help="help-parse-facility")
@click.option(
    "--numbers",
    type=click.Choice([form.value for form in NumberForm]),
    help="help-parse-numbers",
)
@click.option(
    "--daily/--no-daily",
    default=False,
    help="help-parse-daily",
)
@click.option("--confirm", is_flag=True, help="help-parse-confirm")
@click.option("--at", metavar="MOMENT", help="help-parse-at")
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def parse(text: str | None, **options: Unpack[ParseOptions]) -> None:
    """Say what the pasted TEXT of a hospital tells, in kg; store it if confirmed."""
    situation, language = _situation(options["scenario"]), options["language"]
    directory, context = _knowledge(options, situation)
    understanding = understand(_text(text, options["file"]), directory, context)
    stored = _store(understanding, options, situation)
    if options["as_json"]:
        document = understanding_document(understanding)
        if stored is not None:
            document["stored"] = stored_document(stored, language)
        click.echo(to_json(document), nl=False)
        return
    lines = echo_text(understanding, language, confirmed=stored is not None)
    if stored is not None:
        lines.extend(say_stored(stored, language))
    click.echo("\n".join(lines))


def _store(
    understanding: Understanding, options: ParseOptions, situation: Situation | None
) -> Stored | None:
    """Keep what was confirmed; None where nothing was."""
    folder = options["scenario"]
    if not options["confirm"]:
        return None
    if folder is None or situation is None:
        raise ConfirmNeedsScenarioError
    as_of = _moment(options["at"], situation)
    return store(understanding, folder, situation, as_of)


def _moment(written: str | None, situation: Situation) -> datetime:
    """When a message was written, UTC; the moment of the scenario unless said."""
    if written is None:
        return situation.as_of
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise MomentWithoutZoneError(read=written) from None
    if moment.tzinfo is None:
        raise MomentWithoutZoneError(read=written)
    moment = moment.astimezone(UTC)
    if moment > situation.as_of:
        raise MomentAfterScenarioError(read=written, limit=utc_text(situation.as_of))
    return moment


def _text(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise TextGivenTwiceError(file=str(file))
    if file is not None:
        return file.read_text("utf-8", errors="replace")
    return sys.stdin.read() if text is None else text


def _knowledge(
    options: ParseOptions, situation: Situation | None
) -> tuple[Directory, Context]:
    """The directory and the context that the options name; none without them."""
    country = situation.country if situation else None
    if options["country"] is not None:
        country = _country(options["country"])
    context = NO_CONTEXT if country is None else context_of(country, resolve())
    numbers = options["numbers"]
    context = replace(
        context,
        sender=options["facility"],
        number_form=NumberForm(numbers) if numbers else None,
        use_period=Period.DAY if options["daily"] else None,
        facilities=_facts(situation),
    )
    listed = situation.facilities if situation else ()
    directory = make_directory(
        (facility.code, (facility.name or facility.code,)) for facility in listed
    )
    return directory, context


def _situation(folder: Path | None) -> Situation | None:
    if folder is None:
        return None
    situation = read_scenario(folder).situation
    if situation is None:
        raise ScenarioNotReadError(folder=str(folder))
    return situation


def _country(name: str) -> Country:
    folder = COUNTRIES / name if (COUNTRIES / name).is_dir() else Path(name)
    country = read_country(folder)[0] if folder.is_dir() else None
    if country is None:
        raise CountryNotReadError(country=name)
    return country


def _facts(situation: Situation | None) -> tuple[FacilityFacts, ...]:
    """What a full tank holds, where a facility has just one."""
    return tuple(
        FacilityFacts(facility.code, kg_from_t(facility.tanks[0].capacity_t))
        for facility in (situation.facilities if situation else ())
        if len(facility.tanks) == 1
    )
