"""What the weekly digest tells, as values; `bot.render` makes the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.finding import Finding, Outcome
from domain.matter import SPOKEN_ENDINGS, Event, Matter, MatterEvent
from domain.norm import Severity
from domain.overview import Overview, quiet
from domain.rule_ids import OF_A_WEEK, RISK
from domain.week import Week


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pages met the week's norm, fell short, or could not be judged; of `free` it asks nothing."""

    met: int
    short: int
    unknown: int
    free: int = 0

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], pages: int) -> Tally:
        """`outcomes` of those of the registry's `pages` that the norm binds."""
        met, short, unknown = map(outcomes.count, (Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN))
        return cls(met, short, unknown, pages - len(outcomes))


@dataclass(frozen=True, slots=True)
class Past:
    """What is kept of a week that is long over.

    `checks` is how many cycles ended in it, the last at `last` (aware UTC) with so many `pages` asked, of which
    `failed` brought no data. `standing` are the openings of what was open when the week ended.
    """

    checks: int
    last: datetime | None
    pages: int
    failed: int
    standing: tuple[MatterEvent, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one complete week, as known at `now` (aware UTC).

    `late` is how long after its time it is sent (zero when in time). `changed` are openings and ends since the
    digest before, `passing` matters that opened and ended before anybody was told. `deadlines` end this week,
    those of `overdue` have passed; matters of one week are in neither, theirs is that week's end. `clean` are
    organisations without any open matter whose pages were all read.

    A digest with a `past` is of a week that is long over: `changed` and `passing` are what happened in it,
    `matters` what was open at its end (nothing when nobody knows), and `overview` holds the week's norm alone.
    """

    week: Week
    now: datetime
    late: timedelta
    tally: Tally
    changed: tuple[MatterEvent, ...]
    passing: tuple[MatterEvent, ...]
    matters: tuple[Matter, ...]
    deadlines: tuple[Matter, ...]
    overdue: tuple[Matter, ...]
    clean: tuple[int, ...]
    overview: Overview
    past: Past | None = None

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
        events = (*self.changed, *self.passing, *(self.past.standing if self.past else ()))
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
    """Sort what is known into the parts of the newest digest."""
    dated = [
        matter
        for matter in overview.matters
        if matter.due_at and matter.due_source and matter.rule not in OF_A_WEEK
    ]
    present = Week.of(now, week.zone)
    return Digest(
        week=week,
        now=now,
        late=late,
        tally=tally,
        changed=tuple(event for event in events if _is_told(event) and event.event is not Event.FOLLOWED),
        passing=tuple(event for event in events if _passed_by(event)),
        matters=overview.matters,
        deadlines=tuple(matter for matter in dated if _last_day_is_ahead(matter, now, present)),
        overdue=tuple(matter for matter in dated if matter.is_overdue(now, present.zone)),
        clean=tuple(line.organisation.id for line in quiet(overview)),
        overview=overview,
    )


def compose_past(
    week: Week,
    tally: Tally,
    overview: Overview,
    events: Sequence[MatterEvent],
    past: Past,
    *,
    now: datetime,
    late: timedelta,
) -> Digest:
    """What is known of a week that is long over; `events` are those of that week alone.

    `overview` is that of `of_the_norm`. Without a check in the week nobody knows what was open at its end. Matters
    of a single week are not repeated: the week's norm is judged anew, and its warning ended with it.
    """
    standing = tuple(each.matter for each in past.standing if past.checks and each.matter.rule not in OF_A_WEEK)
    found = compose(week, tally, overview, events, now=now, late=late)
    return replace(found, matters=standing, clean=(), past=past)


def of_the_norm(overview: Overview, judged: Mapping[int, Finding]) -> Overview:
    """The overview with nothing but the week's norm, `judged` by the page's id: what else holds is of today."""
    return replace(
        overview,
        organisations=tuple(
            replace(
                line,
                findings=(),
                pages=tuple(
                    replace(page, findings=(judged[page.id],) if page.id in judged else ()) for page in line.pages
                ),
            )
            for line in overview.organisations
        ),
        administration=(),
        technical=(),
        matters=(),
    )


def _is_told(event: MatterEvent) -> bool:
    """Its opening reached somebody, or it is one of those that no letter but the digest tells."""
    return event.announced or event.matter.severity is Severity.INFO


def _passed_by(event: MatterEvent) -> bool:
    """It ended before anybody was told; a warning that only ran out with its week is worth no line."""
    is_spent_warning = event.matter.rule == RISK and event.event is Event.EXPIRED
    return event.event in SPOKEN_ENDINGS and not _is_told(event) and not is_spent_warning


def _last_day_is_ahead(matter: Matter, now: datetime, present: Week) -> bool:
    is_this_week = matter.due_at is not None and matter.due_at <= present.end
    return is_this_week and not matter.is_overdue(now, present.zone)
