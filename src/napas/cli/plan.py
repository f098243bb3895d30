"""`napas plan`: who gets how much, by which trucks, what is short and why."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn, TypedDict, Unpack

import click

from napas.cli.answering import Answered, Asked, answer_scenario
from napas.cli.condensing import condense
from napas.cli.language import SPEAKS
from napas.cli.progress import LineProgress, interruptible
from napas.cli.setting import SETTINGS
from napas.cli.several import show_findings
from napas.cli.spoken_help import SpokenCommand
from napas.domain.finding import Finding, Grade, stops
from napas.domain.need import NeedBasis
from napas.exchange.plan_document import (
    finding_document,
    plan_document,
    to_json,
)
from napas.exchange.plan_tables import Labels, write_plan_tables
from napas.reports.plan_page import draw_plan_page, teller_of
from napas.reports.plan_summary import summarise_plan
from napas.reports.plan_view import PlanView
from napas.reports.shapes import shapes_of
from napas.words import languages, say, say_finding

ANSWERED, STOPPED = 0, 1


class PlanOptions(TypedDict):
    """The options of `napas plan`."""

    folder: Path
    level: str | None
    horizon_days: int | None
    quantile: float | None
    basis: str | None
    seed: int | None
    settings: tuple[str, ...]
    sensitivity: bool
    set_aside: bool
    out: Path | None
    as_json: bool
    language: str


@click.command(cls=SpokenCommand, help="help-plan")
@click.argument(
    "folder", type=click.Path(exists=True, path_type=Path), help="help-plan-folder"
)
@click.option("--level", help="help-plan-level")
@click.option(
    "--days", "horizon_days", type=click.IntRange(1, 90), help="help-plan-days"
)
@click.option(
    "--quantile", type=click.FloatRange(0.01, 0.99), help="help-plan-quantile"
)
@click.option(
    "--basis", type=click.Choice(["norm", "measured"]), help="help-plan-basis"
)
@click.option("--seed", type=click.IntRange(min=0), help="help-plan-seed")
@SETTINGS
@click.option("--sensitivity", is_flag=True, help="help-plan-sensitivity")
@click.option("--set-aside", is_flag=True, help="help-plan-set-aside")
@click.option("--out", type=click.Path(path_type=Path), help="help-plan-out")
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def plan(**options: Unpack[PlanOptions]) -> None:
    """Plan the scenario in FOLDER: who gets how much, by which trucks, what is short.

    FOLDER may be a workbook too.

    Leaves with 0 for an answer and with 1 when findings stop it.
    """
    language = options["language"]
    progress = LineProgress(language)
    if options["out"] is not None:  # refused now, not after a plan of many minutes
        options["out"].mkdir(parents=True, exist_ok=True)
    with interruptible(progress):
        answered = answer_scenario(options["folder"], _asked(options), progress)
    if answered.view is None:
        refuse(answered, language, as_json=options["as_json"])
    view = answered.view
    if options["set_aside"]:
        _tell_left_out(answered.findings, language)
    if options["out"] is not None:
        for file in write_results(view, options["out"]):
            progress.tell(say("written-to", language, file=str(file)))
    if options["as_json"]:
        document = plan_document(
            view.plan,
            view.situation,
            view.headline,
            run=answered.run,
            weights=view.weights,
            ends=view.ends,
        )
        click.echo(to_json(document), nl=False)
    else:
        for line in summarise_plan(view, language):
            click.echo(line)
    stopped = stops((*view.plan.findings, *view.situation.findings))
    raise click.exceptions.Exit(STOPPED if stopped else ANSWERED)


def _tell_left_out(findings: Sequence[Finding], language: str) -> None:
    """Say what of the data the plan does not rest on."""
    left = [finding for finding in findings if finding.grade is Grade.SET_ASIDE]
    click.echo(say("left-out-title", language, count=len(left)), err=True)
    show_findings(left, language)


def write_results(view: PlanView, folder: Path) -> tuple[Path, ...]:
    """Write the page and the tables of a plan; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "plan.html"
    shapes = shapes_of(view.situation.country.code)
    page.write_text(draw_plan_page(view, shapes, languages()), encoding="utf-8")
    whole = replace(view.plan, findings=view.findings)
    labels = Labels(
        synthetic=view.synthetic_codes,
        names=view.names,
        speakers={language: teller_of(view, language) for language in languages()},
    )
    write_plan_tables(whole, folder, labels)
    return (page, folder)


def refuse(answered: Answered, language: str, *, as_json: bool) -> NoReturn:
    """Say why a scenario cannot be planned, and leave with the status of findings."""
    findings = answered.findings
    if as_json:
        told = [_told(finding, language) for finding in findings]
        click.echo(to_json({"findings": told, "run": answered.run}), nl=False)
    for line in condense(findings, language, lambda one: say_finding(one, language)):
        click.echo(line, err=True)
    click.echo(say("scenario-stopped", language, count=len(findings)), err=True)
    raise click.exceptions.Exit(STOPPED)


def _told(finding: Finding, language: str) -> dict[str, object]:
    return {**finding_document(finding), "text": say_finding(finding, language)}


def _asked(options: PlanOptions) -> Asked:
    basis = options["basis"]
    return Asked(
        level=options["level"],
        horizon_days=options["horizon_days"],
        quantile=options["quantile"],
        basis=None if basis is None else NeedBasis(basis),
        seed=options["seed"],
        changes=options["settings"],
        sensitivity=options["sensitivity"],
        set_aside=options["set_aside"],
    )
