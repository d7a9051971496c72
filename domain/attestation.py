"""What only a person can state: attestations with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
