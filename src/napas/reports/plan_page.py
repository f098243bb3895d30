"""A plan as one self-contained page: both languages, pictures, tables, no script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from napas import __version__
from napas.domain.claim import Claim
from napas.domain.finding import Finding
from napas.domain.need import NeedSource, Span
from napas.domain.plan import ChainLink, Cover, Reason
from napas.errors import Scalar
from napas.pictures.map_values import Shape
from napas.pictures.palette import stylesheet
from napas.reports.assumption_table import figure_lines, rule_rows
from napas.reports.own_words import say_level
from napas.reports.plan_pictures import draw_plan_pictures
from napas.reports.plan_summary import say_held, say_worth
from napas.reports.plan_view import PlanView
from napas.words import (
    say,
    say_finding,
    say_moment,
    say_number,
    say_short_moment,
    say_unit,
    say_word,
)

COVERS_SHOWN = 30
SHIPMENTS_SHOWN = 30
PLACES_SHOWN = 40
UNSENT_SHOWN = 20
FINDINGS_SHOWN_OF_A_CODE = 5
NAMED = frozenset({"source", "target", "facility", "base", "supplier", "subject"})
"""What a sentence mentions by code and a reader wants to see by name."""
VISIBLE_T = 0.05  # less is written as 0.0 and is nothing to worry a reader with

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the headline: value, unit, and what to know of it."""

    title: str
    figure: str
    unit: str
    notes: tuple[str, ...] = ()
    bad: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things in one language and on the clock of one country."""

    language: str
    zone: str
    begins: datetime
    view: PlanView

    def say(self, code: str, /, **params: Scalar) -> str:
        """The sentence of a code."""
        return say(code, self.language, **params)

    def word(self, member: StrEnum) -> str:
        """The word for a value of a closed list."""
        return say_word(member, self.language)

    def figure(self, value: float | None, decimals: int) -> str:
        """A number with fixed decimals."""
        return say_number(value, self.language, decimals=decimals)

    def plain(self, value: float | None) -> str:
        """A number with as many decimals as it takes."""
        return say_number(value, self.language)

    def when(self, moment: datetime | None) -> str:
        """A moment on the country's clock."""
        return say_moment(moment, self.language, self.zone)

    def shortly(self, moment: datetime | None) -> str:
        """A moment on the country's clock, short enough for a table."""
        return say_short_moment(moment, self.language, self.zone)

    def held(self, cover: Cover) -> str:
        """That a report is held, and of when the trusted one in its place is."""
        return say_held(cover, self.language, self.zone)

    def span(self, span: Span) -> str:
        """A figure with its range, in whole units."""
        return f"{self.figure(span.value, 0)} ({self.range(span)})"

    def range(self, span: Span) -> str:
        """The range of a figure, in whole units."""
        return f"{self.figure(span.low, 0)}\u2013{self.figure(span.high, 0)}"

    def clock(self, hours: float) -> str:
        """The time of day on the country's clock, hours after the plan's moment."""
        moment = self.begins + timedelta(hours=hours)
        return f"{moment.astimezone(ZoneInfo(self.zone)):%H:%M}"

    def day(self, day: int) -> str:
        """The date of a day of the plan on the country's calendar, short."""
        local = (self.begins + timedelta(days=day)).astimezone(ZoneInfo(self.zone))
        return f"{local.day} {self.say(f'month-short-{local.month}')}"

    def link(self, name: str) -> str:
        """The word for a link of the chain."""
        return self.word(ChainLink(name))

    def because(self, reason: Reason) -> str:
        """Why a figure is what it is."""
        return self.say(reason.code, **dict(self._named(reason.params)))

    def told(self, finding: Finding) -> str:
        """One fault in one line."""
        subject = self.view.name_of(finding.subject)
        params = tuple(self._named(finding.params))
        return say_finding(
            replace(finding, subject=subject, params=params), self.language
        )

    def level(self) -> str:
        """The word for the level of the plan."""
        view = self.view
        return say_level(view.situation.country, view.plan.level, self.language)

    def synthetic_note(self) -> str:
        """What was invented, in the words of the scenario if it has any."""
        note = self.view.synthetic_note(self.language)
        return note or self.say("page-synthetic-text")

    def unit(self, unit: str) -> str:
        """A unit as the language writes it."""
        return say_unit(unit, self.language)

    def _named(
        self, params: Iterable[tuple[str, Scalar]]
    ) -> Iterator[tuple[str, Scalar]]:
        for name, value in params:
            named = name in NAMED and isinstance(value, str)
            yield name, self.view.name_of(str(value)) if named else value


def teller_of(view: PlanView, language: str) -> Teller:
    """Who tells a plan in one language, on the clock of its country."""
    country = view.situation.country
    return Teller(language, country.time_zone, view.plan.as_of, view)


def draw_plan_page(
    view: PlanView, shapes: Sequence[Shape], languages: Sequence[str]
) -> str:
    """Write the page; the first language shows first, a switch needs no script.

    Args:
        view: the plan and what it rests on.
        shapes: polygons of the places for the map; none leaves the map out.
        languages: codes of catalogues, at least one.
    """
    environment = Environment(
        loader=PackageLoader("napas.reports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    bodies = [_draw_body(environment, view, shapes, each) for each in languages]
    tongues = [
        {"code": code, "name": LANGUAGE_NAMES.get(code, code), "body": body}
        for code, body in zip(languages, bodies, strict=True)
    ]
    style = (files("napas.reports") / "page.css").read_text("utf-8")
    country = view.situation.country.name
    return environment.get_template("page.html.jinja").render(
        first=languages[0],
        version=__version__,
        title=say("page-title", languages[0], country=country),
        style=Markup(stylesheet() + style),  # noqa: S704 - our own files, no user text
        tongues=tongues,
    )


def _draw_body(
    environment: Environment, view: PlanView, shapes: Sequence[Shape], language: str
) -> Markup:
    country = view.situation.country
    teller = teller_of(view, language)
    body = environment.get_template("plan.html.jinja").render(
        language=language,
        view=view,
        plan=view.plan,
        country=country.name,
        say=teller.say,
        word=teller.word,
        figure=teller.figure,
        plain=teller.plain,
        when=teller.when,
        shortly=teller.shortly,
        span=teller.span,
        because=teller.because,
        told=teller.told,
        held=teller.held,
        unit=teller.unit,
        level=teller.level(),
        synthetic_note=teller.synthetic_note(),
        synthetic=view.synthetic_codes,
        shows=_shows,
        tiles=_tiles(view, teller),
        binding=_weakest(view, teller),
        worth=_worth(view, teller),
        pictures=draw_plan_pictures(view, shapes, teller),
        covers=view.told_facilities(COVERS_SHOWN),
        shipments=view.first_shipments(SHIPMENTS_SHOWN),
        unsent=view.largest_unsent(UNSENT_SHOWN),
        claims=_claims(view),
        assumed=rule_rows(view, language),
        assumed_figures=figure_lines(view, language),
        places=view.worst_places(PLACES_SHOWN),
        findings=view.findings,
        finding_groups=view.findings_by_code(FINDINGS_SHOWN_OF_A_CODE),
    )
    return Markup(body)  # noqa: S704 - rendered with every text escaped


def _shows(figure: float | None) -> bool:
    return figure is not None and figure >= VISIBLE_T


def _claims(view: PlanView) -> tuple[Claim, ...]:
    """What had been said by the moment of the picture, in the order of its days."""
    situation = view.situation
    said = (each for each in situation.claims if each.known_at <= situation.known_at)
    return tuple(sorted(said, key=lambda claim: (claim.as_of, claim.code)))


def _weakest(view: PlanView, teller: Teller) -> str:
    link = view.plan.chain.binding
    return teller.say("unknown") if link is None else teller.word(link)


def _worth(view: PlanView, teller: Teller) -> list[str]:
    lines = [say_worth(worth, view, teller.language) for worth in view.plan.worth]
    return lines or [teller.say("worth-nothing")]


def _tiles(view: PlanView, teller: Teller) -> list[Tile]:
    per_day = teller.say("unit-t-per-day")
    first_day = (
        ("tile-planned", view.planned_t_per_day, False),
        ("tile-allocated", view.allocated_t_per_day, False),
        ("tile-unmet", view.unmet_t_per_day, _shows(view.unmet_t_per_day)),
    )
    return [
        _secured_tile(view, teller),
        _delivering_tile(view, teller),
        _use_tile(view, teller),
        _need_tile(view, teller),
        _measured_tile(view, teller),
        *(
            Tile(
                teller.say(title),
                teller.figure(figure, 1),
                per_day,
                bad=bad,
                unknown=figure is None,
            )
            for title, figure, bad in first_day
        ),
        _assets_tile(view, teller),
    ]


def _secured_tile(view: PlanView, teller: Teller) -> Tile:
    line = view.headline
    notes: list[str] = []
    if line.by_kind:
        notes.append(
            " + ".join(
                f"{teller.figure(part.value, 1)} {teller.word(part.metric)}"
                for part in line.by_kind
            )
        )
    if line.secured_claim is not None:
        claim = line.secured_claim
        notes.append(teller.say("tile-as-of", moment=teller.when(claim.as_of)))
        notes.append(teller.say("tile-source", source=claim.source))
    return Tile(
        title=teller.say("tile-secured"),
        figure=teller.figure(line.secured_t_per_day, 1),
        unit=teller.say("unit-t-per-day"),
        notes=tuple(notes),
        unknown=line.secured_t_per_day is None,
    )


def _delivering_tile(view: PlanView, teller: Teller) -> Tile:
    title = teller.say("tile-delivering")
    delivering = view.headline.delivering
    if delivering is None:
        reason = teller.say("tile-delivering-reason")
        unknown = teller.say("unknown-label")
        return Tile(title, unknown, "", notes=(reason,), unknown=True)
    return Tile(
        title,
        teller.figure(delivering.value, 0),
        teller.say("unit-t-per-day"),
        notes=(teller.say("tile-range", range=teller.range(delivering)),),
    )


def _use_tile(view: PlanView, teller: Teller) -> Tile:
    title = teller.say("tile-use")
    use, claim = view.headline.use, view.headline.use_claim
    if use is None or claim is None:
        return Tile(title, teller.say("unknown-label"), "", unknown=True)
    return Tile(
        title,
        teller.figure(use.value, 0),
        teller.say("unit-t-per-day"),
        notes=(
            teller.say("tile-range", range=teller.range(use)),
            teller.say("tile-as-of", moment=teller.when(claim.as_of)),
            teller.say("tile-source", source=claim.source),
        ),
    )


def _need_tile(view: PlanView, teller: Teller) -> Tile:
    known = [line for line in view.plan.provinces if line.need_t_per_day is not None]
    reported = sum(line.need_source is NeedSource.REPORTED for line in known)
    notes = [
        teller.say("tile-need-note", reported=reported, estimated=len(known) - reported)
    ]
    if view.needs_unknown:
        notes.append(teller.say("need-unknown-line", count=view.needs_unknown))
    return Tile(
        title=teller.say("tile-need"),
        figure=teller.figure(view.need_t_per_day, 1),
        unit=teller.say("unit-t-per-day"),
        notes=tuple(notes),
        unknown=not known,
    )


def _measured_tile(view: PlanView, teller: Teller) -> Tile:
    """What patients breathe by measured flows, beside the norm and apart from it."""
    title, use = teller.say("need-measured"), view.measured_t_per_day
    if use is None:
        return Tile(title, teller.say("unknown-label"), "", unknown=True)
    return Tile(
        title,
        teller.figure(use.value, 1),
        teller.say("unit-t-per-day"),
        notes=(teller.say("tile-range", range=teller.range(use)),),
    )


def _assets_tile(view: PlanView, teller: Teller) -> Tile:
    line = view.headline
    notes = tuple(
        f"{teller.figure(count, 0)} {teller.say(label)}"
        for label, count in (
            ("metric-cylinders", line.cylinders.ready),
            ("metric-concentrators", line.concentrators.ready),
            ("metric-deployable-systems", line.deployable_systems.ready),
        )
    )
    return Tile(
        title=teller.say("tile-assets"),
        figure=teller.figure(line.isotanks.ready, 0),
        unit=teller.say("metric-isotanks"),
        notes=notes,
        unknown=line.isotanks.ready is None,
    )
