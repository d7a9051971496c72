"""Changes of the responsible and the tasks they open; no names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from domain.attestation import Attestation
from domain.finding import DueSource, Subject
from domain.officer_change import Succession
from domain.organisation import Organisation, Status
from domain.page import Page
from domain.task import ATTESTED_BY, OfficerChange, Task, TaskKind, Terms, kinds_for
from storage import attestations
from storage.sql import Row, Value, inserted, moment, moment_or_none, row, rows, run, stamp

# Long enough for a program that was off to see that a task it spoke of was done meanwhile.
_DONE_KEPT_IN_VIEW = timedelta(weeks=12)

_SELECT = """
select task.*, organisation.short_name, officer_change.begins from task
join officer_change on officer_change.id = task.change_id
join organisation on organisation.id = task.organisation_id and organisation.archived_at is null
"""
_OPEN_FIRST = "order by done_at is not null, case when done_at is null then due_at end, done_at desc, task.id"


def open_for(
    db: Database, organisation: Organisation, succession: Succession, now: datetime, terms: Terms
) -> tuple[Task, ...]:
    """Note a change at `now` (aware UTC) and open what it asks for; nothing is noted of an exempt organisation."""
    kinds = kinds_for(organisation)
    if not kinds:
        return ()
    begins = succession.begins
    owner: dict[str, Value] = {"organisation_id": organisation.id}
    noted = {**owner, "noticed_at": stamp(now), "begins": begins.isoformat() if begins else None}
    opened = {**owner, "change_id": inserted(db, "officer_change", noted), "opened_at": stamp(now)}
    for kind in kinds:
        due = {"due_at": stamp(terms.due(kind, now, begins)), "due_source": DueSource.SETTING.value}
        inserted(db, "task", {**opened, **due, "kind": kind.value})
    return _read_all(rows(db, f"{_SELECT} where change_id = ? order by task.id", (opened["change_id"],)))


def of_view(db: Database, organisation_id: int, now: datetime) -> tuple[Task, ...]:
    """What a rule looks at: an organisation's open tasks, and those done lately."""
    since = stamp(now - _DONE_KEPT_IN_VIEW)
    sql = f"{_SELECT} where task.organisation_id = ? and (done_at is null or done_at > ?) order by task.id"
    return _read_all(rows(db, sql, (organisation_id, since)))


def owed_to_cur(db: Database, now: datetime) -> tuple[Task, ...]:
    """Notices to ЦУР that are open, and those done lately; whoever is exempt now keeps no pages to tell of."""
    since = stamp(now - _DONE_KEPT_IN_VIEW)
    sql = f"""{_SELECT} where task.kind = ? and (done_at is null or done_at > ?)
        and organisation.status is not ? order by task.id"""
    return _read_all(rows(db, sql, (TaskKind.CUR_NOTICE.value, since, Status.EXEMPT.value)))


def listed(db: Database, *, done_too: bool) -> tuple[Task, ...]:
    """All open tasks, the most urgent first; after them, if asked, the done ones, newest first."""
    return _read_all(rows(db, f"{_SELECT} where done_at is null or ? {_OPEN_FIRST}", (int(done_too),)))


def find(db: Database, task_id: int) -> Task | None:
    """One task; None when there is none, or its organisation has left the registry."""
    found = row(db, f"{_SELECT} where task.id = ?", (task_id,))
    return _read(found) if found else None


def finish(db: Database, task_id: int, done_at: datetime, note: str) -> None:
    """The task was done at `done_at` (aware UTC); the caller sees to it that the note is fit to keep."""
    run(db, "update task set done_at = ?, note = ? where id = ?", (stamp(done_at), note, task_id))


def finish_attested(db: Database, organisation_id: int, pages: Sequence[Page]) -> None:
    """A «да» about the organisation, or about all its pages, given after a change does what it was asked for."""
    sql = f"{_SELECT} where task.organisation_id = ? and done_at is null order by task.id"
    for task in _read_all(rows(db, sql, (organisation_id,))):
        if (answered_at := _attested_at(db, task, pages)) is not None:
            finish(db, task.id, answered_at, "подтверждено ответом «да»")


def change(db: Database, change_id: int) -> OfficerChange | None:
    """One change; None when there is none."""
    found = row(db, "select * from officer_change where id = ?", (change_id,))
    if found is None:
        return None
    return OfficerChange(found["id"], found["organisation_id"], moment(found["noticed_at"]), _day(found["begins"]))


def _attested_at(db: Database, task: Task, pages: Sequence[Page]) -> datetime | None:
    """When the last of the answers came that together do the task; None while one of them is missing."""
    rule = ATTESTED_BY.get(task.kind)
    if rule is None:
        return None
    of_pages = [Subject.page(page.id, page.network) for page in pages]
    subjects = of_pages if task.kind is TaskKind.TWOFA else [Subject.organisation(task.organisation_id)]
    answers = [attestations.latest(db, subject).get(rule) for subject in subjects]
    fit = [answer.at for answer in _fit(answers, task)]
    return max(fit) if fit and len(fit) == len(answers) else None


def _fit(answers: Iterable[Attestation | None], task: Task) -> list[Attestation]:
    return [each for each in answers if each is not None and each.answer and each.at >= task.opened_at]


def _read_all(found: Iterable[Row]) -> tuple[Task, ...]:
    return tuple(_read(each) for each in found)


def _read(found: Row) -> Task:
    return Task(
        id=found["id"],
        change_id=found["change_id"],
        kind=TaskKind(found["kind"]),
        organisation_id=found["organisation_id"],
        organisation=found["short_name"],
        opened_at=moment(found["opened_at"]),
        due_at=moment(found["due_at"]),
        due_source=DueSource(found["due_source"]),
        done_at=moment_or_none(found["done_at"]),
        note=found["note"],
        begins=_day(found["begins"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
