"""A picture on its way into the books: by whose hand, and in which batch."""

from dataclasses import dataclass
from datetime import datetime

from napas.domain.ledger import Account, Movement
from napas.domain.situation import Situation
from napas.tower.actions.action import Hand
from napas.tower.actions.grounds import Grounds
from napas.tower.records.batch import BatchRow

OPENING = "opening"
"""The code of a movement that puts into an account what it held when it was opened."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What entering a picture needs at every step."""

    hand: Hand
    batch: BatchRow
    picture: Situation
    grounds: Grounds

    def opening(
        self, source: Account, target: Account, mass_g: int, as_of: datetime
    ) -> Movement:
        """The movement that fills an account with what it was found to hold."""
        return Movement(
            source=source,
            target=target,
            mass_g=mass_g,
            happened_at=as_of,
            recorded_at=self.hand.sent.recorded_at,
            code=OPENING,
            document=self.batch.code,
            actor=self.hand.viewer.person,
            key=self.hand.key(f"{OPENING}:{target.kind}:{target.place}:{target.form}"),
        )
