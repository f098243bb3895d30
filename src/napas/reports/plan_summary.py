"""A plan in a screenful of plain text: the line, the chain, the worst, the trucks."""

from napas.domain.need import Span
from napas.domain.plan import Cover, PlaceLine, Worth
from napas.domain.situation import StockState
from napas.reports.assumption_table import (
    FIGURES_SHOWN,
    RULES_SHOWN,
    figure_lines,
    rule_rows,
)
from napas.reports.own_words import say_landmass
from napas.reports.plain_table import Column, lay_table
from napas.reports.plan_view import WORST_SHOWN, PlanView
from napas.words import (
    say,
    say_finding,
    say_moment,
    say_number,
    say_short_moment,
    say_word,
)

INDENT = "  "
UNMET_COLUMN = 4
"""Of the rules, told only where plans were made anew."""


def summarise_plan(view: PlanView, language: str) -> list[str]:
    """The summary of a plan, a line of text each."""
    sections = (
        _headline(view, language),
        _need(view, language),
        _chain(view, language),
        _provinces(view, language),
        _hospitals(view, language),
        _shipments(view, language),
        _worth(view, language),
        _assumed(view, language),
    )
    lines: list[str] = []
    for title, body in sections:
        lines += ["", say(title, language), *(INDENT + line for line in body)]
    return lines[1:]


def _headline(view: PlanView, language: str) -> tuple[str, list[str]]:
    line = view.headline
    body = [_secured(view, language)]
    body.append(
        say(
            "summary-assets",
            language,
            isotanks=_count(line.isotanks.ready, language),
            cylinders=_count(line.cylinders.ready, language),
            concentrators=_count(line.concentrators.ready, language),
            systems=_count(line.deployable_systems.ready, language),
        )
    )
    if line.delivering is None:
        body.append(say("summary-delivering-unknown", language))
    else:
        told = _span(line.delivering, language)
        body.append(say("summary-delivering", language, figure=told))
    if line.use is not None:
        body.append(say("summary-use", language, figure=_span(line.use, language)))
    return "summary-title-headline", body


def _secured(view: PlanView, language: str) -> str:
    line = view.headline
    if line.secured_claim is None:
        return say("headline-secured-unknown", language)
    figure = _figure(line.secured_t_per_day, language)
    moment = say_moment(
        line.secured_claim.as_of, language, view.situation.country.time_zone
    )
    if not line.by_kind:
        return say("summary-secured-whole", language, figure=figure, moment=moment)
    parts = " + ".join(
        f"{_figure(part.value, language)} {say_word(part.metric, language)}"
        for part in line.by_kind
    )
    return say("summary-secured", language, figure=figure, parts=parts, moment=moment)


def _need(view: PlanView, language: str) -> tuple[str, list[str]]:
    use = view.measured_t_per_day
    rows = [
        [say(label, language), _figure(figure, language)]
        for label, figure in (
            ("need-by-norm", view.need_t_per_day),
            ("need-measured", None if use is None else use.value),
            ("need-planned", view.planned_t_per_day),
            ("allocated-first-day", view.allocated_t_per_day),
            ("unmet-first-day", view.unmet_t_per_day),
        )
    ]
    columns = (Column(""), Column(say("unit-t-per-day", language), number=True))
    lines = lay_table(columns, rows)
    if use is not None:
        told = f"{_count(use.low, language)}\u2013{_count(use.high, language)}"
        lines.append(say("measured-range", language, range=told))
    if view.needs_unknown:
        lines.append(say("need-unknown-line", language, count=view.needs_unknown))
    if view.unmet_t_per_day is not None:
        days = ", ".join(_count(unmet, language) for unmet in view.unmet_by_day())
        lines.append(say("unmet-by-day", language, days=days))
    return "summary-title-need", lines


def _chain(view: PlanView, language: str) -> tuple[str, list[str]]:
    chain, unknown = view.plan.chain, view.links_unknown
    weakest = "weakest-link-known" if unknown else "weakest-link"
    rows = [
        [
            say_word(link.link, language),
            _figure(link.t_per_day, language),
            say(weakest, language) if link.link is chain.binding else "",
        ]
        for link in chain.links
    ]
    rows += [
        [say_word(link, language), _figure(None, language), ""] for link in unknown
    ]
    columns = (
        Column(say("column-link", language)),
        Column(say("unit-t-per-day", language), number=True),
        Column(""),
    )
    return "summary-title-chain", lay_table(columns, rows)


def _provinces(view: PlanView, language: str) -> tuple[str, list[str]]:
    told = view.told_provinces
    worst = [line for line in view.worst_provinces() if line in told]
    rows = [_province_row(line, language) for line in worst]
    untold = len(view.plan.provinces) - len(told)
    columns = (
        Column(say("column-place", language)),
        Column(say("column-need", language), number=True),
        Column(say("column-planned", language), number=True),
        Column(say("column-allocated", language), number=True),
        Column(say("column-served", language), number=True),
        Column(say("column-unmet", language), number=True),
        Column(say("column-binding", language)),
    )
    body = lay_table(columns, rows)
    if untold:
        body.append(say("provinces-untold", language, count=untold))
    return "summary-title-provinces", body


def _province_row(line: PlaceLine, language: str) -> list[str]:
    figures = (
        line.need_t_per_day,
        line.planned_need_t_per_day,
        line.allocated_t_per_day,
        line.served_t_per_day,
        line.unmet_t_per_day,
    )
    told = [_figure(figure, language) for figure in figures]
    return [line.name, *told, say("short-" + line.binding, language)]


def _hospitals(view: PlanView, language: str) -> tuple[str, list[str]]:
    zone = view.situation.country.time_zone
    rows = [
        [
            view.coded_name_of(cover.facility),
            say_word(cover.form, language),
            _figure(cover.cover_low_h, language),
            _figure(cover.cover_h, language),
            _figure(cover.cover_high_h, language),
            say_cover_state(cover, language, zone),
        ]
        for cover in view.told_facilities(WORST_SHOWN)
    ]
    columns = (
        Column(say("column-hospital", language)),
        Column(say("column-form", language)),
        Column(say("column-low", language), number=True),
        Column(say("column-hours", language), number=True),
        Column(say("column-high", language), number=True),
        Column(say("column-state", language)),
    )
    body = [say_finding(alarm, language) for alarm in view.alarms]
    body += lay_table(columns, rows)
    body.append(
        say(
            "summary-covers-unknown",
            language,
            count=_count(view.covers_unknown, language),
        )
    )
    if view.synthetic:
        note = view.synthetic_note(language)
        told = say("synthetic-said", language, note=note)
        body.append(told if note else say("synthetic-note", language))
    return "summary-title-hospitals", body


def say_cover_state(cover: Cover, language: str, zone: str) -> str:
    """How well hours are known, whether they are invented, and whether one is held.

    Args:
        cover: of a facility.
        language: code of a catalogue.
        zone: IANA name of the country's clock.
    """
    told = [say_word(cover.state, language)]
    if cover.synthetic and cover.state is not StockState.SYNTHETIC:
        told.append(say("synthetic-label", language))
    if cover.held_at is not None:
        told.append(say_held(cover, language, zone))
    return ", ".join(told)


def say_held(cover: Cover, language: str, zone: str) -> str:
    """That a report is held, and of when the trusted one in its place is."""
    if cover.trusted_at is None:
        return say("cover-held-alone", language)
    time = say_short_moment(cover.trusted_at, language, zone)
    return say("cover-held", language, time=time)


def _shipments(view: PlanView, language: str) -> tuple[str, list[str]]:
    if not view.plan.shipments:
        code = "unsent-all" if view.plan.unsent else "nothing-to-send"
        return "summary-title-shipments", [say(code, language, left=view.unsent_t)]
    zone = view.situation.country.time_zone
    rows = [
        [
            leg.vehicle,
            view.name_of(leg.origin),
            view.name_of(leg.target),
            _figure(leg.mass_t, language),
            say_short_moment(leg.depart, language, zone),
            say_short_moment(leg.arrive, language, zone),
        ]
        for leg in view.first_shipments()
    ]
    columns = (
        Column(say("column-vehicle", language)),
        Column(say("column-from", language)),
        Column(say("column-to", language)),
        Column("t", number=True),
        Column(say("column-depart", language)),
        Column(say("column-arrive", language)),
    )
    told = say("unsent-line", language, sent=view.on_trucks_t, left=view.unsent_t)
    return "summary-title-shipments", [*lay_table(columns, rows), told]


def _worth(view: PlanView, language: str) -> tuple[str, list[str]]:
    lines = [say_worth(worth, view, language) for worth in view.plan.worth]
    return "summary-title-worth", lines or [say("worth-nothing", language)]


def _assumed(view: PlanView, language: str) -> tuple[str, list[str]]:
    rows = rule_rows(view, language)
    if not rows or view.weights is None:
        return "summary-title-assumed", [say("assumed-none", language)]
    count = len(view.weights.assumptions)
    planned = bool(view.ends)
    headings = ["column-rule", "column-figures", "column-need-ends"]
    headings += ["column-hours-ends", "column-unmet-ends", "column-swing"]
    kept = [at for at, _ in enumerate(headings) if planned or at != UNMET_COLUMN]
    columns = [Column(say(headings[at], language), number=at > 0) for at in kept]
    table = [[row.cells[at] for at in kept] for row in rows[:RULES_SHOWN]]
    lines = [say("assumed-count", language, count=count), *lay_table(columns, table)]
    lines += figure_lines(view, language)[:FIGURES_SHOWN]
    return "summary-title-assumed", lines


def say_worth(worth: Worth, view: PlanView, language: str) -> str:
    """What one more of something buys, in a sentence."""
    named = view.names.get(worth.where)
    line = say(
        f"worth-{worth.resource}",
        language,
        where=named or say_landmass(view.situation.country, worth.where, language),
        critical=_figure(worth.critical_t, language),
        severe=_figure(worth.severe_t, language),
    )
    return line if worth.tried else say("worth-untried", language, line=line)


def _figure(figure: float | None, language: str) -> str:
    return say_number(figure, language, decimals=1)


def _count(count: float | None, language: str) -> str:
    return say_number(count, language, decimals=0)


def _span(span: Span, language: str) -> str:
    low, high = _count(span.low, language), _count(span.high, language)
    if low == high:
        return _figure(span.value, language)
    return f"{_count(span.value, language)} ({low}\u2013{high})"
