"""What is said of figures that have been in another unit for some time."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from napas.domain.finding import Finding, Grade
from napas.domain.report import Judged, Meaning, Mixup, Report, ReportKind, Verdict
from napas.errors import Scalar
from napas.oversight.doubt import ReportDoubt
from napas.oversight.evidence.lasting import LEAST_APART, MOST_APART, SCOPES
from napas.oversight.evidence.mixups import (
    EVERY_LINE,
    GAS_BAND,
    KG_OF,
    LIQUID_BAND,
)
from napas.oversight.evidence.sheets import (
    SECONDS_PER_DAY,
    SLOTS,
    Array,
    Flags,
    Whole,
)

A_DAY = "/day"


@dataclass(frozen=True, slots=True)
class Episode:
    """A lasting mix-up of a sender.

    Attributes:
        hypothesis: which, by its place among those that are followed.
        began_days: moment of its first sheet, since 1970.
        found_days: moment of the sheet with which it was found, or goes on.
    """

    hypothesis: int
    began_days: float
    found_days: float

    def meaning(self, report: Report, kg_per_unit: float) -> Meaning:
        """What a figure within it may have meant."""
        unit = EVERY_LINE[self.hypothesis % len(EVERY_LINE)]
        rate = A_DAY if report.what is ReportKind.USE else ""
        return Meaning(
            mixup=_mixup(abs(math.log(kg_per_unit / KG_OF[unit]))),
            value=report.value,
            unit=f"{unit.value}{rate}",
            mass_kg=report.value * KG_OF[unit],
            odds_share=1.0,
        )

    def hold(self, report: Report, kg_per_unit: float, code: ReportDoubt) -> Judged:
        """A figure within it, held."""
        meaning = self.meaning(report, kg_per_unit)
        params: dict[str, Scalar] = {
            "what": report.what,
            "form": report.form,
            "value": report.value,
            "unit": report.unit,
            "mixup": meaning.mixup,
            "expected_unit": meaning.unit,
            "since": _date(self.began_days),
        }
        if code is ReportDoubt.SINCE_THEN:
            params["found"] = _date(self.found_days)
        told = tuple(sorted(params.items()))
        finding = Finding(Grade.SET_ASIDE, code, report.facility, params=told)
        return Judged(report, Verdict.HELD, (finding,), (meaning,))


def touched(kg_per_unit: Array, hypothesis: Whole) -> Flags:
    """Figures that lie within an episode, by sheets and slots.

    Args:
        kg_per_unit: of the units as typed; NaN where none is.
        hypothesis: of each sheet.
    """
    units_kg = np.array([KG_OF[unit] for unit in EVERY_LINE])
    scopes = np.array([[slot in scope for slot in range(SLOTS)] for scope in SCOPES])
    scope, unit = np.divmod(hypothesis, len(EVERY_LINE))
    apart = np.abs(np.log(kg_per_unit / units_kg[unit][:, None]))
    inside: Flags = scopes[scope] & (apart > LEAST_APART) & (apart < MOST_APART)
    return inside


def _mixup(apart: float) -> Mixup:
    for mixup, (low, high) in (
        (Mixup.LIQUID_VOLUME, LIQUID_BAND),
        (Mixup.GAS_VOLUME, GAS_BAND),
    ):
        if low < apart < high:
            return mixup
    return Mixup.OTHER_UNIT


def _date(days: float) -> str:
    return datetime.fromtimestamp(days * SECONDS_PER_DAY, UTC).date().isoformat()
