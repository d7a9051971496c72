"""`request list`: requests that wait for an answer, with `--all` the answered ones too."""

from __future__ import annotations

import argparse

from sqlite_utils import Database

from app.config import Settings
from app.speech import say
from bot.render.words import SOURCES, capital
from domain.request import Request
from storage import requests
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """A line each, the most urgent first."""
    if not settings.storage.path.exists():
        say("Запросов в журнале нет.")
        return 0
    with reading(settings.storage.path) as db:
        lines = [
            f"{capital(named(db, request))}: {_state(request, settings)}"
            for request in requests.listed(db, answered_too=arguments.all)
        ]
    say("\n".join(lines) if lines else _nothing(is_all=arguments.all))
    return 0


def named(db: Database, request: Request) -> str:
    """«запрос ЦУР № 15-04/123 от 20.11.2026», of the administration's also whom it asks."""
    whom = requests.addressee(db, request)
    return f"{request.title}, {whom}" if whom else request.title


def _state(request: Request, settings: Settings) -> str:
    last = f"{request.last_day(settings.timezone):%d.%m.%Y}"
    if request.answered is None:
        return f"ждёт ответа до {last} — {SOURCES[request.due_source]}"
    outgoing = f" № {request.answer_number}" if request.answer_number else ""
    late = f", с опозданием: нужен был до {last}" if request.is_late(settings.timezone) else ""
    return f"ответ{outgoing} дан {request.answered:%d.%m.%Y}{late}"


def _nothing(*, is_all: bool) -> str:
    return "Запросов в журнале нет." if is_all else "Запросов без ответа нет. Все: postovoy request list --all"
