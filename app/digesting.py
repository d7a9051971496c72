"""Put a week's digest together from what is stored, and post it once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.frame import Frame
from app.schedule import digest_call, digest_call_of
from domain import digest as digests
from domain.digest import Digest, Tally
from domain.finding import Outcome
from domain.rule_ids import WEEKLY
from domain.week import Week
from domain.week_hour import WeekHour
from rules import engine
from storage import cycles, matters, outbox, people, registry, views
from storage.outbox import Occasion
from storage.overview import overview
from storage.sql import moment_or_none, value


def compose(db: Database, week: Week, frame: Frame, hour: WeekHour) -> Digest:
    """The digest of a complete week as known now."""
    now = frame.clock()
    call = digest_call_of(week, hour)
    is_newest = digest_call(hour, now, frame.zone).week == week
    glance = overview(db, now=now, stale_after=frame.stale_after, off=frame.off)
    glance = replace(glance, outbox=replace(glance.outbox, due=outbox.waiting_beside_digests(db)))
    events = matters.events_between(db, call.before, now if is_newest else call.due)
    made_at = cycles.digest_made_at(db, week.name) or call.due
    return digests.compose(week, _tally(db, week, frame), glance, events, now=now, late=call.late(made_at))


def post_due(db: Database, frame: Frame, hour: WeekHour) -> bool:
    """Post the newest due digest unless that was done; a new installation waits for its first Monday."""
    now = frame.clock()
    call = digest_call(hour, now, frame.zone)
    began = moment_or_none(value(db, "select min(started_at) from cycle"))
    if began is None or began > call.due or not people.alerted(db):
        return False
    if not cycles.note_digest(db, call.week.name, now):
        return False
    outbox.post_digest(db, call.week.name, people.alerted(db), Occasion(now, frame.may_send_at(now)))
    return True


def post_now(db: Database, week: Week, frame: Frame) -> int:
    """Post a week's digest at a person's request; returns to how many people."""
    now = frame.clock()
    readers = people.alerted(db)
    outbox.post_digest(db, week.name, readers, Occasion(now, frame.may_send_at(now)))
    return len(readers)


def anything_due(db: Database, now: datetime) -> bool:
    """Some letter may be sent at `now`."""
    due = outbox.next_due(db)
    return due is not None and due <= now


def _tally(db: Database, week: Week, frame: Frame) -> Tally:
    """Judge the week's norm anew for every page it binds, from the posts that are stored."""
    moment = min(frame.clock(), week.next.end - timedelta(seconds=1))
    outcomes = [
        finding.outcome
        for organisation in registry.organisations(db)
        for view in views.page_views(
            db,
            organisation,
            now=moment,
            zone=frame.zone,
            stale_after=frame.stale_after,
            settle_hours=frame.settle_hours,
            off=frame.off,
            expected=views.expected(db, organisation),
            weeks=6 + _weeks_back(week, frame.clock()),
        )
        for finding in engine.judge_page(view, frame.decree, frame.rules)
        if finding.rule == WEEKLY
    ]
    return Tally(*(outcomes.count(outcome) for outcome in (Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN)))


def _weeks_back(week: Week, now: datetime) -> int:
    return max(0, (now - week.end).days // 7)
