"""`napas scenario match`: who is meant by the names of a list, and what was chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from napas.cli.condensing import condense
from napas.cli.language import SPEAKS
from napas.cli.match_text import match_document, match_lines
from napas.cli.spoken_help import SpokenCommand
from napas.domain.choice import Choice, Decision, Written, standing_choices
from napas.domain.finding import Finding, stops
from napas.domain.identifier import SubjectKind
from napas.errors import InvalidError, MissingError
from napas.exchange.matching.choices import append_choice, choices_for
from napas.exchange.matching.directory import Directory, directory_of
from napas.exchange.matching.match import match_all
from napas.exchange.matching.name_list import NameList, read_names
from napas.exchange.plan_document import finding_document, to_json
from napas.exchange.scenario import read_scenario
from napas.parameters import resolve
from napas.words import say, say_finding

ANSWERED, STOPPED = 0, 1
PLACE_MARK = "@"
"""Between a name and the territory beside it, where a list has the name twice."""


class ChoiceWithoutAuthorError(InvalidError):
    """A choice was to be kept and nobody was named who made it."""

    code = "choice-without-author"


class ChoiceFormError(InvalidError):
    """A choice on the command line has no equals sign."""

    code = "choice-form-invalid"


class WritingUnknownError(MissingError):
    """The list has no such name or code, and nobody chose for it."""

    code = "choice-writing-unknown"


class WritingAmbiguousError(InvalidError):
    """The list has a name in several rows that may mean different things."""

    code = "choice-writing-ambiguous"


class ChosenSubjectUnknownError(MissingError):
    """There is no subject of the code chosen."""

    code = "choice-subject-unknown"


class ChoiceNotStandingError(MissingError):
    """There is no choice to be undone."""

    code = "choice-not-standing"


class MatchOptions(TypedDict):
    """The options of `napas scenario match`."""

    folder: Path
    names: Path
    kind: str
    sender: str
    choose: tuple[str, ...]
    undo: tuple[str, ...]
    by: str | None
    note: str
    as_json: bool
    language: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be decided about a name as written."""

    name: str
    decision: Decision
    subject: str = ""


@click.command(cls=SpokenCommand, help="help-match")
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="help-match-folder",
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="help-match-names",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SubjectKind]),
    default=SubjectKind.FACILITY.value,
    show_default=True,
    help="help-match-kind",
)
@click.option("--sender", default="", help="help-match-sender")
@click.option(
    "--choose", multiple=True, metavar="WRITTEN=CODE", help="help-match-choose"
)
@click.option("--undo", multiple=True, metavar="WRITTEN", help="help-match-undo")
@click.option("--by", envvar="NAPAS_BY", show_envvar=True, help="help-match-by")
@click.option("--note", default="", help="help-match-note")
@click.option("--json", "as_json", is_flag=True, help="help-json")
@SPEAKS
def match(**options: Unpack[MatchOptions]) -> int:
    """Tell who is meant by each name of a list, in the scenario of FOLDER.

    A name that is not sure is never taken: candidates are told with their reasons.
    Choices are kept in matches.csv of the scenario, WRITTEN being the name (or code) as
    it stands in the list, with @TERRITORY behind it where it stands there twice.
    """
    folder, language = options["folder"], options["language"]
    read = read_scenario(folder)
    if read.situation is None or read.settings is None:
        return _stopped(read.findings, options)
    listed = read_names(
        options["names"], SubjectKind(options["kind"]), options["sender"]
    )
    if stops(listed.findings):
        return _stopped(listed.findings, options)
    directory = directory_of(read.situation, resolve(read.settings.layers))
    choices = choices_for(folder, read.settings)
    made = _decide(listed, directory, choices, options)
    for choice in made:
        append_choice(folder, choice)
    answers = match_all(
        [asked for _, asked in listed.asked],
        directory,
        read.situation.as_of.date(),
        (*choices, *made),
    )
    rows = [row for row, _ in listed.asked]
    if options["as_json"]:
        document = match_document(rows, answers, listed.findings, language)
        click.echo(to_json({**document, "kept": len(made)}), nl=False)
        return ANSWERED
    _show(listed.findings, language)
    for line in match_lines(answers, directory, language):
        click.echo(line)
    if made:
        click.echo(say("choices-kept", language, count=len(made), file="matches.csv"))
    return ANSWERED


def _decide(
    listed: NameList,
    directory: Directory,
    choices: Sequence[Choice],
    options: MatchOptions,
) -> list[Choice]:
    """The choices and undoings of the command line, all of them or an error."""
    wanted = [*map(_choice_of, options["choose"])]
    wanted += [_Wanted(name, Decision.UNDONE) for name in options["undo"]]
    if not wanted:
        return []
    if not options["by"]:
        raise ChoiceWithoutAuthorError
    kind = SubjectKind(options["kind"])
    standing = standing_choices(choices)
    writings = dict.fromkeys(
        (
            *(asked.written for _, asked in listed.asked),
            *(
                written
                for written in standing
                if (written.kind, written.sender) == (kind, options["sender"])
            ),
        )
    )
    # A clock that went back must not make a decision older than the one it replaces.
    now = datetime.now(UTC).replace(microsecond=0)
    at = max((now, *(choice.at for choice in choices)))
    made: list[Choice] = []
    for each in wanted:
        written = _writing(each.name, writings)
        if each.decision is Decision.UNDONE and written not in standing:
            raise ChoiceNotStandingError(name=each.name)
        if each.subject and directory.entry(kind, each.subject) is None:
            raise ChosenSubjectUnknownError(read=each.subject, kind=kind)
        made.append(
            Choice(
                written,
                each.decision,
                options["by"],
                at,
                each.subject,
                options["note"],
            )
        )
    return made


def _choice_of(told: str) -> _Wanted:
    name, equals, subject = told.rpartition("=")
    if not equals or not name.strip():
        raise ChoiceFormError(text=told)
    subject = subject.strip()
    decision = Decision.CHOSEN if subject else Decision.NOBODY
    return _Wanted(name.strip(), decision, subject)


def _writing(name: str, writings: Iterable[Written]) -> Written:
    """The one writing that a name of the command line means."""
    known = list(writings)
    found = [each for each in known if name in (each.name, each.code)]
    if not found:
        bare, _, territory = name.rpartition(PLACE_MARK)
        found = [
            each
            for each in known
            if bare in (each.name, each.code) and each.territory == territory
        ]
    if not found:
        raise WritingUnknownError(name=name)
    if len(found) > 1:
        near = ", ".join(
            f"{each.code or each.name}{PLACE_MARK}{each.territory}" for each in found
        )
        raise WritingAmbiguousError(name=name, near=near)
    return found[0]


def _stopped(findings: Sequence[Finding], options: MatchOptions) -> int:
    _show(findings, options["language"])
    if options["as_json"]:
        told = [finding_document(finding) for finding in findings]
        click.echo(to_json({"findings": told}), nl=False)
    return STOPPED


def _show(findings: Sequence[Finding], language: str) -> None:
    for line in condense(findings, language, lambda one: say_finding(one, language)):
        click.echo(line, err=True)
