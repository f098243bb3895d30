"""How fast the books take reports and tell the picture: `python -m benchmarks.books`.

Reports go one by one through the action, each its own transaction on the disk; the
picture is that of the founding scenario, some three thousand hospitals. The database is
an empty one, named as in NAPAS_DATABASE.
"""

import argparse
import os
import time
from datetime import UTC, date, datetime, timedelta

import django


def main() -> None:
    """Measure one engine and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="sqlite:///FILE or postgresql://...")
    parser.add_argument("--reports", type=int, default=1000)
    asked = parser.parse_args()
    os.environ["NAPAS_DATABASE"] = asked.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "napas.tower.settings")
    django.setup()
    measure(asked.reports)


def measure(reports: int) -> None:
    """Enter the founding scenario, report stocks, and ask for the picture."""
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    from napas.domain.access import Grant, Role, Viewer  # noqa: PLC0415 - the same
    from napas.domain.network import Form  # noqa: PLC0415 - the same
    from napas.exchange.scenario import read_scenario  # noqa: PLC0415 - the same
    from napas.exchange.scenarios import founding_scenario  # noqa: PLC0415 - too
    from napas.tower.actions.action import Sent  # noqa: PLC0415 - the same
    from napas.tower.actions.enter_facts import enter_facts  # noqa: PLC0415 - too
    from napas.tower.actions.report_stock import report_stock  # noqa: PLC0415 - too
    from napas.tower.queries.facts import Moment  # noqa: PLC0415 - the same
    from napas.tower.queries.situation import situation  # noqa: PLC0415 - the same

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


if __name__ == "__main__":
    main()
