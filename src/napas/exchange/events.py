"""Rows of events: outages, closed crossings, restrictions, imports."""

from collections.abc import Sequence

from napas.domain.finding import Finding
from napas.domain.situation import Event, EventKind
from napas.exchange.cells import shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference
from napas.exchange.register import Register, Standing
from napas.exchange.rows import Row

SUBJECTS: dict[EventKind, tuple[Reference, ...]] = {
    EventKind.PLANT_OUTAGE: (Reference.PLANT,),
    EventKind.PLANT_RESTART: (Reference.PLANT,),
    EventKind.POWER_CUT: (Reference.PLANT, Reference.FACILITY, Reference.TERRITORY),
    EventKind.CROSSING_CLOSED: (Reference.LINK,),
    EventKind.RESTRICTION: (Reference.TERRITORY,),
    EventKind.IMPORT_ARRIVAL: (Reference.PLANT, Reference.TERRITORY),
}
"""What each kind of event can strike."""


def make_events(
    rows: Sequence[Row], register: Register
) -> tuple[list[Event], list[Finding]]:
    """Make events; one that strikes what it cannot, or ends too early, is set aside."""
    events: list[Event] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.sound:
            continue
        kind, subject = row.word("kind", EventKind), row.text("subject")
        begins, ends = row.instant("begins"), row.moment("ends")
        if register.standing(subject, SUBJECTS[kind]) is not Standing.IN_USE:
            code = ExchangeCode.EVENT_SUBJECT_UNKNOWN
            findings.append(row.refusal(code, "subject", read=shown(subject)))
        elif ends is not None and ends < begins:
            findings.append(row.refusal(ExchangeCode.EVENT_ENDS_TOO_EARLY, "ends"))
        else:
            events.append(
                Event(
                    code=row.text("code"),
                    kind=kind,
                    subject=subject,
                    begins=begins,
                    ends=ends,
                    restart_h=row.certain("restart_h"),
                    lost_t=row.figure("lost_t"),
                    mass_t=row.figure("mass_t"),
                    source=row.text("source"),
                    note=row.text("note"),
                    known_at=row.moment("known_at"),
                )
            )
    return events, findings
