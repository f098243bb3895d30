"""Which codes stand behind a name as people write it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from napas.domain.country import Country
from napas.exchange.columns import Reference
from napas.exchange.workbook.wording import parts_of, plain

LIKENESS = 75.0
"""Per cent of a name that must agree before it is offered as what was meant."""
OFFERED = 3
"""How many names a message offers."""
Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what rows may speak of, by kind.

    Attributes:
        known: every code of a kind.
        named: codes by plain name; several things may have one name.
        written: each plain name as it was first written.
    """

    known: dict[Reference, set[str]] = field(default_factory=dict)
    named: dict[Reference, dict[str, set[str]]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def enter(self, kind: Reference, code: str, *names: str) -> None:
        """Take a code with the names it goes by."""
        self.known.setdefault(kind, set()).add(code)
        for name in names:
            if name:
                entered = self.named.setdefault(kind, {})
                entered.setdefault(plain(name), set()).add(code)
                self.written.setdefault(plain(name), name)

    def codes(self, written: str, kinds: Iterable[Reference]) -> Codes:
        """The codes that a text can mean, sorted; a code as it is means itself."""
        asked = tuple(kinds)
        for part in parts_of(written):
            if any(part in self.known.get(kind, ()) for kind in asked):
                return (part,)
        found = {
            code
            for kind in asked
            for part in parts_of(written)
            for code in self.named.get(kind, {}).get(plain(part), ())
        }
        return tuple(sorted(found))

    def near(self, written: str, kinds: Iterable[Reference]) -> Codes:
        """Names nearly written like a text, the nearest first."""
        known = {name for kind in kinds for name in self.named.get(kind, ())}
        found = process.extract(
            plain(written),
            sorted(known),
            scorer=fuzz.ratio,
            limit=OFFERED,
            score_cutoff=LIKENESS,
        )
        return tuple(self.written[name] for name, _, _ in found)


def names_of(country: Country) -> Names:
    """The names that a country brings: territories, cylinders, restrictions."""
    names = Names()
    for territory in country.tree.territories:
        names.enter(Reference.TERRITORY, territory.code, territory.name)
    for kind in country.cylinder_types:
        names.enter(Reference.CYLINDER_TYPE, kind.code, kind.name, spaced(kind.code))
    for level in country.restriction_levels:
        names.enter(Reference.RESTRICTION, level.code, level.name)
    return names


def spaced(code: str) -> str:
    """A size such as "6m3" as people write it: "6 m3"."""
    digits = len(code) - len(code.lstrip("0123456789"))
    return f"{code[:digits]} {code[digits:]}".strip() if digits else ""


def territory_label(code: str, name: str) -> str:
    """How a drop-down shows what has a code and a name."""
    return f"{code} \N{MIDDLE DOT} {name}"
