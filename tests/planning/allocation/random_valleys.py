"""Valleys drawn at random."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from tests.planning.allocation.valley import (
    Road,
    Station,
    Town,
    Valley,
    Works,
)

tonnes = st.integers(0, 12).map(float)
lags = st.sampled_from((0.0, 6.0, 30.0))


@st.composite
def plain_valleys(draw: st.DrawFn) -> Valley:
    """Two towns and two works, liquid only, nothing that boils."""
    towns = [
        Town(
            code,
            critical=draw(tonnes),
            severe=draw(tonnes),
            room=draw(st.sampled_from((2.0, 10.0, 60.0))),
            start=draw(st.sampled_from((0.0, 1.0, 2.0))),
        )
        for code in "AB"
    ]
    works = [Works(code, offer=draw(tonnes), start=draw(tonnes)) for code in "VW"]
    roads = [
        Road(work.code, town.code, draw(lags), draw(st.integers(1, 9)))
        for work in works
        for town in towns
        if draw(st.booleans())
    ]
    return Valley(
        towns,
        works,
        roads,
        lengths=draw(st.sampled_from(((1,), (1, 1), (1, 2)))),
        lift=draw(st.sampled_from((0.0, 20.0, 90.0))),
        loss=draw(st.sampled_from((0.0, 0.1))),
    )


@st.composite
def rich_valleys(draw: st.DrawFn) -> Valley:
    """The same with everything else there is."""
    plain = draw(plain_valleys())
    towns = [
        replace(
            town,
            low_flow=draw(st.floats(0.0, town.severe)),
            pipe=draw(st.sampled_from((3.0, np.inf))),
            door=draw(st.sampled_from((4.0, np.inf))),
            order=draw(st.sampled_from(((), (5.0,)))),
            cylinder=draw(tonnes),
            full=draw(st.sampled_from((0.0, 1.0))),
            all_cylinders=3.0,
            turn=3.0,
            cylinder_order=draw(st.sampled_from(((), (1.0,)))),
        )
        for town in plain.towns
    ]
    works = [
        replace(
            one,
            convert=draw(tonnes),
            liquefy=draw(st.sampled_from((5.0, np.inf))),
            fill=draw(st.sampled_from((0.0, 4.0))),
            arrive=draw(st.sampled_from(((), (6.0,)))),
            store=30.0,
            lost=draw(st.sampled_from(((), (2.0,)))),
            imports=draw(st.booleans()),
        )
        for one in plain.works
    ]
    station = Station("S", 4.0, draw(tonnes), "A", draw(tonnes), 8.0, 2.0)
    fillers = ["S", *(one.code for one in works if one.fill > 0.0)]
    return replace(
        plain,
        towns=towns,
        works=works,
        roads=[*plain.roads, Road("W", "S")],
        stations=[station],
        cylinder_roads=[
            Road(code, "B", fetched=draw(st.booleans())) for code in fillers
        ],
        cylinder_lift=draw(st.sampled_from((0.0, 10.0))),
        boiloff=draw(st.sampled_from((0.0, 0.02))),
    )
