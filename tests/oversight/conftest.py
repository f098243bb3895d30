"""Whatever a check of this room finds can be said in both languages, and whole."""

from collections.abc import Callable, Sequence

import pytest

from napas.domain.finding import Finding
from napas.words import languages, say_finding

Codes = Callable[[Sequence[Finding]], list[str]]


@pytest.fixture
def codes() -> Codes:
    def tell(findings: Sequence[Finding]) -> list[str]:
        for finding in findings:
            for language in languages():
                told = say_finding(finding, language)
                assert "{" not in told
                assert finding.code not in told
                assert "unknown" not in told
                assert "tidak diketahui" not in told
        return [str(finding.code) for finding in findings]

    return tell
