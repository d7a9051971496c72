"""`request answered NUMBER`: the answer to a request was given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sqlite_utils import Database

from app.commands.dates import day_of, past_day
from app.commands.fault import CommandFault
from app.commands.organisations import organisation_named
from app.commands.request_add import hash_of
from app.commands.request_list import named
from app.commands.request_numbers import number_of, only_one
from app.config import Settings
from app.speech import say
from domain.request import Request
from storage import requests
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Mark the one request that is meant as answered."""
    number = number_of(arguments.number, "НОМЕР")
    day = past_day(arguments.date, "--date", settings.timezone)
    answer_number = number_of(arguments.answer_number, "--answer-number") if arguments.answer_number else ""
    file_hash = hash_of(arguments.file)
    with writing(settings.storage.path) as db:
        found = _meant(db, requests.of_number(db, number), arguments)
        request = only_one(found, number, [named(db, each) for each in found])
        if day < request.received:
            raise CommandFault(
                f"--date: ответ {day:%d.%m.%Y} раньше дня получения запроса {request.received:%d.%m.%Y}"
            )
        requests.answer(db, request.id, day=day, number=answer_number, file_hash=file_hash)
        whose = named(db, request)
    outgoing = f" (№ {answer_number})" if answer_number else ""
    last = request.last_day(settings.timezone)
    late = f", с опозданием: нужен был до {last:%d.%m.%Y}" if day > last else ""
    say(f"Записано: {whose} — ответ дан {day:%d.%m.%Y}{outgoing}{late}")
    return 0


def _meant(db: Database, found: Sequence[Request], arguments: argparse.Namespace) -> list[Request]:
    """Those that fit what else was said."""
    received = day_of(arguments.received, "--received") if arguments.received else None
    organisation = organisation_named(db, arguments.org).id if arguments.org else None
    return [
        request
        for request in found
        if received in (None, request.received) and organisation in (None, request.organisation_id)
    ]
