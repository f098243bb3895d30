"""A real register of 2,925 hospitals from its table to the page, planned twice."""

import csv
import io
import json
import os
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

import napas
from napas.cli.answering import Asked, answer_scenario
from napas.cli.main import run
from napas.cli.plan import write_results
from napas.domain.network import Facility, FacilityKind, Form, Plant
from napas.domain.observer import Silence
from napas.domain.plan import Shipment
from napas.exchange.plan_document import plan_document
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.reports.plan_view import PlanView

SHARED = Path(__file__).parents[2] / "../shared/data/indonesia-2021"
REGISTER = SHARED / "hospitals.csv"
DAYS = 2
LOSS_SHARE = resolve()["tanks.transfer_loss_share"]
KILOGRAM_T = 0.001
CONTRACT = {
    *("scenario", "as_of", "known_at", "country", "level", "horizon_days"),
    *("quantile", "basis", "policy", "supply", "assets", "need", "chain"),
    *("binding", "provinces", "places", "shipments", "unsent", "facilities"),
    *("worth", "findings", "parameters", "run"),
}
TABLES = ("provinces", "places", "shipments", "unsent", "facilities", "findings")

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Planned:
    """The scenario of the register, and its plan by two processes.

    Attributes:
        document: as the program printed it.
        again: as it is made here, without the run.
        results: the files that the program wrote.
    """

    folder: Path
    check: str
    document: dict[str, Any]
    again: dict[str, Any]
    results: Path
    results_again: Path
    view: PlanView


def told(*words: str) -> str:
    """What a command prints that leaves with an answer."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        assert run(list(words)) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    if not REGISTER.is_file():
        pytest.skip(f"no shared data at {SHARED}")
    base = tmp_path_factory.mktemp("register")
    folder, first, second = (base / name for name in ("scenario", "first", "second"))
    told("scenario", "hospitals", "--from", str(REGISTER), "--out", str(folder))
    check = told("check", str(folder), "--json")
    words = ["plan", str(folder), "--days", str(DAYS), "--json", "--out", str(first)]
    printed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", "from napas.cli.main import main; main()", *words],
        env={
            **os.environ,
            "PYTHONHASHSEED": "1",
            "PYTHONPATH": str(Path(napas.__file__).parents[1]),
        },
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    with warnings.catch_warnings():
        # A tank without need is measured by next to nothing, and then left out.
        warnings.filterwarnings("ignore", "overflow encountered", RuntimeWarning)
        answered = answer_scenario(folder, Asked(horizon_days=DAYS), Silence())
    assert answered.view is not None
    view = answered.view
    write_results(view, second)
    again = plan_document(
        view.plan,
        view.situation,
        view.headline,
        run={},
        weights=view.weights,
        ends=view.ends,
    )
    return Planned(
        folder=folder,
        check=check,
        document=json.loads(printed),
        again=again,
        results=first,
        results_again=second,
        view=view,
    )


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def real_names() -> list[str]:
    return sorted({row["name"] for row in rows(REGISTER)})


def names_in(texts: Iterable[str]) -> list[str]:
    """The names of the register that stand anywhere in some texts."""
    # One haystack of pieces that differ: the search is long otherwise.
    pieces = "\n".join({piece for text in texts for piece in text.splitlines()})
    return [name for name in real_names() if name in pieces]


def test_the_whole_register_is_planned_and_nothing_stops_it(planned: Planned) -> None:
    assert json.loads(planned.check)["counts"]["stop"] == 0
    hospitals = [
        known
        for known in planned.view.situation.facilities
        if known.kind is FacilityKind.HOSPITAL
    ]
    assert len(hospitals) == 2_925
    assert sum(hospital.beds or 0 for hospital in hospitals) == 271_859


def test_the_document_keeps_its_contract(planned: Planned) -> None:
    document = planned.document
    assert set(document) >= CONTRACT
    assert len(document["provinces"]) == 34
    assert document["horizon_days"] == DAYS
    links = {row["link"]: row["t_per_day"] for row in document["chain"]}
    assert links[document["binding"]] == min(links.values())
    assert {row["code"] for row in document["facilities"]} <= {
        known.code for known in planned.view.situation.facilities
    }


def test_need_by_norm_is_the_one_that_was_stated(planned: Planned) -> None:
    stated = {
        row["territory"]: float(row["need_t_per_day"])
        for row in rows(planned.folder / "places.csv")
    }
    lines = {row["code"]: row for row in planned.document["provinces"]}
    assert {code: line["need_t_per_day"] for code, line in lines.items()} == stated
    for line in lines.values():
        assert line["planned_need_t_per_day"] == pytest.approx(
            line["need_t_per_day"], abs=KILOGRAM_T
        )
        assert 0.0 <= line["unmet_t_per_day"] <= line["planned_need_t_per_day"]


def test_two_processes_give_the_same_bytes(planned: Planned) -> None:
    parts = [key for key in planned.document if key != "run"]
    assert parts == [key for key in planned.again if key != "run"]
    # Part by part: where two long texts differ, to show how would take minutes.
    differing = [
        key
        for key in parts
        if json.dumps(planned.document[key]) != json.dumps(planned.again[key])
    ]
    assert differing == []
    files = sorted(file.name for file in planned.results.iterdir())
    assert files == sorted(["plan.html", *(f"{name}.csv" for name in TABLES)])
    for name in files:
        first = (planned.results / name).read_bytes()
        same = first == (planned.results_again / name).read_bytes()
        assert same, name


def given_by_day(view: PlanView, source: str) -> list[float]:
    """What one source gives others, cumulated over the days."""
    days = [0.0] * DAYS
    for part in view.plan.allocations:
        if part.source == source != part.place:
            days[part.day] += part.mass_t
    return list(accumulate(days))


def stock_of(view: PlanView, plant: Plant) -> float:
    """What stands at a plant, as told or as the plan says that it assumed."""
    if plant.stock_t is not None:
        return plant.stock_t
    assumed = (
        dict(finding.params)["stock_t"]
        for finding in view.plan.findings
        if finding.code is PlanningCode.STORE_STOCK_ASSUMED
        and finding.subject == plant.code
    )
    return float(next(assumed, 0.0) or 0.0)


def test_no_plant_gives_what_it_does_not_make_or_hold(planned: Planned) -> None:
    view = planned.view
    for plant in view.situation.plants:
        made = (plant.offered_t_per_day or 0.0) + plant.convertible_t_per_day
        arrived = sum(
            event.mass_t or 0.0
            for event in view.situation.events
            if event.subject == plant.code
            and event.begins < view.plan.as_of + timedelta(days=DAYS)
        )
        held = stock_of(view, plant) + arrived
        for day, given in enumerate(given_by_day(view, plant.code), start=1):
            assert given <= held + made * day + KILOGRAM_T, plant.code


def liquid_by_target(view: PlanView) -> dict[str, float]:
    """Liquid meant for every facility, on a truck or left behind."""
    meant: dict[str, float] = defaultdict(float)
    for leg in view.plan.shipments:
        meant[leg.target] += leg.mass_t
    for rest in view.plan.unsent:
        meant[rest.target] += rest.mass_t
    return meant


def test_liquid_given_to_a_province_is_what_trucks_bring_its_hospitals(
    planned: Planned,
) -> None:
    view, tree = planned.view, planned.view.situation.country.tree
    given: dict[str, float] = defaultdict(float)
    for part in view.plan.allocations:
        if part.form is Form.LIQUID:
            given[part.place] += part.mass_t / (1.0 - LOSS_SHARE)
    brought: dict[str, float] = defaultdict(float)
    homes = {known.code: known for known in view.situation.facilities}
    tanks = {known.code for known in view.situation.facilities if known.tanks}
    for leg in view.plan.shipments:
        home = homes[leg.target]
        if home.kind is FacilityKind.HOSPITAL and leg.target in tanks:
            brought[tree.ancestor_at(home.territory, 1).code] += leg.mass_t
    assert sum(given.values()) > 0.0
    assert given.keys() == brought.keys()
    for code, mass_t in given.items():
        assert brought[code] == pytest.approx(mass_t, abs=KILOGRAM_T), code


def usable_t(view: PlanView, station: Facility) -> float:
    """What the tanks of a station can give; an unknown stock gives nothing."""
    heel = sum(tank.heel_t or 0.0 for tank in station.tanks)
    held = sum(
        stock.mass_t or 0.0
        for stock in view.situation.stocks
        if stock.holder == station.code and stock.form is Form.LIQUID
    )
    return max(0.0, held - heel)


def test_no_station_fills_more_than_its_machines_and_its_liquid(
    planned: Planned,
) -> None:
    view = planned.view
    meant = liquid_by_target(view)
    stations = [
        known
        for known in view.situation.facilities
        if known.kind is FacilityKind.FILLING_STATION
    ]
    assert len(stations) > 34
    for station in stations:
        given = given_by_day(view, station.code)
        for day, mass_t in enumerate(given, start=1):
            assert mass_t <= station.filling_t_per_day * day + KILOGRAM_T
        liquid = usable_t(view, station) + meant[station.code] * (1.0 - LOSS_SHARE)
        assert given[-1] <= liquid + KILOGRAM_T, station.code


def rounds(view: PlanView) -> Iterator[list[Shipment]]:
    """The legs of every round of every vehicle, from loading to loading."""
    legs = sorted(view.plan.shipments, key=lambda leg: (leg.vehicle, leg.depart))
    current: list[Shipment] = []
    for leg in legs:
        if current and (leg.vehicle != current[0].vehicle or leg.origin == leg.source):
            yield current
            current = []
        current.append(leg)
    yield current


def test_every_tonne_is_on_one_truck_at_one_place_at_a_time(planned: Planned) -> None:
    view = planned.view
    payload = {known.code: known.payload_t for known in view.situation.vehicles}
    assert view.plan.shipments
    for trip in rounds(view):
        carried = sum(leg.mass_t for leg in trip)
        assert carried <= payload[trip[0].vehicle] + KILOGRAM_T
        for leg, following in pairwise(trip):
            assert following.origin == leg.target
    by_vehicle = sorted(
        planned.document["shipments"], key=lambda row: (row["vehicle"], row["depart"])
    )
    for row in by_vehicle:
        assert row["t"] > 0.0
        moments = [
            datetime.fromisoformat(row[key]) for key in ("depart", "arrive", "free_at")
        ]
        assert moments == sorted(moments)
    for row, following in pairwise(by_vehicle):
        if row["vehicle"] == following["vehicle"]:
            assert following["depart"] >= row["free_at"]


def test_no_hospital_is_told_by_its_name(planned: Planned) -> None:
    files = [*planned.results.iterdir(), *planned.folder.glob("*.*")]
    texts = [file.read_text("utf-8") for file in files]
    texts.append(json.dumps(planned.document, ensure_ascii=False, indent=1))
    assert names_in(texts) == []


def test_a_name_would_be_found() -> None:
    if not REGISTER.is_file():
        pytest.skip(f"no shared data at {SHARED}")
    name = real_names()[-1]
    assert name in names_in([f"a line\n<td>{name}</td>"])


def test_every_row_on_what_is_invented_says_so(planned: Planned) -> None:
    assert planned.document["synthetic"] is True
    for key in ("facilities", "shipments"):
        assert {row["synthetic"] for row in planned.document[key]} == {True}
        told = rows(planned.results / f"{key}.csv")
        assert {row["synthetic"] for row in told} == {"true"}
    for name in ("facilities", "tanks", "cylinders", "own_sources", "census"):
        told = rows(planned.folder / f"{name}.csv")
        assert {row["synthetic"] for row in told} == {"true"}, name


def test_the_page_tells_every_province_and_what_is_invented_in_both_languages(
    planned: Planned,
) -> None:
    page = (planned.results / "plan.html").read_text("utf-8")
    for line in planned.view.plan.provinces:
        assert page.count(line.name) > 2
    assert "Sebagian data di halaman ini SINTETIS" in page
    assert "Part of the data on this page is SYNTHETIC" in page
    for _, note in planned.view.synthetic_notes:
        assert note in page
    codes = {
        reason.code for line in planned.view.plan.provinces for reason in line.reasons
    }
    assert [code for code in codes if f">{code}<" in page] == []
