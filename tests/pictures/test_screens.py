from dataclasses import replace
from functools import partial

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.palette import Tone
from napas.pictures.screens import draw_for_screens
from napas.pictures.sparkline import Sparkline, draw_sparkline


def test_a_wide_and_a_narrow_picture_have_names_of_their_own(
    frame: Frame, say_number: SayNumber
) -> None:
    sparkline = partial(Sparkline, values=(1.0, None), tone=Tone.SEEN)
    wide = replace(frame, name="stock")
    drawn = draw_for_screens(
        wide, lambda each: draw_sparkline(sparkline(each), say_number)
    )
    assert drawn.count("<svg") == 2
    assert '<div class="napas-wide"><svg' in drawn
    assert '<div class="napas-narrow"><svg' in drawn
    assert 'id="stock-unknown"' in drawn
    assert 'id="stock-narrow-unknown"' in drawn
    assert 'viewBox="0 0 360 28"' in drawn
