"""`napas demo`: the founding case, Indonesia in July 2021, from end to end."""

import sys
import time
from pathlib import Path

import click

from napas.cli.answering import Asked, answer_scenario
from napas.cli.language import SPEAKS
from napas.cli.plan import refuse, write_results
from napas.cli.progress import LineProgress, interruptible
from napas.cli.spoken_help import SpokenCommand
from napas.exchange.scenarios import founding_scenario
from napas.reports.plan_summary import summarise_plan
from napas.words import say


@click.command(cls=SpokenCommand, help="help-demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="var",
    show_default=True,
    help="help-demo-out",
)
@SPEAKS
def demo(out: Path, language: str) -> None:
    """Plan the founding scenario, show the summary and write plan.html."""
    begun = time.perf_counter()
    progress = LineProgress(language, sys.stdout)
    progress.tell(say("other-language-hint", language))
    folder = founding_scenario()
    progress.tell(say("loading-scenario", language, name=folder.name))
    with interruptible(progress):
        answered = answer_scenario(folder, Asked(), progress)
    if answered.view is None:
        refuse(answered, language, as_json=False)
    progress.tell("")
    for line in summarise_plan(answered.view, language):
        progress.tell(line)
    progress.tell("")
    progress.tell(say("writing-report", language))
    for file in write_results(answered.view, out):
        progress.tell(say("written-to", language, file=str(file.resolve())))
    seconds = round(time.perf_counter() - begun, 1)
    progress.tell(say("took-seconds", language, seconds=seconds))
