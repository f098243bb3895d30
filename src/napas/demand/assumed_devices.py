"""Patients on oxygen of whom nobody told by what they breathe."""

from napas.domain.apportionment import share_out
from napas.domain.need import DeviceKind, PatientCount, Span
from napas.parameters import Parameters

INTENSIVE = "mix.intensive_share"
ON_OXYGEN = "mix.oxygen_share_of_covid"
CRITICAL = {
    DeviceKind.IMV: "mix.critical_imv_share",
    DeviceKind.NIV: "mix.critical_niv_share",
    DeviceKind.HFNC: "mix.critical_hfnc_share",
}
CANNULA, MASK = "synthetic.cannula_share", "synthetic.mask_share"


def critical_share(parameters: Parameters) -> Span:
    """The part of patients on oxygen who are in intensive care, 0 to 1.

    `mix.intensive_share / mix.oxygen_share_of_covid`, both being shares of the same
    patients; its low end takes the low end of the one and the high end of the other.
    """
    intensive, on_oxygen = (
        parameters.parameter(name) for name in (INTENSIVE, ON_OXYGEN)
    )
    return Span(
        min(1.0, intensive.value / on_oxygen.value),
        min(1.0, intensive.low / on_oxygen.high),
        min(1.0, intensive.high / on_oxygen.low),
    )


def share_devices(
    patients: int, critical: float, parameters: Parameters
) -> tuple[PatientCount, ...]:
    """Give patients devices by the usual mix, all adults, each device named once.

    The critical are ventilated or on high flow as `mix` says, the others breathe by
    cannula, simple mask or reservoir mask as `synthetic` says.

    Args:
        patients: on oxygen, 0 or more.
        critical: the part of them in intensive care, 0 to 1.
        parameters: shares of the devices.
    """
    grave, others = share_out(patients, (critical, 1.0 - critical))
    by_ventilation = [parameters[name] for name in CRITICAL.values()]
    cannula, mask = parameters[CANNULA], parameters[MASK]
    by_flow = (cannula, mask, max(0.0, 1.0 - cannula - mask))
    low_flow = (DeviceKind.CANNULA, DeviceKind.MASK, DeviceKind.RESERVOIR_MASK)
    counts = {
        **dict(zip(low_flow, share_out(others, by_flow), strict=True)),
        **dict(zip(CRITICAL, share_out(grave, by_ventilation), strict=True)),
    }
    return tuple(
        PatientCount(device, counts[device]) for device in DeviceKind if counts[device]
    )
