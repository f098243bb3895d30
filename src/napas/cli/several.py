"""Findings on the stream of messages, those of a kind together."""

from collections.abc import Sequence

import click

from napas.cli.condensing import condense
from napas.domain.finding import Finding
from napas.words import say_finding

STOPPED = 1
"""The status of a command that findings stopped."""


def show_findings(findings: Sequence[Finding], language: str) -> None:
    """Say findings on the stream of messages."""
    for line in condense(findings, language, lambda one: say_finding(one, language)):
        click.echo(line, err=True)
