"""`attest`: records what only a person can state, in the role «оператор»."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from app.commands.dates import past_day
from app.commands.fault import CommandFault
from app.commands.notes import LONGEST, checked_note
from app.commands.organisations import organisation_named
from app.config import Settings
from app.decree import load_decree
from app.speech import complain, say
from bot.attestable import (
    ATTESTED,
    ATTESTED_BY_ADMINISTRATION,
    Duty,
    administration_duties,
    duties,
    why_nothing,
    why_nothing_of_administration,
)
from bot.render.words import ADMINISTRATION, after_dash
from domain.attestation import Role
from domain.network import Network
from domain.norm import Decree
from domain.organisation import Kind, Organisation
from domain.russian import date_title
from domain.task import TaskKind
from rules.registry import IN_NETWORK
from storage import attestations, registry, tasks
from storage.store import writing

LEDGER = "credentials_ledger"


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Record the answer for the administration, the organisation, or its pages when the rule is about a page."""
    note = _note(arguments, settings)
    if arguments.rule not in ATTESTED:
        known = ", ".join(sorted(ATTESTED))
        raise CommandFault(f"правило «{arguments.rule}» подтвердить нельзя; можно: {known}")
    now = datetime.now(UTC)
    decree = load_decree(settings.decree, Path(), settings.decree_named)
    with writing(settings.storage.path) as db:
        whom = _whom(db, arguments, settings, decree)
        asked = [_asked(db, organisation, arguments, settings, decree) for organisation in whom]
        _require_newer_passwords(db, arguments, [each for each in whom if each is not None], settings)
        for duty in (duty for _, answered in asked for duty in answered):
            _record(db, duty, arguments.answer, now, note)
    for name, duty in ((name, duty) for name, answered in asked for duty in answered):
        place = f", {duty.network.label}" if duty.network else ""
        say(f"Записано: {name}{place} — {after_dash(duty.title)}: {_said(duty, arguments.answer, now, settings)}")
    if note:
        say(f"Пояснение: {note}")
    # Judging and telling are the lock's holder's; this command works beside it.
    complain("Ответ учтёт ближайшая проверка: работающей службы или postovoy check.")
    return 0


def _said(duty: Duty, answer: bool, now: datetime, settings: Settings) -> str:
    if not answer:
        return "«нет»"
    if duty.valid_days is None:
        return "«да», без срока"
    return f"«да», действует до {date_title(duty.valid_until(now), settings.timezone)}"


def _note(arguments: argparse.Namespace, settings: Settings) -> str:
    """What was written, after where the ledger is kept and when passwords last changed. Raises `CommandFault`."""
    if (arguments.kept or arguments.changed) and arguments.rule != LEDGER:
        raise CommandFault(f"--kept и --changed относятся только к правилу {LEDGER}")
    kept = checked_note(arguments.kept or "")
    changed = past_day(arguments.changed, "--changed", settings.timezone) if arguments.changed else None
    note = "; ".join(filter(None, (_where(kept), _when(changed), checked_note(arguments.note))))
    if len(note) > LONGEST:
        raise CommandFault(f"пояснение длиннее {LONGEST} знаков")
    return note


def _require_newer_passwords(
    db: Database, arguments: argparse.Namespace, whom: Sequence[Organisation], settings: Settings
) -> None:
    """Passwords that are older than the new responsible are still known to the former. Raises `CommandFault`."""
    if not arguments.changed or not arguments.answer:
        return
    changed = past_day(arguments.changed, "--changed", settings.timezone)
    for organisation in whom:
        waiting = tasks.of_view(db, organisation.id, datetime.now(UTC))
        since = [
            task.day(settings.timezone)
            for task in waiting
            if task.done_at is None and task.kind is TaskKind.PASSWORDS
        ]
        if since and changed < max(since):
            raise CommandFault(
                f"{organisation.short_name}: ответственный сменился {max(since):%d.%m.%Y}, а пароли — раньше; "
                "смените их и запишите день новой смены"
            )


def _where(kept: str) -> str:
    return f"учёт хранится: {kept}" if kept else ""


def _when(changed: date | None) -> str:
    return f"пароли сменены {changed:%d.%m.%Y}" if changed else ""


def _whom(
    db: Database, arguments: argparse.Namespace, settings: Settings, decree: Decree
) -> Sequence[Organisation | None]:
    """Those named; of all, those that have something of the rule to answer; None is the administration itself."""
    if not arguments.all_organisations:
        named = {found.id: found for found in (organisation_named(db, name) for name in arguments.org or ())}
        return [*named.values()] or [None]
    pages, network = registry.pages(db), arguments.network
    answering = [
        organisation
        for organisation in registry.organisations(db)
        if any(
            duty.rule == arguments.rule and network in (None, duty.network)
            for duty in duties(organisation, pages, decree, settings.rules)
        )
    ]
    if not answering:
        raise CommandFault(f"подтверждать нечего («{decree.title_of(arguments.rule)}»): ни у одной организации")
    return answering


def _asked(
    db: Database,
    organisation: Organisation | None,
    arguments: argparse.Namespace,
    settings: Settings,
    decree: Decree,
) -> tuple[str, Sequence[Duty]]:
    """Whose duties they are, and what of the rule there is to answer. Raises `CommandFault` when it is nothing."""
    network = Network(arguments.network) if arguments.network else None
    if arguments.rule not in ATTESTED_BY_ADMINISTRATION:
        if organisation is None:
            raise CommandFault(f"{arguments.rule} — об организации или её странице: назовите её (--org)")
        return organisation.short_name, _of_organisation(
            db, organisation, arguments.rule, network, settings, decree
        )
    if organisation is not None and organisation.kind is not Kind.ADMINISTRATION:
        raise CommandFault(f"{arguments.rule} — об администрации: вместо --org укажите --administration")
    if network:
        raise CommandFault(f"{arguments.rule} — об администрации, уберите --network")
    return ADMINISTRATION, _of_administration(arguments.rule, settings, decree)


def _of_administration(rule: str, settings: Settings, decree: Decree) -> Sequence[Duty]:
    wanted = [duty for duty in administration_duties(decree, settings.rules) if duty.rule == rule]
    if not wanted:
        why = why_nothing_of_administration(decree, rule)
        raise CommandFault(f"подтверждать нечего («{decree.title_of(rule)}», администрация): {why}")
    return wanted


def _of_organisation(
    db: Database,
    organisation: Organisation,
    rule: str,
    network: Network | None,
    settings: Settings,
    decree: Decree,
) -> Sequence[Duty]:
    pages = registry.pages(db, organisation.id)
    all_of_rule = [duty for duty in duties(organisation, pages, decree, settings.rules) if duty.rule == rule]
    wanted = [duty for duty in all_of_rule if network in (None, duty.network)]
    if network and any(duty.network is None for duty in all_of_rule):
        raise CommandFault(f"{rule} — об организации целиком, уберите --network")
    if network and all_of_rule and not wanted:
        place = f"у организации «{organisation.short_name}» в реестре"
        raise CommandFault(f"{place} нет страницы {IN_NETWORK[network]}")
    if not wanted:
        why = why_nothing(organisation, decree, settings.rules, rule)
        about = f"«{decree.title_of(rule)}», организация «{organisation.short_name}»"
        raise CommandFault(f"подтверждать нечего ({about}): {why}")
    return wanted


def _record(db: Database, duty: Duty, answer: bool, now: datetime, note: str) -> None:
    attestations.record(
        db,
        rule=duty.rule,
        subject=duty.subject,
        answer=answer,
        at=now,
        valid_until=duty.valid_until(now),
        role=Role.OPERATOR,
        note=note,
    )
