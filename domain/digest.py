"""What the weekly digest tells, as values; `bot.render` makes the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.finding import MatterKind
from domain.matter import SPOKEN_ENDINGS, Event, Matter, MatterEvent
from domain.overview import Freshness, OrgLine, Overview
from domain.rule_ids import RISK
from domain.week import Week


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pages met the week's norm, fell short, or could not be judged."""

    met: int
    short: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one complete week, as known at `now` (aware UTC).

    `late` is how long after its time it is sent (zero when in time). `changed` are openings and ends since the
    digest before, `passing` matters that opened and ended before anybody was told. `clean` are organisations
    without any open matter. `unread` are lines whose data are stale or unavailable.
    """

    week: Week
    now: datetime
    late: timedelta
    tally: Tally
    changed: tuple[MatterEvent, ...]
    passing: tuple[MatterEvent, ...]
    matters: tuple[Matter, ...]
    deadlines: tuple[Matter, ...]
    clean: tuple[str, ...]
    overview: Overview

    @property
    def all_well(self) -> bool:
        """Nothing violates and nothing could not be judged."""
        return not self.matters and self.tally.short == 0

    def name_of(self, organisation_id: int | None) -> str | None:
        """The short name of a matter's organisation, also of one that has left the registry since."""
        if organisation_id is None:
            return None
        line = self.overview.organisation(organisation_id)
        if line is not None:
            return line.organisation.short_name
        events = (*self.changed, *self.passing)
        return next((each.organisation for each in events if each.matter.organisation_id == organisation_id), None)


def compose(
    week: Week,
    tally: Tally,
    overview: Overview,
    events: Sequence[MatterEvent],
    *,
    now: datetime,
    late: timedelta,
) -> Digest:
    """Sort what is known into the parts of the digest."""
    said = [event for event in events if event.announced]
    open_matters = tuple(matter for matter in overview.matters if matter.muted_since is None or matter.announced_at)
    horizon = Week.of(now, week.zone).end
    return Digest(
        week=week,
        now=now,
        late=late,
        tally=tally,
        changed=tuple(event for event in said if event.event is not Event.FOLLOWED),
        passing=tuple(event for event in events if _passed_by(event)),
        matters=open_matters,
        deadlines=tuple(
            matter for matter in open_matters if matter.due_at is not None and matter.due_at <= horizon
        ),
        clean=tuple(line.organisation.short_name for line in overview.organisations if _is_clean(line, overview)),
        overview=overview,
    )


def unread(overview: Overview) -> list[tuple[OrgLine, str]]:
    """Organisations with pages whose data are not fresh, with the reason."""
    return [
        (line, page.reason)
        for line in overview.organisations
        for page in line.pages
        if page.data is not Freshness.FRESH
    ]


def _passed_by(event: MatterEvent) -> bool:
    """It ended before anybody was told; a warning that only ran out with its week is worth no line."""
    is_spent_warning = event.matter.rule == RISK and event.event is Event.EXPIRED
    return event.event in SPOKEN_ENDINGS and not event.announced and not is_spent_warning


def _is_clean(line: OrgLine, overview: Overview) -> bool:
    return not any(
        matter.organisation_id == line.organisation.id and matter.kind is not MatterKind.TECHNICAL
        for matter in overview.matters
    )
