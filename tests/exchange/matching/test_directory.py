from dataclasses import replace
from pathlib import Path

import pytest

from napas.domain.identifier import Names, SubjectKind
from napas.exchange import read_scenario
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.matching.directory import (
    Directory,
    directory_of,
    names_by_code,
    register_directory,
)
from napas.parameters import resolve

SCENARIO = Path(__file__).parents[2] / "scenarios" / "xar-wave"
F = SubjectKind.FACILITY


@pytest.fixture(scope="module")
def of_scenario() -> Directory:
    read = read_scenario(SCENARIO)
    assert read.situation is not None
    return directory_of(read.situation, resolve())


def test_everything_a_situation_knows_can_be_meant(of_scenario: Directory) -> None:
    known = {
        kind: [entry.code for entry in of_scenario.entries if entry.kind is kind]
        for kind in SubjectKind
    }

    assert "H-001" in known[SubjectKind.FACILITY]
    assert known[SubjectKind.PLANT] == ["PL-1"]
    assert known[SubjectKind.VEHICLE] == ["C-1", "C-2", "C-3"]
    assert "Oxígeno Andino" in known[SubjectKind.ORGANISATION]
    assert "Transportes Sur" in known[SubjectKind.ORGANISATION]
    assert "" not in known[SubjectKind.ORGANISATION]
    assert "010101" in known[SubjectKind.TERRITORY]


def test_who_is_not_named_is_no_company() -> None:
    read = read_scenario(SCENARIO)
    assert read.situation is not None
    plants = tuple(replace(each, company="", name="") for each in read.situation.plants)

    made = directory_of(replace(read.situation, plants=plants), resolve())

    kinds = [entry.code for entry in made.entries]
    assert "Oxígeno Andino" not in kinds
    assert "" not in kinds
    assert dict(names_by_code(made, SubjectKind.PLANT))["PL-1"] == ("PL-1",)


def test_names_by_code_give_every_entry_with_all_its_names(
    of_scenario: Directory,
) -> None:
    told = dict(names_by_code(of_scenario, F))

    assert told["H-004"] == ("Hospital Faro", "Lighthouse Hospital")
    assert told["H-001"] == ("Hospital Mina Vieja",)
    assert set(told) == {"H-001", "H-002", "H-003", "H-004", "F-001"}


def test_hospitals_of_a_register_lie_where_the_tree_knows(
    directory: Directory,
) -> None:
    hospitals = [
        RegisteredHospital("00001", "Uno", "010101", "Mina Vieja", "0101"),
        RegisteredHospital("00002", "Dos", "010199", "Nueva", "0101"),
    ]

    made = register_directory(hospitals, directory.country, resolve())

    assert [entry.territory for entry in made.entries] == ["010101", "0101"]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("010101", ("010101",)),
        ("10101", ("010101",)),
        ("10101.0", ("010101",)),
        ("1", ("01",)),
        ("Mina Vieja", ("010101",)),
        ("KOTA MINA VIEJA", ()),
        ("mina-vieja", ("010101",)),
        ("North Island", ("02",)),
        ("Atlantis", ()),
        ("99", ()),
    ],
)
def test_a_territory_is_known_by_code_or_name(
    written: str, codes: tuple[str, ...], directory: Directory
) -> None:
    assert directory.territories(written) == codes


def test_a_name_of_several_territories_names_them_all(directory: Directory) -> None:
    tree = directory.country.tree
    twins = tuple(
        replace(each, name=name)
        for each in tree.territories
        if (name := {"0101": "Kota Río", "0102": "Kab. Río"}.get(each.code, each.name))
    )
    country = replace(directory.country, tree=replace(tree, territories=twins))
    made = Directory((), country, Names(), directory.weights)

    assert made.territories("Rio") == ("0101", "0102")
    assert made.territories("Kota Rio") == ("0101",)
    assert made.territories("Kabupaten Río") == ("0102",)


def test_a_path_goes_from_the_country_down(directory: Directory) -> None:
    assert directory.path("020107") == ("00", "01", "0102", "020107")
    assert directory.path("nowhere") == ()


def test_a_code_stands_once(directory: Directory) -> None:
    entry = directory.entries[0]

    with pytest.raises(ValueError, match="twice"):
        replace(directory, entries=(entry, entry))
