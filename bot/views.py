"""Longer answers by name: what a person may see of them now, sheet by sheet."""

from __future__ import annotations

from bot import render
from bot.desk import Desk
from bot.keyboards import View
from bot.rights import Command, may, sees
from domain.person import Person
from domain.week import Week, WeekFault

_COMMANDS = {
    View.STATUS: Command.STATUS,
    View.VIOLATIONS: Command.VIOLATIONS,
    View.DIGEST: Command.DIGEST,
    View.ORGANISATION: Command.ORGANISATION,
}


async def sheets_of(desk: Desk, person: Person, view: View, about: str = "") -> list[str] | None:
    """All sheets (HTML) of a view as of now; None when there is no such thing, or none for this person."""
    if not may(person, _COMMANDS[view]):
        return None
    if view is View.DIGEST:
        return await _digest(desk, about)
    if view is View.ORGANISATION:
        return await _organisation(desk, person, about)
    overview = await desk.glance_of(person)
    if view is View.STATUS:
        return render.status(overview, desk.book())
    return render.violations(overview, desk.book(), may_answer=may(person, Command.ATTEST))


async def _digest(desk: Desk, about: str) -> list[str] | None:
    """Of a complete week; of one without checks it says so itself."""
    try:
        week = Week.parse(about, desk.zone)
    except WeekFault:
        return None
    if week.end > desk.now():
        return None
    return render.digest(await desk.compose_digest(week.name), desk.book())


async def _organisation(desk: Desk, person: Person, about: str) -> list[str] | None:
    if not about.isdecimal() or not sees(person, int(about)):
        return None
    overview = await desk.glance_of(person)
    line = overview.organisation(int(about))
    if line is None:
        return None
    return render.organisation(line, overview.matters, desk.book(), may_answer=may(person, Command.ATTEST))
