"""Which language a command speaks."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

from napas.errors import NapasError
from napas.words import ENVIRONMENT_NAME, FIRST_LANGUAGE, choose_language

SPEAKS = click.option(
    "--lang",
    "language",
    type=click.Choice(["id", "en"], case_sensitive=False),
    envvar=ENVIRONMENT_NAME,
    default=FIRST_LANGUAGE,
    show_default=True,
    show_envvar=True,
    help="Bahasa / language.",
)


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
