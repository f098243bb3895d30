"""The reading of pasted texts: what hospitals and dispatchers write, in kilograms."""

from napas.exchange.texts.context import (
    NO_CONTEXT,
    Context,
    CylinderWord,
    FacilityFacts,
    UsualRange,
    context_of,
)
from napas.exchange.texts.directory import (
    Directory,
    FacilityDirectory,
    Listed,
    make_directory,
)
from napas.exchange.texts.readings import Understanding
from napas.exchange.texts.understand import understand

__all__ = [
    "NO_CONTEXT",
    "Context",
    "CylinderWord",
    "Directory",
    "FacilityDirectory",
    "FacilityFacts",
    "Listed",
    "Understanding",
    "UsualRange",
    "context_of",
    "make_directory",
    "understand",
]
