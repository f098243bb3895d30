from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.choice import Choice, Decision, Written, standing_choices
from napas.domain.identifier import SubjectKind

NOON = datetime(2021, 7, 10, 12, tzinfo=UTC)
WRITTEN = Written(SubjectKind.FACILITY, "RS Bunda", territory="1371")
CHOSEN = Choice(WRITTEN, Decision.CHOSEN, "officer", NOON, subject="1371026")
NOBODY = Choice(WRITTEN, Decision.NOBODY, "officer", NOON)
UNDONE = Choice(WRITTEN, Decision.UNDONE, "chief", NOON)


def later(choice: Choice, hours: int) -> Choice:
    return replace(choice, at=NOON + timedelta(hours=hours))


def test_the_latest_decision_holds_wherever_its_row_stands() -> None:
    assert standing_choices([later(NOBODY, 1), CHOSEN]) == {WRITTEN: later(NOBODY, 1)}


def test_of_one_moment_the_row_that_stands_later_holds() -> None:
    assert standing_choices([NOBODY, CHOSEN]) == {WRITTEN: CHOSEN}


def test_what_was_undone_no_longer_holds_and_can_be_chosen_again() -> None:
    undone = [CHOSEN, later(UNDONE, 1)]

    assert standing_choices(undone) == {}
    assert standing_choices([*undone, later(CHOSEN, 2)]) == {WRITTEN: later(CHOSEN, 2)}


def test_the_same_name_elsewhere_or_from_another_sender_is_another_writing() -> None:
    elsewhere = replace(WRITTEN, territory="1171")
    by_others = replace(WRITTEN, sender="RS Online")
    other = replace(CHOSEN, written=elsewhere, subject="1171015")

    standing = standing_choices([CHOSEN, other])

    assert standing[WRITTEN].subject == "1371026"
    assert standing[elsewhere].subject == "1171015"
    assert by_others not in standing


@given(
    st.lists(st.sampled_from([CHOSEN, NOBODY, UNDONE]), max_size=6),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_a_decision_never_vanishes_unless_it_is_undone(
    made: list[Choice], hours: list[int]
) -> None:
    rows = [later(choice, at) for choice, at in zip(made, hours, strict=False)]

    standing = standing_choices(rows)

    last = max(enumerate(rows), key=lambda each: (each[1].at, each[0]), default=None)
    undone = last is None or last[1].decision is Decision.UNDONE
    assert list(standing.values()) == ([] if undone or last is None else [last[1]])


def test_a_choice_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="name or a code"):
        Written(SubjectKind.PLANT, "")
    with pytest.raises(ValueError, match="says nothing"):
        replace(CHOSEN, subject="")
    with pytest.raises(ValueError, match="says nothing"):
        replace(NOBODY, subject="1371026")
    with pytest.raises(ValueError, match="somebody"):
        replace(CHOSEN, by="")
    with pytest.raises(ValueError, match="UTC"):
        replace(CHOSEN, at=NOON.astimezone(timezone(timedelta(hours=7))))
