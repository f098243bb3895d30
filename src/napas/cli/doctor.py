"""`napas doctor`: what is missing before hours left, or a plan, can be trusted."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from napas.cli.language import SPEAKS
from napas.cli.reading import read_any
from napas.cli.spoken_help import SpokenCommand
from napas.exchange.plan_document import to_json
from napas.exchange.scenario import ScenarioRead
from napas.parameters import resolve
from napas.planning.arrays.homes import require_level
from napas.planning.hours_left import hours_left
from napas.planning.need import assess_needs
from napas.planning.readiness import Gap, Question, Readiness, examine
from napas.words import say, say_finding, say_share

ANSWERABLE, BLOCKED = 0, 1
NAMED = 5
"""Of those whom a gap concerns, so many are named."""


@click.command(cls=SpokenCommand, help="help-doctor")
@click.argument(
    "folder", type=click.Path(exists=True, path_type=Path), help="help-doctor-folder"
)
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def doctor(folder: Path, *, as_json: bool, language: str) -> None:
    """Say what FOLDER lacks before hours left or a plan can be trusted.

    The most important comes first. Leaves with 0 when both can be answered, with 1
    when something is missing without which one of them cannot.
    """
    read = read_any(folder)
    readiness = _examine(read)
    if readiness is None:
        _refuse(read, language, as_json=as_json)
    if as_json:
        click.echo(to_json(_document(readiness, language)), nl=False)
    else:
        for line in _lines(readiness, language):
            click.echo(line)
    blocked = any(map(readiness.blocked, Question))
    raise click.exceptions.Exit(BLOCKED if blocked else ANSWERABLE)


def _examine(read: ScenarioRead) -> Readiness | None:
    """Look through what was read; None where findings stop it."""
    situation, settings = read.situation, read.settings
    if situation is None or settings is None:
        return None
    parameters = resolve(settings.layers)
    level = settings.level or situation.country.planning_level
    require_level(situation.country, level)
    needs = assess_needs(situation, level, parameters)
    return examine(situation, needs, hours_left(situation, needs, parameters))


def _refuse(read: ScenarioRead, language: str, *, as_json: bool) -> NoReturn:
    told = [say_finding(finding, language) for finding in read.findings]
    if as_json:
        click.echo(to_json({"stopped": told, "gaps": []}), nl=False)
    for line in told:
        click.echo(line, err=True)
    click.echo(say("scenario-stopped", language, count=len(told)), err=True)
    raise click.exceptions.Exit(BLOCKED)


def _lines(readiness: Readiness, language: str) -> Iterator[str]:
    yield say(
        "doctor-hours-left",
        language,
        answered=readiness.answered,
        hospitals=readiness.hospitals,
        share=readiness.answered_share,
    )
    plan = "doctor-plan-blocked" if readiness.blocked(Question.PLAN) else "doctor-plan"
    yield say(plan, language)
    if not readiness.gaps:
        yield say("doctor-nothing", language)
    for number, gap in enumerate(readiness.gaps, start=1):
        yield ""
        yield from _told(number, gap, language)


def _told(number: int, gap: Gap, language: str) -> Iterator[str]:
    weight = (
        say("doctor-blocks", language)
        if gap.blocks
        else say("doctor-weakens", language, share=say_share(gap.need_share, language))
    )
    topic = say(f"doctor-{gap.question.value.replace('_', '-')}-topic", language)
    yield f"{number}. {topic}: {_sentence(gap, language)} {weight}"
    yield f"   {say(f'{gap.lack}-remedy', language)}"
    if gap.subjects:
        named = ", ".join(gap.subjects[:NAMED])
        more = len(gap.subjects) - NAMED
        if more > 0:
            named = say("doctor-and-more", language, named=named, count=more)
        yield f"   {named}"


def _sentence(gap: Gap, language: str) -> str:
    return say(gap.lack, language, count=len(gap.subjects))


def _document(readiness: Readiness, language: str) -> dict[str, object]:
    return {
        "hours_left": {
            "hospitals": readiness.hospitals,
            "answered": readiness.answered,
            "answered_share": round(readiness.answered_share, 6),
            "blocked": readiness.blocked(Question.HOURS_LEFT),
        },
        "plan": {"blocked": readiness.blocked(Question.PLAN)},
        "gaps": [
            {
                "question": gap.question.value,
                "code": gap.lack.value,
                "blocks": gap.blocks,
                "need_share": round(gap.need_share, 6),
                "count": len(gap.subjects),
                "subjects": list(gap.subjects),
                "text": _sentence(gap, language),
                "remedy": say(f"{gap.lack}-remedy", language),
            }
            for gap in readiness.gaps
        ],
    }
