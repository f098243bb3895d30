"""Help in the chosen language: commands and options name a sentence, and this says it.

The `help` of a command, an argument or an option is the code of a sentence; names of
options and what stands for their values are the same in every language.
"""

from collections.abc import Iterator

import click

from napas.words import FIRST_LANGUAGE, say


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


class SpokenContext(click.Context):
    """The context of a command whose program was told the language as its object.

    Attributes:
        words: what the command was given, before it is understood.
    """

    words: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language spoken."""
        return str(self.find_root().obj or FIRST_LANGUAGE)

    def make_formatter(self) -> SpokenFormatter:
        """Give a formatter of the language spoken."""
        return SpokenFormatter(
            self.language, width=self.terminal_width, max_width=self.max_content_width
        )


class SpokenCommand(click.Command):
    """A command whose help speaks the language of its context."""

    context_class = SpokenContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, and understand them."""
        assert isinstance(ctx, SpokenContext), "a spoken command has a spoken context"
        ctx.words = tuple(args)
        return super().parse_args(ctx, args)

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.help or "", _language(ctx)))

    def format_arguments(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what each argument is."""
        language = _language(ctx)
        rows = [
            (known.make_metavar(ctx), say(known.help or "", language))
            for known in self.get_params(ctx)
            if isinstance(known, click.Argument)
        ]
        _write_section(formatter, say("help-arguments", language), rows)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what each option does."""
        language = _language(ctx)
        rows = [
            (known.get_help_spec(ctx), _described(known, ctx))
            for known in self.get_params(ctx)
            if isinstance(known, click.Option)
        ]
        _write_section(formatter, say("help-options", language), rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows help, with our sentence for it."""
        option = super().get_help_option(ctx)
        assert option is not None, "every command of ours has help"
        option.help = "help-of-help"
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands whose help speaks the language of its context."""

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what each option does, and then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what each command does, in its first paragraph."""
        language = _language(ctx)
        rows = [
            (name, say(command.help or "", language).partition("\n")[0])
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        _write_section(formatter, say("help-commands", language), rows)


def _language(ctx: click.Context) -> str:
    assert isinstance(ctx, SpokenContext), "a spoken command has a spoken context"
    return ctx.language


def _write_section(
    formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]
) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _described(option: click.Option, ctx: click.Context) -> str:
    """The sentence of an option, and in brackets how it may be given."""
    more = "; ".join(_how(option, ctx))
    told = say(option.help or "", _language(ctx))
    return f"{told}  [{more}]" if more else told


def _how(option: click.Option, ctx: click.Context) -> Iterator[str]:
    language = _language(ctx)
    extra = option.get_help_extra(ctx)
    if "envvars" in extra:
        yield say("help-environment", language, name=", ".join(extra["envvars"]))
    if "default" in extra:
        yield say("help-default", language, value=extra["default"])
    if isinstance(option.type, click.IntRange | click.FloatRange):
        yield from _range(option.type, language)
    if "required" in extra:
        yield say("help-required", language)


def _range(kind: click.IntRange | click.FloatRange, language: str) -> Iterator[str]:
    """What numbers are taken, written with the decimal point that is read."""
    if kind.min is not None and kind.max is not None:
        yield say("help-range", language, low=str(kind.min), high=str(kind.max))
    elif kind.min is not None:
        yield say("help-at-least", language, low=str(kind.min))
