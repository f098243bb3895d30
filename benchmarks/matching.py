"""How names are found again that were written otherwise, and the CPU seconds it takes.

python -m benchmarks.matching REGISTER.csv [COLUMNS.toml]

Every hospital of a register is asked for by its name as senders write it: with short
forms, misspelt, with words left out, turned or added. A silent wrong match is a name
that was taken without being asked, and for another hospital: there must be none.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import process_time

from benchmarks.machine import machine_line
from napas.domain.choice import Written
from napas.domain.country import Country
from napas.domain.identifier import SubjectKind
from napas.domain.territory import plant_tree
from napas.exchange import read_country
from napas.exchange.hospital_register import (
    RegisteredHospital,
    read_map,
    read_register,
    settle_register,
)
from napas.exchange.matching.answer import Asked, Match, Outcome
from napas.exchange.matching.directory import Directory, register_directory
from napas.exchange.matching.match import match_all
from napas.exchange.whereabouts import COUNTRIES
from napas.parameters import resolve

SEED = 11
DAY = date(2021, 7, 10)
FIRST = 3
USUAL = 0.7
"""How often the longest short form that fits is the one written."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORT_FORMS = (
    ("RS Umum Daerah", "RSUD"),
    ("RS Umum Pusat", "RSUP"),
    ("RS Ibu dan Anak", "RSIA"),
    ("RS Khusus Ibu dan Anak", "RSKIA"),
    ("RS Jiwa", "RSJ"),
    ("RS Umum", "RSU"),
    ("RS Islam", "RSI"),
    ("Rumah Sakit", "RS"),
    ("RS", "Rumah Sakit"),
    ("Kabupaten", "Kab."),
    ("Kab.", "Kabupaten"),
    ("Dr.", "dr"),
    ("dr.", "Dokter"),
    ("Prof.", "Profesor"),
    ("H.", "Haji"),
    ("Muhammad", "Moh."),
    ("Santa", "St."),
)

Change = Callable[[str, RegisteredHospital, random.Random], str]


def shorten(name: str, _: RegisteredHospital, chance: random.Random) -> str:
    """Write the first form that fits in its other form."""
    fitting = [pair for pair in SHORT_FORMS if pair[0] in name]
    if not fitting:
        return name.upper()
    old, new = fitting[0] if chance.random() < USUAL else chance.choice(fitting)
    return name.replace(old, new, 1)


def misspell(name: str, _: RegisteredHospital, chance: random.Random) -> str:
    """Leave out, double, change or turn one letter."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    if len(places) == 1:
        return name
    at = chance.choice(places)
    letter = name[at]
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + chance.choice(LETTERS) + name[at + 1 :],
            name[:at] + name[at + 1 : at + 2] + letter + name[at + 2 :],
        )
    )


def leave_out(name: str, _: RegisteredHospital, chance: random.Random) -> str:
    """Leave out one word."""
    words = name.split()
    if len(words) == 1:
        return name
    del words[chance.randrange(len(words))]
    return " ".join(words)


def turn(name: str, _: RegisteredHospital, chance: random.Random) -> str:
    """Put one word elsewhere."""
    words = name.split()
    words.insert(chance.randrange(len(words)), words.pop())
    return " ".join(words)


def add_place(name: str, hospital: RegisteredHospital, _: random.Random) -> str:
    """Put the town behind the name."""
    town = hospital.territory_name
    return f"{name} {town.replace('Kabupaten', 'Kab.')}"


def mark(name: str, _: RegisteredHospital, chance: random.Random) -> str:
    """Write all in capitals, or other marks between the words."""
    return chance.choice((name.upper(), name.replace(" ", "-"), f"{name.lower()}."))


CHANGES: dict[str, tuple[Change, ...]] = {
    "as it stands": (),
    "other marks": (mark,),
    "short forms": (shorten,),
    "a letter wrong": (misspell,),
    "two letters wrong": (misspell, misspell),
    "a word left out": (leave_out,),
    "words turned": (turn,),
    "town added": (add_place,),
    "short and a letter wrong": (shorten, misspell),
    "short and a word left out": (shorten, leave_out),
    "turned, town, letter wrong": (turn, add_place, misspell),
}


@dataclass(frozen=True)
class Counts:
    """How a set of questions ended."""

    asked: int
    first: int
    among_three: int
    taken: int
    silent_wrong: int
    seconds: float


def read_world(
    register: Path, columns: Path
) -> tuple[Country, list[RegisteredHospital]]:
    """The country with the territories of its register, and the hospitals."""
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    found, _ = read_register(register, read_map(columns), country)
    (hospitals, _), below = settle_register(found, country.tree)
    tree = plant_tree((*country.tree.territories, *below))
    return replace(country, tree=tree), list(hospitals)


def ask(
    hospitals: Sequence[RegisteredHospital],
    changes: Sequence[Change],
    place: Callable[[RegisteredHospital], str],
) -> list[Asked]:
    """Ask for every hospital by a changed name."""
    chance = random.Random(SEED)  # noqa: S311  not for secrets
    asked = []
    for hospital in hospitals:
        name = hospital.name
        for change in changes:
            name = change(name, hospital, chance)
        asked.append(Asked(Written(SubjectKind.FACILITY, name, "", place(hospital))))
    return asked


def count(
    answers: Sequence[Match], hospitals: Sequence[RegisteredHospital], seconds: float
) -> Counts:
    """Count how often the right one came first, among three, or was taken wrongly."""
    first = among = taken = wrong = 0
    for answer, hospital in zip(answers, hospitals, strict=True):
        codes = [each.entry.code for each in answer.candidates[:FIRST]]
        first += codes[:1] == [hospital.code]
        among += hospital.code in codes
        if answer.outcome is Outcome.NAME:
            taken += 1
            assert answer.entry is not None
            wrong += answer.entry.code != hospital.code
    return Counts(len(answers), first, among, taken, wrong, seconds)


def measure(
    directory: Directory,
    hospitals: Sequence[RegisteredHospital],
    changes: Sequence[Change],
    place: Callable[[RegisteredHospital], str],
) -> Counts:
    """Ask for every hospital and count the answers."""
    asked = ask(hospitals, changes, place)
    begun = process_time()
    answers = match_all(asked, directory, DAY)
    return count(answers, hospitals, process_time() - begun)


def take_absent(
    hospitals: Sequence[RegisteredHospital],
    country: Country,
    changes: Sequence[Change],
) -> int:
    """How many hospitals that a directory lacks are taken for others, town known."""
    taken = 0
    for half in (0, 1):
        directory = register_directory(hospitals[half::2], country, resolve())
        asked = ask(hospitals[1 - half :: 2], changes, lambda each: each.territory)
        answers = match_all(asked, directory, DAY)
        taken += sum(answer.outcome is Outcome.NAME for answer in answers)
    return taken


def main(words: Sequence[str]) -> int:
    """Print for every change and place how many names were found again."""
    columns = COUNTRIES / "idn" / "hospital_register.toml"
    register, columns = Path(words[0]), Path(words[1]) if words[1:] else columns
    country, hospitals = read_world(register, columns)
    print(machine_line(("numpy", "scipy", "rapidfuzz")))
    begun = process_time()
    directory = register_directory(hospitals, country, resolve())
    print(f"{len(hospitals)} entries, directory made in {process_time() - begun:.2f} s")
    places: dict[str, Callable[[RegisteredHospital], str]] = {
        "town known": lambda hospital: hospital.territory,
        "province known": lambda hospital: hospital.parent,
        "no place": lambda _: "",
    }
    head = f"{'':28}{'first':>9}{'of three':>9}{'taken':>9}{'wrong':>6}{'s':>7}"
    silent = 0
    for place, of in places.items():
        print(f"\n{place:28}{head[28:]}")
        for name, changes in CHANGES.items():
            got = measure(directory, hospitals, changes, of)
            silent += got.silent_wrong
            shares = (got.first, got.among_three, got.taken)
            told = "".join(f"{each / got.asked:9.1%}" for each in shares)
            print(f"{name:28}{told}{got.silent_wrong:6d}{got.seconds:7.2f}")
    print(f"\nsilent wrong matches: {silent}")
    absent = [take_absent(hospitals, country, changes) for changes in CHANGES.values()]
    print(
        "with every other hospital missing from the directory, names of the missing"
        f" taken for others: {sum(absent)} of {len(CHANGES) * len(hospitals)}"
    )
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
