"""The `napas` program: finds the command, and turns failures into sentences."""

import gc
import importlib
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from napas import __version__
from napas.cli.language import SPEAKS_FIRST, spoken
from napas.cli.spoken_help import SpokenCommand, SpokenGroup
from napas.cli.usage import say_usage
from napas.errors import NapasError
from napas.words import say, say_error

ANSWERED = 0
BAD_COMMAND = 2
BROKEN = 3
INTERRUPTED = 130

COLLECTED_AFTER = (10_000, 50, 100)
"""When memory is searched for circles: seldom, since values are made and kept here.

With the usual numbers half of the time of reading a large folder goes into it.
"""

COMMANDS = {
    "check": "napas.cli.check:check",
    "convert": "napas.cli.convert:convert",
    "demo": "napas.cli.demo:demo",
    "doctor": "napas.cli.doctor:doctor",
    "layout": "napas.cli.layout:layout",
    "need": "napas.cli.need:need",
    "new": "napas.cli.new:new",
    "parse": "napas.cli.parse:parse",
    "plan": "napas.cli.plan:plan",
    "scenario": "napas.cli.scenario:scenario",
}


class Commands(SpokenGroup):
    """A group that imports a command only when it is called, so that start is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, SpokenCommand)
        return command


@click.group(
    cls=Commands,
    help="help-napas",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@SPEAKS_FIRST
@click.version_option(__version__, prog_name="napas", help="help-of-version")
def napas() -> None:
    """Name the program; its commands do the work."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its status.

    0 is an answer, 1 findings that stop, 2 a bad command, 3 a fault of the program.
    """
    gc.set_threshold(*COLLECTED_AFTER)
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A character that a terminal or a file name cannot hold is no fault.
            stream.reconfigure(errors="replace")
    sys.exit(run(words))


def run(words: list[str]) -> int:
    """Run one command line and give its exit status."""
    language = spoken(words, os.environ)
    try:
        return _call(words, language)
    except click.ClickException as wrong:
        click.echo("\n".join(say_usage(wrong, words, language)), err=True)
        return BAD_COMMAND
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted", language), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone: nothing is left to say, and nobody to say it to.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays
        return ANSWERED
    except (OSError, NapasError) as failure:
        click.echo(_sentence(failure, language), err=True)
        return BAD_COMMAND
    except Exception:  # noqa: BLE001 - a user never sees a traceback
        click.echo(say("program-fault", language, file=str(_keep())), err=True)
        return BROKEN


def _call(words: list[str], language: str) -> int:
    try:
        status = napas.main(
            args=words, prog_name="napas", standalone_mode=False, obj=language
        )
    except SystemExit:
        # The command library leaves by itself when the reader of a pipe has gone.
        return ANSWERED
    return status if isinstance(status, int) else ANSWERED


def _sentence(failure: OSError | NapasError, language: str) -> str:
    """What was foreseen, or why the machine refuses a path or the output."""
    if isinstance(failure, NapasError):
        return say_error(failure, language)
    reason = failure.strerror or str(failure)
    if failure.filename is None:
        return say("output-refused", language, reason=reason)
    return say("path-refused", language, path=str(failure.filename), reason=reason)


def _keep() -> Path:
    """Write the traceback of the present fault to a file for the maintainers."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="napas-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exc(file=file)
    return Path(file.name)
