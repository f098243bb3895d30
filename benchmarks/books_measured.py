"""What `benchmarks.books` measures; read once the database is named."""

import time
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command

from napas.domain.access import Grant, Role, Viewer
from napas.domain.network import Form
from napas.exchange.scenario import read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.tower.actions.action import Sent
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.actions.report_stock import report_stock
from napas.tower.queries.facts import Moment
from napas.tower.queries.situation import situation


def measure(reports: int) -> None:
    """Enter the founding scenario, report stocks, and ask for the picture."""
    call_command("migrate", verbosity=0)
    picture = read_scenario(founding_scenario()).situation
    assert picture is not None
    root = picture.country.tree.country.code
    officer = Viewer("o", "", (Grant(Role.DUTY_OFFICER, root, date(2021, 1, 1)),))
    now = datetime.now(UTC)
    begun = time.perf_counter()
    enter_facts(officer, Sent("facts", now, now), situation=picture)
    print(f"facts entered in {time.perf_counter() - begun:.1f} s")

    hospitals = [each for each in picture.facilities if len(each.tanks) == 1]
    begun, worked = time.perf_counter(), time.process_time()
    for number in range(reports):
        hospital = hospitals[number % len(hospitals)]
        moment = now + timedelta(minutes=number // len(hospitals))
        report_stock(
            officer,
            Sent(f"report-{number}", moment, moment),
            facility=hospital.code,
            form=Form.LIQUID,
            value=float(number % 5),
            unit="t",
        )
    spent_s, worked_s = time.perf_counter() - begun, time.process_time() - worked
    print(
        f"{reports} reports in {spent_s:.1f} s, {reports / spent_s:.0f} a second; "
        f"{1000 * worked_s / reports:.1f} ms of work each"
    )

    for _ in range(2):  # the first also reads the country's folder
        begun = time.perf_counter()
        told = situation(officer, Moment(moment, moment), stale_h=24.0)
        spent_s = time.perf_counter() - begun
        print(f"picture of {len(told.facilities)} facilities in {spent_s:.2f} s")
