"""`digest`: the weekly digest on standard output; `--send` also delivers it."""

from __future__ import annotations

import argparse
import asyncio

from app import digesting
from app.commands.fault import CommandFault
from app.config import Settings
from app.engine_room import engine_room
from app.frame import Frame
from app.json_view import digest_json, dumps, no_digest_json
from app.reach import nobody, switched_off
from app.speech import complain, say
from app.table import EMPTY
from app.wiring import frame_of
from bot import render
from bot.render.book import Book
from domain.russian import plural
from domain.week import Week
from storage import people
from storage.lock import Held, holding
from storage.store import reading, writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """The digest of a complete week, the last one unless `--week` names another."""
    frame = frame_of(settings)
    week = _week(arguments.week, frame)
    if not settings.storage.path.exists():
        complain(EMPTY)
        if arguments.json:
            say(dumps(no_digest_json(week)))
        return 0
    channel_on, folder_on = _ways(settings)
    with reading(settings.storage.path) as db:
        digest = digesting.compose(
            db, week, frame, settings.schedule.digest, channel_on=channel_on, folder_on=folder_on
        )
    book = Book(frame.decree, frame.zone, frame.clock())
    text = render.digest_text(digest, book)
    say(dumps(digest_json(digest, text, frame.zone)) if arguments.json else text)
    if arguments.send:
        _send(settings, frame, week)
    return 0


def _week(written: str | None, frame: Frame) -> Week:
    last = Week.last_complete(frame.clock(), frame.zone)
    if written is None:
        return last
    week = Week.parse(written, frame.zone)
    if week > last:
        raise CommandFault(f"неделя {week.name} ещё не закончилась; последняя полная — {last.name}")
    return week


def _ways(settings: Settings) -> tuple[bool, bool]:
    """Whether letters may go to Telegram, and into a folder."""
    return settings.telegram is not None, settings.storage.outbox_folder is not None


def _send(settings: Settings, frame: Frame, week: Week) -> None:
    """Put it in the outbox, and deliver it unless another process holds the database (only the holder delivers)."""
    channel_on, folder_on = _ways(settings)
    with writing(settings.storage.path) as db:
        readers = digesting.post_now(db, week, frame)
        nobody_yet = not people.is_anybody_let_in(db)
    if readers == 0:
        complain(nobody(channel_on=channel_on, folder_on=folder_on, nobody_yet=nobody_yet))
        return
    if not channel_on:
        complain(switched_off(folder_on=folder_on, nobody_yet=False))
    to_whom = f"{readers} {plural(readers, 'адресата', 'адресатов', 'адресатов')}"
    try:
        with holding(settings.storage.path, frame.clock()):
            asyncio.run(_deliver(settings))
    except Held:
        complain(f"Сводка поставлена в очередь для {to_whom}; её отправит работающая служба.")
    else:
        complain(f"Сводка подготовлена для {to_whom}; что не дошло, отправит ближайшая проверка.")


async def _deliver(settings: Settings) -> None:
    async with engine_room(settings) as room:
        await room.deliver_due()
