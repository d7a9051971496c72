"""Reading the official sites that are due, beside a cycle: nothing else waits for them longer than a minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol, runtime_checkable

from sqlite_utils import Database

from app.frame import Clock
from collectors.errors import CollectingError, NoAccess
from collectors.site.collector import SiteCollector
from domain.network import Network
from domain.page import Link
from domain.site import SiteReading
from storage import sites
from storage.store import Store

log = logging.getLogger(__name__)

# What is still due afterwards is read in the next cycles; letters wait for the end of a cycle (ADR 0005).
SECONDS_A_CYCLE = 60.0
# No page of an organisation honestly has more; the rest stays unclear.
_MOST_NAMES = 12

ShortNames = frozenset[tuple[Network, str]]


@runtime_checkable
class Namer(Protocol):
    """A network that tells what stands behind a short name."""

    async def number_of(self, name: str) -> int | None:
        """A community's number; None for a person and for nothing. Raises CollectingError."""
        ...


@dataclass(frozen=True, slots=True)
class SiteReader:
    """`every` is how often a site is read; `namers` are the networks that are switched on."""

    store: Store
    collector: SiteCollector
    namers: Mapping[Network, Namer]
    clock: Clock
    every: timedelta
    seconds: float = SECONDS_A_CYCLE

    async def due(self) -> list[str]:
        """The sites to read now, by their keys."""
        now = self.clock()
        return await self.store.read(lambda db: sites.due(db, now, self.every))

    async def read(self, due: list[str], read: Callable[[], None]) -> list[int]:
        """Read as many as there is time for, and keep the readings; ids of the organisations that have them.

        `read` is called after each.
        """
        kept: list[str] = []
        known = await self.store.read(sites.short_names)

        async def keep(reading: SiteReading) -> None:
            clear = await self._cleared(reading, known)
            await self.store.write(lambda db: sites.save(db, clear))
            kept.append(reading.site)
            read()

        try:
            async with asyncio.timeout(self.seconds):
                await self.collector.collect(due, keep)
        except TimeoutError:
            log.info("%d of %d sites are left to the next cycles", len(due) - len(kept), len(due))
        return await self.store.write(lambda db: _owners(db, kept))

    async def _cleared(self, reading: SiteReading, known: ShortNames) -> SiteReading:
        """Without short names of people, and without those nobody could say anything of."""
        strange = [link for link in reading.pages if _is_strange(link, known)]
        unclear = {link.network for link in strange[_MOST_NAMES:]}
        numbers: dict[Link, int] = {}
        for link in strange[:_MOST_NAMES]:
            try:
                number = await self._number(link)
            except CollectingError:
                unclear.add(link.network)
            else:
                numbers |= {link: number} if number is not None else {}
        kept = [link for link in reading.pages if link not in strange or link in numbers]
        pages = tuple(replace(link, number=numbers.get(link, link.number)) for link in kept)
        return replace(reading, pages=pages, unclear=frozenset(unclear))

    async def _number(self, link: Link) -> int | None:
        namer = self.namers.get(link.network)
        if namer is None:
            raise NoAccess("сеть выключена в настройках")
        return await namer.number_of(link.name or "")


def _is_strange(link: Link, known: ShortNames) -> bool:
    return link.number is None and (link.network, link.name or "") not in known


def _owners(db: Database, read: list[str]) -> list[int]:
    sites.forget_others(db)
    return sites.owners(db, read)
