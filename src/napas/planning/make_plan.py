"""The whole plan: allocate, share, dispatch, and say why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napas.domain.finding import Code, Finding
from napas.domain.network import Facility
from napas.domain.observer import Observer
from napas.domain.plan import Plan
from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.allocation.allocate import AllocationAnswer, allocate
from napas.planning.cover import CoverProblem, FacilityUse, cover_of
from napas.planning.drops import TripAnswer, TripProblem, receiving_hours
from napas.planning.need import NeedPicture, assess_needs
from napas.planning.problem import PlanProblem, lay_out
from napas.planning.trips import plan_trips


class PlanStep(Code):
    """What an observer hears while a plan is made."""

    READING = "plan-reading"
    COUNTING = "plan-counting"
    ALLOCATING = "plan-allocating"
    SHARING = "plan-sharing"
    DISPATCHING = "plan-dispatching"
    EXPLAINING = "plan-explaining"
