"""Organisations of the registry (P1.5.1): who keeps pages, who is exempt, who is creating them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Column «Статус»; the value is the Russian word of the registry file."""

    RUNS = "ведёт"
    EXEMPT = "освобождена"
    CREATING = "создаётся"


class Kind(StrEnum):
    """Column «Вид»; an empty cell means subordinate."""

    ADMINISTRATION = "администрация"
    SUBORDINATE = "подведомственная"


@dataclass(frozen=True, slots=True)
class Exemption:
    """The agreed ground for keeping no page (P1.3). `document` is the act's name and number."""

    document: str | None
    dated: date | None

    @property
    def is_documented(self) -> bool:
        """Both the act and its date are known."""
        return bool(self.document) and self.dated is not None


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of the registry. Texts are as people wrote them, trimmed; `None` is an empty cell."""

    id: int
    short_name: str
    full_name: str
    ogrn: str | None = None
    status: Status | None = None
    kind: Kind = Kind.SUBORDINATE
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    site: str | None = None
    exemption: Exemption = Exemption(None, None)

    @property
    def is_exempt(self) -> bool:
        """The registry says the organisation keeps no pages."""
        return self.status is Status.EXEMPT
