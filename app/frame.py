"""What a cycle goes by: the settings turned into values of the domain, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.content import KEPT_FOR
from domain.network import Network
from domain.norm import Decree, Params
from domain.quiet_hours import NO_QUIET, QuietHours
from domain.rule_ids import WEEKLY
from domain.workdays import Calendar
from rules.settings import RuleSetting, RuleSettings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Frame:
    """`clock` gives aware UTC and is the only source of the present for judging, schedules and texts.

    `off` are networks left out of the settings; `daily_wall_get` bounds what polling may plan. `sites_every` is how
    often an official site is read, None when sites are not read at all.
    """

    clock: Clock
    zone: ZoneInfo
    decree: Decree
    calendar: Calendar = field(default_factory=Calendar)
    rules: RuleSettings = field(default_factory=dict[str, RuleSetting])
    off: frozenset[Network] = frozenset()
    stale_after: timedelta = timedelta(hours=24)
    give_up_after: timedelta = timedelta(days=14)
    collect_every: timedelta = timedelta(hours=1)
    settle_hours: int = 48
    comments_days: int = 14
    daily_wall_get: int = 4500
    storm_over: int = 20
    sites_every: timedelta | None = None
    post_texts: timedelta = KEPT_FOR
    quiet: QuietHours = NO_QUIET

    def may_send_at(self, now: datetime) -> datetime:
        """`now`, or the end of the quiet hours it falls into (aware UTC)."""
        return self.quiet.until(now, self.zone)

    def quiet_since(self, now: datetime) -> datetime | None:
        """When the quiet hours began that `now` falls into (aware UTC); None outside them."""
        return self.quiet.since(now, self.zone)

    @property
    def minimum(self) -> int:
        """How many publications a week the settings or the decree ask for; 1 where neither says."""
        return int(self._weekly.get("minimum", 1))

    @property
    def count_reposts(self) -> bool | None:
        """Whether reposts count for the week's norm; None where neither the settings nor the decree say."""
        told = self._weekly.get("count_reposts")
        return None if told is None else bool(told)

    @property
    def _weekly(self) -> Params:
        setting = self.rules.get(WEEKLY)
        norm = next((norm for norm in self.decree.norms if norm.rule == WEEKLY), None)
        return {**(norm.params if norm else {}), **(setting.params if setting else {})}

    @property
    def rules_off(self) -> frozenset[str]:
        """Rules that the settings switch off."""
        return frozenset(rule for rule, setting in self.rules.items() if setting.enabled is False)
