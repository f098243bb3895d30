"""The only correction there is: a movement back, with its reason."""

from napas.domain.access import Deed
from napas.domain.ledger import Movement
from napas.errors import ConflictError, InvalidError
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.records.ledger import MovementRow, book, stored_movements


class ReasonMissingError(InvalidError):
    """A deed that needs a reason came without one."""

    code = "reason-missing"


class MovementReversedError(ConflictError):
    """The movement was taken back before, or takes one back itself."""

    code = "movement-reversed-already"


@action(Deed.REVERSE_MOVEMENT)
def reverse_movement(hand: Hand, *, movement: str) -> Receipt:
    """Take back a movement by its key.

    Raises:
        SubjectUnknownError: there is no such movement.
        ReasonMissingError: nobody said why.
        MovementReversedError: it is taken back already.
        OverdraftError: what it brought is used already.
    """
    row = stored_movements().filter(key=movement).first()
    if row is None:
        raise SubjectUnknownError(subject=movement)
    hand.require(movement, row.target.ground_id, (row.target.party,))
    back = take_back(hand, row)
    return hand.write(movement, row.target.ground_id, reversal=back.key)


def take_back(hand: Hand, row: MovementRow) -> MovementRow:
    """Book a movement the other way.

    Raises:
        ReasonMissingError: nobody said why.
        MovementReversedError: it is taken back already.
        OverdraftError: what it brought is used already.
    """
    if not hand.sent.reason:
        raise ReasonMissingError(deed=hand.deed)
    again = MovementRow.objects.filter(reverses=row).exists()
    if again or row.reverses is not None:
        raise MovementReversedError(movement=row.key)
    forth = row.value()
    back = Movement(
        source=forth.target,
        target=forth.source,
        mass_g=forth.mass_g,
        happened_at=forth.happened_at,
        recorded_at=hand.sent.recorded_at,
        code="reversal",
        document=forth.document,
        actor=hand.viewer.person,
        key=hand.key(f"reversal:{forth.key}"),
    )
    return book(back, reverses=row, reason=hand.sent.reason)
