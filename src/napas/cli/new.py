"""`napas new`: a workbook to fill in, in both languages."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from napas import words
from napas.cli.language import SPEAKS
from napas.cli.spoken_help import SpokenCommand
from napas.cli.taken import WorkbookNameError, WorkbookTakenError
from napas.errors import MissingError
from napas.exchange.country import read_country
from napas.exchange.whereabouts import COUNTRIES
from napas.exchange.workbook.new import write_new
from napas.words import say

USUAL_NAME = "napas.xlsx"


class CountryNotShippedError(MissingError):
    """No country of this code comes with the program."""

    code = "country-not-shipped"


class NewOptions(TypedDict):
    """The options of `napas new`."""

    folder: Path
    country: str
    name: str
    as_of: datetime | None
    whole: bool
    language: str


@click.command(cls=SpokenCommand, help="help-new")
@click.argument(
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="help-new-folder",
)
@click.option("--country", default="idn", show_default=True, help="help-new-country")
@click.option("--name", default=USUAL_NAME, show_default=True, help="help-new-name")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%dT%H:%MZ", "%Y-%m-%d"]),
    help="help-new-as-of",
)
@click.option("--all", "whole", is_flag=True, help="help-new-all")
@SPEAKS
def new(**options: Unpack[NewOptions]) -> None:
    """Write a workbook to fill in, and a README, into FOLDER."""
    code, name = options["country"], options["name"]
    if Path(name).name != name or not name.endswith(".xlsx"):
        raise WorkbookNameError(file=name)
    if not (COUNTRIES / code).is_dir() or Path(code).name != code:
        known = ", ".join(sorted(each.name for each in COUNTRIES.iterdir()))
        raise CountryNotShippedError(read=code, known=known)
    file = options["folder"] / name
    if file.exists():
        raise WorkbookTakenError(file=str(file))
    country, _ = read_country(COUNTRIES / code)
    assert country is not None, "a shipped country can be read"
    told = options["as_of"]
    as_of = datetime.now(UTC) if told is None else told.replace(tzinfo=UTC)
    for written in write_new(file, country, words, as_of=as_of, whole=options["whole"]):
        click.echo(say("workbook-written", options["language"], file=str(written)))
