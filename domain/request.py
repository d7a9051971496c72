"""Requests for information: from ЦУР to the administration (P1.5.3), from it to an organisation (P1.6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.finding import DueSource


class RequestFrom(StrEnum):
    """Who asks."""

    CUR = "cur"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `received` and `answered` are local days, `due_at` is aware UTC with whose deadline it is.

    `organisation_id` is whom the administration asks; None for a request of ЦУР. `file_hash` is the SHA-256 of the
    request's or the answer's file as hexadecimal text, the file itself is not kept.
    """

    id: int
    asked_by: RequestFrom
    number: str
    received: date
    due_at: datetime
    due_source: DueSource
    organisation_id: int | None = None
    answered: date | None = None
    answer_number: str = ""
    file_hash: str = ""

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"request:{self.id}"
