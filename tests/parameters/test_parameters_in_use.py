"""Every parameter is read by some code, or waits for a named piece of work."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import napas
from napas.parameters.registry import load

PACKAGE = Path(napas.__file__).parent
COMPOSED = {"synthetic.cylinders_per_bed_with_liquid"}
"""Read under a name that is put together of several texts."""
WAITING = {
    "bands of hours left on the map and in alerts": (
        "alerts.band_1_h",
        "alerts.band_3_h",
        "alerts.band_4_h",
        "alerts.band_5_h",
    ),
    "need from cases and stays": (
        "baseline.hypoxaemia_child_pneumonia_share",
        "cases.critical_share",
        "cases.severe_share",
        "stays.critical_days",
        "stays.severe_days",
    ),
    "power that machines draw": (
        "concentrators.power_w_per_l_per_min",
        "psa.energy_kwh_per_m3",
    ),
    "reserves that a country keeps": (
        "reserves.hospital_h",
        "reserves.national_weeks",
        "reserves.rural_pieces",
    ),
    "losses and loads of road tankers": (
        "cylinders.pieces_per_truck",
        "tankers.boiloff_share_per_day",
        "tankers.payload_t",
        "tankers.rechill_t",
    ),
    "checks of reports against measured use": (
        "oversight.least_use_share",
        "reports.audit_saving_share",
    ),
    "need by norm of the critical": ("flows.norm_critical_l_per_min",),
}


def patterns() -> Iterator[str]:
    """Every text of the code as a pattern; what is filled in may be any word."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Constant(value=str() as text) if "." in text:
                    yield re.escape(text)
                case ast.JoinedStr(values=[ast.Constant(value=str()), *_]):
                    yield "".join(
                        re.escape(str(part.value))
                        if isinstance(part, ast.Constant)
                        else r"[a-z0-9_]+"
                        for part in node.values
                    )


READ = re.compile("|".join({text for text in patterns() if len(text) < 80}))
UNREAD = {name for name in load() if not READ.fullmatch(name)}


def test_every_parameter_is_read_or_waits() -> None:
    waiting = {name for names in WAITING.values() for name in names}

    assert waiting | COMPOSED == UNREAD


def test_a_parameter_that_nobody_reads_would_be_found() -> None:
    assert not READ.fullmatch("allocation.nobody_reads_this")
    assert READ.fullmatch("synthetic.tank_a_t")
