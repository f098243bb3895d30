"""The table of hospital reports, figure by figure as typed."""

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Presence,
    Reference,
    Table,
    code,
    flag,
    moment,
    number,
    text,
    word,
)

LARGEST_TYPED = 1e15
"""Figures of reports are kept as typed, however wrong."""

REPORTS = Table(
    "reports.csv",
    (
        code("facility", (Reference.FACILITY,), ExchangeCode.FACILITY_UNKNOWN),
        word("form", Form),
        word("what", ReportKind),
        number("value", "", Presence.REQUIRED, within=(0.0, LARGEST_TYPED)),
        text("unit", Presence.EXPECTED),
        moment("as_of", Presence.REQUIRED),
        moment("known_at"),
        text("channel"),
        text("source"),
        flag("synthetic", default=False),
    ),
    key=("facility", "form", "what", "as_of", "known_at", "channel"),
)
