"""What a person confirms of a pasted text, kept in the reports of a scenario."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from napas.cli.appending import appended_document, say_appended
from napas.domain.network import Form
from napas.domain.report import Report
from napas.domain.situation import Situation
from napas.exchange.plan_document import finding_document
from napas.exchange.report_log import Appended, append_reports
from napas.exchange.texts.readings import Understanding
from napas.exchange.texts.reporting import reports_of
from napas.words import say, say_finding


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a text that was confirmed.

    Attributes:
        unclear: facilities of messages of which nothing was kept; empty names nobody.
        left: by facility, quantities of clear messages that are no report.
    """

    appended: Appended
    unclear: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def store(
    understanding: Understanding, folder: Path, situation: Situation, as_of: datetime
) -> Stored:
    """Add what clear messages tell to the reports of a scenario.

    Of a message that leaves a question, or names nobody whom the scenario knows,
    nothing is kept.

    Args:
        understanding: of the text.
        folder: of the scenario.
        situation: as it was read from it.
        as_of: the moment of which the text speaks, UTC.
    """
    known = {
        facility.code: Form.LIQUID if facility.tanks else Form.CYLINDER
        for facility in situation.facilities
    }
    reports: list[Report] = []
    unclear: list[str] = []
    left: list[tuple[str, str]] = []
    for message in understanding.messages:
        code = message.facility.code
        if not message.clear or code not in known:
            unclear.append(code or message.facility.name)
            continue
        told = reports_of(message, as_of, situation.known_at, breathes=known[code])
        reports.extend(told.reports)
        left.extend((code, written) for written in told.left)
    appended = append_reports(folder, reports, situation)
    return Stored(appended, tuple(unclear), tuple(left))


def say_stored(stored: Stored, language: str) -> Iterator[str]:
    """What was kept and what was not, a line each."""
    for facility in stored.unclear:
        named = facility or say("echo-facility-none", language)
        yield say("echo-left-unclear", language, facility=named)
    for facility, written in stored.left:
        yield say("echo-left-out", language, facility=facility, written=written)
    for finding in stored.appended.findings:
        yield say_finding(finding, language)
    yield say_appended(stored.appended, language)


def stored_document(stored: Stored, language: str) -> dict[str, object]:
    """The same for other programs."""
    return {
        **appended_document(stored.appended),
        "unclear": list(stored.unclear),
        "left": [
            {"facility": facility, "written": written}
            for facility, written in stored.left
        ],
        "findings": [
            {**finding_document(fault), "text": say_finding(fault, language)}
            for fault in stored.appended.findings
        ],
    }
