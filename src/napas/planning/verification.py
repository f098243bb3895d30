"""What a reported need can be at most: what the devices of its beds can breathe.

A need is a claim. It is bounded by occupied beds and the largest credible flow of their
devices; what lies above the bound is shown as a finding and not planned for, so that
nobody gains by overstating.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from napas.demand.gas import kg_per_day_per_l_per_min
from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.instant import require_amount
from napas.domain.need import DeviceKind, PatientCount
from napas.errors import Scalar
from napas.parameters import Parameters
from napas.units.mass import t_from_kg

PER_DEVICE: Mapping[DeviceKind, str] = {
    DeviceKind.CANNULA: "flows.sanity_cannula_l_per_min",
    DeviceKind.MASK: "flows.sanity_mask_l_per_min",
    DeviceKind.RESERVOIR_MASK: "flows.sanity_reservoir_mask_l_per_min",
    DeviceKind.HFNC: "flows.sanity_hfnc_l_per_min",
    DeviceKind.NIV: "flows.sanity_niv_l_per_min",
    DeviceKind.IMV: "flows.sanity_imv_l_per_min",
}
PER_OTHER_BED = "flows.sanity_other_l_per_min"
PER_BED = "flows.sanity_reject_l_per_min"
UNUSUAL_PER_BED = "flows.sanity_warn_l_per_min"
LEAK = "pipelines.leak_share"
TEMPERATURE = "flows.reference_temperature_c"


class NeedFault(Code):
    """What is wrong with a need as claimed."""

    ABOVE_PHYSICAL_BOUND = "need-above-physical-bound"
    ABOVE_USUAL_FLOW = "need-above-usual-flow"
    BEDS_UNKNOWN = "need-without-beds"
    NOBODY_BELOW = "need-without-place-below"


@dataclass(frozen=True, slots=True)
class NeedClaim:
    """A need somebody states for a place or facility.

    Attributes:
        subject: code of the place or facility.
        occupied_beds: with a patient of any kind; None is unknown.
        patients: by device, where they are counted; the other beds are taken as usual.
    """

    subject: str
    reported_need_t_per_day: float
    occupied_beds: int | None
    patients: tuple[PatientCount, ...] = ()

    def __post_init__(self) -> None:
        require_amount(self.reported_need_t_per_day, "reported_need_t_per_day")
        if self.occupied_beds is not None:
            require_amount(self.occupied_beds, "occupied_beds")


@dataclass(frozen=True, slots=True)
class VerifiedNeed:
    """A need after its bound.

    Attributes:
        need_t_per_day: what may be planned for: the claim, at most the bound.
        bound_t_per_day: what the beds can breathe; None where they are unknown.
        excess_t_per_day: of the claim above the bound; None where there is no bound.
    """

    subject: str
    need_t_per_day: float
    bound_t_per_day: float | None
    excess_t_per_day: float | None
    findings: tuple[Finding, ...] = ()


def verify_need(claim: NeedClaim, parameters: Parameters) -> VerifiedNeed:
    """Cut a claimed need to what its occupied beds can breathe.

    Where beds are unknown the claim stands and is marked as doubtful. Leaks up to
    `pipelines.leak_share` are granted on top of the flow.
    """
    claimed, beds = claim.reported_need_t_per_day, claim.occupied_beds
    if beds is None:
        doubt = _doubt(claim, NeedFault.BEDS_UNKNOWN)
        return VerifiedNeed(claim.subject, claimed, None, None, (doubt,))
    t_per_day = _t_per_day_per_l_per_min(parameters)
    bound = _bound_l_per_min(beds, claim.patients, parameters) * t_per_day
    usual = beds * parameters[UNUSUAL_PER_BED] * t_per_day
    excess = max(0.0, claimed - bound)
    findings: tuple[Finding, ...] = ()
    if excess > 0.0:
        fault = NeedFault.ABOVE_PHYSICAL_BOUND
        findings = (
            _doubt(claim, fault, bound_t_per_day=bound, excess_t_per_day=excess),
        )
    elif claimed > usual:
        fault = NeedFault.ABOVE_USUAL_FLOW
        findings = (_doubt(claim, fault, usual_t_per_day=usual),)
    return VerifiedNeed(claim.subject, min(claimed, bound), bound, excess, findings)


def verify_needs(
    claims: Iterable[NeedClaim], parameters: Parameters
) -> tuple[VerifiedNeed, ...]:
    """Verify many claims, each on its own, in their order."""
    return tuple(verify_need(claim, parameters) for claim in claims)


def _bound_l_per_min(
    beds: int, patients: tuple[PatientCount, ...], parameters: Parameters
) -> float:
    any_device = beds * parameters[PER_BED]
    if not patients:
        return any_device
    counted = sum(line.patients for line in patients)
    by_device = sum(
        line.patients * parameters[PER_DEVICE[line.device]] for line in patients
    )
    others = max(0, beds - counted) * parameters[PER_OTHER_BED]
    return min(any_device, by_device + others)  # more patients than beds gain nothing


def _t_per_day_per_l_per_min(parameters: Parameters) -> float:
    drawn = t_from_kg(kg_per_day_per_l_per_min(parameters[TEMPERATURE]))
    return drawn / (1.0 - parameters[LEAK])


def _doubt(claim: NeedClaim, fault: NeedFault, **params: Scalar) -> Finding:
    return find(
        Grade.DOUBTFUL,
        fault,
        subject=claim.subject,
        spot=None,
        need_t_per_day=claim.reported_need_t_per_day,
        occupied_beds=claim.occupied_beds,
        **params,
    )
