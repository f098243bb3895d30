"""What one patient draws from the source: by norm, and as measured.

A norm says what to prepare: a planning flow for low-flow oxygen, the settings of the
device for the others. A measurement says what flowed. The two are never mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from napas.demand.gas import Array, blended_l_per_min, open_l_per_min
from napas.demand.readings import Readings
from napas.domain.finding import Code
from napas.domain.need import DeviceKind, NeedBasis, PatientGroup, Severity

AIR = "flows.air_share"
LIQUID_PURITY = "flows.liquid_purity_share"
PSA_PURITY = "psa.purity_share"


class GasSource(StrEnum):
    """What feeds the patients; it decides the purity."""

    LIQUID = "liquid"
    PSA = "psa"


class NeedPart(StrEnum):
    """What a line of need stands for.

    WARD: low-flow oxygen by a device that was not told. OTHER_PATIENTS: the usual care
    of patients who are not counted by device. LEAKS: lost on the way to the bed.
    """

    WARD = "ward"
    CANNULA = "cannula"
    MASK = "mask"
    RESERVOIR_MASK = "reservoir_mask"
    HFNC = "hfnc"
    NIV = "niv"
    IMV = "imv"
    OTHER_PATIENTS = "other_patients"
    LEAKS = "leaks"


class NeedFormula(Code):
    """How a line of need was reckoned."""

    FLOW = "need-by-flow"
    BLENDER = "need-by-blender"
    DAILY_USE = "need-by-daily-use"
    LEAKS = "need-by-leaks"


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """What one patient draws while on oxygen.

    Attributes:
        l_per_min: gas of the source, a row of readings.
        rests_on: names of the parameters behind it.
    """

    l_per_min: Array
    formula: NeedFormula
    rests_on: tuple[str, ...]


PART_OF_DEVICE: Mapping[DeviceKind, NeedPart] = {
    device: NeedPart(device.value) for device in DeviceKind
}
CRITICAL_PARTS = frozenset({NeedPart.HFNC, NeedPart.NIV, NeedPart.IMV})
PURITY_OF: Mapping[GasSource, str] = {
    GasSource.LIQUID: LIQUID_PURITY,
    GasSource.PSA: PSA_PURITY,
}
NORM: Mapping[NeedPart, str] = {
    NeedPart.WARD: "flows.norm_severe_l_per_min",
    NeedPart.CANNULA: "flows.norm_severe_l_per_min",
    NeedPart.MASK: "flows.norm_severe_l_per_min",
    NeedPart.RESERVOIR_MASK: "flows.reservoir_mask_l_per_min",
}
MEASURED: Mapping[NeedPart, str] = {
    NeedPart.WARD: "flows.ward_oxygen_l_per_min",
    NeedPart.CANNULA: "flows.cannula_l_per_min",
    NeedPart.MASK: "flows.mask_l_per_min",
    NeedPart.RESERVOIR_MASK: "flows.reservoir_mask_l_per_min",
    NeedPart.HFNC: "flows.hfnc_oxygen_l_per_min",
    NeedPart.NIV: "flows.niv_oxygen_l_per_min",
    NeedPart.IMV: "flows.imv_oxygen_l_per_min",
}
STARTING: Mapping[PatientGroup, str] = {
    PatientGroup.CHILD: "flows.child_l_per_min",
    PatientGroup.INFANT: "flows.infant_l_per_min",
    PatientGroup.NEWBORN: "flows.newborn_l_per_min",
}
DEVICE_SHARE: Mapping[PatientGroup, str] = {
    PatientGroup.CHILD: "flows.child_device_share",
    PatientGroup.INFANT: "flows.infant_device_share",
    PatientGroup.NEWBORN: "flows.newborn_device_share",
}
GENTLE_PARTS = frozenset({NeedPart.WARD, NeedPart.CANNULA, NeedPart.MASK})
SET_FLOW: Mapping[NeedPart, tuple[str, ...]] = {
    NeedPart.HFNC: ("flows.hfnc_total_l_per_min",),
    NeedPart.NIV: ("flows.niv_total_l_per_min",),
    NeedPart.IMV: (
        "flows.imv_minute_ventilation_l_per_min",
        "flows.imv_bias_l_per_min",
    ),
}
SET_FIO2: Mapping[NeedPart, str] = {
    NeedPart.HFNC: "flows.hfnc_fio2_share",
    NeedPart.NIV: "flows.niv_fio2_share",
    NeedPart.IMV: "flows.imv_fio2_share",
}
FLOW_NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            LIQUID_PURITY,
            PSA_PURITY,
            *NORM.values(),
            *MEASURED.values(),
            *STARTING.values(),
            *DEVICE_SHARE.values(),
            *(name for names in SET_FLOW.values() for name in names),
            *SET_FIO2.values(),
        )
    )
)
"""Every parameter of a flow whose range counts; the share of oxygen in air has none."""


def severity_of(part: NeedPart) -> Severity:
    """The class of need a device belongs to; usual care is severe."""
    return Severity.CRITICAL if part in CRITICAL_PARTS else Severity.SEVERE


@dataclass(frozen=True, slots=True, eq=False)
class Gas:
    """The gas patients are fed with, and the oxygen shares that are known.

    Attributes:
        fio2_shares: inhaled oxygen share by device, known exactly; a device that is
            missing takes its parameter with its range.
    """

    readings: Readings
    source: GasSource
    fio2_shares: Mapping[NeedPart, float]
    _known: dict[tuple[NeedBasis, NeedPart, PatientGroup], Flow] = field(
        default_factory=dict, init=False, repr=False
    )

    @property
    def purity_name(self) -> str:
        """The parameter that tells the purity of the source."""
        return PURITY_OF[self.source]

    def flow(self, basis: NeedBasis, part: NeedPart, group: PatientGroup) -> Flow:
        """What one patient draws by a device, by norm or as measured."""
        key = (basis, part, group)
        if key not in self._known:  # thousands of hospitals ask the same
            self._known[key] = self._reckon(basis, part, group)
        return self._known[key]

    def _reckon(self, basis: NeedBasis, part: NeedPart, group: PatientGroup) -> Flow:
        if group is not PatientGroup.ADULT and part in GENTLE_PARTS:
            return self._open(STARTING[group])
        adult = (
            self._blended(part)
            if basis is NeedBasis.NORM and part in SET_FLOW
            else self._open((MEASURED if basis is NeedBasis.MEASURED else NORM)[part])
        )
        if group is PatientGroup.ADULT:
            return adult
        share = DEVICE_SHARE[group]
        return Flow(
            l_per_min=adult.l_per_min * self.readings[share],
            formula=adult.formula,
            rests_on=(*adult.rests_on, share),
        )

    def drawn(self, told: Array) -> Array:
        """What the source gives for an amount told for liquid oxygen."""
        if self.source is GasSource.LIQUID:
            return told
        return open_l_per_min(
            told,
            self.readings[self.purity_name],
            self.readings[LIQUID_PURITY],
            self.readings[AIR],
        )

    def _open(self, name: str) -> Flow:
        told_for_another = self.source is not GasSource.LIQUID
        purities = (self.purity_name, LIQUID_PURITY) if told_for_another else ()
        return Flow(
            l_per_min=self.drawn(self.readings[name]),
            formula=NeedFormula.FLOW,
            rests_on=(name, *purities),
        )

    def _blended(self, part: NeedPart) -> Flow:
        total = sum(
            (self.readings[name] for name in SET_FLOW[part]), self.readings.steady(0.0)
        )
        known = self.fio2_shares.get(part)
        drawn = blended_l_per_min(
            total,
            self.readings[SET_FIO2[part]]
            if known is None
            else self.readings.steady(known),
            self.readings[self.purity_name],
            self.readings[AIR],
        )
        rests_on = (*SET_FLOW[part], *((SET_FIO2[part],) if known is None else ()))
        return Flow(drawn, NeedFormula.BLENDER, (*rests_on, self.purity_name))
