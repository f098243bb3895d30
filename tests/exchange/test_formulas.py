import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.exchange.formulas import guard, looks_like_formula, unguard

DANGEROUS = st.text(alphabet="'=+-@\t\r＝a1", max_size=12)  # noqa: RUF001 - full width on purpose


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "'=1"]
)
def test_a_guarded_text_never_begins_like_a_formula(text: str) -> None:
    assert guard(text).startswith("'")
    assert not looks_like_formula(guard(text))


@pytest.mark.parametrize("text", ["", "RS Satu", "'", "''", "'kutip'", "a=1"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(st.one_of(st.text(), DANGEROUS))
def test_what_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.one_of(st.text(), DANGEROUS))
def test_nothing_that_was_guarded_looks_like_a_formula(text: str) -> None:
    assert not looks_like_formula(guard(text))
