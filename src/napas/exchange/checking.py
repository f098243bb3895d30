"""Everything that is wrong with a folder, or with one table of claims."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from napas.domain.claim import Claim
from napas.domain.finding import Finding, Spot
from napas.exchange.claims import read_claims
from napas.exchange.country import read_country
from napas.exchange.country_tables import COUNTRY_FILE
from napas.exchange.scenario import read_scenario
from napas.exchange.scenario_tables import CLAIMS
from napas.exchange.settings import SCENARIO_FILE

ClaimCheck = Callable[[tuple[Claim, ...]], Iterable[Finding]]
"""A further check on claims; a finding of it names the claim as its subject."""


def check_path(path: Path, checks: Sequence[ClaimCheck] = ()) -> tuple[Finding, ...]:
    """Find every fault of a scenario folder, a country folder or a table of claims.

    A folder with country.toml and without scenario.toml is a country; every other
    folder is a scenario, or should be one.

    Args:
        path: a folder, or a table of claims whatever its name.
        checks: further checks on the claims; where they lie in the file is added.
    """
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


def _check_claims(
    file: Path, name: str, checks: Sequence[ClaimCheck]
) -> tuple[Finding, ...]:
    read = read_claims(file)
    found = list(read.findings)
    for check in checks:
        for fault in check(read.claims):
            row = read.rows.get(fault.subject, 0)
            placed = fault.spot.file or not row
            found.append(fault if placed else replace(fault, spot=Spot(name, row)))
    return tuple(found)
