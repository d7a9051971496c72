"""`attestations`: what people stated, until when it holds, with the notes, which are shown nowhere else."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from app.commands.organisations import organisation_named
from app.config import Settings
from app.decree import load_decree
from app.speech import say
from bot.attestable import Duty, administration_duties, duties
from bot.render.words import ADMINISTRATION
from domain.attestation import Attestation
from domain.russian import date_title
from storage import attestations, registry
from storage.store import reading

Line = tuple[Duty, Attestation | None]


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Duty by duty: the administration's and every organisation's, or those of whom was named."""
    if not settings.storage.path.exists():
        say("Подтверждать пока нечего: реестр пуст.")
        return 0
    with reading(settings.storage.path) as db:
        found = _found(db, arguments, settings)
    for name, lines in found.items():
        say("\n".join([name, *(f"  {_told(line, settings)}" for line in lines)]))
    return 0


def _found(db: Database, arguments: argparse.Namespace, settings: Settings) -> dict[str, list[Line]]:
    decree = load_decree(settings.decree, Path(), settings.decree_named)
    named = [organisation_named(db, arguments.org)] if arguments.org is not None else None
    asked = [] if arguments.administration else named or registry.organisations(db)
    pages = registry.pages(db)
    by_name = {each.short_name: duties(each, pages, decree, settings.rules) for each in asked}
    if named is None:
        by_name = {ADMINISTRATION: administration_duties(decree, settings.rules), **by_name}
    return {name: [_line(db, duty) for duty in own] for name, own in by_name.items() if own}


def _line(db: Database, duty: Duty) -> Line:
    return duty, attestations.latest(db, duty.subject).get(duty.rule)


def _told(line: Line, settings: Settings) -> str:
    duty, known = line
    place = f", {duty.network.label}" if duty.network else ""
    head = f"{duty.title}{place} ({duty.rule}): "
    if known is None:
        return f"{head}ответа ещё не было"
    note = f" — {known.note}" if known.note else ""
    return f"{head}{_answer(known, settings)}{note}"


def _answer(known: Attestation, settings: Settings) -> str:
    given = f"{date_title(known.at, settings.timezone)}, {known.role.label}"
    if not known.answer:
        return f"«нет», {given}"
    if known.is_endless:
        return f"«да», {given}"
    until = date_title(known.valid_until, settings.timezone)
    is_over = known.valid_until <= datetime.now(UTC)
    return f"«да», {given}, {'срок истёк' if is_over else 'действует до'} {until}"
