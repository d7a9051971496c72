"""How like an announcement a publication is, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Alike(StrEnum):
    """SAME: it publishes this very announcement. DOUBTFUL: much is the same, a person should look. OTHER: no."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is the share (0…1) of the announcement's words and facts that the publication keeps.

    `why` is a short Russian phrase without personal data: what they have in common, or the guard that refused.
    """

    alike: Alike
    score: float
    why: str

    @property
    def is_same(self) -> bool:
        """It may be taken for a placement."""
        return self.alike is Alike.SAME
