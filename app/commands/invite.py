"""`invite --role …`: a one-time code with which a person enters the bot."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.commands.fault import CommandFault
from app.commands.organisations import organisation_named
from app.config import Settings
from app.reach import switched_off
from app.speech import complain, say
from domain.attestation import Role
from storage import people
from storage.store import writing


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Standard output is the line to send to the bot, alone."""
    role = Role(arguments.role)
    name: str | None = arguments.org
    if (name is not None) is not (role is Role.ORGANISATION):
        raise CommandFault("--org нужен для роли organisation, и только для неё")
    with writing(settings.storage.path) as db:
        organisation = organisation_named(db, name) if name is not None else None
        is_anybody = people.is_anybody_let_in(db)
        code = people.invite(db, role, organisation.id if organisation else None, datetime.now(UTC))
    say(f"/start {code}")
    complain(_what_next(role, settings, is_anybody=is_anybody))
    return 0


def _what_next(role: Role, settings: Settings, *, is_anybody: bool) -> str:
    terms = f"Роль: {role.label}. Код действует 24 часа и один раз"
    if settings.telegram is not None:
        return f"{terms}; отправьте эту строку боту."
    folder_on = settings.storage.outbox_folder is not None
    off = switched_off(folder_on=folder_on, nobody_yet=not is_anybody)
    return f"{terms}, но отправить его пока некуда. {off}"
