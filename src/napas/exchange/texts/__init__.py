"""The reading of pasted texts: what hospitals and dispatchers write, in kilograms."""

from napas.exchange.texts.context import (
    NO_CONTEXT,
    Context,
    CylinderWord,
    FacilityFacts,
    UsualRange,
    context_of,
)
from napas.exchange.texts.facility_names import (
    FacilityNames,
    Listed,
    NameFinder,
    name_facilities,
)
from napas.exchange.texts.of_situation import facility_facts, facility_names_of
from napas.exchange.texts.readings import Understanding
from napas.exchange.texts.understand import understand

__all__ = [
    "NO_CONTEXT",
    "Context",
    "CylinderWord",
    "FacilityFacts",
    "FacilityNames",
    "Listed",
    "NameFinder",
    "Understanding",
    "UsualRange",
    "context_of",
    "facility_facts",
    "facility_names_of",
    "name_facilities",
    "understand",
]
