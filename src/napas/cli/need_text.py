"""The need as text: norms side by side, need by device, measured use, and the basis."""

from collections.abc import Iterator, Sequence

from napas.cli.need_picture import NeedPicture
from napas.demand.answer import BasisNeed, NeedLine
from napas.demand.census import TEMPERATURE
from napas.demand.fault import DemandFault
from napas.demand.flow import NeedPart
from napas.demand.gas import kg_per_day_per_l_per_min
from napas.demand.norms import NormLine
from napas.domain.finding import Finding
from napas.domain.need import PatientGroup, Span
from napas.reports.plain_table import Column, lay_table
from napas.units.mass import KG_PER_T
from napas.words import say, say_finding, say_number, say_unit, say_word

WHOLE_FROM = 100.0
ONE_DECIMAL_FROM = 10.0
FEWEST_SHOWN = 0.01  # what is smaller is shown in full, lest it read as nothing


def lines(picture: NeedPicture, language: str) -> Iterator[str]:
    """The whole page, line by line, in a language."""
    source = say_word(picture.problem.source, language)
    yield say("need-title", language, source=source)
    for share in {share for _, share in picture.problem.fio2_shares}:
        yield say("need-set-fio2", language, fio2_share=share)
    yield ""
    yield from _norms(picture.norms.lines, language)
    yield ""
    yield from _need("need-by-norm-title", picture.answer.norm, language)
    yield ""
    yield from _need("need-measured-title", picture.answer.measured, language)
    yield ""
    yield from _basis(picture, language)
    findings = _widest_only(picture.findings)
    if findings:
        yield ""
        yield from (say_finding(finding, language) for finding in findings)


def _norms(norms: Sequence[NormLine], language: str) -> Iterator[str]:
    columns = (
        Column(say("need-norms-title", language)),
        Column(say("need-l-per-min", language), number=True),
        Column(say("need-t-per-day", language), number=True),
        Column(say("need-formula", language)),
    )
    rows = [
        [
            say(norm.norm, language),
            _range(norm.flow_l_per_min, language),
            _range(norm.need_t_per_day, language),
            say(
                f"{norm.norm}-formula",
                language,
                counted=say_word(norm.counted, language),
                **dict(norm.terms),
            ),
        ]
        for norm in norms
    ]
    yield from lay_table(columns, rows)


def _need(title: str, need: BasisNeed, language: str) -> Iterator[str]:
    columns = (
        Column(say(title, language)),
        Column(say("need-patients", language), number=True),
        Column(say("need-l-per-min", language), number=True),
        Column(say("need-kg-per-day", language), number=True),
        Column(say("need-formula", language)),
    )
    rows = [_row(line, language) for line in need.lines]
    sums = [
        [
            say(
                "need-class-sum", language, severity=say_word(known.severity, language)
            ),
            "",
            _range(known.flow_l_per_min, language),
            _range(known.need_t_per_day.times(KG_PER_T), language),
            "",
        ]
        for known in need.severities
    ]
    yield from lay_table(columns, [*rows, *sums])
    yield say(
        "need-sum",
        language,
        flow=_range(need.flow_l_per_min, language),
        need=_range(need.need_t_per_day, language),
    )


def _row(line: NeedLine, language: str) -> list[str]:
    each = line.flow_l_per_min.value / line.patients if line.patients else None
    formula = say(
        line.formula,
        language,
        patients=_figure(line.patients, language),
        each_l_per_min=_figure(each, language),
    )
    return [
        _head(line, language),
        "" if line.patients is None else _figure(line.patients, language),
        _range(line.flow_l_per_min, language),
        _range(line.kg_per_day, language),
        say("need-no-figure", language) if line.patients == 0 else formula,
    ]


def _head(line: NeedLine, language: str) -> str:
    part = say_word(line.part, language)
    if line.part is NeedPart.LEAKS:
        whose = say_word(line.severity, language)
    elif line.group is None or line.group is PatientGroup.ADULT:
        return part
    else:
        whose = say_word(line.group, language)
    return say("need-part-of-whom", language, part=part, whom=whose)


def _basis(picture: NeedPicture, language: str) -> Iterator[str]:
    columns = (
        Column(say("need-basis-title", language)),
        Column(say("need-value", language), number=True),
        Column(say("need-unit", language)),
        Column(say("need-source", language)),
    )
    rows = [
        [
            known.name,
            say(
                "need-range",
                language,
                value=_exact(known.value, language),
                low=_exact(known.low, language),
                high=_exact(known.high, language),
            ),
            say_unit(known.unit, language),
            known.source,
        ]
        for known in picture.rests_on()
    ]
    yield from lay_table(columns, rows)
    factor = kg_per_day_per_l_per_min(picture.parameters[TEMPERATURE])
    yield say("need-mass-note", language, kg_per_day=_exact(round(factor, 3), language))
    yield say("need-blender-note", language)


def _widest_only(findings: Sequence[Finding]) -> list[Finding]:
    """All findings, but of the norms that disagree only the pair widest apart."""
    disagreeing = [
        finding for finding in findings if finding.code is DemandFault.NORMS_DISAGREE
    ]
    return [
        finding
        for finding in findings
        if finding not in disagreeing or finding is disagreeing[0]
    ]


def _range(span: Span | None, language: str) -> str:
    if span is None:
        return say("need-no-figure", language)
    value = _figure(span.value, language)
    if span.low == span.high:
        return value
    return say(
        "need-range",
        language,
        value=value,
        low=_figure(span.low, language),
        high=_figure(span.high, language),
    )


def _exact(value: float, language: str) -> str:
    """A figure as it was told, with all of its decimals."""
    _, _, decimals = f"{value:g}".partition(".")
    return say_number(value, language, decimals=len(decimals))


def _figure(value: float | None, language: str) -> str:
    """A figure with no more decimals than its size deserves."""
    if value is None or value == round(value) or 0.0 < value < FEWEST_SHOWN:
        return say_number(value, language)
    decimals = 0 if value >= WHOLE_FROM else 1 if value >= ONE_DECIMAL_FROM else 2
    return say_number(value, language, decimals=decimals)
