"""`napas check`: everything that is wrong with a folder, or with a table of claims."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from napas import words
from napas.cli.language import SPEAKS
from napas.domain.claim import Claim
from napas.domain.finding import Finding, Grade, stops
from napas.exchange import ClaimCheck, check_path, finding_document, to_json
from napas.oversight.claims import check_claims
from napas.parameters import resolve
from napas.words import say, say_spot

STOPPED = 1


def _check_against_each_other(claims: tuple[Claim, ...]) -> Iterable[Finding]:
    return check_claims(claims, resolve())


CLAIM_CHECKS: tuple[ClaimCheck, ...] = (_check_against_each_other,)
"""Checks on claims beside those of their table."""


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@SPEAKS
def check(path: Path, *, as_json: bool, language: str) -> None:
    """Find what is wrong with PATH: a scenario, a country, or a table of claims.

    A scenario is a folder or a workbook.

    Leaves with 0 when nothing stops the work, with 1 when something does.
    """
    findings = check_path(path, CLAIM_CHECKS, words)
    click.echo(
        _document(findings, language) if as_json else _lines(findings, language),
        nl=False,
    )
    raise click.exceptions.Exit(STOPPED if stops(findings) else 0)


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


def _lines(findings: Iterable[Finding], language: str) -> str:
    told = list(findings)
    lines = [
        ": ".join(
            part
            for part in (
                say(f"grade-{fault.grade}", language),
                _place(fault, language),
                _sentence(fault, language),
            )
            if part
        )
        for fault in told
    ]
    counts = _counts(told)
    lines.append(
        say(
            "check-counts",
            language,
            stop=counts[Grade.STOP],
            aside=counts[Grade.SET_ASIDE],
            doubtful=counts[Grade.DOUBTFUL],
        )
    )
    return "".join(f"{line}\n" for line in lines)


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    counted = Counter(fault.grade for fault in findings)
    return {grade.value: counted[grade] for grade in Grade}


def _sentence(fault: Finding, language: str) -> str:
    return say(fault.code, language, **{"subject": fault.subject, **dict(fault.params)})


def _place(fault: Finding, language: str) -> str:
    parts = (*say_spot(fault.spot, language), fault.subject)
    return ", ".join(part for part in parts if part)
