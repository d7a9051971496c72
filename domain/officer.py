"""Who keeps the pages of an organisation, without names: roles, orders and days (P1.6, D2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.registry import OfficerRole, OfficerRow


@dataclass(frozen=True, slots=True)
class Tenure:
    """One line of «Ответственные» without the person. Days are local and both included; None leaves an end open."""

    role: OfficerRole
    order_number: str | None = None
    order_date: date | None = None
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it runs on that local day."""
        return (self.since is None or self.since <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether it ended before that local day."""
        return self.until is not None and self.until < day

    @property
    def is_documented(self) -> bool:
        """The order's number and date are known."""
        return bool(self.order_number) and self.order_date is not None


def tenure_of(row: OfficerRow) -> Tenure:
    """The line without its person; whoever stands there without a role is taken for the keeper."""
    role = row.role or OfficerRole.KEEPER
    return Tenure(role, row.order_number, row.order_date, row.valid_from, row.valid_to)


def acting(tenures: Sequence[Tenure], day: date) -> Tenure | None:
    """Who acts on that local day: a substitute whose days are named, else the keeper, else any substitute."""
    running = [tenure for tenure in tenures if tenure.holds_on(day)]
    named = [each for each in running if each.role is OfficerRole.DEPUTY and each.since and each.until]
    keepers = [each for each in running if each.role is OfficerRole.KEEPER]
    return next(iter([*named, *keepers, *running]), None)
