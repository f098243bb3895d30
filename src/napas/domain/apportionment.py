"""Share out whole pieces in proportion, so that nothing is lost in rounding."""

import math
from collections.abc import Sequence


def share_out(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Whole pieces in proportion to weights, by the largest remainders.

    Of equal remainders the earlier weight is served first. The pieces always sum to
    the total.

    Raises:
        ValueError: a weight is negative, or there are pieces and no weight above zero.
    """
    if any(weight < 0.0 for weight in weights):
        message = "a weight is negative"
        raise ValueError(message)
    whole = math.fsum(weights)
    if whole <= 0.0:
        if total:
            message = f"{total} pieces and nobody to have them"
            raise ValueError(message)
        return (0,) * len(weights)
    quotas = [total * weight / whole for weight in weights]
    pieces = [math.floor(quota) for quota in quotas]
    order = sorted(
        range(len(weights)), key=lambda place: (pieces[place] - quotas[place], place)
    )
    for place in order[: total - sum(pieces)]:
        pieces[place] += 1
    return tuple(pieces)
