"""The colours of Napas, each with one meaning.

A picture writes its light colours as plain attributes, which every reader understands
(PDF maker, mail, print). The page's `stylesheet` lays the same tones over them as
variables, so that a dark screen gets dark ones and a strict content policy holds: no
picture carries a style element or attribute.

Tones were chosen to keep apart under red, green and blue blindness and in grey print;
`tests/pictures/test_palette.py` measures that. Shape, pattern or text always says the
same thing as the colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from napas.pictures.svg import Attribute


class Tone(StrEnum):
    """What a colour means."""

    INK = "ink"
    """Words and axes."""
    QUIET = "quiet"
    """Words of second rank: ticks, notes."""
    GRID = "grid"
    """Grid lines and the outline of empty space."""
    PAPER = "paper"
    """The ground behind everything."""
    NEED = "need"
    """Oxygen needed by norm or forecast."""
    SEEN = "seen"
    """What was measured or reported: use, stock, patients."""
    HAVE = "have"
    """Oxygen there is: produced, allocated, delivered."""
    ROAD = "road"
    """Oxygen on the way: loaded, shipped."""
    PLEDGE = "pledge"
    """Oxygen promised and not yet real."""
    SPARE = "spare"
    """Capacity that is not used."""
    LACK = "lack"
    """What is missing; the weakest link. Drawn hollow or with a heavy outline."""
    LIMIT = "limit"
    """A limit or target to compare with."""
    UNKNOWN = "unknown"
    """Not known. Always hatched, with a question mark."""


class Ramp(StrEnum):
    """An order of shades for classed maps."""

    ALARM = "alarm"
    """Pale is calm, deep is urgent."""
    AMOUNT = "amount"
    """Pale is little, deep is much; no judgement."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One tone on a light and on a dark ground, as ``#rrggbb``."""

    light: str
    dark: str


COLOURS: Mapping[Tone, Colour] = MappingProxyType(
    {
        Tone.INK: Colour("#1d2b36", "#e8eef2"),
        Tone.QUIET: Colour("#566570", "#a9b7c0"),
        Tone.GRID: Colour("#dde4e8", "#36434c"),
        Tone.PAPER: Colour("#ffffff", "#131b21"),
        Tone.NEED: Colour("#37474f", "#dfe7ec"),
        Tone.SEEN: Colour("#517740", "#7ddb9d"),
        Tone.HAVE: Colour("#1c66a6", "#5ea6e0"),
        Tone.ROAD: Colour("#85b9df", "#2f6d9c"),
        Tone.PLEDGE: Colour("#dcb54a", "#806519"),
        Tone.SPARE: Colour("#d3dee6", "#2f3e49"),
        Tone.LACK: Colour("#bf4a14", "#ff9b66"),
        Tone.LIMIT: Colour("#77469c", "#c9a2ea"),
        Tone.UNKNOWN: Colour("#75838c", "#8e9ca5"),
    }
)

SHADES: Mapping[Ramp, tuple[Colour, ...]] = MappingProxyType(
    {
        Ramp.ALARM: (
            Colour("#efdfc6", "#3d3a34"),
            Colour("#edc28a", "#6b5335"),
            Colour("#e0934c", "#a06a35"),
            Colour("#c05d23", "#d98544"),
            Colour("#7f2c0d", "#ffb98a"),
        ),
        Ramp.AMOUNT: (
            Colour("#d3e3ee", "#26363f"),
            Colour("#a8cae2", "#2d5570"),
            Colour("#70a7cf", "#3b7ba6"),
            Colour("#3479ae", "#63a9d8"),
            Colour("#114872", "#a9d7f5"),
        ),
    }
)


DARK_TONES = frozenset({Tone.INK, Tone.NEED, Tone.SEEN, Tone.HAVE, Tone.LIMIT})
"""On these words are paper-coloured, on all others ink-coloured; also on dark ground,
where they are the bright ones."""


def lettering_on(tone: Tone) -> Tone:
    """Give the tone of words that stand on a tone."""
    return Tone.PAPER if tone in DARK_TONES else Tone.INK


def paint(
    *, fill: Tone | None = None, stroke: Tone | None = None
) -> dict[str, Attribute]:
    """Give the attributes that fill and outline in the tones of the palette."""
    classes = []
    attributes: dict[str, Attribute] = {"fill": "none"}
    if fill is not None:
        classes.append(f"napas-fill-{fill}")
        attributes["fill"] = COLOURS[fill].light
    if stroke is not None:
        classes.append(f"napas-stroke-{stroke}")
        attributes["stroke"] = COLOURS[stroke].light
    return {"class": " ".join(classes), **attributes}


def shade(ramp: Ramp, place: int) -> dict[str, Attribute]:
    """Give the attributes that fill with one shade of a ramp, counted from the pale."""
    return {
        "class": f"napas-fill-{ramp}-{place}",
        "fill": SHADES[ramp][place].light,
    }


def stylesheet() -> str:
    """Write the style sheet that a page with pictures includes once.

    A page may fix the ground with ``data-theme="light"`` or ``"dark"`` on its root;
    otherwise the reader's own setting decides. Print keeps the light colours.
    """
    named = {str(tone): colour for tone, colour in COLOURS.items()}
    for ramp, shades in SHADES.items():
        for place, colour in enumerate(shades):
            named[f"{ramp}-{place}"] = colour
    light = "".join(f"--napas-{name}:{each.light};" for name, each in named.items())
    dark = "".join(f"--napas-{name}:{each.dark};" for name, each in named.items())
    rules = [
        f".napas-fill-{name}{{fill:var(--napas-{name})}}"
        f".napas-stroke-{name}{{stroke:var(--napas-{name})}}"
        for name in named
    ]
    dark_ground = f":root:not([data-theme=light]){{{dark}}}"
    phone = ".napas-wide{display:none}.napas-narrow{display:block}"
    return "\n".join(
        (
            ".napas-picture{display:block;width:100%;height:auto;font-family:inherit}",
            ".napas-narrow{display:none}",
            f"@media screen and (max-width:40rem){{{phone}}}",
            f":root{{{light}}}",
            f"@media (prefers-color-scheme:dark){{{dark_ground}}}",
            f":root[data-theme=dark]{{{dark}}}",
            "@media screen{",
            *rules,
            "}",
            "",
        )
    )
