"""A sender's file opened for a scenario: its rows, and what is known beside them."""

from collections.abc import Iterable
from pathlib import Path

from napas.domain.choice import Choice, Written, standing_choices
from napas.domain.finding import Finding
from napas.domain.identifier import SubjectKind
from napas.domain.situation import Situation
from napas.exchange.files import read_text
from napas.exchange.layouts.layout import LayoutKind, ReportLayout
from napas.exchange.layouts.records import Rows, rows_of_book, rows_of_json
from napas.exchange.layouts.reports import LayoutContext, Settled
from napas.exchange.spreadsheet.reading import read_book
from napas.parameters import Parameters
from napas.units.cylinder import Cylinder, cylinder_content_kg

CHANNEL = "file"


def open_rows(path: Path, layout: ReportLayout) -> tuple[Rows, tuple[Finding, ...]]:
    """The rows of a file by the columns of a layout; never raises."""
    if layout.kind is LayoutKind.JSON:
        text = read_text(path.parent, path.name)
        if isinstance(text, Finding):
            return (), (text,)
        return rows_of_json(path.name, text, layout)
    book = read_book(path)
    if isinstance(book, Finding):
        return (), (book,)
    rows, findings = rows_of_book(book, layout)
    return rows, (*book.findings, *findings)


def context_of(
    situation: Situation,
    parameters: Parameters,
    *,
    facility: str = "",
    settled: Settled | None = None,
    sender: str = "",
    choices: Iterable[Choice] = (),
) -> LayoutContext:
    """What a scenario knows: its facilities, their zones, its country's cylinders.

    A facility is known by what a person chose for a name or code as this sender, or
    anybody, writes it; by our own code, by a code of the sender's system, or by its
    whole name where no other has it.

    Args:
        situation: the picture for which a file is read.
        parameters: the temperature at which cylinders are filled.
        facility: whose file it is, where the file does not say.
        settled: what was found out of the sender's habit.
        sender: of the file, as choices name it.
        choices: what people decided about names and codes.
    """
    tree = situation.country.tree
    day = situation.as_of.date()
    territory = {one.code: one.territory for one in situation.facilities}
    named: dict[str, list[str]] = {}
    for one in situation.facilities:
        named.setdefault(one.name.casefold(), []).append(one.code)

    standing = standing_choices(choices)

    def find(system: str, code: str, name: str) -> str | None:
        for writer in (sender, ""):
            chosen = standing.get(
                Written(SubjectKind.FACILITY, name, code, sender=writer)
            )
            if chosen is not None:
                return chosen.subject if chosen.subject in territory else None
        if code and system:
            holder = situation.names.holder(system, code, day)
            if holder is None or holder.kind is not SubjectKind.FACILITY:
                return None
            return holder.subject
        if code:
            return code if code in territory else None
        found = named.get(name.casefold(), [])
        return found[0] if len(found) == 1 else None

    def zone_of(code: str) -> str:
        return tree.time_zone(territory[code])

    return LayoutContext(
        find=find,
        zone_of=zone_of,
        full_kg={
            kind.code: cylinder_content_kg(
                Cylinder(kind.water_l, kind.pressure_bar),
                temperature_celsius=parameters["cylinders.charge_temperature_c"],
                purity=kind.purity,
            )
            for kind in situation.country.cylinder_types
        },
        reporting_cut_h=situation.country.reporting_cut_h,
        known_at=situation.known_at,
        channel=CHANNEL,
        facility=facility,
        settled=settled or {},
    )
