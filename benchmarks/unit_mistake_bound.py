"""What the balance over days could tell at best of a use in a neighbouring unit.

python -m benchmarks.unit_mistake_bound

Whoever knew every spread of swing `usual` exactly, two readings of the tank, the meter
and how well its custom is known, and asked nothing but the balance: which share of the
mix-ups would be held after so many reports, where so many honest weeks are held.
"""

from math import log, sqrt
from statistics import NormalDist

from benchmarks.reporting_year.swing import USUAL

USE_SHARE_PER_DAY = 0.046
"""Of the tank: the median over the hospitals of `usual`, on a calm day."""
CUSTOM_SPREAD = 0.022
"""How well the ratio of drawn over told is known of a sender, after months."""
TIMES = {"kL and t": 1.141, "m3 gas and kg": 1.354}
DAYS = (1, 3, 7, 10, 14)
HELD_SHARES = (0.01, 0.0025)
"""Of honest stretches of so many days."""
PERCENT = 100.0


def slips_apart(days: int, times: float) -> float:
    """By how many spreads the two explanations lie apart after some days."""
    drawn = USE_SHARE_PER_DAY * days
    gauges = 2.0 * USUAL.gauge_share**2
    meter = days * (USE_SHARE_PER_DAY * USUAL.meter_noise) ** 2
    custom = (CUSTOM_SPREAD * drawn) ** 2
    return drawn * (1.0 - 1.0 / times) / sqrt(gauges + meter + custom)


def main() -> None:
    """Print the table."""
    normal = NormalDist()
    for name, times in TIMES.items():
        print(f"{name}: {log(times):.3f} of the logarithm of a use")
        for days in DAYS:
            apart = slips_apart(days, times)
            shares = "  ".join(
                f"{PERCENT * normal.cdf(apart - normal.inv_cdf(1.0 - held)):3.0f} % "
                f"at {PERCENT * held:.2f} %"
                for held in HELD_SHARES
            )
            print(f"{days:3} reports: {apart:4.1f} spreads apart, held {shares}")


if __name__ == "__main__":
    main()
