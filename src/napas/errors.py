"""Expected failures: a stable code and the parameters its sentence needs.

An error here carries no words and knows no screen; `napas.words` turns its code into
a sentence, and each door (command line, page, API) decides how to show it.
"""

from typing import ClassVar

Scalar = str | int | float | bool | None


class NapasError(Exception):
    """A failure that was foreseen; subclasses name one failure each.

    Attributes:
        code: stable, hyphenated, lower case; the key of its sentence.
        params: what the sentence mentions, by name.
    """

    code: ClassVar[str] = ""

    def __init__(self, **params: Scalar) -> None:
        super().__init__(self.code, params)
        self.params: dict[str, Scalar] = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}: {told}" if told else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the parameters when the error crosses a process border."""
        return (_rebuild, (type(self), self.params))


class InvalidError(NapasError):
    """What was given cannot be used."""


class ForbiddenError(NapasError):
    """The viewer may not do this here."""


class MissingError(NapasError):
    """What was asked for does not exist."""


class ConflictError(NapasError):
    """What was asked for contradicts what already stands."""


def _rebuild(kind: type[NapasError], params: dict[str, Scalar]) -> NapasError:
    return kind(**params)


def error_kinds() -> tuple[type[NapasError], ...]:
    """Every error class that has a code, in the order of the codes."""
    found: dict[str, type[NapasError]] = {}
    waiting: list[type[NapasError]] = [NapasError]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.code:
            found[kind.code] = kind
    return tuple(found[code] for code in sorted(found))
