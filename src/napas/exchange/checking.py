"""Everything that is wrong with a folder, a workbook, or one table of claims."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from napas.domain.claim import Claim
from napas.domain.finding import Finding, Spot
from napas.exchange.claims import ClaimsRead, claims_kept, read_claims
from napas.exchange.country import read_country
from napas.exchange.country_tables import COUNTRY_FILE
from napas.exchange.scenario import read_kept, read_scenario
from napas.exchange.scenario_tables import CLAIMS
from napas.exchange.settings import SCENARIO_FILE
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.workbook.books import is_workbook
from napas.exchange.workbook.read import keep_book
from napas.exchange.workbook.wording import Wording

ClaimCheck = Callable[[tuple[Claim, ...]], Iterable[Finding]]
"""A further check on claims; a finding of it names the claim as its subject."""


def check_path(
    path: Path, checks: Sequence[ClaimCheck] = (), wording: Wording | None = None
) -> tuple[Finding, ...]:
    """Find every fault of a scenario, a country folder or a table of claims.

    A folder with country.toml and without scenario.toml is a country; every other
    folder is a scenario, or should be one.

    Args:
        path: a folder, a workbook, or a table of claims whatever its name.
        checks: further checks on the claims; where they lie in the file is added.
        wording: the words of workbooks; without it a workbook is taken for a table.
    """
    if wording is not None and is_workbook(path):
        return check_book(path, read_book(path), checks, wording)
    if not path.is_dir():
        return _check_claims(path, path.name, checks)
    if (path / COUNTRY_FILE).exists() and not (path / SCENARIO_FILE).exists():
        return read_country(path)[1]
    findings = read_scenario(path).findings
    file = path / CLAIMS.file
    if not checks or file.is_symlink() or not file.is_file():
        return findings
    told = {fault for fault in findings if fault.spot.file == CLAIMS.file}
    more = _check_claims(file, CLAIMS.file, checks)
    return (*findings, *(fault for fault in more if fault not in told))


def check_book(
    file: Path, book: Book | Finding, checks: Sequence[ClaimCheck], wording: Wording
) -> tuple[Finding, ...]:
    """Find every fault of a workbook that was opened, or why it was not."""
    if isinstance(book, Finding):
        return (book,)
    keeper = keep_book(file, book, wording)
    found = list(read_kept(keeper).findings)
    doubts = _doubts(claims_kept(keeper, CLAIMS), CLAIMS.file, checks)
    found.extend(filter(None, map(keeper.locate, doubts)))
    return tuple(dict.fromkeys(found))


def _check_claims(
    file: Path, name: str, checks: Sequence[ClaimCheck]
) -> tuple[Finding, ...]:
    read = read_claims(file)
    return (*read.findings, *_doubts(read, name, checks))


def _doubts(
    read: ClaimsRead, name: str, checks: Sequence[ClaimCheck]
) -> Iterator[Finding]:
    """What further checks find, each with the row of its claim."""
    for check in checks:
        for fault in check(read.claims):
            row = read.rows.get(fault.subject, 0)
            placed = fault.spot.file or not row
            yield fault if placed else replace(fault, spot=Spot(name, row))
