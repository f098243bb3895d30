"""Values of parameters set on the command line, as the topmost layer."""

from collections.abc import Iterable

import click

from napas.errors import InvalidError
from napas.parameters import Layer

LAYER = "--set"

SETTINGS = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="help-set",
)


class SettingFormError(InvalidError):
    """A setting is not of the form name=value with a number."""

    code = "setting-form-invalid"


def layer_of(settings: Iterable[str]) -> Layer:
    """Read `name=value` texts, numbers with a decimal point, into a layer.

    Raises:
        SettingFormError: there is no equals sign, or no number behind it.
    """
    entries: list[tuple[str, float]] = []
    for text in settings:
        name, sign, value = text.partition("=")
        try:
            number = float(value)
        except ValueError:
            raise SettingFormError(text=text) from None
        if not (sign and name.strip()):
            raise SettingFormError(text=text)
        entries.append((name.strip(), number))
    return Layer(name=LAYER, entries=tuple(entries))
