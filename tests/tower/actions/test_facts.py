"""Facts come in as one batch, and go out of sight as one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from napas.domain.access import Role
from napas.domain.finding import stops
from napas.domain.identifier import Alias, Named, Names, SubjectKind
from napas.domain.ledger import Account, AccountKind, stock_account
from napas.domain.network import Form
from napas.domain.situation import StockState
from napas.tower.actions.action import Sent
from napas.tower.actions.carriage import confirm_delivery
from napas.tower.actions.enter_facts import (
    FactsStandError,
    FactsWithdrawnError,
    enter_facts,
    withdraw_facts,
)
from napas.tower.actions.import_scenario import (
    FactsStoppedError,
    import_scenario,
    preview_scenario,
)
from napas.tower.actions.reversal import (
    MovementReversedError,
    ReasonMissingError,
    reverse_movement,
)
from napas.tower.actions.step import VehicleTakenError
from napas.tower.queries.balances import balances
from napas.tower.queries.country import CountryMissingError, country_of_books
from napas.tower.queries.headline import headline
from napas.tower.queries.orders import open_orders
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.queries.situation import situation
from napas.tower.records.batch import BatchRow
from napas.tower.records.fingerprint import TextUnkeepableError, fingerprint
from napas.tower.records.ledger import AccountRow, MovementRow, unbalanced
from tests.tower.cast import (
    AUDITOR,
    LATER,
    NOW,
    OFFICER,
    REPORTER,
    STRANGER,
    WAVE,
    at,
    enter_wave,
    sent,
    somebody,
    wave,
)

STALE_H = 24.0
HOUR = timedelta(hours=1)
FULL = stock_account("H-002", Form.CYLINDER)
pytestmark = pytest.mark.usefixtures("empty_books")


def test_a_folder_is_looked_at_before_it_is_entered() -> None:
    seen = preview_scenario(WAVE)

    assert seen.counts["facilities"] == 5
    assert seen.counts["open_orders"] == 2
    assert not stops(seen.findings)
    assert not BatchRow.objects.exists()


def test_a_folder_is_entered_once_however_often_it_is_sent() -> None:
    first = import_scenario(WAVE, OFFICER, sent("import"))
    again = import_scenario(WAVE, OFFICER, sent("import"))

    assert first == again
    assert BatchRow.objects.count() == 1
    with pytest.raises(FactsStandError):
        import_scenario(WAVE, OFFICER, sent())


def test_a_folder_that_stops_at_a_finding_brings_nothing(tmp_path: Path) -> None:
    assert preview_scenario(tmp_path).counts == {}
    with pytest.raises(FactsStoppedError):
        import_scenario(tmp_path, OFFICER, sent())
    assert not BatchRow.objects.exists()


def test_what_is_in_tanks_and_on_the_road_is_opened_with_the_facts() -> None:
    enter_wave()

    held = balances(AUDITOR, at())
    assert held[FULL] == 450_000
    assert held[Account(AccountKind.VEHICLE, "C-2", Form.CYLINDER)] == 400_000
    assert stock_account("H-003", Form.CYLINDER) not in held
    assert sum(held.values()) == 0
    assert unbalanced(AccountRow.objects.all()) == ()


def test_an_order_that_came_in_on_the_road_can_be_delivered() -> None:
    enter_wave()
    confirm_delivery(REPORTER, sent(at=LATER), order="O-1", accepted_g=400_000)

    assert balances(AUDITOR, at(LATER))[FULL] == 850_000


def test_a_later_batch_takes_the_place_of_what_it_speaks_of() -> None:
    enter_wave()
    later = wave()
    stocks = tuple(
        replace(each, mass_t=0.3, as_of=LATER, state=StockState.KNOWN)
        for each in later.stocks
        if each.holder == "H-002"
    )
    moved = replace(
        later, as_of=LATER, known_at=LATER, open_orders=(), stocks=stocks, plants=()
    )
    enter_facts(OFFICER, sent(at=LATER), situation=moved)

    now = situation(OFFICER, at(LATER), stale_h=STALE_H)
    then = situation(OFFICER, at(NOW), stale_h=STALE_H)
    assert {s.holder: s.mass_t for s in now.stocks}["H-002"] == 0.3
    assert {s.holder: s.mass_t for s in then.stocks}["H-002"] == 0.45
    assert len(now.facilities) == len(then.facilities) == 5
    assert len(now.plants) == 1
    assert balances(AUDITOR, at(LATER))[FULL] == 300_000


def test_facts_of_a_moment_before_move_nothing() -> None:
    enter_wave()
    before = NOW - 5 * HOUR
    stocks = tuple(
        replace(each, mass_t=9.0, as_of=before)
        for each in wave().stocks
        if each.holder == "H-002"
    )
    past = replace(wave(), as_of=before, known_at=before, open_orders=(), stocks=stocks)
    enter_facts(OFFICER, sent(), situation=past)

    assert balances(AUDITOR, at())[FULL] == 450_000


def test_withdrawn_facts_are_out_of_sight_and_still_there_for_the_past() -> None:
    batch = enter_wave().subject
    withdraw_facts(OFFICER, sent(at=LATER, reason="the wrong file"), batch=batch)

    assert len(situation(OFFICER, at(NOW), stale_h=STALE_H).facilities) == 5
    assert len(open_orders(OFFICER, at(NOW))) == 2
    assert open_orders(OFFICER, at(LATER)) == ()
    with pytest.raises(SubjectUnknownError):
        situation(OFFICER, at(LATER), stale_h=STALE_H)
    assert set(balances(AUDITOR, at(LATER)).values()) == {0}
    with pytest.raises(FactsWithdrawnError):
        withdraw_facts(OFFICER, sent(reason="again"), batch=batch)
    assert enter_wave().subject != batch


def test_of_an_order_that_stands_in_the_books_the_books_know_better() -> None:
    enter_wave()
    confirm_delivery(REPORTER, sent(at=LATER), order="O-1", accepted_g=400_000)
    again = replace(wave(), as_of=LATER, known_at=LATER, stocks=())
    enter_facts(OFFICER, sent(at=LATER), situation=again)

    assert {order.code for order in open_orders(OFFICER, at(LATER))} == {"O-2"}


def test_facts_cannot_give_a_vehicle_that_the_books_have_given() -> None:
    enter_wave()
    other = replace(wave().open_orders[0], code="O-9")
    again = replace(wave(), open_orders=(other,), stocks=())
    with pytest.raises(VehicleTakenError):
        enter_facts(OFFICER, sent(), situation=again)


def test_a_batch_that_is_not_there_cannot_be_withdrawn() -> None:
    enter_wave()
    with pytest.raises(SubjectUnknownError):
        withdraw_facts(OFFICER, sent(reason="none"), batch="none")


def test_a_movement_is_taken_back_once_with_a_reason() -> None:
    enter_wave()
    key = MovementRow.objects.get(target__place="H-002").key
    with pytest.raises(ReasonMissingError):
        reverse_movement(OFFICER, sent(), movement=key)

    back = reverse_movement(OFFICER, sent(reason="typed twice"), movement=key)

    assert balances(AUDITOR, at())[FULL] == 0
    for movement in (key, str(back["reversal"])):
        with pytest.raises(MovementReversedError):
            reverse_movement(OFFICER, sent(reason="again"), movement=movement)
    with pytest.raises(SubjectUnknownError):
        reverse_movement(OFFICER, sent(reason="again"), movement="none")


def test_the_headline_is_said_again_as_it_was_known() -> None:
    picture = wave()
    enter_wave()

    assert headline(AUDITOR, at()).known_at == NOW
    known = {claim.code for claim in picture.claims if claim.known_at <= NOW}
    assert known
    assert situation(AUDITOR, at(), stale_h=STALE_H).claims == picture.claims


def test_a_stranger_is_shown_nothing() -> None:
    enter_wave()
    with pytest.raises(SubjectUnknownError):
        situation(STRANGER, at(), stale_h=STALE_H)
    assert balances(STRANGER, at()) == {}


def test_names_lie_where_their_subjects_do() -> None:
    kind = SubjectKind.VEHICLE
    names = Names(
        tuple(
            Named(kind, vehicle, aliases=(Alias(f"the old {vehicle}"),))
            for vehicle in ("C-3", "C-9")
        )
    )
    enter_facts(OFFICER, sent(), situation=replace(wave(), names=names))
    islander = somebody(Role.DISPATCHER, "02")

    assert situation(OFFICER, at(), stale_h=STALE_H).names == names
    seen = situation(islander, at(), stale_h=STALE_H).names
    assert [each.subject for each in seen.subjects] == ["C-3"]


def test_a_country_that_is_not_there_is_missed(settings: Settings) -> None:
    settings.NAPAS_COUNTRY = "atlantis"
    with pytest.raises(CountryMissingError):
        country_of_books()


def test_a_wish_needs_a_key() -> None:
    with pytest.raises(ValueError, match="key"):
        Sent("", NOW, NOW)


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_a_text_that_no_table_keeps_is_refused(text: str) -> None:
    with pytest.raises(TextUnkeepableError):
        fingerprint({"text": text})


def test_only_values_have_a_fingerprint() -> None:
    assert fingerprint((1, 1.5, None, True, NOW, Form.LIQUID)) != fingerprint(())
    with pytest.raises(TypeError):
        fingerprint(object())
