"""The table of choices: rows are added, none is ever changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.choice import Choice, Decision, Written
from napas.domain.identifier import SubjectKind
from napas.exchange.matching.choices import (
    ChoicesTableError,
    append_choice,
    read_choices,
)

NOON = datetime(2021, 7, 10, 12, tzinfo=UTC)
CHOICE = Choice(
    Written(SubjectKind.FACILITY, "RS Bunda, Padang", "13", "Kota Padang", "RS Online"),
    Decision.CHOSEN,
    "petugas",
    NOON,
    "1371273",
    "=by phone",
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"])
    | st.sampled_from(" '=+-@\","),
    max_size=10,
).map(str.strip)
names = texts.filter(bool)


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    decision = draw(st.sampled_from(Decision))
    kind = draw(st.sampled_from(SubjectKind))
    name, code = draw(st.tuples(texts, texts).filter(any))
    return Choice(
        Written(kind, name, code, draw(texts), draw(texts)),
        decision,
        draw(names),
        NOON + timedelta(seconds=draw(st.integers(0, 10**6))),
        draw(names) if decision is Decision.CHOSEN else "",
        draw(texts),
    )


@given(st.lists(choices(), max_size=4))
def test_what_was_added_is_read_again_in_its_order(made: list[Choice]) -> None:
    with TemporaryDirectory() as folder:
        for choice in made:
            append_choice(Path(folder), choice)
        read, findings = read_choices(Path(folder))

    assert list(read) == made
    assert [fault for fault in findings if fault.grade != "doubtful"] == []


def test_a_folder_without_table_has_no_choices(tmp_path: Path) -> None:
    assert read_choices(tmp_path) == ((), ())


def test_what_stands_in_the_table_is_never_touched(tmp_path: Path) -> None:
    file = tmp_path / "matches.csv"
    before = (
        "\ufeffnote,by,at,kind,decision,subject,name,code,territory,sender,mine\n"
        'x,a,2020-01-01T00:00:00Z,facility,chosen,H1,"RS ""A""",,,,kept'
    )
    file.write_text(before, encoding="utf-8")

    append_choice(tmp_path, CHOICE)
    append_choice(tmp_path, replace(CHOICE, decision=Decision.UNDONE, subject=""))

    after = file.read_text("utf-8")
    assert after.startswith(f"{before}\n")
    read, _ = read_choices(tmp_path)
    assert [each.decision for each in read] == ["chosen", "chosen", "undone"]
    assert read[1] == CHOICE
    assert "'=by phone" in after


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("kind,name,decision,by,at\n", "sender, code, territory, subject, note"),
        ("kind;name\n", None),
        ("", None),
    ],
)
def test_a_table_that_cannot_take_it_is_left_as_it_is(
    written: str, lost: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "matches.csv"
    file.write_text(written, encoding="utf-8")

    with pytest.raises(ChoicesTableError) as caught:
        append_choice(tmp_path, CHOICE)

    assert file.read_text("utf-8") == written
    if lost is not None:
        assert caught.value.params["columns"] == lost


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "matches.csv").symlink_to(outside)

    with pytest.raises(ChoicesTableError):
        append_choice(tmp_path / "folder", CHOICE)

    assert not outside.exists()


def test_a_row_that_makes_no_sense_is_a_finding_and_no_choice(tmp_path: Path) -> None:
    file = tmp_path / "matches.csv"
    file.write_text(
        "kind,name,decision,subject,by,at\n"
        "facility,A,chosen,,me,2020-01-01T00:00:00Z\n"
        "facility,A,chosen,H1,me,2020-01-01T00:00:00Z\n",
        encoding="utf-8",
    )

    read, findings = read_choices(tmp_path)

    assert len(read) == 1
    assert [fault.code for fault in findings] == ["choice-incomplete"]
