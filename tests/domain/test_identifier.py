from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.identifier import (
    Alias,
    Identifier,
    Named,
    Names,
    SubjectKind,
    clashes,
    gather_names,
    tell_names,
)

OLD = Identifier("register", "00042", valid_to=date(2020, 1, 1))
NEW = Identifier("register", "00042", valid_from=date(2020, 1, 1))
EAST = Named(SubjectKind.FACILITY, "H-1", (OLD,), (Alias("East", "en"),))
WEST = Named(SubjectKind.FACILITY, "H-2", (NEW,))
NAMES = Names((EAST, WEST))

maybe_days = st.none() | st.dates(date(2019, 1, 1), date(2019, 3, 1))


def rising(period: tuple[date | None, date | None]) -> bool:
    first, last = period
    return first is None or last is None or first < last


periods = st.tuples(maybe_days, maybe_days).filter(rising)
identifiers = st.builds(
    lambda code, period: Identifier("s", code, *period),
    st.sampled_from(["1", "01"]),
    periods,
)
told = st.lists(
    st.tuples(st.sampled_from(SubjectKind), st.sampled_from("ab"), identifiers),
    max_size=6,
)


def test_a_code_belongs_to_one_subject_before_a_day_and_to_another_after_it() -> None:
    assert NAMES.holder("register", "00042", date(2019, 12, 31)) is EAST
    assert NAMES.holder("register", "00042", date(2020, 1, 1)) is WEST


def test_a_code_of_another_system_or_without_its_zeros_is_nobodys() -> None:
    assert NAMES.holder("other", "00042", date(2021, 1, 1)) is None
    assert NAMES.holder("register", "42", date(2021, 1, 1)) is None


def test_a_code_between_two_holders_is_nobodys() -> None:
    later = Named(
        SubjectKind.FACILITY, "H-2", (replace(NEW, valid_from=date(2021, 1, 1)),)
    )

    assert Names((EAST, later)).holder("register", "00042", date(2020, 5, 1)) is None


def test_nobody_shares_a_code_with_another_on_one_day() -> None:
    early = Named(
        SubjectKind.PLANT, "P-1", (replace(NEW, valid_from=date(2019, 12, 31)),)
    )

    with pytest.raises(ValueError, match="at once"):
        Names((EAST, early))


def test_one_subject_may_have_its_code_in_two_overlapping_rows() -> None:
    twice = Named(SubjectKind.PLANT, "P-1", (Identifier("s", "1"), OLD, NEW))

    assert list(clashes((twice,))) == []


@given(told, st.dates(date(2018, 12, 1), date(2019, 4, 1)))
def test_whenever_no_code_clashes_a_day_has_at_most_one_holder(
    rows: list[tuple[SubjectKind, str, Identifier]], day: date
) -> None:
    try:
        names = gather_names(rows)
    except ValueError:
        return
    for code in ("1", "01"):
        holders = {
            (kind, subject)
            for kind, subject, each in rows
            if each.code == code and each.holds_on(day)
        }
        assert len(holders) <= 1
        found = names.holder("s", code, day)
        assert holders == ({(found.kind, found.subject)} if found else set())


@given(told.flatmap(st.permutations))
def test_names_do_not_depend_on_the_order_of_their_rows(
    rows: list[tuple[SubjectKind, str, Identifier]],
) -> None:
    try:
        names = gather_names(rows)
    except ValueError:
        with pytest.raises(ValueError, match="at once"):
            gather_names(reversed(rows))
        return
    assert gather_names(reversed(rows)) == names
    assert gather_names(tell_names(names)) == names
    assert set(tell_names(names)) == set(rows)


def test_what_is_said_twice_counts_once() -> None:
    alias = Alias("Timur")
    row = (SubjectKind.PLANT, "P-1", alias)

    assert gather_names([row, row]).of(SubjectKind.PLANT, "P-1").aliases == (alias,)


def test_a_subject_nobody_told_of_has_no_other_names() -> None:
    assert NAMES.of(SubjectKind.PLANT, "H-1") == Named(SubjectKind.PLANT, "H-1")
    assert NAMES.of(SubjectKind.FACILITY, "H-1") is EAST


def test_the_systems_are_those_in_which_somebody_has_a_code() -> None:
    assert NAMES.systems() == ("register",)


def test_a_subject_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Names((EAST, replace(EAST, identifiers=())))


def test_an_alias_holds_within_its_days() -> None:
    alias = Alias("Santa Rosa", valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1))

    assert alias.holds_on(date(2010, 1, 1))
    assert not alias.holds_on(date(2009, 12, 31))
    assert not alias.holds_on(date(2015, 6, 1))


def test_nothing_is_named_by_nothing() -> None:
    for make in (
        lambda: Identifier("", "1"),
        lambda: Identifier("s", ""),
        lambda: Alias(""),
        lambda: Named(SubjectKind.PLANT, ""),
    ):
        with pytest.raises(ValueError, match="needs"):
            make()


def test_a_period_that_ends_as_it_begins_is_none() -> None:
    day = date(2020, 1, 1)

    with pytest.raises(ValueError, match="cannot begin"):
        Identifier("s", "1", valid_from=day, valid_to=day)
    with pytest.raises(ValueError, match="cannot begin"):
        Alias("a", valid_from=day, valid_to=day)
