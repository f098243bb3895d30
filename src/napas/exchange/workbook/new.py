"""A new workbook to fill in, with examples, and a short text beside it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from napas.domain.country import Country
from napas.domain.need import DeviceKind, NeedSource
from napas.domain.network import LinkMode, SourceKind, VehicleKind
from napas.exchange.columns import Reference
from napas.exchange.workbook.amounts import CYLINDER_WORD
from napas.exchange.workbook.layout import SHEETS
from napas.exchange.workbook.lists import labels_of
from napas.exchange.workbook.wording import LANGUAGES, Wording, both, word_label
from napas.exchange.workbook.write import Contents, write_workbook
from napas.exchange.writing import as_cell, write_text

README = "README.md"
ONE, OTHER = "RSUD Contoh 1", "RSUD Contoh 2"
PLANT, PORT = "Pabrik Contoh", "Pelabuhan Contoh"
Examples = Mapping[str, tuple[Mapping[str, str], ...]]


def write_new(
    file: Path, country: Country, wording: Wording, *, as_of: datetime, whole: bool
) -> tuple[Path, ...]:
    """Write a workbook to fill in and a README beside it.

    Args:
        file: the workbook; its folder is made if need be.
        country: a country that comes with the program.
        wording: the words it is written in.
        as_of: the moment that its settings begin with, aware.
        whole: whether the tables that are rarely filled in have sheets too.

    Returns:
        the files written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    contents = Contents(
        settings={
            "name": file.stem,
            "country": country.code,
            "as_of": as_cell(as_of.replace(second=0, microsecond=0)),
        },
        examples=examples_of(country, wording),
        zone=country.time_zone,
    )
    plans = [plan for plan in SHEETS if plan.usual or whole]
    write_workbook(file, contents, plans, country, wording)
    readme = file.parent / README
    write_text(readme, readme_text(wording))
    return file, readme


def readme_text(wording: Wording) -> str:
    """How to fill in the workbook, in one language after the other."""
    parts = []
    for language in LANGUAGES:
        parts.append(f"# {wording.say('workbook-guide-title', language)}\n")
        row = 1
        while line := wording.sentence(f"workbook-guide-{row}", language):
            parts.append(f"{line}\n")
            row += 1
    return "\n".join(parts)


def examples_of(country: Country, wording: Wording) -> Examples:
    """Two rows for every sheet that people fill in, by the key of the sheet."""
    labels = labels_of(country)
    places = list(labels[Reference.TERRITORY].values())
    here, there = places[0], places[-1]
    types = list(labels[Reference.CYLINDER_TYPE])
    kind = types[-1] if types else ""
    yes, no = (both(code, wording) for code in ("yes", "no"))

    def word(member: StrEnum) -> str:
        return word_label(member, wording)

    return {
        "facilities": (
            _row(name=ONE, territory=here, beds=220, stock="3,2 t", class_code="B"),
            _row(
                name=OTHER,
                territory=there,
                oxygen_patients=35,
                stock="40",
                stock_unit=f"{CYLINDER_WORD} {kind}",
            ),
        ),
        "tanks": (
            _row(facility=ONE, capacity_t=10, stock="45", stock_unit="%"),
            _row(facility=ONE, capacity_t=5, stock="800", stock_unit="kg"),
        ),
        "cylinders": (
            _row(facility=ONE, type_code=kind, full=25, empty=5),
            _row(facility=OTHER, type_code=kind, full=40, empty=12),
        ),
        "patients": (
            _row(facility=OTHER, device=word(DeviceKind.CANNULA), patients=24),
            _row(facility=OTHER, device=word(DeviceKind.HFNC), patients=6),
        ),
        "own_sources": (
            _row(
                facility=ONE,
                kind=word(SourceKind.PSA),
                pieces=1,
                nameplate_l_per_min=500,
            ),
            _row(
                facility=OTHER,
                kind=word(SourceKind.CONCENTRATOR),
                pieces=20,
                nameplate_l_per_min=10,
            ),
        ),
        "plants": (
            _row(name=PLANT, territory=here, offered_t_per_day=60, imports=no),
            _row(name=PORT, territory=there, offered_t_per_day=40, imports=yes),
        ),
        "vehicles": (
            _row(kind=word(VehicleKind.ISOTANK), count=4, payload_t=18, base=PLANT),
            _row(
                kind=word(VehicleKind.CYLINDER_TRUCK), count=2, payload_t=0.9, base=PORT
            ),
        ),
        "links": (
            _row(
                code="1",
                mode=word(LinkMode.ROAD),
                origin=PLANT,
                target=ONE,
                distance_km=60,
            ),
            _row(
                code="2",
                mode=word(LinkMode.ROAD),
                origin=PORT,
                target=OTHER,
                distance_km=25,
            ),
        ),
        "places": (
            _row(
                territory=here,
                need_t_per_day=30,
                need_source=word(NeedSource.REPORTED),
                bed_occupancy_share=0.85,
            ),
            _row(territory=there, bed_occupancy_share=0.6),
        ),
    }


def _row(**cells: object) -> Mapping[str, str]:
    return {name: as_cell(value) for name, value in cells.items()}
