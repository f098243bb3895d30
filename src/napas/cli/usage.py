"""What is wrong with a command line, in the chosen language."""

from collections.abc import Iterator, Sequence

import click

from napas.cli.spoken_help import SpokenContext
from napas.words import say


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
            read = _read(given, wrong.ctx)
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


def _read(given: click.Parameter, context: click.Context | None) -> str:
    """The value that was refused, wherever it was given: the library keeps it back."""
    if not isinstance(context, SpokenContext):
        return ""
    parser = context.command.make_parser(context)
    found, _, _ = parser.parse_args(list(context.words))
    value, _ = given.consume_value(context, found)
    return str(value)


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
