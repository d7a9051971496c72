"""`request add`: a request for information enters the journal; of its file only the SHA-256 is kept."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from sqlite3 import IntegrityError

from sqlite_utils import Database

from app.commands.dates import day_of, past_day
from app.commands.fault import CommandFault
from app.commands.organisations import organisation_named
from app.commands.request_numbers import number_of
from app.config import Settings
from app.files import read_bytes
from app.frame import Frame
from app.speech import complain, say
from app.wiring import frame_of
from domain.finding import DueSource
from domain.organisation import Organisation
from domain.request import RequestFrom, due_by_setting
from domain.workdays import end_of_day
from rules.catalogue import legal_params
from rules.params import effective
from rules.settings import NOTHING_SET
from storage import requests
from storage.store import writing

RULES = {RequestFrom.CUR: "cur_request_due", RequestFrom.ADMINISTRATION: "org_request_due"}


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Everything is checked first, then one row is written."""
    asked_by = RequestFrom(arguments.asked_by)
    if (arguments.org is not None) is not (asked_by is RequestFrom.ADMINISTRATION):
        raise CommandFault("--org нужен для запроса администрации (--from administration), и только для него")
    number = number_of(arguments.number, "--number")
    received = past_day(arguments.received, "--received", settings.timezone)
    frame = frame_of(settings)
    due_at, source = _due(arguments.due, received, asked_by, frame)
    file_hash = hash_of(arguments.file)
    with writing(settings.storage.path) as db:
        organisation = organisation_named(db, arguments.org) if arguments.org else None
        try:
            requests.add(
                db,
                asked_by=asked_by,
                organisation_id=organisation.id if organisation else None,
                number=number,
                received=received,
                due_at=due_at,
                due_source=source,
                file_hash=file_hash,
                now=datetime.now(UTC),
            )
        except IntegrityError:
            raise CommandFault(_twice(db, number, received, organisation)) from None
    whom = f"{organisation.short_name}: " if organisation else ""
    last = f"{due_at.astimezone(frame.zone):%d.%m.%Y}"
    said = "по запросу" if source is DueSource.REQUEST else "по настройке, в запросе срок не назван"
    say(f"Записано: {whom}запрос {asked_by.label} № {number} от {received:%d.%m.%Y}, ответ до {last} — {said}")
    if organisation and not frame.decree.norms_of(RULES[asked_by], organisation):
        complain(_unbound(organisation, frame))
    return 0


def hash_of(file: Path | None) -> str:
    """SHA-256 of a file as hexadecimal text, empty for none. Raises `FileFault`."""
    return sha256(read_bytes(file)).hexdigest() if file else ""


def _due(written: str | None, received: date, asked_by: RequestFrom, frame: Frame) -> tuple[datetime, DueSource]:
    """The day the request names, else by our setting."""
    if written is None:
        workdays = _workdays(RULES[asked_by], frame)
        return due_by_setting(received, workdays, frame.calendar, frame.zone), DueSource.SETTING
    due = day_of(written, "--due")
    if due < received:
        raise CommandFault(f"--due: срок {due:%d.%m.%Y} раньше дня получения {received:%d.%m.%Y}")
    return end_of_day(due, frame.zone), DueSource.REQUEST


def _workdays(rule: str, frame: Frame) -> int:
    norm = next((norm for norm in frame.decree.norms if norm.rule == rule), None)
    setting = frame.rules.get(rule, NOTHING_SET)
    return int(effective(legal_params(rule), norm.params if norm else {}, setting.params)["workdays"])


def _twice(db: Database, number: str, received: date, organisation: Organisation | None) -> str:
    known = [
        request
        for request in requests.of_number(db, number)
        if request.received == received and request.organisation_id == (organisation.id if organisation else None)
    ]
    state = "ждёт ответа"
    if known and known[0].answered:
        state = f"ответ дан {known[0].answered:%d.%m.%Y}"
    return f"запрос № {number} от {received:%d.%m.%Y} уже есть в журнале ({state}); второй раз не записан"


def _unbound(organisation: Organisation, frame: Frame) -> str:
    """P1.6.4 binds only whom the decree names, so nobody else is reproached for a late answer."""
    named = any(norm.rule == RULES[RequestFrom.ADMINISTRATION] for norm in frame.decree.norms)
    why = "постановление называет эту обязанность не для неё" if named else "в постановлении такой обязанности нет"
    return (
        f"Срок ответа организации «{organisation.short_name}» программа не проверяет: {why}. "
        "Кого пункт называет, записано в настройках, в [decree_named]."
    )
