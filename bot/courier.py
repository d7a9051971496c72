"""The courier: takes letters out of the outbox one by one and sees them delivered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from bot import settling
from bot.answers import Answer, Channel, ChannelDown, Delivered, Later, Moved
from bot.pace import Clock, Pace, Quiet, SteadyClock, first_of
from bot.render import Book, Message
from bot.scribe import ComposeDigest, Scribe
from bot.settling import Attempt
from domain.letter import Letter
from storage import outbox, people
from storage.store import Store

# How often one going through the outbox may meet a fault before it leaves the rest for another time.
MOST_FAULTS = 3
_SHORT_WAIT = 3.0
_LEAST_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one going through the outbox brought; `trouble` is the last one met, in Russian, or empty."""

    delivered: int
    trouble: str = ""


class Courier:
    """Delivers what is due; see `Scribe` for `book` and `compose_digest`.

    `outbox_folder` gets every due letter as a text file too, though nobody can be written to. Letters older than
    `give_up_after` are given up.
    A letter that did not get out before the `quiet` hours waits for their end; what was posted within them for
    this very time, an answer to /start, goes.
    """

    def __init__(
        self,
        store: Store,
        channel: Channel,
        book: Callable[[], Book],
        clock: Clock,
        compose_digest: ComposeDigest,
        *,
        outbox_folder: Path | None = None,
        give_up_after: timedelta = timedelta(days=14),
        pace: Pace | None = None,
        quiet: Quiet | None = None,
    ) -> None:
        self._store = store
        self._channel = channel
        self._scribe = Scribe(book, compose_digest, outbox_folder)
        self._clock = clock
        self._steady = SteadyClock(clock)
        self._give_up_after = give_up_after
        self._pace = pace or Pace()
        self._quiet = quiet or Quiet()

    async def deliver_due(self) -> Outcome:
        """Deliver what is due now, once through; after a few faults the rest stays due."""
        await self._store.write(outbox.recover)
        delivered, faults, trouble = 0, 0, ""
        while faults < MOST_FAULTS and (letter := await self._claim()) is not None:
            attempt = await self._deliver(letter)
            wait = settling.wait_of(attempt.answer, self._pace.delay(faults + 1))
            await self._settle(letter, attempt, wait)
            delivered += isinstance(attempt.answer, Delivered)
            trouble = settling.trouble(attempt.answer) or trouble
            if isinstance(attempt.answer, ChannelDown):
                break
            if 0 < wait <= _SHORT_WAIT:
                faults += 1
                await asyncio.sleep(wait)
        await self._file_the_rest(trouble)
        return Outcome(delivered, trouble)

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Deliver until `stop` is set. Setting `wake` makes it look into the outbox at once."""
        await self._store.write(outbox.recover)
        faults = 0
        while not stop.is_set():
            letter = await self._claim()
            if letter is None:
                await self._file_the_rest()
                await self._rest(stop, wake)
                continue
            attempt = await self._deliver(letter, stop)
            wait = settling.wait_of(attempt.answer, self._pace.delay(letter.attempts))
            await self._settle(letter, attempt, wait)
            faults = faults + 1 if settling.is_fault(attempt.answer) else 0
            if faults:
                await self._file_the_rest(settling.trouble(attempt.answer))
                await first_of(self._pace.pause(faults), stop)

    async def _file_the_rest(self, trouble: str = "") -> None:
        """Letters that are due, but whose turn does not come, because of `trouble` or a letter before them."""
        while self._scribe.files and (letter := await self._claim(untried=True)) is not None:
            await self._scribe.messages(letter)
            await self._keep_waiting(letter, trouble)

    async def _keep_waiting(self, letter: Letter, trouble: str) -> None:
        """Due as before, but tried: later news make a letter, and a file, of their own."""
        now = self._steady.now()
        await self._store.write(lambda db: outbox.postpone(db, letter, now, trouble, refused=False))

    async def _claim(self, *, untried: bool = False) -> Letter | None:
        now = self._steady.now()
        give_up_after, quiet_since = self._give_up_after, self._quiet.since(now)

        def take(db: Database) -> Letter | None:
            outbox.give_up_old(db, now, give_up_after)
            return outbox.claim(db, now, quiet_since, untried=untried)

        return await self._store.write(take)

    async def _rest(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        now = self._steady.now()
        due = None if self._quiet.since(now) else await self._store.read(outbox.next_due)
        ahead = (due - now).total_seconds() if due else self._pace.look
        await first_of(min(max(ahead, _LEAST_LOOK), self._pace.look), stop, wake)
        wake.clear()

    async def _deliver(self, letter: Letter, stop: asyncio.Event | None = None) -> Attempt:
        """Hand over the letter's messages in order, noting each that has arrived."""
        answer: Answer = Delivered(0)
        told, chat_id = letter.progress, letter.chat_id
        messages = await self._scribe.messages(letter)
        for message in messages:
            if stop is not None and stop.is_set() and told > letter.progress:
                return Attempt(Later("программа останавливается", "stopping"), told)
            answer, chat_id = await self._hand_over(letter, chat_id, message, is_first=told == 0)
            if not isinstance(answer, Delivered):
                break
            told = message.told
            if message is not messages[-1]:
                await self._note(letter, told)
        return Attempt(answer, told, self._scribe.files)

    async def _hand_over(
        self, letter: Letter, chat_id: int, message: Message, *, is_first: bool
    ) -> tuple[Answer, int]:
        """The answer, and the chat's present id. Only a letter's first message makes a sound."""
        answer = await self._channel.send(chat_id, message.html, silent=not is_first)
        if isinstance(answer, Moved):
            chat_id = answer.chat_id
            await self._store.write(lambda db: people.move_chat(db, letter.person_id, chat_id))
            answer = await self._channel.send(chat_id, message.html, silent=not is_first)
        return answer, chat_id

    async def _note(self, letter: Letter, told: int) -> None:
        await self._store.write(lambda db: outbox.advance(db, letter, told))
        await asyncio.sleep(self._pace.between)

    async def _settle(self, letter: Letter, attempt: Attempt, wait: float) -> None:
        now, until = self._clock(), self._quiet.until(self._steady.now() + timedelta(seconds=wait))
        await self._store.write(lambda db: settling.put_down(db, letter, attempt, now=now, until=until))
        settling.report(letter, attempt.answer, wait)
        await asyncio.sleep(self._pace.between)
