import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.texts.tell import asides, grounds, told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("stok lox 3,1 ton. Eh salah, 2,1 ton", "stock liquid 2100kg likely"),
        ("stok lox 3,1 ton ralat 2,1 ton", "stock liquid 2100kg likely"),
        ("stok lox 3,1 ton pak, maksudnya 310 kg", "stock liquid 310kg likely"),
        ("tabung isi 61, salah ketik, yang benar 16", "full cylinder 16pc likely"),
        ("correction: LOX stock 1.8 t not 18 t", "stock liquid 1800kg likely"),
    ],
)
def test_a_figure_that_is_told_anew_is_taken_and_the_wrong_one_put_aside(
    text: str, line: str
) -> None:
    assert told(text) == [line]
    assert grounds(text) == ["corrected"]
    assert [each for each in asides(text) if each.startswith("corrected")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tabung isi 16 (bukan 61)", "full cylinder 16pc"),
        ("stok lox 600 kg, bukan 6 ton ya", "stock liquid 600kg"),
        ("LOX stock is not 18 t but 1.8 t", "stock liquid 1800kg"),
    ],
)
def test_a_figure_denied_beside_the_right_one_is_put_aside(
    text: str, line: str
) -> None:
    assert told(text) == [line]
    assert [each for each in asides(text) if each.startswith("corrected")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stok lox 3 ton, salah kirim grup", ["? taken-back 3 ton"]),
        (
            "stok lox 3 ton, tabung 20 isi. salah, 2 ton",
            ["? taken-back 3 ton", "? taken-back 20", "? role-unclear 2 ton"],
        ),
        (
            "stok lox 3 ton. Ralat: stok lox 2 ton",
            ["? several-figures 3 ton", "? several-figures 2 ton"],
        ),
        (
            "stok lox 3 ton" + " ya" * 9 + " salah 2 ton",
            ["? several-figures 3 ton", "? several-figures 2 ton"],
        ),
        ("tabung isi 16 bukan 5 ton", ["? denied 16", "? denied 5 ton"]),
        ("tabung isi 16 bukan", ["? denied 16"]),
        ("stok lox bukan 5 ton", ["? denied 5 ton"]),
        ("salah satu RS: stok lox 2 ton", ["stock liquid 2000kg"]),
        ("Ralat: stok lox 2 ton", ["stock liquid 2000kg"]),
    ],
)
def test_what_is_taken_back_without_a_plain_correction_is_asked(
    text: str, lines: list[str]
) -> None:
    assert told(text) == lines


CHAT = """[14/07/2021 06:02] Ani: RSUD Kota Angsana stok lox 3,1 ton, tabung 20 isi
[14/07/2021 06:03] Budi: RSMM stok lox 2 ton
[14/07/2021 06:09] Ani: """


def test_a_later_post_may_correct_an_earlier_one() -> None:
    assert told(CHAT + "ralat RSUD Kota Angsana stok lox 2,1 ton") == [
        "full cylinder 20pc",
        "? taken-back 3,1 ton",
        "stock liquid 2000kg",
        "stock liquid 2100kg",
    ]


def test_a_later_post_that_corrects_nothing_told_leaves_all_as_it_is() -> None:
    items = ["stock liquid 3100kg", "full cylinder 20pc", "stock liquid 2000kg"]

    for text in (
        "ralat pakai lox 1 ton/hari",
        "ralat dulu ya",
        "stok lox 2 ton, ralat",
    ):
        assert told(CHAT + "RSUD Lembah Jati " + text)[:3] == items
    assert told(CHAT + "siap")[:3] == items


WRONG = st.integers(min_value=2, max_value=90)
WORDS = st.sampled_from(["eh salah", "ralat", "correction", "salah ketik", "maksudnya"])


@given(WRONG, WRONG, WORDS, st.sampled_from([". ", ", ", " "]))
def test_a_figure_said_to_be_wrong_is_never_an_item(
    wrong: int, right: int, word: str, mark: str
) -> None:
    text = f"stok cair {wrong} ton{mark}{word} {right} ton, tabung 7 isi"

    assert told(text) == [
        f"stock liquid {right * 1000:g}kg likely",
        "full cylinder 7pc",
    ]
