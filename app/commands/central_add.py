"""`central add`: a material of «Госпаблики» enters the journal; the pages are looked through at the next cycle."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from sqlite3 import IntegrityError
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app.central_matrix import by_setting
from app.commands.central_items import checked_number, checked_title, moment_of, text_of
from app.commands.fault import CommandFault
from app.commands.organisations import organisation_named
from app.config import Settings
from app.speech import complain, say
from app.wiring import frame_of
from domain.finding import DueSource
from domain.organisation import Organisation
from domain.russian import join_and, plural
from rules.central import LONGEST_WATCH
from rules.recognition.links import normal_link
from rules.recognition.wording import wording_of
from storage import central
from storage.store import writing

_FEW_WORDS = 6


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Everything is checked first, then one item is written."""
    number, title = checked_number(arguments.number), checked_title(arguments.title)
    links = _checked_links(arguments.link)
    text = text_of(arguments.file) if arguments.file else ""
    if not text and not links:
        raise CommandFault("нужен текст материала (--file) или его ссылка (--link)")
    now, zone = datetime.now(UTC), settings.timezone
    received = _received(arguments.received, now, zone)
    due, source = _due(arguments.due, received, by_setting(frame_of(settings)), zone)
    with writing(settings.storage.path) as db:
        addressed = [_addressee(db, name) for name in arguments.org]
        try:
            central.add(
                db,
                number=number,
                title=title,
                text=text,
                links=links,
                received_at=received,
                due_at=due,
                due_source=source,
                addressed=[each.id for each in addressed],
                now=now,
            )
        except IntegrityError:
            raise CommandFault(f"материал № {number} уже есть в журнале (postovoy central list)") from None
    whom = join_and(list(dict.fromkeys(each.short_name for each in addressed))) or "всем, кто ведёт страницы"
    last = f"{due.astimezone(zone):%d.%m.%Y %H:%M}"
    said = "по материалу" if source is DueSource.REQUEST else "по настройке, материал срока не назвал"
    say(f"Записано: материал № {number} «{title}» — {whom}; разместить до {last} — {said}")
    _warn(text)
    return 0


def _checked_links(written: list[str]) -> list[str]:
    if bad := [link for link in written if not normal_link(link)]:
        raise CommandFault(f"--link: «{bad[0]}» — не ссылка")
    return [link.strip() for link in written]


def _received(written: str | None, now: datetime, zone: ZoneInfo) -> datetime:
    if written is None:
        return now
    received = moment_of(written, "--received", zone)
    if received > now:
        raise CommandFault(
            f"--received: {received.astimezone(zone):%d.%m.%Y %H:%M} ещё не наступило; укажите и время"
        )
    if received < now - LONGEST_WATCH:
        raise CommandFault(f"--received: так давно ({LONGEST_WATCH.days} дней и больше) программа не смотрит")
    return received


def _due(written: str | None, received: datetime, default: timedelta, zone: ZoneInfo) -> tuple[datetime, DueSource]:
    if written is None:
        return received + default, DueSource.SETTING
    due = moment_of(written, "--due", zone)
    if due <= received:
        raise CommandFault("--due: срок раньше, чем материал получен")
    return due, DueSource.REQUEST


def _addressee(db: Database, name: str) -> Organisation:
    found = organisation_named(db, name)
    if found.is_exempt:
        raise CommandFault(f"организация «{found.short_name}» освобождена и страниц не ведёт")
    return found


def _warn(text: str) -> None:
    """A text that says little can be told from others only by a person."""
    weight = wording_of(text).weight
    if text and weight < _FEW_WORDS:
        words = plural(weight, "значимое слово", "значимых слова", "значимых слов")
        complain(f"В тексте только {weight} {words}: узнать его среди публикаций будет трудно, проверяйте сами.")
