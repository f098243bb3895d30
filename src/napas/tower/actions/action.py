"""The one frame of every write: permission, transaction, change, journal.

A wish comes from outside under a key that its sender chose. The first time it is done
and its answer is kept in the journal, within the same transaction; sent again, the same
wish is answered from there, and another wish under the same key is refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Concatenate, Generic, ParamSpec

from django.db import IntegrityError, transaction

from napas.domain.access import Deed, Viewer
from napas.domain.instant import require_utc, utc_text
from napas.errors import ConflictError, InvalidError, Scalar
from napas.tower.queries.seen import require
from napas.tower.records.fingerprint import fingerprint
from napas.tower.records.journal import JournalRow

P = ParamSpec("P")
CLOCK_SKEW = timedelta(seconds=60)
"""How far the clock of a sender may run ahead of ours before it is told."""
CODE_LENGTH = 16
"""Digits of a hash in a code; among a billion codes two are hardly ever alike."""


class MomentAheadError(InvalidError):
    """What a wish tells is said to happen later than it came in."""

    code = "moment-ahead"


class WishChangedError(ConflictError):
    """The key was used before, for another wish."""

    code = "wish-changed"


@dataclass(frozen=True, slots=True)
class Sent:
    """How a wish came in; the door that took it reads the clock.

    Attributes:
        key: chosen by the sender, the same when the wish is sent again.
        happened_at: when what it tells happened, UTC.
        recorded_at: when it came in, UTC.
        reason: in the words of whoever wishes it, without anybody's name.
    """

    key: str
    happened_at: datetime
    recorded_at: datetime
    device: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        require_utc(self.happened_at, "happened_at")
        require_utc(self.recorded_at, "recorded_at")
        if not self.key:
            message = "a wish needs a key, or it cannot be sent again"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a wish, the same each time it is sent.

    Attributes:
        subject: the code of what was changed.
        told: what there is to say of it, by name.
    """

    deed: Deed
    subject: str
    told: tuple[tuple[str, Scalar], ...] = ()

    def __getitem__(self, name: str) -> Scalar:
        """What it tells under a name."""
        return dict(self.told)[name]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, under which wish: what a change is given instead of a clock."""

    viewer: Viewer
    sent: Sent
    deed: Deed
    content_hash: str

    def require(self, subject: str, ground: str, parties: Iterable[str] = ()) -> None:
        """Refuse the deed where the viewer may not do it.

        Raises:
            SubjectUnknownError: they may not even know of the subject.
            DeedForbiddenError: they see it, and may not.
        """
        require(
            self.viewer,
            self.deed,
            subject=subject,
            ground=ground,
            parties=parties,
        )

    def code(self, kind: str) -> str:
        """The code of what a wish makes: the same for it, and for no other."""
        wish = fingerprint((self.viewer.person, self.sent.key))
        return f"{kind}-{wish[:CODE_LENGTH]}"

    def key(self, part: str) -> str:
        """The key of one of several things that a wish makes."""
        return f"{self.viewer.person}:{self.sent.key}:{part}"

    def write(self, subject: str, ground: str, **told: Scalar) -> Receipt:
        """Write the line of the journal, and with it the answer."""
        answer = tuple(sorted(told.items()))
        JournalRow.objects.create(
            actor=self.viewer.person,
            organisation=self.viewer.organisation,
            device=self.sent.device,
            key=self.sent.key,
            content_hash=self.content_hash,
            deed=self.deed,
            subject=subject,
            ground_id=ground,
            happened_at=self.sent.happened_at,
            recorded_at=self.sent.recorded_at,
            reason=self.sent.reason,
            told=[list(pair) for pair in answer],
        )
        return Receipt(self.deed, subject, answer)


@dataclass(frozen=True, slots=True)
class Action(Generic[P]):
    """A change of the books as the doors call it: `action(viewer, sent, ...)`."""

    deed: Deed
    change: Callable[Concatenate[Hand, P], Receipt]

    def __call__(
        self, viewer: Viewer, sent: Sent, *nothing: P.args, **wish: P.kwargs
    ) -> Receipt:
        """Do what is wished, once, or say again what was answered.

        Raises:
            MomentAheadError: it tells of a moment that has not come.
            WishChangedError: the key came before with another wish.
            NapasError: what the change itself refuses.
        """
        if sent.happened_at > sent.recorded_at + CLOCK_SKEW:
            raise MomentAheadError(moment=utc_text(sent.happened_at))
        told = (self.deed, sent.happened_at, sent.device, sent.reason, wish)
        hand = Hand(viewer, sent, self.deed, fingerprint(told))
        try:
            with transaction.atomic():
                known = _answered(hand)
                return known or self.change(hand, *nothing, **wish)
        except IntegrityError:
            known = _answered(hand)  # the same wish came twice at once
            if known is None:
                raise
            return known


def action(
    deed: Deed,
) -> Callable[[Callable[Concatenate[Hand, P], Receipt]], Action[P]]:
    """Make a change an action that is this deed."""

    def make(change: Callable[Concatenate[Hand, P], Receipt]) -> Action[P]:
        return Action(deed, change)

    return make


def _answered(hand: Hand) -> Receipt | None:
    """What was answered to this wish before; None where it is new."""
    row = JournalRow.objects.filter(actor=hand.viewer.person, key=hand.sent.key).first()
    if row is None:
        return None
    if row.content_hash != hand.content_hash:
        raise WishChangedError(key=hand.sent.key)
    return Receipt(
        row.deed, row.subject, tuple((name, each) for name, each in row.told)
    )
