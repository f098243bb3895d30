"""The whole plan: allocate, share, dispatch, and say why."""

from napas.domain.finding import Code


class PlanStep(Code):
    """What an observer hears while a plan is made."""

    READING = "plan-reading"
    COUNTING = "plan-counting"
    ALLOCATING = "plan-allocating"
    SHARING = "plan-sharing"
    DISPATCHING = "plan-dispatching"
    EXPLAINING = "plan-explaining"
