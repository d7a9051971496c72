"""Put a week's digest together from what is stored, and post it once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.frame import Frame
from app.judging import judge_pages
from app.schedule import digest_call, digest_call_of
from domain import digest as digests
from domain.digest import Digest, Tally
from domain.finding import Finding
from domain.rule_ids import WEEKLY
from domain.week import Week
from domain.week_hour import WeekHour
from storage import cycles, history, matters, outbox, people, registry
from storage.outbox import Occasion
from storage.overview import overview
from storage.sql import moment_or_none, value

_INSTANT = timedelta(microseconds=1)


def compose(
    db: Database, week: Week, frame: Frame, hour: WeekHour, *, channel_on: bool = True, folder_on: bool = False
) -> Digest:
    """The digest of a complete week: the newest tells how things stand now, an older one what was in that week.

    `channel_on` and `folder_on` tell where letters may go.
    """
    now = frame.clock()
    call = digest_call_of(week, hour)
    glance = overview(db, now=now, stale_after=frame.stale_after, off=frame.off, channel_on=channel_on)
    judged = _judged(db, week, frame)
    tally = Tally.of([finding.outcome for finding in judged.values()], len(glance.pages))
    late = call.late(cycles.digest_made_at(db, week.name) or call.due)
    if week < digest_call(hour, now, frame.zone).week:
        events = matters.events_between(db, week.start - _INSTANT, week.end - _INSTANT)
        of_then = digests.of_the_norm(glance, judged)
        return digests.compose_past(week, tally, of_then, events, history.past(db, week), now=now, late=late)
    waiting = outbox.waiting_beside_digests(db)
    glance = replace(glance, outbox=replace(glance.outbox, due=waiting, folder_on=folder_on))
    # What has happened since it was due is for the next one to tell.
    events = matters.events_between(db, call.before, min(now, call.due))
    return digests.compose(week, tally, glance, events, now=now, late=late)


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


def _judged(db: Database, week: Week, frame: Frame) -> dict[int, Finding]:
    """The week's norm, judged anew for every page it binds from the posts that are stored, by the page's id."""
    moment = min(frame.clock(), week.next.end - timedelta(seconds=1))
    return {
        finding.subject.id: finding
        for organisation in registry.organisations(db)
        for finding in judge_pages(db, organisation, frame, moment)
        if finding.rule == WEEKLY
    }
