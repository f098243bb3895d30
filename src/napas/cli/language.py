"""Which language a command speaks."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

from napas.errors import NapasError
from napas.words import ENVIRONMENT_NAME, FIRST_LANGUAGE, choose_language

LANGUAGE = click.Choice(["id", "en"], case_sensitive=False)
SAID_FIRST = "napas.language"
"""Where the commands find the language that was said before them."""


def _remember(
    context: click.Context, option: click.Parameter, value: str | None
) -> None:
    del option
    context.meta[SAID_FIRST] = value


def _recall(context: click.Context, option: click.Parameter, value: str) -> str:
    """The language said to the command itself, or else before it, or else the usual."""
    source = context.get_parameter_source(option.name or "")
    if source is click.core.ParameterSource.COMMANDLINE:
        return value
    return str(context.meta.get(SAID_FIRST) or value)


SPEAKS_FIRST = click.option(
    "--lang",
    type=LANGUAGE,
    expose_value=False,
    callback=_remember,
    help="help-lang-first",
)
"""The language of all that follows, for the program before its command."""

SPEAKS = click.option(
    "--lang",
    "language",
    type=LANGUAGE,
    envvar=ENVIRONMENT_NAME,
    default=FIRST_LANGUAGE,
    show_default=True,
    show_envvar=True,
    callback=_recall,
    help="help-lang",
)
"""The language of one command."""


def spoken(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by a command line, before it is understood.

    A language that does not exist is refused by the command itself; until then the
    first language is spoken.
    """
    asked = environment.get(ENVIRONMENT_NAME)
    for word, following in pairwise([*words, ""]):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    try:
        return choose_language(asked and asked.lower(), {})
    except NapasError:
        return FIRST_LANGUAGE
