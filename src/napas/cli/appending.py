"""What became of reports that were to be added, said and as plain values."""

from napas.exchange.report_log import Appended
from napas.exchange.report_table import REPORTS
from napas.words import say


def say_appended(appended: Appended, language: str) -> str:
    """How many were added, were there already, and contradict what is there."""
    return say("reports-appended", language, **appended_document(appended))


def appended_document(appended: Appended) -> dict[str, str | int]:
    """The same counts for other programs."""
    return {
        "file": REPORTS.file,
        "added": len(appended.added),
        "present": appended.present,
        "refused": len(appended.findings),
    }
