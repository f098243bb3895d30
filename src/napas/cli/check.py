"""`napas check`: everything that is wrong with a folder, or with a table of claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from napas import words
from napas.cli.condensing import condense, count_codes
from napas.cli.language import SPEAKS
from napas.cli.spoken_help import SpokenCommand
from napas.cli.taken import (
    AnnotatedNeedsWorkbookError,
    WorkbookNameError,
    WorkbookTakenError,
)
from napas.domain.claim import Claim
from napas.domain.finding import Finding, Grade, stops
from napas.exchange import ClaimCheck, check_path, finding_document, to_json
from napas.exchange.checking import check_book
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.workbook.annotate import write_annotated
from napas.exchange.workbook.books import is_workbook
from napas.oversight.claims import check_claims
from napas.parameters import resolve
from napas.words import say, say_spot, show

STOPPED = 1


def _check_against_each_other(claims: tuple[Claim, ...]) -> Iterable[Finding]:
    return check_claims(claims, resolve())


CLAIM_CHECKS: tuple[ClaimCheck, ...] = (_check_against_each_other,)
"""Checks on claims beside those of their table."""


@click.command(cls=SpokenCommand, help="help-check")
@click.argument(
    "path", type=click.Path(exists=True, path_type=Path), help="help-check-path"
)
@click.option("--json", "as_json", is_flag=True, help="help-json")
@click.option("--all", "every", is_flag=True, help="help-check-all")
@click.option(
    "--annotated",
    type=click.Path(dir_okay=False, path_type=Path),
    help="help-check-annotated",
)
@SPEAKS
def check(
    path: Path, *, as_json: bool, every: bool, annotated: Path | None, language: str
) -> None:
    """Find what is wrong with PATH: a scenario, a country, or a table of claims.

    A scenario is a folder or a workbook.

    Leaves with 0 when nothing stops the work, with 1 when something does.
    """
    findings = (
        check_path(path, CLAIM_CHECKS, words)
        if annotated is None
        else _annotate(path, annotated, language)
    )
    if as_json:
        click.echo(_document(findings, language), nl=False)
    else:
        lines = _lines(findings, language, every=every)
        click.echo("".join(f"{line}\n" for line in lines), nl=False)
    raise click.exceptions.Exit(STOPPED if stops(findings) else 0)


def _annotate(path: Path, annotated: Path, language: str) -> tuple[Finding, ...]:
    """Check a workbook and write its annotated copy, if it can be opened at all."""
    if not is_workbook(path):
        raise AnnotatedNeedsWorkbookError(file=path.name)
    if annotated.suffix != ".xlsx":
        raise WorkbookNameError(file=annotated.name)
    if annotated.exists():
        raise WorkbookTakenError(file=str(annotated))
    book = read_book(path)
    findings = check_book(path, book, CLAIM_CHECKS, words)
    if isinstance(book, Book):
        annotated.parent.mkdir(parents=True, exist_ok=True)
        write_annotated(annotated, book, findings, words, language)
        click.echo(say("workbook-written", language, file=str(annotated)), err=True)
    return findings


def _document(findings: Iterable[Finding], language: str) -> str:
    told = list(findings)
    return to_json(
        {
            "findings": [
                {**finding_document(fault), "text": _sentence(fault, language)}
                for fault in told
            ],
            "counts": _counts(told),
        }
    )


def _lines(findings: Sequence[Finding], language: str, *, every: bool) -> Iterator[str]:
    def tell(fault: Finding) -> str:
        """Say one finding in one line."""
        grade = say(f"grade-{fault.grade}", language)
        parts = (grade, _place(fault, language), _sentence(fault, language))
        return ": ".join(part for part in parts if part)

    yield from map(tell, findings) if every else condense(findings, language, tell)
    yield from count_codes(findings, language)
    counts = _counts(findings)
    yield say(
        "check-counts",
        language,
        stop=counts[Grade.STOP],
        aside=counts[Grade.SET_ASIDE],
        doubtful=counts[Grade.DOUBTFUL],
    )


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    counted = Counter(fault.grade for fault in findings)
    return {grade.value: counted[grade] for grade in Grade}


def _sentence(fault: Finding, language: str) -> str:
    return say(fault.code, language, **{"subject": fault.subject, **dict(fault.params)})


def _place(fault: Finding, language: str) -> str:
    parts = (*say_spot(fault.spot, language), show(fault.subject))
    return ", ".join(part for part in parts if part)
