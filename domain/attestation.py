"""What only a person can state: attestations with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# A «да» about what is done once never ends; in local time this is still within the calendar.
WITHOUT_END = datetime(9998, 1, 1, tzinfo=UTC)


class Role(StrEnum):
    """In what role somebody acts; the value is stored, `label` is shown."""

    SPECIALIST = "specialist"
    DEPUTY = "deputy"
    HEAD = "head"
    ORGANISATION = "organisation"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """Russian, e.g. «специалист»."""
        return _ROLE_TITLES[self]


_ROLE_TITLES = {
    Role.SPECIALIST: "специалист",
    Role.DEPUTY: "заместитель",
    Role.HEAD: "глава",
    Role.ORGANISATION: "организация",
    Role.OPERATOR: "оператор",
}


@dataclass(frozen=True, slots=True)
class Attestation:
    """The latest answer of a person about a rule and subject. Times are aware UTC."""

    rule: str
    subject: str
    answer: bool
    at: datetime
    valid_until: datetime
    role: Role
    note: str = ""

    @property
    def is_endless(self) -> bool:
        """It was recorded without an end."""
        return self.valid_until >= WITHOUT_END
