from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.access import PERMITTED, Deed, Grant, Role, may
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
