"""The tree of collecting faults, by consequence: wait, call a person, or look at the answer.

    CollectingError
    ├── TryLater        the network is busy or broken; ask again not before `until`
    ├── AccessLost      the credential is dead or refused; a person must act, told once
    ├── NoAccess        this page's data are not given to us; not a breach of anything
    └── Unintelligible  the answer is not as documented

Facts about a page (closed, blocked, deleted, wall off) are values, never exceptions.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from domain.reading import Trouble, TroubleKind


class CollectingError(Exception):
    """`reason` is one short Russian phrase, safe for people and logs: no secrets, no personal data."""

    kind: ClassVar[TroubleKind]

    def __init__(self, reason: str, *, code: int | None = None, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.until = until

    @property
    def trouble(self) -> Trouble:
        """The same as a value for a `Reading`."""
        return Trouble(self.kind, self.reason, self.code, self.until)


class TryLater(CollectingError):
    """Busy, broken or throttled; nothing is wrong with us or the page."""

    kind = TroubleKind.TRY_LATER


class AccessLost(CollectingError):
    """The credential does not work any more for the whole network."""

    kind = TroubleKind.ACCESS_LOST


class NoAccess(CollectingError):
    """The network does not give this page's data to our credential."""

    kind = TroubleKind.NO_ACCESS


class Unintelligible(CollectingError):
    """The answer is not as documented; its scrubbed form is kept for a look."""

    kind = TroubleKind.UNINTELLIGIBLE
