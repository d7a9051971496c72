"""The desk: what handlers of the bot work with, handed to them from outside."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.pace import Clock
from bot.papers import Papers
from bot.render import Book
from bot.scribe import ComposeDigest
from domain.attestation import Role
from domain.norm import Decree
from domain.overview import OutboxLine, Overview
from domain.person import Person
from rules.settings import RuleSettings
from storage.store import Store

_NO_LETTERS = OutboxLine(0, 0, 0, nobody_reachable=False, trouble="")


@dataclass(frozen=True, slots=True)
class Desk:
    """`glance` gives the registry as it stands, `compose_digest` a week's digest («2026-W47»).

    `rejudge` judges one organisation anew, the administration when given None; `wake` tells the courier that
    something was posted. `papers` are those a person may ask for.
    """

    store: Store
    clock: Clock
    zone: ZoneInfo
    decree: Decree
    rules: RuleSettings
    glance: Callable[[], Awaitable[Overview]]
    compose_digest: ComposeDigest
    rejudge: Callable[[int | None], Awaitable[None]]
    wake: asyncio.Event
    storm_over: int = 20
    papers: Papers = field(default_factory=Papers)

    def now(self) -> datetime:
        """The present, aware UTC."""
        return self.clock()

    def book(self) -> Book:
        """The words' surroundings of this moment."""
        return Book(self.decree, self.zone, self.clock())

    async def glance_of(self, person: Person) -> Overview:
        """What this person may see of the registry."""
        overview = await self.glance()
        return overview if person.role is not Role.ORGANISATION else _narrowed(overview, person.organisation_id)


def _narrowed(overview: Overview, organisation_id: int | None) -> Overview:
    """One organisation's part, without letters and technical matters of the whole."""
    return replace(
        overview,
        organisations=tuple(line for line in overview.organisations if line.organisation.id == organisation_id),
        administration=(),
        technical=(),
        matters=tuple(
            matter
            for matter in overview.matters
            if organisation_id is not None and matter.organisation_id == organisation_id
        ),
        outbox=_NO_LETTERS,
    )
