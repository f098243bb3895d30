"""Write docs/parameters.md: every parameter with its range, unit, source and note."""

import sys
from collections.abc import Iterable
from pathlib import Path

from napas.parameters import Parameter
from napas.parameters.registry import load, load_sources

PAGE = Path(__file__).parents[1] / "docs" / "parameters.md"
HEAD = """\
# Parameters

Every number that Napas did not compute, with the range it may take, its unit and its
source. `napas ... --set name=value` changes one within its range. Written by
`scripts/write_parameter_reference.py` from `src/napas/parameters/`.
"""
HEADS = ("name", "value", "low", "high", "unit", "source", "holds for", "note")


def page() -> str:
    """The whole text of the page."""
    parameters = load()
    topics = sorted({name.split(".")[0] for name in parameters})
    parts = [HEAD]
    for topic in topics:
        of_topic = [
            parameter
            for name, parameter in sorted(parameters.items())
            if name.split(".")[0] == topic
        ]
        parts.append(f"## {topic.replace('_', ' ').capitalize()}\n")
        parts.append(table(HEADS, map(cells, of_topic)))
    parts.append("## Sources\n")
    parts.append(table(("key", "what it is"), sources()))
    return "\n".join(parts)


def cells(parameter: Parameter) -> tuple[str, ...]:
    """The line of one parameter."""
    return (
        f"`{parameter.name}`",
        figure(parameter.value),
        figure(parameter.low),
        figure(parameter.high),
        parameter.unit,
        f"`{parameter.source}`",
        holds(parameter),
        parameter.note,
    )


def holds(parameter: Parameter) -> str:
    """Where and when a parameter holds."""
    begins = f"from {parameter.valid_from}" if parameter.valid_from else ""
    ends = f"until {parameter.valid_to}" if parameter.valid_to else ""
    return " ".join(part for part in (parameter.applies_to, begins, ends) if part)


def sources() -> Iterable[tuple[str, str]]:
    """The lines of the bibliography."""
    return ((f"`{key}`", text) for key, text in sorted(load_sources().items()))


def figure(value: float) -> str:
    """A figure without needless zeros."""
    return f"{value:.10g}"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    heads = tuple(heads)
    lines = [line_of(heads), line_of(["---"] * len(heads)), *map(line_of, rows)]
    return "\n".join(lines) + "\n"


def line_of(texts: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(text.replace("|", r"\|") for text in texts) + " |"


def main() -> int:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
