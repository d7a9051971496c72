"""The scribe: makes the messages of a letter when it is claimed, and keeps its text in the outbox folder."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot import render
from bot.folder import file_name, keep
from bot.render import Book, Message
from domain.digest import Digest
from domain.letter import Letter

log = logging.getLogger(__name__)

ComposeDigest = Callable[[str], Awaitable[Digest]]


class Scribe:
    """`book` gives the words' surroundings of this moment, `compose_digest` the digest of a week («2026-W47»)."""

    def __init__(self, book: Callable[[], Book], compose_digest: ComposeDigest, folder: Path | None) -> None:
        self._book = book
        self._compose_digest = compose_digest
        self._folder = folder

    @property
    def files(self) -> bool:
        """There is a folder to put letters into."""
        return self._folder is not None

    async def messages(self, letter: Letter) -> list[Message]:
        """The messages that have not arrived yet; the whole letter goes into the folder first."""
        book = self._book()
        digest = await self._compose_digest(letter.week) if letter.week is not None else None
        whole = _written(replace(letter, progress=0), digest, book)
        await self._file(letter, book, whole)
        return _written(letter, digest, book) if letter.progress else whole

    async def _file(self, letter: Letter, book: Book, messages: Sequence[Message]) -> None:
        """A folder that cannot be written to keeps no letter from its reader."""
        if self._folder is None:
            return
        path = self._folder / file_name(letter.id, letter.created_at.astimezone(book.zone).date())
        text = "\n\n".join(render.plain(message.html) for message in messages)
        try:
            await asyncio.to_thread(keep, path, f"{text}\n")
        except OSError as error:
            log.warning("letter %d could not be written to the outbox folder: %s", letter.id, error.strerror)


def _written(letter: Letter, digest: Digest | None, book: Book) -> list[Message]:
    if digest is not None:
        return render.digest_messages(digest, book, letter.id, letter.progress)
    return render.letter_messages(letter, book)
