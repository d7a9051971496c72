"""What words are looked up in: the decree, the settlement's time zone, and the present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.norm import Decree
from domain.russian import moment_title
from domain.week import Week, WeekFault, day_title


@dataclass(frozen=True, slots=True)
class Book:
    """`now` is aware UTC; it decides whether a deadline is ahead or has passed."""

    decree: Decree
    zone: ZoneInfo
    now: datetime

    def cite(self, clause_id: str) -> str:
        """A clause as people cite it: «п. 2 раздела 2 Порядка»; an id of a decree that was before tells nobody."""
        known = (*self.decree.clauses, *self.decree.acts)
        found = (clause.cite for clause in known if clause.id == clause_id)
        return next(found, "по прежнему постановлению")

    def title(self, rule: str) -> str:
        """The short name of a requirement, the rule's id when the decree names none."""
        titles = (norm.title for norm in self.decree.norms if norm.rule == rule and norm.title)
        return next(titles, rule)

    def day(self, moment: datetime) -> str:
        """The local day: «23 ноября», with its year when it is not the present one."""
        local = moment.astimezone(self.zone)
        year = "" if local.year == self.now.astimezone(self.zone).year else f" {local.year} года"
        return f"{day_title(local.date())}{year}"

    def last_day(self, due: datetime) -> datetime:
        """A moment within the last day of a deadline: one that ends at midnight ends with the day before."""
        return due - timedelta(microseconds=1)

    def days_since(self, moment: datetime) -> int:
        """Whole local calendar days from `moment` to the present; 0 today, negative ahead."""
        return (self.now.astimezone(self.zone).date() - moment.astimezone(self.zone).date()).days

    def minute(self, moment: datetime) -> str:
        """«23 ноября 08:15»."""
        return moment_title(moment, self.zone)

    def week_title(self, name: str) -> str:
        """«16–22 ноября» for «2026-W47»; the name itself when it is none of a week."""
        try:
            return Week.parse(name, self.zone).title
        except WeekFault:
            return name
