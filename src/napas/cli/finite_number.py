"""A number of an option that is neither not-a-number nor an infinity."""

import math

import click


class FiniteNumber(click.FloatRange):
    """A finite number, within bounds where there are any."""

    def convert(
        self,
        value: float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read the number; what is none is refused, as is what lies outside."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail("not finite", param, ctx)
        return number
