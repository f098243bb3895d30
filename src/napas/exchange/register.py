"""Which codes exist: those in use, and those whose row was set aside."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from napas.domain.naming import CodeSystem
from napas.exchange.columns import Reference


class Standing(StrEnum):
    """What is known of a code that a row names."""

    IN_USE = "in use"
    SET_ASIDE = "set aside"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Register:
    """Codes met so far, by kind.

    A kind that nobody has entered is not held against a row: its table could not be
    read, and that is said once.

    Attributes:
        code_systems: how codes look that the country declares.
    """

    in_use: dict[Reference, set[str]] = field(default_factory=dict)
    set_aside: dict[Reference, set[str]] = field(default_factory=dict)
    code_systems: tuple[CodeSystem, ...] = ()

    def enter(self, reference: Reference, codes: Iterable[str]) -> None:
        """Take codes as in use."""
        self.in_use.setdefault(reference, set()).update(codes)

    def put_aside(self, reference: Reference, codes: Iterable[str]) -> None:
        """Take codes out of use, keeping in mind that they were met."""
        gone = set(codes)
        self.in_use.get(reference, set()).difference_update(gone)
        self.set_aside.setdefault(reference, set()).update(gone)

    def codes(self, references: Iterable[Reference]) -> set[str]:
        """Every code met of these kinds, in use or not."""
        return {
            code
            for reference in references
            for met in (self.in_use, self.set_aside)
            for code in met.get(reference, ())
        }

    def standing(self, code: str, references: tuple[Reference, ...]) -> Standing:
        """What is known of a code that may be of any of these kinds."""
        for reference in references:
            codes = self.in_use.get(reference)
            if codes is None or code in codes:
                return Standing.IN_USE
        if any(code in self.set_aside.get(kind, ()) for kind in references):
            return Standing.SET_ASIDE
        return Standing.UNKNOWN
