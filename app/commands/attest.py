"""`attest`: records what only a person can state, in the role «оператор»."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from app.commands.fault import CommandFault
from app.commands.notes import checked_note
from app.commands.organisations import organisation_named
from app.config import Settings
from app.decree import load_decree
from app.speech import complain, say
from bot.attestable import ATTESTED, Duty, duties, why_nothing
from bot.render.words import after_dash
from domain.attestation import Role
from domain.network import Network
from domain.organisation import Organisation
from domain.russian import date_title
from rules.registry import IN_NETWORK
from storage import attestations, registry
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Record the answer for the organisation, or for its pages when the rule is about a page."""
    note = checked_note(arguments.note)
    if arguments.rule not in ATTESTED:
        known = ", ".join(sorted(ATTESTED))
        raise CommandFault(f"правило «{arguments.rule}» подтвердить нельзя; можно: {known}")
    network = Network(arguments.network) if arguments.network else None
    now = datetime.now(UTC)
    with writing(settings.storage.path) as db:
        organisation = organisation_named(db, arguments.org)
        answered = _duties(db, organisation, arguments.rule, network, settings)
        for duty in answered:
            _record(db, duty, arguments.answer, now, note)
    for duty in answered:
        until = date_title(now + timedelta(days=duty.valid_days), settings.timezone)
        answer = f"«да», действует до {until}" if arguments.answer else "«нет»"
        place = f", {duty.network.label}" if duty.network else ""
        say(f"Записано: {organisation.short_name}{place} — {after_dash(duty.title)}: {answer}")
    # Judging and telling are the lock's holder's; this command works beside it.
    complain("Ответ учтёт ближайшая проверка: работающей службы или postovoy check.")
    return 0


def _duties(
    db: Database, organisation: Organisation, rule: str, network: Network | None, settings: Settings
) -> Sequence[Duty]:
    """What of the rule there is to answer for. Raises `CommandFault` when it is nothing."""
    decree = load_decree(settings.decree, Path(), settings.decree_named)
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
        valid_until=now + timedelta(days=duty.valid_days),
        role=Role.OPERATOR,
        note=note,
    )
