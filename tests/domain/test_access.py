from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.access import (
    PERMITTED,
    Deed,
    Grant,
    Role,
    Viewer,
    may,
    reaches,
)
from napas.domain.territory import Territory, plant_tree

DAY = date(2021, 7, 8)
TREE = plant_tree(
    [
        Territory("NA", "Nation", 0, ""),
        Territory("01", "East", 1, "NA"),
        Territory("02", "West", 1, "NA"),
        Territory("011", "East harbour", 2, "01"),
    ]
)


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(PERMITTED) == set(Role)
    assert all(Deed.READ in deeds for deeds in PERMITTED.values())


def test_an_auditor_reads_and_changes_nothing() -> None:
    assert PERMITTED[Role.AUDITOR] == {Deed.READ}


def test_a_grant_reaches_everything_below_its_territory() -> None:
    grants = [Grant(Role.DUTY_OFFICER, "01", date(2021, 7, 1))]

    assert may(grants, Deed.APPROVE_ORDER, "011", TREE, DAY)
    assert may(grants, Deed.APPROVE_ORDER, "01", TREE, DAY)


def test_a_grant_reaches_neither_its_neighbour_nor_what_lies_above() -> None:
    grants = [Grant(Role.DUTY_OFFICER, "01", date(2021, 7, 1))]

    assert not may(grants, Deed.READ, "02", TREE, DAY)
    assert not may(grants, Deed.READ, "NA", TREE, DAY)


def test_a_role_may_not_do_what_its_line_does_not_name() -> None:
    grants = [Grant(Role.SUPPLIER, "NA", date(2021, 7, 1))]

    assert may(grants, Deed.CONFIRM_LOADING, "01", TREE, DAY)
    assert not may(grants, Deed.APPROVE_ORDER, "01", TREE, DAY)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2021, 6, 30), False),
        (date(2021, 7, 1), True),
        (date(2021, 7, 31), True),
        (date(2021, 8, 1), False),
    ],
)
def test_a_grant_holds_from_its_first_day_until_before_its_last(
    day: date, *, holds: bool
) -> None:
    grant = Grant(Role.REPORTER, "01", date(2021, 7, 1), date(2021, 8, 1))

    assert grant.holds_on(day) is holds


def test_an_open_grant_holds_on() -> None:
    assert Grant(Role.REPORTER, "01", date(2021, 7, 1)).holds_on(date(2031, 1, 1))


@given(
    roles=st.lists(st.sampled_from(Role), max_size=3),
    more=st.sampled_from(Role),
    deed=st.sampled_from(Deed),
    where=st.sampled_from(["NA", "01", "02", "011"]),
    seat=st.sampled_from(["NA", "01", "02"]),
)
def test_a_further_grant_never_takes_a_right_away(
    roles: list[Role], more: Role, deed: Deed, where: str, seat: str
) -> None:
    held = [Grant(role, "01", date(2021, 1, 1)) for role in roles]
    wider = [*held, Grant(more, seat, date(2021, 1, 1))]

    assert may(wider, deed, where, TREE, DAY) or not may(held, deed, where, TREE, DAY)


def viewer(role: Role, organisation: str = "") -> Viewer:
    return Viewer("somebody", organisation, (Grant(role, "01", DAY),))


def test_an_officer_reaches_what_lies_in_the_territory_whoever_it_is_of() -> None:
    officer = viewer(Role.DUTY_OFFICER)

    assert reaches(officer, Deed.READ, above={"011", "01", "NA"}, parties={"rival"})
    assert not reaches(officer, Deed.READ, above={"02", "NA"}, parties=set())


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.REPORTER])
def test_a_supplier_or_reporter_reaches_only_what_is_their_own(role: Role) -> None:
    ours = viewer(role, "ours")

    assert reaches(ours, Deed.READ, above={"01"}, parties={"ours", "others"})
    assert not reaches(ours, Deed.READ, above={"01"}, parties={"others"})
    assert not reaches(ours, Deed.READ, above={"02"}, parties={"ours"})


def test_who_is_of_no_organisation_owns_nothing() -> None:
    assert not reaches(viewer(Role.SUPPLIER), Deed.READ, above={"01"}, parties={""})


def test_grants_are_asked_for_the_deeds_they_permit() -> None:
    dispatcher = viewer(Role.DISPATCHER)

    assert dispatcher.grants_for(Deed.ISSUE_ORDER) == dispatcher.grants
    assert dispatcher.grants_for(Deed.APPROVE_ORDER) == ()
