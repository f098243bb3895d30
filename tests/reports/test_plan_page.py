"""The page of a plan: both languages, every state, nothing from outside."""

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

from napas.domain.need import Span
from napas.domain.network import Form
from napas.domain.plan import Binding, Chain, because
from napas.domain.situation import StockState
from napas.pictures.map_values import Shape
from napas.planning.lines import PlaceReason
from napas.reports.plan_page import draw_plan_page
from napas.reports.plan_summary import summarise_plan
from napas.reports.plan_view import PlanView
from tests.exchange.hostile import spoilt

SQUARE = ((99.0, 0.0), (101.0, 0.0), (101.0, 2.0), (99.0, 2.0), (99.0, 0.0))
SHAPES = (Shape("01", (SQUARE,)), Shape("02", (SQUARE,)))


class _Balance(HTMLParser):
    """Counts open elements; void ones are never opened."""

    VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note(tag, attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note(tag, attrs)

    def note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(view: PlanView, shapes: tuple[Shape, ...] = SHAPES) -> str:
    return draw_plan_page(view, shapes, ("id", "en"))


def test_the_page_is_well_formed_and_names_nothing_twice(view: PlanView) -> None:
    balance = _Balance()
    balance.feed(page(view))
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


def test_the_page_needs_nothing_beside_it_and_no_script(view: PlanView) -> None:
    text = page(view)
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "@import" not in text
    addresses = set(re.findall(r"https?://[^\"' )]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_both_languages_stand_in_the_page_and_the_first_shows(view: PlanView) -> None:
    text = page(view)
    assert '<html lang="id">' in text
    assert 'id="tongue-id" checked' in text
    assert "Rencana oksigen" in text
    assert "Oxygen plan" in text


def test_numbers_take_the_form_of_their_language(view: PlanView) -> None:
    text = page(view)
    assert "120,5" in text
    assert "120.5" in text


def test_text_from_data_is_escaped_everywhere(view: PlanView) -> None:
    text = page(view)
    assert "North <b>" not in text
    assert "North &lt;b&gt;" in text
    assert "Island &amp; Co" in text


def test_a_hostile_text_in_any_field_stays_a_text(view: PlanView) -> None:
    harmless, hostile = _Balance(), _Balance()
    mark = "\"'><script>x</script><b onload=x>"
    marked = tuple(Shape(f"{mark}{each.code}", each.rings) for each in SHAPES)

    harmless.feed(page(view))
    hostile.feed(page(spoilt(view, mark), marked))

    assert hostile.tags == harmless.tags
    assert hostile.attributes == harmless.attributes


def test_unknown_is_said_and_never_shown_as_zero(view: PlanView) -> None:
    row = re.search(
        r"<tr>\s*<td class=\"extra\">02</td>.*?</tr>", page(view), re.DOTALL
    )
    assert row is not None
    assert row.group().count("tidak diketahui") >= 5


def test_what_is_synthetic_carries_the_banner_and_only_then(view: PlanView) -> None:
    real = tuple(replace(each, synthetic=False) for each in view.situation.facilities)
    honest = replace(view, situation=replace(view.situation, facilities=real))
    assert "SINTETIS" in page(view)
    assert "SINTETIS" not in page(honest)


def test_a_country_without_shapes_has_a_page_without_a_map(view: PlanView) -> None:
    assert "map-id" in page(view)
    assert "map-id" not in page(view, ())


def test_a_plan_without_trucks_has_a_page_without_a_timeline(view: PlanView) -> None:
    parked = replace(view, plan=replace(view.plan, shipments=()))
    assert "trucks-id" in page(view)
    assert "trucks-id" not in page(parked)


def test_a_plan_whose_trucks_leave_later_has_no_timeline_of_today(
    view: PlanView,
) -> None:
    late = tuple(leg for leg in view.plan.shipments if leg.day > 0)
    assert "trucks-id" not in page(
        replace(view, plan=replace(view.plan, shipments=late))
    )


def test_many_findings_of_one_kind_are_cut_and_say_so(view: PlanView) -> None:
    first = view.plan.findings[0]
    many = tuple(replace(first, subject=f"place {at}") for at in range(12))
    other = replace(first, code=Binding.FLEET)
    text = page(replace(view, plan=replace(view.plan, findings=(*many, other))))
    assert "7 temuan sejenis" in text
    assert "place 4" in text
    assert "place 5" not in text
    assert "Findings in the data: 13" in text


def test_doubts_about_the_data_stand_beside_those_of_the_plan(view: PlanView) -> None:
    doubt = replace(view.plan.findings[0], code=Binding.TANK_OWNER)
    doubtful = replace(view.situation, findings=(doubt, *view.plan.findings))
    assert "Findings in the data: 2" in page(replace(view, situation=doubtful))


def test_a_clean_plan_says_that_nothing_was_found(view: PlanView) -> None:
    clean = replace(
        view,
        plan=replace(
            view.plan,
            findings=(),
            worth=(),
            stopped=False,
            non_default_parameters=(),
        ),
    )
    text = page(clean)
    assert "None." in text
    assert "no addition would reduce" in text


def test_a_headline_that_knows_less_says_so(view: PlanView) -> None:
    silent = replace(
        view.headline, secured_claim=None, secured_t_per_day=None, by_kind=(), use=None
    )
    text = page(replace(view, headline=silent))
    assert text.count('class="figure unknown"') >= 6


def test_what_is_known_to_be_delivered_is_shown_with_its_range(view: PlanView) -> None:
    flowing = replace(view.headline, delivering=Span(50.0, 40.0, 60.0))
    assert "range 40\u201360" in page(replace(view, headline=flowing))


def test_a_chain_of_which_nothing_is_known_has_no_picture(view: PlanView) -> None:
    blank = replace(view.plan.chain, links=(), notes=(because(Binding.PRODUCTION),))
    text = page(replace(view, plan=replace(view.plan, chain=blank)))
    assert "chain-id" not in text
    assert "too little oxygen is made" in text


def test_a_picture_that_tells_nothing_is_unknown_and_never_zero(view: PlanView) -> None:
    south = next(line for line in view.plan.provinces if line.need_t_per_day is None)
    unknown = replace(
        view.plan,
        provinces=(south,),
        places=(south,),
        shortfalls=(),
        chain=Chain((), None),
    )
    nothing = replace(view, plan=unknown)
    assert nothing.need_t_per_day is None
    assert nothing.planned_t_per_day is None
    assert nothing.unmet_t_per_day is None
    assert nothing.measured_t_per_day is None
    text = page(nothing)
    assert "Mata rantai terlemah: tidak diketahui" in text
    assert "The weakest link: unknown" in text
    assert "estimated for 0" in text
    assert "in no sum: 1." in text
    told = "\n".join(summarise_plan(nothing, "en"))
    for label in ("Need by norm", "Measured use (estimate)", "Need planned for"):
        assert re.search(f"{re.escape(label)} +unknown", told)
    assert re.search("Unmet, first 24 h +unknown", told)
    assert "Unmet by day" not in told


def test_a_need_of_nothing_is_wholly_met(view: PlanView) -> None:
    calm = replace(
        view.plan.provinces[0], planned_need_t_per_day=0.0, unmet_t_per_day=0.0
    )
    text = page(replace(view, plan=replace(view.plan, provinces=(calm,))))
    assert "100" in text


def test_what_could_not_be_sent_is_told_with_its_reasons_and_only_then(
    view: PlanView,
) -> None:
    calm = replace(view, plan=replace(view.plan, unsent=()))
    assert "could not be sent" in page(view)
    assert "What could not be sent" not in page(calm)


def test_the_level_is_told_in_the_words_of_its_country(view: PlanView) -> None:
    assert "3 days by province." in page(view)
    beds = replace(view.plan, level="hospital")
    text = page(replace(view, plan=beds))
    assert "3 hari per rumah sakit." in text
    assert "3 days by hospital." in text


def test_places_of_a_deeper_level_have_a_table_of_their_own(view: PlanView) -> None:
    deeper = replace(view.plan.provinces[0], code="0101", name="Coast")
    text = page(replace(view, plan=replace(view.plan, places=(deeper,))))
    assert text.count("The greatest shortfalls by province") == 2
    assert "The need of 0 places is unknown" in text
    assert "Coast" in text
    assert "The greatest shortfalls by" not in page(view)


def test_a_hospital_that_was_invented_is_marked_where_it_is_a_place(
    view: PlanView,
) -> None:
    bed = replace(view.plan.provinces[0], code="H1", name="Hospital One")
    text = page(replace(view, plan=replace(view.plan, places=(bed,))))
    row = re.search(r'<tr>\s*<td class="extra">H1</td>.*?</tr>', text, re.DOTALL)
    assert row is not None
    assert "sintetis" in row.group()


def test_what_the_scenario_says_was_invented_is_said(view: PlanView) -> None:
    noted = replace(view, synthetic_notes=(("id", "Stok sintetis <semua>."),))
    text = page(noted)
    assert "Stok sintetis &lt;semua&gt;." in text
    assert "their names are not real names" in text


def test_every_row_of_what_was_invented_says_so(view: PlanView) -> None:
    stale = replace(view.plan.covers[0], state=StockState.STALE)
    text = page(replace(view, plan=replace(view.plan, covers=(stale,))))
    rows = re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
    invented = [row for row in rows if "Hospital One" in row or "Hospital Two" in row]
    assert len(invented) == 2 * (1 + len(view.plan.shipments))
    assert all("sintetis" in row or "synthetic" in row for row in invented)


def test_a_hospital_whose_name_is_its_code_is_told_once(view: PlanView) -> None:
    coded = tuple(replace(each, name=each.code) for each in view.situation.facilities)
    text = page(replace(view, situation=replace(view.situation, facilities=coded)))
    assert "<small>H1</small>" in page(view)
    assert "<small>H1</small>" not in text


def test_sentences_name_what_they_mention(view: PlanView) -> None:
    given = because(PlaceReason.GIVEN, source="P1", form=Form.LIQUID, t=25.0)
    line = replace(view.plan.provinces[0], reasons=(given,))
    text = page(replace(view, plan=replace(view.plan, provinces=(line,))))
    assert "Plant gives 25.0 t" in text


def test_other_rules_are_told_by_their_names(view: PlanView) -> None:
    text = page(view)
    assert "rule-pro-rata" not in text
    assert "In proportion to reported need: 41.0 t/day" in text


def test_what_was_said_later_is_not_on_the_page(view: PlanView) -> None:
    known = view.situation.claims[0]
    later = replace(
        known, code="later", value=987.0, known_at=view.plan.as_of + timedelta(days=1)
    )
    claims = (*view.situation.claims, later)
    text = page(replace(view, situation=replace(view.situation, claims=claims)))
    assert "987" not in text
    assert "4 statements" in text
