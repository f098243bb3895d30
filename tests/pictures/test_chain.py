from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.chain import Chain, Link, draw_chain
from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.palette import COLOURS, Tone

LINKS = (
    Link("Produksi", 1700.0, "kapasitas 34 pabrik"),
    Link("Pengisian", 2100.0),
    Link("Truk isotank", 1320.0, "132 truk, 20 t, pulang-pergi 48 jam"),
    Link("Tabung", None),
    Link("Tangki penerima", 1850.0),
    Link("Pipa rumah sakit", 2200.0),
)


@pytest.fixture
def chain(frame: Frame) -> Chain:
    return Chain(
        frame,
        LINKS,
        "t/hari",
        weakest=2,
        weakest_label="paling lemah",
        need_t_per_day=2033.0,
        need_label="Kebutuhan",
        unknown_label="tidak diketahui",
    )


@pytest.mark.parametrize("width", [720, 360])
def test_the_picture_stays_as_it_was(
    chain: Chain, width: int, say_number: SayNumber, golden: Callable[[str, str], None]
) -> None:
    sized = replace(chain, frame=replace(chain.frame, width=width))
    golden(f"chain-{width}.svg", draw_chain(sized, say_number))


@pytest.mark.parametrize("width", [720, 360])
def test_the_weakest_link_is_told_by_words_colour_and_shape(
    chain: Chain,
    width: int,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    find: Callable[[str, str], list[Element]],
) -> None:
    sized = replace(chain, frame=replace(chain.frame, width=width))
    drawn = draw_chain(sized, say_number)
    lack = COLOURS[Tone.LACK].light
    assert "paling lemah" in words_of(drawn)
    (figure,) = (each for each in find(drawn, "text") if "1.320" in (each.text or ""))
    assert figure.attrib["fill"] == lack
    walls = [
        path for path in find(drawn, "path") if path.attrib.get("stroke-width") == "5"
    ]
    assert [wall.attrib["stroke"] for wall in walls] == [lack, lack]


@pytest.mark.parametrize("width", [720, 360])
def test_an_unknown_link_is_hatched_with_a_question_mark(
    chain: Chain,
    width: int,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    hatched_in: Callable[[str], list[Element]],
) -> None:
    sized = replace(chain, frame=replace(chain.frame, width=width))
    drawn = draw_chain(sized, say_number)
    link, legend = 1, 1
    assert len(hatched_in(drawn)) == link + legend
    assert sum(word.startswith("?") for word in words_of(drawn)) == 2


def test_the_need_stands_in_the_legend_with_its_unit(
    chain: Chain, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    assert "Kebutuhan 2.033 t/hari" in words_of(draw_chain(chain, say_number))


def test_a_chain_of_which_nothing_is_known_has_no_flow(
    frame: Frame, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    unknown = Chain(
        frame, (Link("Tabung", None),), "t/hari", unknown_label="tidak diketahui"
    )
    paths = find(draw_chain(unknown, say_number), "path")
    assert all(path.attrib["fill"] != COLOURS[Tone.HAVE].light for path in paths)


@pytest.mark.parametrize("width", [720, 360])
def test_a_broken_link_lets_nothing_through(
    frame: Frame,
    width: int,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
    words_of: Callable[[str], list[str]],
) -> None:
    broken = Chain(
        replace(frame, width=width),
        (Link("Produksi", 0.0), Link("Pengisian", 0.0)),
        "t/hari",
        weakest=0,
        weakest_label="paling lemah",
    )
    drawn = draw_chain(broken, say_number)
    paths = find(drawn, "path")
    assert all(path.attrib["fill"] != COLOURS[Tone.HAVE].light for path in paths)
    assert any(word.startswith("0") for word in words_of(drawn))


def test_a_thin_flow_has_no_room_for_arrows(
    chain: Chain, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    thin = replace(
        chain, links=(Link("Produksi", 9000.0), Link("Truk", 90.0)), weakest=1
    )
    arrows = [
        path
        for path in find(draw_chain(thin, say_number), "path")
        if path.attrib.get("stroke") == COLOURS[Tone.PAPER].light
    ]
    assert arrows == []


@pytest.mark.parametrize("weakest", [0, 3])
def test_a_link_that_is_not_the_weakest_cannot_be_called_so(
    chain: Chain, weakest: int
) -> None:
    with pytest.raises(ValueError, match="not the weakest"):
        replace(chain, weakest=weakest)


@pytest.mark.parametrize("label", ["weakest_label", "need_label", "unknown_label"])
def test_a_missing_label_is_refused(chain: Chain, label: str) -> None:
    blank: dict[str, Any] = {label: ""}
    with pytest.raises(ValueError, match="label"):
        replace(chain, **blank)


def test_an_empty_chain_and_a_negative_capacity_are_refused(frame: Frame) -> None:
    with pytest.raises(ValueError, match="needs a link"):
        Chain(frame, (), "t/hari")
    with pytest.raises(ValueError, match="negative"):
        Link("Truk", -1.0)
