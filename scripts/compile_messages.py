"""Merge the sentences of every room and compile one catalogue per language.

The rooms write `src/napas/locale/<room>.toml`; this writes `napas.po` for people and
`napas.mo` for the program, the same bytes for the same sentences on every day.
"""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

LOCALE = Path(__file__).parents[1] / "src" / "napas" / "locale"
LANGUAGES = ("id", "en")
FORMS = frozenset({"", "%", "plain", "quoted", "0", "1", "2", "3", "4"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with its sentence in every language, and the room that wrote it."""

    code: str
    room: str
    sentences: dict[str, str]


class FixedCatalog(Catalog):
    """A catalogue whose header names neither a day nor a tool's version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header that gettext needs, and no more."""
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def read_rooms(folder: Path) -> tuple[list[Entry], list[str]]:
    """All entries of the rooms by code, and every fault found in them."""
    entries: dict[str, Entry] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        for code, sentences in tomllib.loads(file.read_text("utf-8")).items():
            if code in entries:
                faults.append(f"{code}: in {entries[code].room} and in {file.stem}")
            entry = Entry(code, file.stem, sentences)
            faults.extend(f"{code}: {fault}" for fault in faults_of(entry))
            entries[code] = entry
    return [entries[code] for code in sorted(entries)], faults


def faults_of(entry: Entry) -> list[str]:
    """What is wrong with one entry: languages, placeholders, their forms."""
    if sorted(entry.sentences) != sorted(LANGUAGES):
        return [f"has {sorted(entry.sentences)}, needs {sorted(LANGUAGES)}"]
    faults: list[str] = []
    names: list[set[str]] = []
    for language, sentence in entry.sentences.items():
        if not sentence.strip():
            faults.append(f"the sentence in {language} is empty")
        try:
            holes = list(Formatter().parse(sentence))
        except ValueError as error:
            return [f"the sentence in {language} has a loose brace: {error}"]
        names.append({name for _, name, _, _ in holes if name is not None})
        faults.extend(
            f"{{{name}:{form}}} in {language} is no placeholder we can fill"
            for _, name, form, conversion in holes
            if name is not None
            and (not name.isidentifier() or form not in FORMS or conversion)
        )
    if names[0] != names[1]:
        faults.append(f"placeholders differ: {sorted(names[0] ^ names[1])}")
    return faults


def make_catalog(entries: Iterable[Entry], language: str) -> Catalog:
    """The catalogue of one language."""
    catalog = FixedCatalog(
        locale=language,
        fuzzy=False,
        header_comment="# Made by scripts/compile_messages.py; edit the .toml instead.",
    )
    for entry in entries:
        catalog.add(
            entry.code,
            entry.sentences[language],
            auto_comments=[f"{entry.room}.toml"],
        )
    return catalog


def compile_language(entries: Iterable[Entry], language: str) -> tuple[bytes, bytes]:
    """The bytes of the `.po` and of the `.mo` file of one language."""
    catalog = make_catalog(entries, language)
    text, machine = BytesIO(), BytesIO()
    write_po(text, catalog, width=0)
    write_mo(machine, catalog)
    return text.getvalue(), machine.getvalue()


def main() -> int:
    """Write the catalogues, or say everything that is wrong and write nothing."""
    entries, faults = read_rooms(LOCALE)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    for language in LANGUAGES:
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        text, machine = compile_language(entries, language)
        (folder / "napas.po").write_bytes(text)
        (folder / "napas.mo").write_bytes(machine)
    print(f"{len(entries)} sentences in {len(LANGUAGES)} languages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
