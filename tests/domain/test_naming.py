import pytest

from napas.domain.identifier import SubjectKind
from napas.domain.naming import CodeSystem, NameWord, Naming, systems_of

AREAS = CodeSystem("areas", "Areas", SubjectKind.TERRITORY, (2, 4), digits_only=True)
HOUSES = CodeSystem("houses", "Houses", SubjectKind.FACILITY, (7, 8))
FREE = CodeSystem("free", "Free", SubjectKind.PLANT)


@pytest.mark.parametrize(
    ("system", "code", "looks_right"),
    [
        (AREAS, "01", True),
        (AREAS, "0101", True),
        (AREAS, "101", False),
        (AREAS, "0A", False),
        (AREAS, "\u0660\u0661", False),
        (HOUSES, "3578797S", True),
        (HOUSES, "3578", False),
        (FREE, "anything", True),
    ],
)
def test_a_code_looks_like_its_system_or_not(
    system: CodeSystem, code: str, *, looks_right: bool
) -> None:
    assert system.fits(code) is looks_right


def test_widths_of_territories_go_by_level() -> None:
    assert [AREAS.width_at(level) for level in (-1, 0, 1, 2)] == [None, 2, 4, None]


def test_a_country_knows_its_systems_by_their_keys() -> None:
    naming = Naming((AREAS, HOUSES))

    assert naming.system("houses") is HOUSES
    assert naming.system("free") is None
    assert systems_of(naming.systems, [SubjectKind.TERRITORY]) == (AREAS,)


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Naming((AREAS, AREAS))
    with pytest.raises(ValueError, match="widths above zero"):
        CodeSystem("a", "A", SubjectKind.PLANT, (0,))
    with pytest.raises(ValueError, match="key"):
        CodeSystem("", "A", SubjectKind.PLANT)
    for short, full in (("", "x"), ("x", "")):
        with pytest.raises(ValueError, match="short form"):
            NameWord(short, full)
