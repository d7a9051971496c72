"""A stage for stories about Odnoklassniki: an emulator on loopback and a collector that reads it quickly."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from collectors.ok import Keys, OkClient, OkCollector, Patience
from domain.network import Network
from domain.page import Link, parse_link
from domain.reading import RawAnswer, Reading, Wish
from emulators.ok import OkEmulator, OkGroup, OkWorld

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
GID = 53000000000001
KEYS = Keys("CBAAAAAAAAAAAAAAA", "0123456789ABCDEF01234567", "tkn-invented-access-token", "")
QUICK = Patience(tries=4, first=0.001, longest=0.004)


@dataclass
class Stage:
    """`now` is the wall clock of both sides; move it freely."""

    now: datetime = NOW
    world: OkWorld = field(default_factory=OkWorld)
    raw: list[RawAnswer] = field(default_factory=list[RawAnswer])
    keys: Keys = KEYS
    deadline: float = 2.0
    emulator: OkEmulator = field(init=False)
    client: OkClient = field(init=False)
    collector: OkCollector = field(init=False)

    def clock(self) -> datetime:
        return self.now

    def group(self, uid: int = GID, **more: Any) -> OkGroup:
        return self.world.add_group(OkGroup(str(uid), **more))

    async def collect(self, *wishes: Wish) -> list[Reading]:
        """The readings of one cycle in the order they were delivered."""
        told: list[Reading] = []

        async def deliver(reading: Reading) -> None:
            told.append(reading)

        await self.collector.collect(wishes, deliver)
        return told

    async def read(self, wish: Wish | None = None) -> Reading:
        """The reading of a single page."""
        (reading,) = await self.collect(wish or wished())
        return reading


@asynccontextmanager
async def staged(
    *, given_secret: str = "", wanted_secret: str | None = None, deadline: float = 2.0
) -> AsyncIterator[Stage]:
    """`given_secret` is what the settings hold as session secret, `wanted_secret` what OK signs with."""
    keys = Keys(KEYS.application_key, KEYS.application_secret_key, KEYS.access_token, given_secret)
    stage = Stage(keys=keys, deadline=deadline)
    stage.emulator = OkEmulator(
        stage.world,
        clock=stage.clock,
        application_key=keys.application_key,
        application_secret_key=keys.application_secret_key,
        access_token=keys.access_token,
        session_secret_key=wanted_secret,
    )
    async with stage.emulator:
        stage.client = OkClient(
            keys,
            clock=stage.clock,
            api_url=stage.emulator.url,
            rps=10_000,
            on_raw=stage.raw.append,
            patience=QUICK,
            deadline=deadline,
        )
        stage.collector = OkCollector(stage.client)
        try:
            yield stage
        finally:
            await stage.collector.close()


def wished(
    page_id: int = 1,
    link: str | int = GID,
    *,
    network_id: int | None = None,
    back: timedelta = 14 * DAY,
    comments_back: timedelta = timedelta(),
    usual: bool = False,
    known: dict[str, int | None] | None = None,
) -> Wish:
    """A wish about a page, by number or by name."""
    written: Link = parse_link(Network.OK, f"https://ok.ru/{f'group/{link}' if isinstance(link, int) else link}")
    return Wish(
        page_id,
        written,
        network_id,
        posts_since=NOW - back,
        comments_since=NOW - comments_back,
        usual=usual,
        known_posts=known or {},
    )
