from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from napas.domain.claim import Claim
from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.exchange import ExchangeCode, check_path

Lay = Callable[[Mapping[str, str | bytes]], Path]


class Doubt(Code):
    ODD = "test-odd"


def doubt_every_claim(claims: tuple[Claim, ...]) -> Iterable[Finding]:
    return [find(Grade.DOUBTFUL, Doubt.ODD, subject=claim.code) for claim in claims]


def doubt_in_its_place(claims: tuple[Claim, ...]) -> Iterable[Finding]:
    place = Spot("elsewhere", len(claims))
    return [find(Grade.DOUBTFUL, Doubt.ODD, spot=place)]


def test_a_good_scenario_passes(folder: Path) -> None:
    assert check_path(folder) == ()


def test_a_country_folder_is_checked_as_a_country(folder: Path) -> None:
    (folder / "negeri" / "territories.csv").unlink()

    (fault,) = check_path(folder / "negeri")

    assert fault.spot.file == "territories.csv"


def test_any_other_folder_should_be_a_scenario(tmp_path: Path) -> None:
    codes = {fault.spot.file for fault in check_path(tmp_path)}

    assert codes == {"scenario.toml", "places.csv", "plants.csv"}


def test_a_table_of_claims_is_checked_alone(folder: Path) -> None:
    file = folder / "claims.csv"
    file.write_text(file.read_text("utf-8").replace("IDR", "x"), encoding="utf-8")

    assert [fault.code for fault in check_path(file)] == [ExchangeCode.CLAIM_UNIT_WRONG]


def test_further_checks_are_given_the_claims_and_their_findings_a_place(
    folder: Path,
) -> None:
    alone = check_path(folder / "claims.csv", [doubt_every_claim])
    within = check_path(folder, [doubt_every_claim])

    assert alone == within
    assert [(fault.subject, fault.spot.row) for fault in alone] == [
        ("jumlah", 2),
        ("janji", 3),
        ("bagian", 4),
        ("uang", 5),
    ]


def test_a_finding_that_knows_its_place_keeps_it(folder: Path) -> None:
    (fault,) = check_path(folder, [doubt_in_its_place])

    assert fault.spot == Spot("elsewhere", 4)


def test_faults_of_claims_are_said_once(good: dict[str, str], lay: Lay) -> None:
    files = {**good, "claims.csv": good["claims.csv"].replace("IDR", "x")}

    codes = [fault.code for fault in check_path(lay(files), [doubt_every_claim])]

    assert codes == [ExchangeCode.CLAIM_UNIT_WRONG, *[Doubt.ODD] * 4]


def test_a_scenario_without_claims_is_checked_without_them(folder: Path) -> None:
    (folder / "claims.csv").unlink()

    assert check_path(folder, [doubt_every_claim]) == ()
