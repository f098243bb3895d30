"""Which language a command speaks."""

from collections.abc import Mapping, Sequence

import click

from napas.errors import NapasError
from napas.words import choose_language

SPEAKS = click.option(
    "--lang",
    "language",
    type=click.Choice(["id", "en"]),
    envvar="NAPAS_LANG",
    default="id",
    show_default=True,
    help="Bahasa / language.",
)


def spoken(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by a command line, before it is understood.

    A language that does not exist is refused by the command itself; until then the
    first language is spoken.
    """
    asked: str | None = None
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    try:
        return choose_language(asked, environment)
    except NapasError:
        return choose_language(None, {})
