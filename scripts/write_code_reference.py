"""Write docs/codes.md: every code of the loaded rooms with its sentences."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

import django

import napas
from napas.domain.finding import Code, all_codes
from napas.errors import NapasError, error_kinds
from napas.words import sentence

PAGE = Path(__file__).parents[1] / "docs" / "codes.md"
LOCALE = Path(napas.__file__).parent / "locale"
LANGUAGES = ("id", "en")
HEAD = """\
# Codes

Every failure, finding and reason that Napas can state has a stable code; here is what
each says. Written by `scripts/write_code_reference.py` from the catalogue.
"""


def load_rooms() -> None:
    """Import every module of the package, so that every code is known."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "napas.tower.settings")
    django.setup()  # tables can be imported only after it
    for module in pkgutil.walk_packages(napas.__path__, "napas."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def failures() -> tuple[type[NapasError], ...]:
    """Error classes of the package that have a code, by code."""
    return tuple(kind for kind in error_kinds() if kind.__module__.startswith("napas."))


def remarks() -> tuple[Code, ...]:
    """Codes of findings and reasons of the package, sorted."""
    return tuple(
        code for code in all_codes() if type(code).__module__.startswith("napas.")
    )


def family(kind: type[NapasError]) -> str:
    """Which of the four families an error belongs to, in one word."""
    line = kind.__mro__[: kind.__mro__.index(NapasError)]
    return line[-1].__name__.removesuffix("Error").lower()


def room(name: str) -> str:
    """The room of a module: `napas.oversight.claims` is of oversight."""
    return name.split(".")[1]


def page() -> str:
    """The whole text of the page."""
    load_rooms()
    known = {str(kind.code) for kind in failures()} | {str(code) for code in remarks()}
    others = sorted(catalogue_keys() - known)
    parts = (
        HEAD,
        "## Expected failures\n",
        table(
            ("code", "family", "room"),
            ((kind.code, family(kind), room(kind.__module__)) for kind in failures()),
        ),
        "## Findings and reasons\n",
        table(
            ("code", "room"),
            ((str(code), room(type(code).__module__)) for code in remarks()),
        ),
        "## Words of closed lists, titles and forms of writing\n",
        table(("key",), ((key,) for key in others)),
    )
    return "\n".join(parts)


def catalogue_keys() -> set[str]:
    """Every key of the compiled catalogue."""
    text = (LOCALE / LANGUAGES[0] / "LC_MESSAGES" / "napas.po").read_text("utf-8")
    lines = (line for line in text.splitlines() if line.startswith('msgid "'))
    return {line.removeprefix('msgid "').removesuffix('"') for line in lines} - {""}


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; the first cell of a row is the code, sentences come last."""
    lines = [line_of((*heads, *LANGUAGES)), line_of(["---"] * len((*heads, "", "")))]
    for code, *rest in rows:
        told = [sentence(code, language) or "—" for language in LANGUAGES]
        lines.append(line_of((f"`{code}`", *rest, *told)))
    return "\n".join(lines) + "\n"


def line_of(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def main() -> int:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
