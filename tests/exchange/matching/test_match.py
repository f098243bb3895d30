"""Who is meant: never a near name without being asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.choice import Choice, Decision, Written
from napas.domain.identifier import SubjectKind
from napas.domain.network import FacilityKind
from napas.domain.territory import Point
from napas.exchange.matching.answer import (
    Asked,
    Match,
    MatchCode,
    MatchReason,
    Outcome,
)
from napas.exchange.matching.candidates import MOST_NEARBY
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.match import match, match_all
from napas.exchange.name_codes import NameCode

Ask = Callable[..., Match]
DAY = date(2024, 5, 2)
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
F = SubjectKind.FACILITY


def codes(answer: Match) -> list[str]:
    return [each.entry.code for each in answer.candidates]


def taken(answer: Match) -> str:
    return answer.entry.code if answer.entry else ""


def reasons(answer: Match, code: str) -> set[object]:
    return {
        reason.code
        for each in answer.candidates
        if each.entry.code == code
        for part in each.parts
        for reason in part.reasons
    }


class TestByName:
    @pytest.mark.parametrize(
        "name",
        ["RS Umum Bunda", "RSU BUNDA", "Bunda, R.S. Umum", "Rumah Sakit Umum Bunda"],
    )
    def test_the_same_name_in_the_same_territory_is_taken_and_marked(
        self, name: str, ask: Ask
    ) -> None:
        answer = ask(name, "010101")

        assert (answer.outcome, taken(answer)) == (Outcome.NAME, "A1")
        assert [reason.code for reason in answer.reasons] == [MatchReason.BY_NAME]
        assert reasons(answer, "A1") == {
            MatchReason.NAME_SAME,
            MatchReason.TERRITORY_SAME,
        }

    def test_the_same_name_in_two_territories_is_proposed_twice(self, ask: Ask) -> None:
        answer = ask("RS Umum Bunda")

        assert answer.outcome is Outcome.PROPOSED
        assert codes(answer)[:2] == ["A1", "A2"]

    @pytest.mark.parametrize("territory", ["01", "0101", "00", "010102"])
    def test_a_name_is_not_taken_where_the_territory_is_not_its_very_own(
        self, territory: str, ask: Ask
    ) -> None:
        answer = ask("RS Umum Bunda", territory)

        assert answer.outcome is Outcome.PROPOSED
        assert "A1" in codes(answer)

    @pytest.mark.parametrize(
        "name", ["RS Umum Bundo", "RS Umum", "RS Bunda", "RSU Bunda Mina Vieja"]
    )
    def test_a_near_name_is_never_taken(self, name: str, ask: Ask) -> None:
        answer = ask(name, "010101")

        assert answer.outcome is Outcome.PROPOSED
        assert codes(answer)[0] == "A1"

    @pytest.mark.parametrize(
        ("name", "territory", "rivals"),
        [
            ("RS Umum Harapan", "010201", {"A6", "A7"}),
            ("RS Umum Melati", "020107", {"A8", "A9"}),
        ],
    )
    def test_a_name_with_a_rival_in_the_territory_is_not_taken(
        self, name: str, territory: str, rivals: set[str], ask: Ask
    ) -> None:
        answer = ask(name, territory)

        assert answer.outcome is Outcome.PROPOSED
        assert rivals <= set(codes(answer))

    def test_who_is_known_without_the_place_is_a_rival_of_who_has_it(
        self, directory: Directory
    ) -> None:
        bare, placed = directory.entries[9], directory.entries[0]
        bare = replace(bare, name="RSUD", territory="010101")
        placed = replace(placed, name="RSUD Mina Vieja")
        two = replace(directory, entries=(bare, placed))
        asked = Asked(Written(F, "RSUD Mina Vieja", "", "010101"))

        assert match(asked, two, DAY).outcome is Outcome.PROPOSED
        alone = replace(directory, entries=(placed,))
        assert match(asked, alone, DAY).outcome is Outcome.NAME

    @pytest.mark.parametrize("territory", ["", "01", "00"])
    def test_who_may_lie_anywhere_is_a_rival_too(
        self, territory: str, directory: Directory
    ) -> None:
        here = directory.entries[0]
        vague = replace(here, code="A0", territory=territory)
        two = replace(directory, entries=(here, vague))
        asked = Asked(Written(F, "RS Umum Bunda", "", "010101"))

        answer = match(asked, two, DAY)

        assert answer.outcome is Outcome.PROPOSED
        assert codes(answer)[0] == "A1"

    def test_an_alias_counts_as_a_name_on_its_days_only(self, ask: Ask) -> None:
        answer = ask("RS Karang Menjangan", "010102")
        assert (answer.outcome, taken(answer)) == (Outcome.NAME, "A4")
        assert MatchReason.ALIAS_SAME in reasons(answer, "A4")

        before = ask("RS Lawang Lama", "010102", on_day=date(2019, 1, 1))
        assert taken(before) == "A5"
        assert ask("RS Lawang Lama", "010102").outcome is not Outcome.NAME

    def test_an_alias_that_is_near_is_proposed_as_such(self, ask: Ask) -> None:
        assert MatchReason.ALIAS_NEAR in reasons(ask("RS Karang Menjangn"), "A4")

    def test_a_name_that_nothing_is_like_has_no_candidate(self, ask: Ask) -> None:
        for name in ("Xyzzy", "???"):
            answer = ask(name)
            assert answer.outcome is Outcome.NOTHING
            assert answer.candidates == ()

    def test_a_short_name_is_found_in_its_town_though_it_shares_no_three_letters(
        self, ask: Ask, directory: Directory
    ) -> None:
        eva = replace(directory.entries[0], code="E", name="RS Eva")
        made = replace(directory, entries=(eva,))

        asked = Asked(Written(F, "RS Eba", "", "010101"))

        assert codes(match(asked, made, DAY)) == ["E"]
        assert codes(ask("RS Umum Bnd", "010101"))[0] == "A1"

    def test_of_one_name_in_many_places_none_is_left_out(
        self, directory: Directory
    ) -> None:
        first = directory.entries[0]
        many = tuple(replace(first, code=f"N{at:02d}") for at in range(20))
        made = replace(directory, entries=many)

        answer = match(Asked(Written(F, "RS Umum Bunda")), made, DAY)

        assert codes(answer) == [entry.code for entry in many]

    def test_in_a_territory_of_very_many_only_likeness_of_letters_counts(
        self, directory: Directory
    ) -> None:
        first = directory.entries[0]
        many = tuple(
            replace(first, code=f"N{at:03d}", name=f"RS Ev{at:03d}")
            for at in range(MOST_NEARBY + 1)
        )
        few, all_of_them = (
            replace(directory, entries=entries) for entries in (many[:9], many)
        )
        asked = Asked(Written(F, "RS Av000", "", "010101"))

        assert "N000" in codes(match(asked, few, DAY))
        assert match(asked, all_of_them, DAY).outcome is Outcome.PROPOSED

    def test_at_most_five_that_differ_are_proposed(self, directory: Directory) -> None:
        first = directory.entries[0]
        many = tuple(
            replace(first, code=f"N{at:02d}", name=f"RS Umum Bunda {at}")
            for at in range(30)
        )
        made = replace(directory, entries=many)

        assert len(match(Asked(Written(F, "RSU Bunda")), made, DAY).candidates) == 5


class TestByPlace:
    def test_the_deeper_two_territories_agree_the_better(self, ask: Ask) -> None:
        answer = ask("RS Umum Bunda", "0101")
        scores = {each.entry.code: each.score for each in answer.candidates}

        assert scores["A1"] > scores["A2"]
        assert MatchReason.TERRITORY_INSIDE in reasons(answer, "A1")
        assert MatchReason.TERRITORY_OTHER in reasons(answer, "A2")

    def test_who_is_known_only_in_a_wider_territory_says_so(self, ask: Ask) -> None:
        answer = ask("RS Kenanga", "020101")

        assert answer.outcome is Outcome.PROPOSED
        assert MatchReason.TERRITORY_AROUND in reasons(answer, "00777")

    def test_a_territory_nobody_knows_is_said_and_left_out(self, ask: Ask) -> None:
        answer = ask("RS Umum Bunda", "Atlantis")

        assert [fault.code for fault in answer.findings] == [
            MatchCode.TERRITORY_UNKNOWN
        ]
        assert reasons(answer, "A1") == {MatchReason.NAME_SAME}

    def test_several_territories_of_a_name_help_and_take_nothing(
        self, directory: Directory
    ) -> None:
        tree = directory.country.tree
        names = {"010101": "Kota Río", "020101": "Kab. Río"}
        twins = tuple(
            replace(each, name=names.get(each.code, each.name))
            for each in tree.territories
        )
        country = replace(directory.country, tree=replace(tree, territories=twins))
        made = replace(directory, country=country)

        answer = match(Asked(Written(F, "RS Umum Bunda", "", "Rio")), made, DAY)

        assert answer.outcome is Outcome.PROPOSED
        assert codes(answer)[:2] == ["A1", "A2"]
        (fault,) = answer.findings
        assert fault.code is MatchCode.TERRITORY_AMBIGUOUS

    def test_the_nearer_of_two_comes_first(self, ask: Ask) -> None:
        answer = ask("RS Umum Bunda", point=Point(-6.41, -77.9))

        assert codes(answer)[:2] == ["A2", "A1"]
        assert MatchReason.DISTANCE in reasons(answer, "A2")

    def test_a_facility_of_the_kind_asked_for_comes_first(self, ask: Ask) -> None:
        station = ask("Santo Ana", facility_kind=FacilityKind.FILLING_STATION)
        hospital = ask("Pengisian Santa Ana", facility_kind=FacilityKind.HOSPITAL)

        assert MatchReason.KIND_SAME in reasons(station, "B2")
        assert MatchReason.KIND_OTHER in reasons(hospital, "B2")


class TestByCode:
    def test_its_own_code_is_taken_whatever_the_name(self, ask: Ask) -> None:
        answer = ask("RS Umum Bunda", code="A2")

        assert (answer.outcome, taken(answer)) == (Outcome.IDENTIFIER, "A2")
        assert answer.findings == ()
        assert [reason.code for reason in answer.reasons] == [MatchReason.BY_OWN_CODE]

    @pytest.mark.parametrize(
        ("day", "code"), [(date(2019, 12, 31), "A5"), (date(2020, 1, 1), "A4")]
    )
    def test_a_code_is_whose_it_was_on_the_day(
        self, day: date, code: str, ask: Ask
    ) -> None:
        answer = ask("", code="00042", on_day=day)

        assert (answer.outcome, taken(answer)) == (Outcome.IDENTIFIER, code)
        assert answer.reasons[0].code is MatchReason.BY_CODE

    @pytest.mark.parametrize("written", ["42", "42.0", "4.2E+01"])
    def test_a_code_that_lost_its_zeros_is_restored_and_marked(
        self, written: str, ask: Ask
    ) -> None:
        answer = ask("", code=written, system="res")

        assert taken(answer) == "A4"
        (fault,) = answer.findings
        assert fault.code is NameCode.CODE_RESTORED
        assert dict(fault.params)["taken"] == "00042"

    def test_a_rounded_code_is_not_taken_and_the_name_is_asked(self, ask: Ask) -> None:
        answer = ask("RS Jiwa Sentosa", code="4E+01")

        assert answer.outcome is Outcome.PROPOSED
        assert [fault.code for fault in answer.findings] == [NameCode.CODE_ROUNDED]
        assert codes(answer)[0] == "A5"

    def test_a_code_beside_quite_another_name_is_taken_with_a_doubt(
        self, ask: Ask
    ) -> None:
        answer = ask("RS Jiwa Sentosa", code="A1")

        assert taken(answer) == "A1"
        assert [fault.code for fault in answer.findings] == [MatchCode.NAME_DIFFERS]

    def test_a_code_of_two_systems_is_taken_in_the_one_that_was_named(
        self, ask: Ask
    ) -> None:
        answer = ask("", code="00100")
        assert answer.outcome is Outcome.NOTHING
        assert [fault.code for fault in answer.findings] == [MatchCode.CODE_OF_SEVERAL]

        assert taken(ask("", code="00100", system="res")) == "A6"
        assert taken(ask("", code="00100", system="old")) == "A7"

    def test_an_own_code_that_is_anothers_elsewhere_is_of_both(
        self, directory: Directory
    ) -> None:
        named = replace(directory.entries[1], code="00100")
        made = replace(directory, entries=(*directory.entries, named))

        answer = match(Asked(Written(F, "", "00100")), made, DAY)

        assert [fault.code for fault in answer.findings] == [MatchCode.CODE_OF_SEVERAL]

    def test_many_codes_of_nobody_are_each_said(self, directory: Directory) -> None:
        asked = [Asked(Written(F, "", code)) for code in ("Z8", "Z9")]

        answers = match_all(asked, directory, DAY)

        assert [len(answer.findings) for answer in answers] == [1, 1]

    def test_own_codes_count_in_a_declared_system_where_they_look_like_it(
        self, ask: Ask
    ) -> None:
        assert taken(ask("", code="00777", system="res")) == "00777"
        assert taken(ask("", code="777", system="res")) == "00777"
        assert taken(ask("", code="A1", system="res")) == ""
        assert taken(ask("", code="00777", system="old")) == ""

    @pytest.mark.parametrize("code", ["00999", "00500", "12345", "Z9"])
    def test_a_code_of_nobody_here_is_said_and_the_name_is_asked(
        self, code: str, ask: Ask
    ) -> None:
        answer = ask("RS Umum Bunda", "010101", code=code)

        assert (answer.outcome, taken(answer)) == (Outcome.NAME, "A1")
        assert [fault.code for fault in answer.findings] == [MatchCode.CODE_UNKNOWN]


class TestByChoice:
    WRITTEN = Written(F, "RSU Bunda", "", "0101", "RS Online")
    CHOICE = Choice(WRITTEN, Decision.CHOSEN, "officer", NOON, "A2", "asked by phone")

    def test_a_choice_comes_before_code_and_name(self, directory: Directory) -> None:
        written = replace(self.WRITTEN, code="A1")
        choice = replace(self.CHOICE, written=written)

        answer = match(Asked(written), directory, DAY, [choice])

        assert (answer.outcome, taken(answer)) == (Outcome.CHOICE, "A2")
        assert [reason.code for reason in answer.reasons] == [
            MatchReason.CHOSEN,
            MatchReason.CHOICE_NOTE,
        ]
        assert dict(answer.reasons[0].params)["by"] == "officer"

    def test_none_of_these_is_remembered_too(self, directory: Directory) -> None:
        nobody = Choice(self.WRITTEN, Decision.NOBODY, "officer", NOON)

        answer = match(Asked(self.WRITTEN), directory, DAY, [nobody])

        assert answer.outcome is Outcome.NOBODY
        assert answer.candidates == ()
        assert [reason.code for reason in answer.reasons] == [MatchReason.NOBODY]

    def test_what_was_undone_is_asked_again(self, directory: Directory) -> None:
        undone = Choice(self.WRITTEN, Decision.UNDONE, "chief", NOON.replace(hour=13))

        answer = match(Asked(self.WRITTEN), directory, DAY, [undone, self.CHOICE])

        assert answer.outcome is Outcome.PROPOSED

    def test_a_choice_of_another_sender_or_place_is_not_used(
        self, directory: Directory
    ) -> None:
        for other in (
            replace(self.WRITTEN, sender=""),
            replace(self.WRITTEN, territory="02"),
        ):
            answer = match(Asked(other), directory, DAY, [self.CHOICE])
            assert answer.outcome is Outcome.PROPOSED

    def test_a_choice_of_what_is_there_no_more_is_a_finding(
        self, directory: Directory
    ) -> None:
        gone = replace(self.CHOICE, subject="A99")

        answer = match(Asked(self.WRITTEN), directory, DAY, [gone])

        assert answer.outcome is Outcome.PROPOSED
        assert [fault.code for fault in answer.findings] == [MatchCode.CHOICE_GONE]


def test_many_are_answered_as_each_alone_and_in_their_order(
    directory: Directory,
) -> None:
    asked = [
        Asked(Written(F, "RSU Bunda", "", "010101")),
        Asked(Written(SubjectKind.PLANT, "Planta del Rio")),
        Asked(Written(F, "", "A5")),
        Asked(Written(F, "RS Umum Melaty")),
        Asked(Written(SubjectKind.ORGANISATION, "Nobody")),
        Asked(Written(F, "RSU Bunda", "", "010101")),
    ]

    answers = match_all(asked, directory, DAY)

    assert list(answers) == [match(each, directory, DAY) for each in asked]
    assert [answer.outcome for answer in answers][1] is Outcome.PROPOSED


@settings(max_examples=200)
@given(
    name=st.sampled_from(["RS Umum Bunda", "RSU Melati", "RSUD Soetomo", "RS Harapan"])
    .flatmap(lambda name: st.tuples(st.just(name), st.integers(0, len(name) - 1)))
    .map(lambda pair: pair[0][: pair[1]] + pair[0][pair[1] + 1 :]),
    territory=st.sampled_from(["", "01", "010101", "010102", "020107", "010201"]),
)
def test_a_name_with_a_letter_left_out_is_taken_only_if_it_is_a_name_as_it_stands(
    directory: Directory, name: str, territory: str
) -> None:
    answer = match(Asked(Written(F, name, "", territory)), directory, DAY)

    assert all(0.0 <= each.score <= 1.0 + 1e-9 for each in answer.candidates)
    scores = [each.score for each in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    if answer.entry is not None:
        plain = directory.lexicon.plain
        assert sorted(plain(answer.entry.name)) == sorted(plain(name))
        assert answer.entry.territory == territory


def test_an_answer_that_names_nobody_cannot_say_it_was_taken() -> None:
    asked = Asked(Written(F, "RS"))

    with pytest.raises(ValueError, match="ends as"):
        Match(asked, Outcome.NAME)
