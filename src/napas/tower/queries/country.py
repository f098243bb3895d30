"""The country of the books: its folder, with the tree as the books hold it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from napas.domain.country import Country
from napas.domain.finding import Finding
from napas.errors import MissingError
from napas.exchange.country import read_country
from napas.exchange.whereabouts import COUNTRIES
from napas.tower.records.territory import stored_tree


class CountryMissingError(MissingError):
    """The folder of the country cannot be used."""

    code = "country-of-books-missing"


def country_of_books() -> Country:
    """The country, its tree with the territories that facts brought.

    Raises:
        CountryMissingError: its folder is not there, or stops at a finding.
    """
    return replace(_folder(settings.NAPAS_COUNTRY), tree=stored_tree())


@cache
def _folder(named: str) -> Country:
    """What the folder says; it does not change while a tower runs."""
    inside = COUNTRIES / named
    country, findings = read_country(inside if inside.is_dir() else Path(named))
    if country is None:
        raise CountryMissingError(named=named, findings=_codes(findings))
    return country


def _codes(findings: tuple[Finding, ...]) -> str:
    return ", ".join(sorted({finding.code.value for finding in findings}))
