"""What a country calls its own levels and landmasses.

A country names them in its first language; a reader of another one is told the key.
"""

from napas.domain.country import Country
from napas.planning.need import HOSPITAL_LEVEL
from napas.words import say


def say_level(country: Country, level: str, language: str) -> str:
    """The word for a level of a plan, which may be that of hospitals."""
    if level == HOSPITAL_LEVEL:
        return say("level-hospital", language)
    names = {known.key: known.name.lower() for known in country.levels}
    return names.get(level, level) if _is_own(country, language) else level


def say_landmass(country: Country, landmass: str, language: str) -> str:
    """The name of a landmass."""
    names = {known.key: known.name for known in country.landmasses}
    if landmass in names and _is_own(country, language):
        return names[landmass]
    return landmass.replace("-", " ").title()


def _is_own(country: Country, language: str) -> bool:
    return language == country.languages[0]
