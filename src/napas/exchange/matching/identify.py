"""Who is meant by a choice that was made before, or by a code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from napas.domain.choice import Choice, Decision, Written
from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.identifier import SubjectKind
from napas.domain.instant import utc_text
from napas.domain.plan import because
from napas.exchange.cells import shown
from napas.exchange.mangled_codes import CodeForms, finding_of, mend_code
from napas.exchange.matching.answer import (
    Asked,
    Match,
    MatchCode,
    MatchReason,
    Outcome,
)
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.entries import Entry
from napas.exchange.matching.scoring import best_likeness

OWN_SYSTEM = ""
"""How the codes are called that entries have of their own."""


@dataclass(slots=True)
class Identifying:
    """Answers what a choice or a code settles; a name is not asked."""

    directory: Directory
    on_day: date
    choices: Mapping[Written, Choice]
    _forms: dict[tuple[SubjectKind, str], CodeForms] = field(default_factory=dict)

    def by_choice(self, asked: Asked, findings: list[Finding]) -> Match | None:
        """What somebody decided about exactly this writing; None where nobody did."""
        choice = self.choices.get(asked.written)
        if choice is None:
            return None
        nobody = choice.decision is Decision.NOBODY
        code = MatchReason.NOBODY if nobody else MatchReason.CHOSEN
        reasons = [because(code, by=choice.by, at=utc_text(choice.at))]
        if choice.note:
            reasons.append(because(MatchReason.CHOICE_NOTE, note=choice.note))
        if nobody:
            return Match(asked, Outcome.NOBODY, reasons=tuple(reasons))
        entry = self.directory.entry(asked.written.kind, choice.subject)
        if entry is None:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    MatchCode.CHOICE_GONE,
                    subject=_subject(asked),
                    chosen=choice.subject,
                )
            )
            return None
        return Match(asked, Outcome.CHOICE, entry, reasons=tuple(reasons))

    def by_code(self, asked: Asked, findings: list[Finding]) -> Match | None:
        """Whose the code is on the day; None where it is nobody's, or of several."""
        written = asked.written.code
        if not written:
            return None
        held = self._holders(asked, written)
        code = written
        if not held:
            mended = mend_code(written, self._forms_of(asked))
            if mended is not None:
                findings.append(
                    finding_of(mended, written, subject=_subject(asked), spot=Spot())
                )
                code = mended.taken
                held = self._holders(asked, code) if code else {}
            else:
                findings.append(
                    find(
                        Grade.DOUBTFUL,
                        MatchCode.CODE_UNKNOWN,
                        subject=_subject(asked),
                        read=shown(written),
                    )
                )
        if len(held) > 1:
            near = ", ".join(entry.code for entry in held)
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    MatchCode.CODE_OF_SEVERAL,
                    subject=_subject(asked),
                    read=shown(written),
                    near=near,
                )
            )
        if len(held) != 1:
            return None
        ((entry, system),) = held.items()
        self._doubt_name(asked, entry, findings)
        reason = because(MatchReason.BY_OWN_CODE, taken=code)
        if system != OWN_SYSTEM:
            reason = because(MatchReason.BY_CODE, taken=code, system=system)
        return Match(asked, Outcome.IDENTIFIER, entry, reasons=(reason,))

    def _holders(self, asked: Asked, code: str) -> dict[Entry, str]:
        """Entries that have a code, with the system in which they do."""
        kind, told = asked.written.kind, asked.system
        held: dict[Entry, str] = {}
        own = self.directory.entry(kind, code)
        if own is not None and (not told or self._is_own_system(kind, told, code)):
            held[own] = OWN_SYSTEM
        for system in [told] if told else self.directory.names.systems():
            holder = self.directory.names.holder(system, code, self.on_day)
            if holder is not None and holder.kind is kind:
                entry = self.directory.entry(kind, holder.subject)
                if entry is not None:
                    held.setdefault(entry, system)
        return held

    def _is_own_system(self, kind: SubjectKind, system: str, code: str) -> bool:
        """Whether the codes of entries may be taken for those of a declared system."""
        return any(
            each.key == system and each.fits(code)
            for each in self.directory.systems(kind)
        )

    def _forms_of(self, asked: Asked) -> CodeForms:
        key = (asked.written.kind, asked.system)
        if key not in self._forms:
            self._forms[key] = self.directory.code_forms(*key)
        return self._forms[key]

    def _doubt_name(self, asked: Asked, entry: Entry, findings: list[Finding]) -> None:
        """Mark a code beside a name that is quite another than that of its entry."""
        if not asked.written.name:
            return
        index = self.directory.index(entry.kind)
        likeness = best_likeness(asked.written.name, entry, index)
        if likeness < self.directory.weights.least:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    MatchCode.NAME_DIFFERS,
                    subject=_subject(asked),
                    read=shown(asked.written.code),
                    name=entry.name,
                )
            )


def _subject(asked: Asked) -> str:
    return shown(asked.written.name or asked.written.code)
