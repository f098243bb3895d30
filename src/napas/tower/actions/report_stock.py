"""A hospital says what it holds; the books are brought there, and the gap is seen."""

from dataclasses import dataclass
from datetime import datetime

from napas.domain.access import Deed
from napas.domain.ledger import stock_account
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind, Verdict
from napas.errors import InvalidError
from napas.parameters import resolve
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.actions.assertion import Assertion, assert_balance
from napas.tower.queries.expected_use import expected_use
from napas.tower.queries.facts import Moment
from napas.tower.queries.things import facility_of, tank_of
from napas.tower.records.facilities import FacilityRow
from napas.tower.records.ledger import open_account, used_g
from napas.tower.records.reports import ReportRow
from napas.units.bounds import require_within
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.mass import Rounding, g_from_t, t_from_kg
from napas.units.measure import Measure, Unit
from napas.units.quantity import Quantity
from napas.units.spelling import parse_measure

READABLE = ""
"""What is told of a unit that was read."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a figure came to be typed.

    Attributes:
        gauge: what was read: a dial, a contents gauge, a scale.
        channel: by which it came: form, telephone, message.
        informant: the code of who told it, where somebody else types.
    """

    gauge: str = ""
    channel: str = ""
    informant: str = ""


AS_TYPED = Telling()
"""Read and typed by one and the same, of whom no more is said."""


@action(Deed.REPORT_STOCK)
def report_stock(
    hand: Hand,
    *,
    facility: str,
    form: Form,
    value: float,
    unit: str,
    tank: str = "",
    told: Telling = AS_TYPED,
) -> Receipt:
    """Keep a report as it was typed, and bring the books to it where it can be read.

    The report speaks of the moment at which the wish says it happened.

    Args:
        hand: who types it.
        facility: whose stock it is.
        form: of the oxygen.
        value: as typed.
        unit: as typed; a report whose unit cannot be read is held, and moves nothing.
        tank: of which it speaks; may be empty where there is one.
        told: how it came to be typed.

    Raises:
        SubjectUnknownError: there is no such facility.
        TankUnclearError: there is no such tank, or several and none was named.
        InvalidError: the value is no amount at all.
    """
    require_within("value", value, unit)
    now = hand.sent.recorded_at
    row = facility_of(facility, Moment(now, now))
    hand.require(facility, row.ground_id, (facility,))
    mass_kg, unread = _read(value, unit)
    report = Report(
        facility=facility,
        form=form,
        what=ReportKind.STOCK,
        value=value,
        unit=unit,
        as_of=hand.sent.happened_at,
        known_at=now,
        mass_kg=mass_kg,
        channel=told.channel,
        source=told.informant or hand.viewer.person,
    )
    verdict = _verdict(report)
    code = hand.code("R")
    which = tank_of(row, form, tank)
    kept = ReportRow.of(
        report,
        code=code,
        tank=which,
        gauge=told.gauge,
        informant=told.informant,
        typed_by=hand.viewer.person,
        verdict=verdict,
        ground_id=row.ground_id,
    )
    kept.save(force_insert=True)
    moved = _reconcile(hand, row, kept) if verdict is not Verdict.HELD else {}
    return hand.write(
        code, row.ground_id, verdict=verdict.value, unread=unread, **moved
    )


def _read(value: float, unit: str) -> tuple[float | None, str]:
    """The mass that is meant, or the code that says why it cannot be read."""
    try:
        given = Quantity(value, parse_measure(unit))
        read = convert_quantity(given, Measure(Unit.KILOGRAM), ConversionBasis())
    except InvalidError as refusal:
        return None, refusal.code
    return read.answer.value, READABLE


def _verdict(report: Report) -> Verdict:
    """Whether a report is used; what cannot be read is used for nothing."""
    return Verdict.ACCEPTED if report.read else Verdict.HELD


def _reconcile(hand: Hand, facility: FacilityRow, told: ReportRow) -> dict[str, int]:
    """Bring the account to what was told; what the gap was booked to, in grams."""
    assert told.mass_kg is not None, "what is used was read"
    account = stock_account(facility.code, told.form, told.tank)
    row = open_account(account, ground=facility.ground_id, party=facility.code)
    split = assert_balance(
        hand,
        row,
        Assertion(
            account=account,
            holder=facility.code,
            reported_g=_grams(t_from_kg(told.mass_kg)),
            as_of=told.as_of,
            document=told.code,
            believed_use_g=_believed_use_g(facility, row.asserted_at, told.as_of),
        ),
    )
    if split is None:
        return {}
    return {"used_g": split.used_g, "unaccounted_g": split.unaccounted_g}


def _believed_use_g(
    facility: FacilityRow, begin: datetime | None, end: datetime
) -> int:
    """The upper end of what patients used, less what is booked to use already.

    The other tanks of a facility feed the same patients: what one of them has
    explained, the next does not explain again.
    """
    use = expected_use(facility.value(), begin, end, resolve())
    if begin is None or use is None:
        return 0
    return max(0, _grams(use.high) - used_g(facility.code, begin, end))


def _grams(mass_t: float) -> int:
    return g_from_t(mass_t, rounding=Rounding.HALF_EVEN)
