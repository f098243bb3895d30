"""In which form a nation's need can reach its patients at all.

A ring line feeds who lies near a tank, concentrators feed the severe beside them, and
everybody else must be brought cylinders, whatever the plants make. The shares follow
the need, not what happened to be allocated: a link that holds back what passes it would
otherwise look as if little had to pass.
"""

import numpy as np

from napas.planning.chain_problem import FormShares
from napas.planning.problem import AllocationProblem


def needed_shares(problem: AllocationProblem) -> FormShares | None:
    """Shares of the first period's known need by form; None where no need is known."""
    places = problem.places
    known = places.known
    need_t = places.need_t[known, 0].sum(axis=1)
    whole_t = float(need_t.sum())
    if whole_t <= 0.0:
        return None
    low_flow_t = np.minimum(places.low_flow_t[known, 0], need_t)
    on_site_t = np.minimum(places.on_site_t[known, 0], need_t - low_flow_t)
    open_t = need_t - low_flow_t - on_site_t
    liquid_t = np.minimum(places.piped_t[known, 0], open_t)
    shares = [float(part.sum()) / whole_t for part in (liquid_t, on_site_t, low_flow_t)]
    return FormShares(
        liquid=shares[0],
        cylinder=max(0.0, 1.0 - sum(shares)),
        on_site=shares[1],
        low_flow=shares[2],
        planned=True,
    )
