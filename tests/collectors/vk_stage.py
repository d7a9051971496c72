"""A stage for the VK collector's stories: an emulator, a purse for the daily quota, a collector, its harvest."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from collectors.vk import VkCollector
from collectors.vk.patience import Patience
from collectors.vk.session import Limits
from domain.network import Network
from domain.page import Link, parse_link
from domain.reading import RawAnswer, Reading, Wish
from emulators.vk import VkEmulator, VkGroup, VkWorld

TOKEN = "vk-demo-token"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WEEK_START = NOW - timedelta(days=7)

QUICK = Patience(pause=0.003, longest=0.02, push=0.03)
SHORT = Limits(connect=0.3, read=0.25, total=0.4)


class Purse:
    """The daily quota in memory; `limit` None is endless."""

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self.reserved: Counter[tuple[str, str]] = Counter()
        self.exhausted: list[tuple[str, str]] = []

    async def reserve(self, credential: str, method: str, wanted: int) -> int:
        spent = self.reserved[credential, method]
        granted = wanted if self.limit is None else max(0, min(wanted, self.limit - spent))
        self.reserved[credential, method] += granted
        return granted

    async def exhaust(self, credential: str, method: str) -> None:
        self.exhausted.append((credential, method))

    @property
    def total(self) -> int:
        return self.reserved.total()


@dataclass
class Stage:
    """What a story needs: the server, the collector and everything it brought."""

    vk: VkEmulator
    collector: VkCollector
    purse: Purse
    raw: list[RawAnswer] = field(default_factory=list)
    harvest: list[Reading] = field(default_factory=list)

    async def collect(self, *wishes: Wish) -> dict[int, Reading]:
        """One cycle; readings by page. Every wish must have been delivered exactly once."""
        self.harvest = []
        await self.collector.collect(wishes, self._deliver)
        pages = [each.page_id for each in self.harvest]
        assert sorted(pages) == sorted(each.page_id for each in wishes)
        return {each.page_id: each for each in self.harvest}

    async def collect_one(self, wish: Wish) -> Reading:
        return (await self.collect(wish))[wish.page_id]

    async def _deliver(self, reading: Reading) -> None:
        self.harvest.append(reading)


@asynccontextmanager
async def stage(
    world: VkWorld,
    *,
    tokens: Sequence[str] = (TOKEN,),
    purse: Purse | None = None,
    rps: float = 1_000.0,
    workers: int = 4,
    limits: Limits | None = None,
    patience: Patience = QUICK,
    monotonic: Callable[[], float] | None = None,
    **habits: object,
) -> AsyncIterator[Stage]:
    """A running emulator of `world` and a collector before it; `habits` go to the emulator."""
    money = purse or Purse()
    raw: list[RawAnswer] = []
    ticking = {} if monotonic is None else {"monotonic": monotonic}
    async with VkEmulator(world, clock=lambda: NOW, **habits) as vk:
        collector = VkCollector(
            tokens,
            quota=money,
            clock=lambda: NOW,
            on_raw=raw.append,
            api_url=vk.url,
            rps=rps,
            workers=workers,
            limits=limits or Limits(),
            patience=patience,
            **ticking,
        )
        try:
            yield Stage(vk, collector, money, raw)
        finally:
            await collector.close()


def world_of(*groups: VkGroup) -> VkWorld:
    world = VkWorld()
    for group in groups:
        world.add_group(group)
    return world


def library(number: int = 101, *, posts: int = 3) -> VkGroup:
    """An invented library with one post a day, the oldest before the week's start when there are many."""
    group = VkGroup(number, f"Библиотека посёлка Заречный-Дальний № {number}", f"library_{number}")
    for days in reversed(range(posts)):
        group.post(NOW - timedelta(days=days, hours=1))
    return group


def wish(
    page_id: int,
    link: Link | str,
    *,
    network_id: int | None = None,
    since: datetime = WEEK_START,
    usual: bool = False,
    comments_since: datetime = NOW,
    known_posts: dict[str, int | None] | None = None,
) -> Wish:
    """A wish that asks for no comments unless told."""
    return Wish(
        page_id=page_id,
        link=parse_link(Network.VK, link) if isinstance(link, str) else link,
        network_id=network_id,
        posts_since=since,
        comments_since=comments_since,
        usual=usual,
        known_posts=known_posts or {},
    )


def wish_for(group: VkGroup, **options: object) -> Wish:
    """A wish for a page that resolved before; its page id is the community's number."""
    return wish(group.id, f"vk.com/club{group.id}", network_id=group.id, **options)
