"""How wild an invented year is; every figure is a judgement of the maintainers."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray


@dataclass(frozen=True)
class Swing:
    """What moves stock and use, and how people report them.

    Attributes:
        growth_times, growth_days: by how much a wave multiplies use, and in how long.
        waves: the fewest and most a region has in the year.
        drift_noise, day_noise: spread of the logarithm of use, lasting and of a day.
        gauge_share, gauge_spread: error of a tank gauge as a share of the tank, its
            median over hospitals and the spread of its logarithm.
        meter_noise, guess_noise: error of a use that was metered, and of one reckoned
            from devices at the beds.
        evacuations_per_year: sudden moves of patients in or out, per hospital.
        swaps_per_year: tanks taken out for larger ones, per hospital.
        donations_per_year: gifts of cylinders, per hospital.
        new_share: hospitals that begin to report during the year.
        missing_share, silences_per_year: days without a report, and spells of them.
        weekend_share: hospitals that never report on Saturday and Sunday.
        notes_share: deliveries of which the supplier's note is known.
        forgotten_share: deliveries that the hospital forgets to report.
        other_unit_share: days on which a sender rightly uses another unit.
        tail_freedom: degrees of freedom of errors and of days (Student's t), so that
            some are far wilder than the rest; none are normal.
        weekend_use_share: what is used on Saturday and Sunday, of other days.
        dial_share, dial_step: hospitals that read a coarse dial, and its step as a
            share of the tank.
        copied_share: days on which a sender types yesterday's stock and use again.
        together: whether the waves of all regions begin within some days.
    """

    name: str
    days: int = 365
    growth_times: float = 5.0
    growth_days: float = 21.0
    waves: tuple[int, int] = (1, 2)
    drift_noise: float = 0.06
    day_noise: float = 0.05
    gauge_share: float = 0.008
    gauge_spread: float = 0.4
    meter_noise: float = 0.03
    guess_noise: float = 0.08
    evacuations_per_year: float = 0.3
    swaps_per_year: float = 0.06
    donations_per_year: float = 0.05
    new_share: float = 0.08
    missing_share: float = 0.04
    silences_per_year: float = 1.0
    weekend_share: float = 0.2
    notes_share: float = 0.75
    forgotten_share: float = 0.05
    other_unit_share: float = 0.01
    tail_freedom: float | None = None
    weekend_use_share: float = 1.0
    dial_share: float = 0.0
    dial_step: float = 0.05
    copied_share: float = 0.0
    together: bool = False

    def scatter(self, count: int, random: Generator) -> NDArray[np.float64]:
        """So many errors with a spread of one."""
        if self.tail_freedom is None:
            return random.normal(0.0, 1.0, count)
        freedom = self.tail_freedom
        spread = np.sqrt(freedom / (freedom - 2.0))
        wild: NDArray[np.float64] = random.standard_t(freedom, count) / spread
        return wild


USUAL = Swing("usual")
"""The year on which the screening was developed."""

WILDER = Swing(
    "wilder",
    growth_times=8.0,
    growth_days=19.0,
    waves=(2, 3),
    drift_noise=0.08,
    day_noise=0.08,
    gauge_share=0.012,
    guess_noise=0.12,
    evacuations_per_year=0.8,
    swaps_per_year=0.1,
    donations_per_year=0.15,
    new_share=0.15,
    missing_share=0.1,
    silences_per_year=2.5,
    weekend_share=0.35,
    notes_share=0.5,
    forgotten_share=0.1,
    other_unit_share=0.03,
)
"""Faster waves, coarser gauges, more gaps, fewer notes."""

CALMER = Swing(
    "calmer",
    growth_times=3.0,
    growth_days=30.0,
    waves=(0, 1),
    drift_noise=0.04,
    gauge_share=0.005,
    evacuations_per_year=0.1,
    missing_share=0.02,
    silences_per_year=0.4,
    weekend_share=0.1,
    notes_share=0.95,
    forgotten_share=0.02,
)
"""A year without much of a wave, with better gauges."""

UNLIKE = Swing(
    "unlike",
    growth_times=6.0,
    growth_days=28.0,
    waves=(1, 3),
    drift_noise=0.05,
    day_noise=0.1,
    gauge_share=0.01,
    gauge_spread=0.6,
    meter_noise=0.05,
    guess_noise=0.15,
    evacuations_per_year=0.5,
    swaps_per_year=0.03,
    donations_per_year=0.1,
    new_share=0.25,
    missing_share=0.07,
    silences_per_year=1.5,
    weekend_share=0.5,
    notes_share=0.6,
    forgotten_share=0.08,
    other_unit_share=0.02,
)
"""Noisier uses, many newcomers, and half of the senders rest at weekends."""

JULY = Swing(
    "july",
    growth_times=6.0,
    growth_days=16.0,
    waves=(1, 2),
    drift_noise=0.05,
    day_noise=0.05,
    gauge_share=0.007,
    gauge_spread=0.5,
    meter_noise=0.03,
    guess_noise=0.1,
    evacuations_per_year=0.5,
    swaps_per_year=0.08,
    donations_per_year=0.1,
    new_share=0.2,
    missing_share=0.06,
    silences_per_year=1.5,
    weekend_share=0.3,
    notes_share=0.7,
    forgotten_share=0.06,
    other_unit_share=0.015,
    tail_freedom=4.0,
    weekend_use_share=0.93,
    dial_share=0.12,
    copied_share=0.01,
    together=True,
)
"""All regions surge within days; errors with wild tails, dials, copied reports.

It was written when the screening was finished, and nothing was fitted to it.
"""

SWINGS = {swing.name: swing for swing in (USUAL, WILDER, CALMER, UNLIKE, JULY)}
