"""What is wrong with a command line, and the frame of help, in the chosen language."""

from collections.abc import Iterable, Iterator, Sequence

import click

from napas.words import FIRST_LANGUAGE, say

FIXED_WORDS = {
    "Options": "help-options",
    "Commands": "help-commands",
    "Show this message and exit.": "help-of-help",
    "Show the version and exit.": "help-of-version",
}
"""What the command library writes in every help, and our sentence for it."""


class SpokenFormatter(click.HelpFormatter):
    """Writes help with its fixed words in a language."""

    def __init__(
        self, language: str, *, width: int | None, max_width: int | None
    ) -> None:
        super().__init__(width=width, max_width=max_width)
        self.language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or say("help-usage", self.language))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(self._said(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of names and what they stand for."""
        said = [(name, self._said(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)

    def _said(self, text: str) -> str:
        return say(FIXED_WORDS[text], self.language) if text in FIXED_WORDS else text


class SpokenContext(click.Context):
    """The context of a command whose program was told the language as its object."""

    def make_formatter(self) -> SpokenFormatter:
        """Give a formatter of the language spoken."""
        return SpokenFormatter(
            self.find_root().obj or FIRST_LANGUAGE,
            width=self.terminal_width,
            max_width=self.max_content_width,
        )


def speak(command: click.Command) -> click.Command:
    """Let the help of a command, and of those below it, speak the chosen language."""
    command.context_class = SpokenContext
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speak(below)
    return command


def say_usage(
    wrong: click.ClickException, words: Sequence[str], language: str
) -> Iterator[str]:
    """Why the words of a command line cannot be followed, line by line."""
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        yield wrong.format_message()
        return
    yield _fault(wrong, words, language)
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    if context is not None:
        yield say("usage-hint", language, command=context.command_path)


def _fault(wrong: click.ClickException, words: Sequence[str], language: str) -> str:
    code, params = "usage-wrong", {"message": wrong.format_message()}
    match wrong:
        case click.NoSuchOption():
            near = ", ".join(wrong.possibilities or ())
            code = "usage-option-near" if near else "usage-option-unknown"
            params = {"option": wrong.option_name, "near": near}
        case click.exceptions.NoSuchCommand(ctx=click.Context() as context):
            code = "usage-command-unknown"
            params = {"command": wrong.command_name, "known": _commands(context)}
        case click.BadOptionUsage():
            told = any(word.startswith(f"{wrong.option_name}=") for word in words)
            code = "usage-option-is-flag" if told else "usage-option-needs-value"
            params = {"option": wrong.option_name}
        case click.MissingParameter(param=click.Parameter() as missing):
            code, params = "usage-missing", {"parameter": _name(missing)}
        case click.BadParameter(param=click.Parameter() as given):
            expected = _expected(given, language)
            code = "usage-value-wrong"
            read = _read(wrong.message, words)
            params = {"parameter": _name(given), "expected": expected, "read": read}
        case click.UsageError(ctx=click.Context(command=click.Group()) as context):
            code, params = "usage-command-missing", {"known": _commands(context)}
        case click.UsageError(ctx=click.Context()):
            # Plain ones of a command have one cause: words are left over.
            code, params = "usage-words-left-over", {}
    return say(code, language, **params)


def _commands(context: click.Context) -> str:
    assert isinstance(context.command, click.Group), "commands are asked of a group"
    return ", ".join(context.command.list_commands(context))


def _read(message: str, words: Sequence[str]) -> str:
    """The word that was refused: the library tells it only within its own sentence."""
    values = (word.partition("=")[2] or word for word in words)
    return max((value for value in values if value in message), key=len, default="")


def _name(parameter: click.Parameter) -> str:
    """What people write on the command line, and the environment it may come from."""
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name
    written = max(parameter.opts, key=len)
    return f"{written} ({parameter.envvar})" if parameter.envvar else written


def _expected(given: click.Parameter, language: str) -> str:
    kind = given.type
    match kind:
        case click.Choice():
            return say("expects-choice", language, known=", ".join(kind.choices))
        case click.Path():
            return say("expects-path" if kind.dir_okay else "expects-file", language)
    whole = kind is click.INT or isinstance(kind, click.IntRange)
    number = say("expects-whole" if whole else "expects-number", language)
    if not isinstance(kind, click.IntRange | click.FloatRange) or kind.min is None:
        return number
    code = "expects-at-least" if kind.max is None else "expects-range"
    return say(code, language, number=number, low=kind.min, high=kind.max)
