"""The bot at work in a local Telegram: real dispatcher, real polling, real database.

aiogram takes seconds to import, so it is imported when a story begins: collecting the unit tests spares it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot_world import DECREE, NOW, ZONE, add_organisation, add_page, find_violation, let_in
from sqlite_utils import Database

from bot.desk import Desk
from bot.pace import Pace
from bot.papers import Papers
from domain import digest as digests
from domain.attestation import Role
from domain.digest import Digest, Tally
from domain.overview import Overview
from domain.week import Week
from emulators.telegram import ChatMessage, Person, TelegramEmulator
from storage import sql
from storage.overview import overview
from storage.store import Store

if TYPE_CHECKING:
    from bot.channel import TelegramChannel

TOKEN = "123456:INVENTED"
NO_PAPERS = Papers()
QUICK = Pace(delays=(0.02, 0.05), between=0.0)


@dataclass
class ChatWorld:
    """Levers of a test; `now` is the bot's clock."""

    store: Store
    telegram: TelegramEmulator
    now: datetime = NOW
    rejudged: list[int | None] = field(default_factory=list[int | None])
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    breakdown: Exception | None = None
    papers: Papers = NO_PAPERS

    async def glance(self) -> Overview:
        if self.breakdown is not None:
            raise self.breakdown
        return await self.store.read(
            lambda db: overview(db, now=self.now, stale_after=timedelta(hours=24), off=frozenset())
        )

    async def digest(self, name: str) -> Digest:
        glance = await self.glance()
        week = Week.parse(name, ZONE)
        return digests.compose(week, Tally(1, 0, 0), glance, [], now=self.now, late=timedelta())

    async def rejudge(self, organisation_id: int | None) -> None:
        self.rejudged.append(organisation_id)

    def desk(self) -> Desk:
        return Desk(
            store=self.store,
            clock=lambda: self.now,
            zone=ZONE,
            decree=DECREE,
            rules={},
            glance=self.glance,
            compose_digest=self.digest,
            rejudge=self.rejudge,
            wake=self.wake,
            papers=self.papers,
        )

    def somebody(self, user_id: int) -> Person:
        """A person with a chat; nobody let in yet."""
        return self.telegram.person(user_id=user_id)

    async def member(
        self, user_id: int, role: Role = Role.SPECIALIST, organisation_id: int | None = None
    ) -> Person:
        """A person who was let in and whose chat is open."""
        await self.store.write(lambda db: let_in(db, user_id, role, organisation_id))
        return self.somebody(user_id)

    async def registry(self, *names: str) -> list[int]:
        """Organisations with a page each and a missing cover; their ids."""
        return await self.store.write(lambda db: [_furnished(db, name, at) for at, name in enumerate(names)])

    async def rows(self, query: str) -> list[tuple[sql.Value, ...]]:
        found = await self.store.read(lambda db: sql.rows(db, query))
        return [tuple(each) for each in found]

    async def hear(self, person: Person, words: str = "") -> ChatMessage:
        """The next answer of the bot in that chat after what the person said last, edited ones included."""
        return await person.wait_for(lambda message: words in message.text, after=_last_said(person))

    async def ask(self, person: Person, text: str, words: str = "") -> ChatMessage:
        """Say something and hear the answer to it."""
        said = person.say(text)
        return await person.wait_for(lambda message: words in message.text, after=said.message_id)

    async def press(self, person: Person, message: ChatMessage, caption: str, words: str = "") -> ChatMessage:
        """Press a button and see the message turn into one with those words."""
        before = message.revision
        person.press(message, caption)
        return await person.wait_for(
            lambda shown: shown.message_id == message.message_id and shown.revision > before and words in shown.text
        )

    async def toast(self, person: Person, press: Callable[[], object]) -> str:
        """Do something and read the notice that appears over the chat."""
        seen = len(person.toasts)
        press()
        await until(lambda: len(person.toasts) > seen)
        return person.toasts[-1].text

    async def handled(self) -> None:
        """Everything said so far has been dealt with: the bot has confirmed all updates."""
        await until(lambda: len(self.telegram.messenger.updates) == 0)


async def until(true: Callable[[], bool]) -> None:
    """Raises TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 -- not everything in the emulator has an event of its own
            await asyncio.sleep(0.01)


def open_channel(url: str, proxy: str | None = None) -> TelegramChannel:
    """A channel to the local Telegram."""
    from bot.channel import TelegramChannel  # noqa: PLC0415 -- see the module's first words

    return TelegramChannel(TOKEN, url, proxy)


async def shut(channel: TelegramChannel) -> None:
    """Close at once: aiogram waits a quarter of a second for TLS, which loopback has not."""
    inner = getattr(channel.bot.session, "_session", None)
    if inner is not None:
        await inner.close()


def _last_said(person: Person) -> int:
    return max((message.message_id for message in person.messages if message.who == "person"), default=0)


def _furnished(db: Database, name: str, at: int) -> int:
    organisation = add_organisation(db, name)
    find_violation(db, organisation, add_page(db, organisation, 101 + at))
    return organisation


@asynccontextmanager
async def bot_at_work(store: Store, papers: Papers = NO_PAPERS) -> AsyncIterator[ChatWorld]:
    """A started emulator and a bot that listens to it and may give these papers."""
    from bot.polling import run_polling  # noqa: PLC0415 -- see the module's first words

    async with TelegramEmulator(token=TOKEN, clock=lambda: NOW) as telegram:
        world = ChatWorld(store, telegram, papers=papers)
        channel = open_channel(telegram.url)
        listening = asyncio.create_task(run_polling(channel.bot, world.desk(), world.stop, QUICK))
        yield world
        world.stop.set()
        async with asyncio.timeout(5):
            await listening
        await shut(channel)
