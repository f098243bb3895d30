"""Who is meant: by what was chosen before, by code, or by name and place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from napas.domain.choice import Choice, standing_choices
from napas.domain.finding import Finding, Grade, find
from napas.domain.identifier import SubjectKind
from napas.exchange.cells import shown
from napas.exchange.matching.answer import Asked, Match, MatchCode
from napas.exchange.matching.candidates import Question, propose
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.identify import Identifying


def match(
    asked: Asked, directory: Directory, on_day: date, choices: Iterable[Choice] = ()
) -> Match:
    """Who is meant by one name or code; see `match_all`."""
    return match_all((asked,), directory, on_day, choices)[0]


def match_all(
    asked: Sequence[Asked],
    directory: Directory,
    on_day: date,
    choices: Iterable[Choice] = (),
) -> tuple[Match, ...]:
    """Who is meant by each of many names or codes, in their order.

    What somebody chose before comes first, then a code that is somebody's own on the
    day, then a name. A name is taken only where one entry in the territory asked for
    has the same words and no other there is like it; all else is proposed.

    Args:
        asked: the questions.
        directory: who can be meant.
        on_day: the day on which codes and names must hold.
        choices: what people decided, in any order of rows.
    """
    identifying = Identifying(directory, on_day, standing_choices(choices))
    settled: dict[Asked, Match] = {}
    waiting: dict[SubjectKind, list[Question]] = {}
    for each in dict.fromkeys(asked):
        findings: list[Finding] = []
        answer = identifying.by_choice(each, findings)
        answer = answer or identifying.by_code(each, findings)
        if answer is None:
            question = _question(each, directory, findings)
            waiting.setdefault(each.written.kind, []).append(question)
        else:
            settled[each] = replace(answer, findings=tuple(findings))
    for kind, questions in waiting.items():
        for answer in propose(questions, directory, directory.index(kind), on_day):
            settled[answer.asked] = answer
    return tuple(settled[each] for each in asked)


def _question(asked: Asked, directory: Directory, findings: list[Finding]) -> Question:
    """What is asked by name, and where."""
    written = asked.written
    codes = directory.territories(written.territory) if written.territory else ()
    subject = shown(written.name or written.code)
    if written.territory and not codes:
        findings.append(
            find(
                Grade.DOUBTFUL,
                MatchCode.TERRITORY_UNKNOWN,
                subject=subject,
                read=shown(written.territory),
            )
        )
    if len(codes) > 1:
        findings.append(
            find(
                Grade.DOUBTFUL,
                MatchCode.TERRITORY_AMBIGUOUS,
                subject=subject,
                read=shown(written.territory),
                near=", ".join(codes),
            )
        )
    paths = (directory.path(code) for code in codes)
    # The country as a whole says nothing of where in it.
    deep = tuple(path for path in paths if len(path) > 1)
    words = directory.lexicon.plain(written.name)
    return Question(asked, words, deep, tuple(findings))
