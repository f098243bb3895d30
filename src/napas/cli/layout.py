"""`napas layout`: reports in the sender's own form, by layouts that are data."""

from pathlib import Path
from typing import NoReturn, TypedDict, Unpack

import click

from napas.cli.appending import appended_document, say_appended
from napas.cli.language import SPEAKS
from napas.cli.spoken_help import SpokenCommand, SpokenGroup
from napas.domain.finding import Finding, Grade, Spot, find, stops
from napas.domain.instant import utc_text
from napas.domain.report import Report
from napas.domain.situation import Situation
from napas.errors import MissingError
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import ReportLayout
from napas.exchange.layouts.learning import load_header_words, propose_layout
from napas.exchange.layouts.opening import context_of, open_rows
from napas.exchange.layouts.reading import LAYOUT_FOLDER, LayoutsRead, read_layouts
from napas.exchange.layouts.reports import ReportsRead, read_reports
from napas.exchange.layouts.settled import read_settled
from napas.exchange.layouts.writing import file_of, write_layout
from napas.exchange.matching.choices import choices_for
from napas.exchange.plan_document import finding_document, to_json
from napas.exchange.report_log import Appended, append_reports
from napas.exchange.scenario import read_scenario
from napas.exchange.settings import ScenarioSettings
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.whereabouts import country_folder
from napas.parameters import resolve
from napas.words import say, say_finding, say_moment, say_number, say_word

READ, STOPPED = 0, 1
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class LayoutMissingError(MissingError):
    """No confirmed layout of this name lies in the scenario or its country."""

    code = "layout-missing"


class ReadOptions(TypedDict):
    """The options of `napas layout read`."""

    file: Path
    name: str
    folder: Path
    facility: str
    append: bool
    as_json: bool
    language: str


@click.group(cls=SpokenGroup, help="help-layout")
def layout() -> None:
    """Read reports in the sender's own form."""


@layout.command(cls=SpokenCommand, help="help-layout-learn")
@click.argument("file", type=EXISTING_FILE, help="help-layout-file")
@click.option("--name", required=True, help="help-layout-name")
@click.option("--sender", required=True, help="help-layout-sender")
@click.option("--sheet", default="", help="help-layout-sheet")
@click.option("--in", "folder", type=FOLDER, required=True, help="help-layout-in")
@SPEAKS
def learn(
    file: Path, name: str, sender: str, sheet: str, folder: Path, language: str
) -> None:
    """Propose a layout from a sender's file, and say what is open in it."""
    book = read_book(file)
    if isinstance(book, Finding):
        _stop([book], language)
    chosen = next(
        (
            each
            for each in book.sheets
            if each.name == sheet or (not sheet and not each.hidden)
        ),
        None,
    )
    if chosen is None or not chosen.rows:
        names = ", ".join(each.name for each in book.sheets)
        spot = Spot(book.file)
        code = LayoutCode.SHEET_MISSING
        told = find(Grade.STOP, code, spot=spot, expected=sheet, found=names)
        _stop([told], language)
    words = load_header_words()
    proposal = propose_layout(chosen, name=name, sender=sender, words=words)
    target = folder / LAYOUT_FOLDER / file_of(proposal.layout)
    target.parent.mkdir(exist_ok=True)
    with target.open("x", encoding="utf-8") as out:
        out.write(write_layout(proposal.layout))
    click.echo(say("layout-proposed", language, file=str(target)))
    for point, column in proposal.open_points:
        told_of = f"{column}: " if column else ""
        click.echo(f"- {told_of}{say(point, language)}")


@layout.command("list", cls=SpokenCommand, help="help-layout-list")
@click.argument("folder", type=FOLDER, help="help-layout-in")
@SPEAKS
def list_layouts(folder: Path, language: str) -> None:
    """List the layouts of a scenario and of its country."""
    situation, settings = _scenario(folder, language)
    read = _layouts(folder, settings, situation)
    for known in read.layouts:
        state = "layout-confirmed" if known.confirmed else "layout-proposal"
        click.echo(
            say(
                state,
                language,
                name=known.name,
                version=known.version,
                sender=known.sender,
                count=len(known.figures),
            )
        )
    for finding in read.findings:
        click.echo(say_finding(finding, language), err=True)


@layout.command(cls=SpokenCommand, help="help-layout-read")
@click.argument("file", type=EXISTING_FILE, help="help-layout-file")
@click.option("--layout", "name", required=True, help="help-layout-name")
@click.option("--in", "folder", type=FOLDER, required=True, help="help-layout-in")
@click.option("--facility", default="", help="help-layout-facility")
@click.option("--append", is_flag=True, help="help-layout-append")
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def read(**options: Unpack[ReadOptions]) -> None:
    """Read a sender's file and say what was understood; store it only if told to."""
    language, folder = options["language"], options["folder"]
    situation, settings = _scenario(folder, language, as_json=options["as_json"])
    layouts = _layouts(folder, settings, situation)
    day = situation.known_at.date()
    chosen = layouts.choose(options["name"], day)
    if chosen is None:
        known = ", ".join(dict.fromkeys(one.name for one in layouts.layouts))
        raise LayoutMissingError(name=options["name"], known=known)
    told = _read(options, chosen, situation, settings)
    appended = None
    if options["append"] and not stops(told.findings):
        appended = append_reports(folder, told.reports, situation)
        told = ReportsRead(told.reports, (*told.findings, *appended.findings))
    if options["as_json"]:
        document = _document(told, language)
        if appended is not None:
            document["appended"] = appended_document(appended)
        click.echo(to_json(document), nl=False)
    else:
        for report in told.reports:
            click.echo(_line(report, situation, language))
        for finding in told.findings:
            click.echo(say_finding(finding, language), err=True)
        click.echo(_counts(told, appended, language))
    raise click.exceptions.Exit(STOPPED if stops(told.findings) else READ)


def _counts(told: ReportsRead, appended: Appended | None, language: str) -> str:
    if appended is not None:
        return say_appended(appended, language)
    reports, findings = len(told.reports), len(told.findings)
    return say("layout-read-counts", language, reports=reports, findings=findings)


def _read(
    options: ReadOptions,
    chosen: ReportLayout,
    situation: Situation,
    settings: ScenarioSettings,
) -> ReportsRead:
    folder, facility = options["folder"], options["facility"]
    settled, doubts = read_settled(folder, chosen.name)
    context = context_of(
        situation,
        resolve(settings.layers),
        facility=facility,
        settled=settled,
        sender=chosen.sender,
        choices=choices_for(folder, settings),
    )
    rows, faults = open_rows(options["file"], chosen)
    told = read_reports(rows, chosen, context)
    return ReportsRead(told.reports, (*doubts, *faults, *told.findings))


def _scenario(
    folder: Path, language: str, *, as_json: bool = False
) -> tuple[Situation, ScenarioSettings]:
    known = read_scenario(folder)
    if known.situation is None or known.settings is None:
        if as_json:
            told = ReportsRead((), tuple(known.findings))
            click.echo(to_json(_document(told, language)), nl=False)
        _stop(known.findings, language)
    return known.situation, known.settings


def _layouts(
    folder: Path, settings: ScenarioSettings, situation: Situation
) -> LayoutsRead:
    """The layouts of a scenario, and below them those of its country."""
    types = [kind.code for kind in situation.country.cylinder_types]
    own = read_layouts(folder, types)
    place = country_folder(folder, settings.country)
    assert isinstance(place, Path), "the scenario was read with its country"
    common = read_layouts(place, types)
    names = {(known.name, known.version) for known in own.layouts}
    below = (one for one in common.layouts if (one.name, one.version) not in names)
    return LayoutsRead((*own.layouts, *below), (*own.findings, *common.findings))


def _stop(findings: tuple[Finding, ...] | list[Finding], language: str) -> NoReturn:
    for finding in findings:
        click.echo(say_finding(finding, language), err=True)
    raise click.exceptions.Exit(STOPPED)


def _line(report: Report, situation: Situation, language: str) -> str:
    zone = situation.country.time_zone
    written = f"{say_number(report.value, language)} {report.unit}"
    if report.mass_kg is not None:
        kg = say_number(report.mass_kg, language, decimals=1)
        written = f"{written} = {kg} kg"
    topic = f"{say_word(report.what, language)}, {say_word(report.form, language)}"
    moment = say_moment(report.as_of, language, zone)
    return f"{report.facility}: {topic}: {written} ({moment})"


def _document(told: ReportsRead, language: str) -> dict[str, object]:
    return {
        "reports": [
            {
                "facility": report.facility,
                "form": report.form.value,
                "what": report.what.value,
                "value": report.value,
                "unit": report.unit,
                "mass_kg": report.mass_kg,
                "pieces": report.pieces,
                "as_of": utc_text(report.as_of),
                "known_at": utc_text(report.known_at),
                "source": report.source,
            }
            for report in told.reports
        ],
        "findings": [
            {**finding_document(fault), "text": say_finding(fault, language)}
            for fault in told.findings
        ],
    }
