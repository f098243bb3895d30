"""What stands in the file of a layout, entry by entry."""

from enum import StrEnum

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.columns import (
    Column,
    Kind,
    Presence,
    Table,
    day,
    flag,
    text,
    word,
)
from napas.exchange.layouts.layout import LayoutKind

BETWEEN_UNITS = "|"
"""Between units that a sender may mean, as between readings in a sentence."""
LARGEST_VERSION = 10_000
LAST_HEADER_ROW = 100


class WrittenForm(StrEnum):
    """The form of a sender's numbers; OPEN is not known, so what is open is asked."""

    COMMA = "comma"
    POINT = "point"
    OPEN = "open"


def layout_entries(file: str) -> Table:
    """The entries beside the figures."""
    return Table(
        file,
        (
            text("name", Presence.REQUIRED),
            text("sender", Presence.REQUIRED),
            Column(
                "version",
                Kind.WHOLE,
                Presence.REQUIRED,
                low=1.0,
                high=LARGEST_VERSION,
            ),
            word("kind", LayoutKind),
            flag("confirmed", default=False),
            text("facility_column"),
            text("facility_system"),
            text("name_column"),
            text("moment_column", Presence.REQUIRED),
            text("moment_form", Presence.REQUIRED),
            word(
                "number_form",
                WrittenForm,
                Presence.OPTIONAL,
                default=WrittenForm.OPEN,
            ),
            text("sheet"),
            Column("header_row", Kind.WHOLE, low=1.0, high=LAST_HEADER_ROW, default=1),
            day("valid_from"),
            text("source"),
        ),
    )


def figure_entries(file: str) -> Table:
    """The entries of one figure."""
    return Table(
        file,
        (
            text("column", Presence.REQUIRED),
            word("what", ReportKind),
            word("form", Form),
            text("units"),
            text("cylinder"),
        ),
    )
