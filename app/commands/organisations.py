"""Finding an organisation by the name a person typed."""

from __future__ import annotations

from difflib import get_close_matches

from sqlite_utils import Database

from app.commands.fault import CommandFault
from domain.organisation import Organisation
from domain.registry import name_key
from storage import registry

_MOST_SHOWN = 10


def organisation_named(db: Database, name: str) -> Organisation:
    """By short or full name. Raises `CommandFault` with the names that look alike, else with some of all."""
    if found := registry.find_organisation(db, name):
        return found
    known = {name_key(each.short_name): each.short_name for each in registry.organisations(db)}
    if not known:
        raise CommandFault("реестр пуст: сначала загрузите его (postovoy registry import ФАЙЛ)")
    near = get_close_matches(name_key(name), known, 5, 0.5)
    shown = [known[key] for key in near or list(known)[:_MOST_SHOWN]]
    rest = "" if near or len(known) <= _MOST_SHOWN else f" и ещё {len(known) - _MOST_SHOWN}"
    raise CommandFault(
        f"в реестре нет организации «{name}»; {'похожие' if near else 'есть'}: {'; '.join(shown)}{rest}"
    )
