"""Matters and their journal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from domain.alerting import Change, Ended, Kept, Opened
from domain.finding import DueSource, MatterKind, Subject
from domain.matter import Event, Matter, MatterEvent
from domain.norm import Force, Severity
from storage.knowledge import is_known_to_a_reader
from storage.sql import Row, moment, moment_or_none, row, rows, run, stamp, stamp_or_none

COLUMNS = (
    "matter.id, rule, subject, period, matter.kind, matter.organisation_id, matter.occurrence, streak, opened_at, "
    "due_at, due_source, evidence, clause, clauses, force, severity, params, announced_at, muted_since, ended_at, "
    "ending, ending_note"
)

_REOPEN = """
insert into matter (rule, subject, period, kind, organisation_id, streak, opened_at, due_at, due_source, evidence,
                    clause, clauses, force, severity, params, muted_since)
values (:rule, :subject, :period, :kind, :organisation_id, :streak, :opened_at, :due_at, :due_source, :evidence,
        :clause, :clauses, :force, :severity, :params, :muted_since)
on conflict (rule, subject, period, kind) do update set
    occurrence = occurrence + 1, organisation_id = excluded.organisation_id, streak = excluded.streak,
    opened_at = excluded.opened_at, due_at = excluded.due_at, due_source = excluded.due_source,
    evidence = excluded.evidence, clause = excluded.clause, clauses = excluded.clauses, force = excluded.force,
    severity = excluded.severity, params = excluded.params, muted_since = excluded.muted_since,
    announced_at = null, ended_at = null, ending = null, ending_note = ''
returning id, occurrence
"""

_KEEP = """
update matter set evidence = :evidence, params = :params, clause = :clause, clauses = :clauses, force = :force,
                  severity = :severity, due_at = :due_at, due_source = :due_source, muted_since = :muted_since
where id = :id
"""


def open_of(db: Database, organisation_id: int | None) -> list[Matter]:
    """The open matters of one organisation; None: those of no organisation."""
    found = rows(
        db,
        f"select {COLUMNS} from matter where organisation_id is ? and ended_at is null order by id",
        (organisation_id,),
    )
    return [read(item) for item in found]


def open_all(db: Database) -> list[Matter]:
    """Every open matter, worst first."""
    found = rows(db, f"select {COLUMNS} from matter where ended_at is null")
    return sorted((read(item) for item in found), key=lambda matter: matter.worst_first)


def speakable(db: Database, organisation_id: int | None) -> list[Matter]:
    """Open matters, and ended ones whose announced end nobody was told yet.

    A matter that only people who are gone were told of counts as not announced.
    """
    ended = f"""
        select {COLUMNS} from matter where organisation_id is ? and ended_at is not null
        and announced_at is not null and ending != 'followed' and not exists (
            select 1 from letter_item where matter_id = matter.id and occurrence = matter.occurrence
            and event = matter.ending)
    """
    found = rows(db, ended, (organisation_id,))
    still_open = [_as_readers_know_it(db, matter) for matter in open_of(db, organisation_id)]
    return [*still_open, *(read(item) for item in found)]


def unannounced(db: Database) -> list[Matter]:
    """Open matters that may speak, that no present reader knows of, and that wait in no letter."""
    found = rows(
        db,
        f"""select {COLUMNS} from matter where ended_at is null and muted_since is null and not exists (
            select 1 from letter_item join letter on letter.id = letter_item.letter_id
            where matter_id = matter.id and letter_item.occurrence = matter.occurrence and event = 'opened'
            and state in ('held', 'due', 'leased'))""",
    )
    untold = [matter for item in found if (matter := _as_readers_know_it(db, read(item))).announced_at is None]
    return sorted(untold, key=lambda matter: matter.worst_first)


def _as_readers_know_it(db: Database, matter: Matter) -> Matter:
    if matter.announced_at is None or is_known_to_a_reader(db, matter.id):
        return matter
    return replace(matter, announced_at=None)


def ended_of_reader(db: Database, person_id: int) -> list[Matter]:
    """Ended matters of which a letter to this person spoke."""
    found = rows(
        db,
        f"""select {COLUMNS} from matter where ended_at is not null and id in (
            select matter_id from letter_item where person_id = ?) order by id""",
        (person_id,),
    )
    return [read(item) for item in found]


def apply(db: Database, changes: Iterable[Change], now: datetime) -> None:
    """Store what `domain.alerting.plan` decided, with a line in the journal for each opening and end."""
    for change in changes:
        if isinstance(change, Opened):
            _open(db, change, now)
        elif isinstance(change, Kept):
            _keep(db, change, now)
        else:
            _end(db, change, now)


def mute(db: Database, network: str, now: datetime) -> None:
    """Silence every open matter about pages of a network, from now."""
    run(
        db,
        "update matter set muted_since = ? where ended_at is null and muted_since is null and subject like ?",
        (stamp(now), f"page:%/{network}"),
    )


def events_between(db: Database, start: datetime, end: datetime) -> list[MatterEvent]:
    """The journal from `start` (excluded) to `end` (included), oldest first."""
    found = rows(
        db,
        f"""select {COLUMNS}, e.event as e_event, e.at as e_at, e.note as e_note, e.announced as e_announced,
        e.occurrence as e_occurrence,
        (select short_name from organisation where id = matter.organisation_id) as e_organisation
        from matter_event e join matter on matter.id = e.matter_id
        where e.at > ? and e.at <= ? order by e.at, e.id""",
        (stamp(start), stamp(end)),
    )
    return [
        MatterEvent(
            replace(read(item), occurrence=item["e_occurrence"]),
            Event(item["e_event"]),
            moment(item["e_at"]),
            item["e_note"],
            bool(item["e_announced"]),
            item["e_organisation"],
        )
        for item in found
    ]


def announce(db: Database, matter_id: int, occurrence: int, at: datetime) -> None:
    """The opening of this occurrence, or of an earlier one nobody ended for the reader, has arrived."""
    run(
        db,
        "update matter set announced_at = coalesce(announced_at, ?) where id = ? and occurrence = ?",
        (stamp(at), matter_id, occurrence),
    )
    run(
        db,
        "update matter_event set announced = 1 where matter_id = ? and occurrence = ?",
        (matter_id, occurrence),
    )


def by_id(db: Database, matter_id: int) -> Matter | None:
    """One matter, open or ended."""
    found = row(db, f"select {COLUMNS} from matter where id = ?", (matter_id,))
    return read(found) if found else None


def read(item: Row) -> Matter:
    """A matter from a row of `COLUMNS`."""
    return Matter(
        id=item["id"],
        rule=item["rule"],
        subject=Subject.parse(item["subject"]),
        period=item["period"],
        kind=MatterKind(item["kind"]),
        organisation_id=item["organisation_id"],
        occurrence=item["occurrence"],
        streak=item["streak"],
        opened_at=moment(item["opened_at"]),
        due_at=moment_or_none(item["due_at"]),
        due_source=DueSource(item["due_source"]) if item["due_source"] else None,
        evidence=item["evidence"],
        clause=item["clause"],
        clauses=tuple(json.loads(item["clauses"])),
        force=Force(item["force"]),
        severity=Severity(item["severity"]),
        params=item["params"],
        announced_at=moment_or_none(item["announced_at"]),
        muted_since=moment_or_none(item["muted_since"]),
        ended_at=moment_or_none(item["ended_at"]),
        ending=Event(item["ending"]) if item["ending"] else None,
        ending_note=item["ending_note"],
    )


def _open(db: Database, change: Opened, now: datetime) -> None:
    finding = change.finding
    opened = rows(
        db,
        _REOPEN,
        {
            "rule": finding.rule,
            "subject": finding.subject.key,
            "period": finding.verdict.period,
            "kind": change.kind.value,
            "organisation_id": finding.organisation_id,
            "streak": change.streak,
            "opened_at": stamp(now),
            "due_at": stamp_or_none(change.due_at),
            "due_source": change.due_source.value if change.due_source else None,
            "evidence": finding.verdict.evidence,
            "clause": finding.clause,
            "clauses": json.dumps(finding.clauses),
            "force": finding.force.value,
            "severity": finding.severity.value,
            "params": finding.params,
            "muted_since": stamp(now) if change.muted else None,
        },
    )[0]
    _journal(db, opened["id"], opened["occurrence"], Event.OPENED, now, finding.verdict.evidence)


def _keep(db: Database, change: Kept, now: datetime) -> None:
    muted = stamp(change.matter.muted_since or now) if change.muted else None
    if change.now == change.matter and muted == stamp_or_none(change.matter.muted_since):
        return
    matter = change.now
    run(
        db,
        _KEEP,
        {
            "id": matter.id,
            "evidence": matter.evidence,
            "params": matter.params,
            "clause": matter.clause,
            "clauses": json.dumps(matter.clauses),
            "force": matter.force.value,
            "severity": matter.severity.value,
            "due_at": stamp_or_none(matter.due_at),
            "due_source": matter.due_source.value if matter.due_source else None,
            "muted_since": muted,
        },
    )


def _end(db: Database, change: Ended, now: datetime) -> None:
    matter = change.matter
    run(
        db,
        "update matter set ended_at = ?, ending = ?, ending_note = ?, muted_since = null where id = ?",
        (stamp(now), change.ending.value, change.note, matter.id),
    )
    _journal(db, matter.id, matter.occurrence, change.ending, now, change.note)
    if matter.announced_at is not None:
        announce(db, matter.id, matter.occurrence, matter.announced_at)


def _journal(db: Database, matter_id: int, occurrence: int, event: Event, at: datetime, note: str) -> None:
    run(
        db,
        "insert into matter_event (matter_id, occurrence, event, at, note) values (?, ?, ?, ?, ?)",
        (matter_id, occurrence, event.value, stamp(at), note),
    )
