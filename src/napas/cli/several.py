"""Many findings on a terminal: of each kind the first few, and how many more."""

from collections import Counter
from collections.abc import Sequence

import click

from napas.domain.finding import Finding
from napas.words import say, say_finding

STOPPED = 1
"""The status of a command that findings stopped."""
SHOWN_OF_A_KIND = 3
"""Findings of one code that are shown before the rest is counted."""


def show_findings(findings: Sequence[Finding], language: str) -> None:
    """Say findings on the stream of messages."""
    shown: Counter[str] = Counter()
    for finding in findings:
        shown[finding.code.value] += 1
        if shown[finding.code.value] <= SHOWN_OF_A_KIND:
            click.echo(say_finding(finding, language), err=True)
    for code, count in shown.items():
        if count > SHOWN_OF_A_KIND:
            more = count - SHOWN_OF_A_KIND
            click.echo(
                say("findings-more-of-code", language, code=code, count=more), err=True
            )
