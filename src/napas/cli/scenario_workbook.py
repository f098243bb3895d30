"""`napas scenario workbook` and `napas scenario folder`: one scenario in two shapes."""

from collections.abc import Sequence
from pathlib import Path

import click

from napas import words
from napas.cli.language import SPEAKS
from napas.cli.several import STOPPED, show_findings
from napas.cli.spoken_help import SpokenCommand
from napas.cli.taken import (
    ScenarioFolderTakenError,
    WorkbookNameError,
    WorkbookTakenError,
)
from napas.domain.finding import Finding
from napas.exchange.scenarios import scenario_folder
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.workbook.convert import (
    Converted,
    folder_to_workbook,
    keeper_to_folder,
)
from napas.exchange.workbook.read import keep_book
from napas.words import say


@click.command(cls=SpokenCommand, help="help-scenario-workbook")
@click.argument(
    "scenario", metavar="NAME|FOLDER", help="help-scenario-workbook-scenario"
)
@click.option(
    "--to",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="help-scenario-workbook-to",
)
@SPEAKS
def workbook(scenario: str, *, file: Path, language: str) -> int:
    """Write a scenario folder as one workbook, nothing lost."""
    if file.suffix != ".xlsx":
        raise WorkbookNameError(file=file.name)
    if file.exists():
        raise WorkbookTakenError(file=str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    converted = folder_to_workbook(scenario_folder(scenario), file, words)
    return _tell(converted, file, language)


@click.command(cls=SpokenCommand, help="help-scenario-folder")
@click.argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="help-scenario-folder-file",
)
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="help-scenario-folder-to",
)
@SPEAKS
def folder(file: Path, *, target: Path, language: str) -> int:
    """Write a workbook as a scenario folder, nothing lost."""
    if target.exists() and any(target.iterdir()):
        raise ScenarioFolderTakenError(folder=str(target))
    book = read_book(file)
    if isinstance(book, Finding):
        return _stopped((book,), language)
    converted = keeper_to_folder(keep_book(file, book, words), target)
    return _tell(converted, target, language)


def _tell(converted: Converted, written: Path, language: str) -> int:
    if not converted.written:
        return _stopped(converted.findings, language)
    show_findings(converted.findings, language)
    click.echo(say("workbook-written", language, file=str(written)))
    return 0


def _stopped(findings: Sequence[Finding], language: str) -> int:
    show_findings(findings, language)
    click.echo(say("scenario-stopped", language, count=len(findings)), err=True)
    return STOPPED
