"""A layout out into the text of its file, as `read_layout` reads it."""

import json
from collections.abc import Iterator

from napas.exchange.layouts.layout import ReportLayout
from napas.exchange.layouts.tables import BETWEEN_UNITS, WrittenForm


def file_of(layout: ReportLayout) -> str:
    """The name of the file of a version."""
    return f"{layout.name}-v{layout.version}.toml"


def write_layout(layout: ReportLayout) -> str:
    """The text of a layout's file; what is empty is left out."""
    return "".join(f"{line}\n" for line in _lines(layout))


def _lines(layout: ReportLayout) -> Iterator[str]:
    form = layout.number_form
    yield from _entries(
        name=layout.name,
        sender=layout.sender,
        version=layout.version,
        kind=layout.kind.value,
        confirmed=layout.confirmed,
        facility_column=layout.facility_column,
        facility_system=layout.facility_system,
        name_column=layout.name_column,
        moment_column=layout.moment_column,
        moment_form=layout.moment_form,
        number_form=WrittenForm.OPEN.value if form is None else form.value,
        sheet=layout.sheet,
        header_row=layout.header_row,
    )
    if layout.valid_from is not None:
        yield f"valid_from = {layout.valid_from.isoformat()}"
    yield from _entries(source=layout.source)
    for figure in layout.figures:
        yield ""
        yield "[[figures]]"
        yield from _entries(
            column=figure.column,
            what=figure.what.value,
            form=figure.form.value,
            units=f" {BETWEEN_UNITS} ".join(figure.units),
            cylinder=figure.cylinder,
        )


def _entries(**entries: str | int) -> Iterator[str]:
    for name, value in entries.items():
        if value != "":
            # TOML writes texts as JSON does, but for the sign of deletion.
            written = json.dumps(value, ensure_ascii=False)
            yield f"{name} = {written}".replace("\x7f", "\\u007f")
