"""One sweep over the registry: ask every page, settle each organisation as soon as its pages have answered."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlite_utils import Database

from app import judging
from app.frame import Frame
from app.judging import Sweep
from app.site_reading import SiteReader
from domain import polling
from domain.network import Network
from domain.organisation import Organisation
from domain.page import Link
from domain.reading import Reading, Trouble, TroubleKind, Wish
from storage import cycles, matters, outbox, quota, registry, views
from storage.store import Store

log = logging.getLogger(__name__)

Deliver = Callable[[Reading], Awaitable[None]]
Progress = Callable[[int, int], None]


def unwatched(_done: int, _total: int) -> None:
    """Nobody looks at the progress."""


class Collector(Protocol):
    """Brings one network's pages."""

    @property
    def network(self) -> Network:
        """Which network."""
        ...

    async def collect(self, wishes: Sequence[Wish], deliver: Deliver) -> None:
        """Call `deliver` exactly once for every wish; raises no collecting fault."""
        ...

    async def close(self) -> None:
        """Let go of connections and threads."""
        ...


@dataclass(frozen=True, slots=True)
class Swept:
    """How a cycle went: pages asked, pages whose data could not be had, pages left out for want of quota."""

    pages: int
    failed: int
    skipped: int = 0


@dataclass(slots=True)
class _Plan:
    """Which organisations wait for which pages."""

    organisations: dict[int, Organisation]
    departed: list[int]
    wishes: dict[Network, list[Wish]]
    owner: dict[int, int]
    links: dict[int, Link]
    skipped: int = 0
    awaited: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    brought: dict[int, list[Reading]] = field(default_factory=lambda: defaultdict(list))


class Cycle:
    """Collect, judge, plan, post; the only place where all of them meet."""

    def __init__(
        self,
        store: Store,
        collectors: Mapping[Network, Collector],
        frame: Frame,
        sites: SiteReader | None = None,
    ) -> None:
        self._store = store
        self._collectors = collectors
        self._frame = frame
        self._sites = sites

    async def run(self, progress: Progress = unwatched, *, whole: bool = False) -> Swept:
        """One sweep. `progress` is told (pages answered, pages asked); `whole` may spend all the day's quota."""
        now = self._frame.clock()
        cycle_id = await self._store.write(lambda db: cycles.begin(db, now))
        plan = await self._store.read(lambda db: self._plan(db, whole=whole))
        due = await self._sites.due() if self._sites else []
        sweep = _Sweeping(self._store, self._frame, plan, progress, sites=len(due))
        await sweep.settle_waiting_for_nothing()
        async with asyncio.TaskGroup() as group:
            for network, wishes in plan.wishes.items():
                group.create_task(self._collect(network, wishes, sweep))
            reading = group.create_task(self._read_sites(due, sweep))
        await sweep.settle_again(reading.result())
        await sweep.finish()
        swept = Swept(sweep.done, sweep.failed, plan.skipped)
        ended = self._frame.clock()
        await self._store.write(lambda db: cycles.end(db, cycle_id, ended, pages=swept.pages, failed=swept.failed))
        log.info(
            "cycle %d: %d pages, %d without data, %d left out", cycle_id, sweep.done, sweep.failed, plan.skipped
        )
        return swept

    async def rejudge(self, organisation_id: int | None) -> None:
        """Judge one organisation (None: the administration) anew from what is stored, e.g. after an attestation."""
        frame = self._frame
        sweep = Sweep(frame.clock(), {}, held=False)

        def judge(db: Database) -> None:
            if organisation_id is None:
                judging.rejudge_administration(db, frame, sweep)
                return
            organisation = next((o for o in registry.organisations(db) if o.id == organisation_id), None)
            if organisation is not None:
                judging.settle(db, organisation, [], frame, sweep)

        await self._store.write(judge)

    async def _collect(self, network: Network, wishes: Sequence[Wish], sweep: _Sweeping) -> None:
        collector = self._collectors.get(network)
        if collector is not None and wishes:
            await collector.collect(wishes, sweep.deliver)
        await sweep.miss(network, wishes)

    async def _read_sites(self, due: list[str], sweep: _Sweeping) -> list[int]:
        """Ids of the organisations whose sites were read; a slow site holds no page's results."""
        return await self._sites.read(due, sweep.note_site) if self._sites and due else []

    def _plan(self, db: Database, *, whole: bool) -> _Plan:
        frame = self._frame
        organisations = {organisation.id: organisation for organisation in registry.organisations(db)}
        queues = {network: _queue(db, network, frame, whole=whole) for network in self._collectors}
        wishes = {network: queue for network, (queue, _) in queues.items()}
        skipped = sum(left_out for _, left_out in queues.values())
        pages = {page.id: page.organisation_id for page in registry.pages(db)}
        links = {wish.page_id: wish.link for queue in wishes.values() for wish in queue}
        open_ones = {matter.organisation_id for matter in matters.open_all(db)}
        departed = [found for found in open_ones if found is not None and found not in organisations]
        plan = _Plan(organisations, departed, wishes, pages, links, skipped)
        for wanted in wishes.values():
            for wish in wanted:
                plan.awaited[pages[wish.page_id]].add(wish.page_id)
        return plan


def _queue(db: Database, network: Network, frame: Frame, *, whole: bool) -> tuple[list[Wish], int]:
    """The pages of a network to ask in this cycle, the most urgent first, and how many the quota leaves out."""
    now = frame.clock()
    found = views.candidates(
        db, network, now=now, zone=frame.zone, comments_days=frame.comments_days, minimum=frame.minimum
    )
    is_scarce = network is Network.VK
    due = polling.due_pages(
        found,
        now=now,
        daily_limit=frame.daily_wall_get if is_scarce else None,
        spent_today=quota.spent_by_all(db, "wall.get", now.date()) if is_scarce else 0,
        collect_every=None if whole else frame.collect_every,
    )
    return [candidate.wish for candidate in due], len(found) - len(due)


def _still_meant(
    db: Database, organisation_id: int, brought: Sequence[Reading], links: Mapping[int, Link]
) -> list[Reading]:
    """Without readings of links that were exchanged meanwhile: they say nothing of where the new ones lead."""
    doubtful = [page for page in registry.pages(db, organisation_id) if page.former_id is not None]
    exchanged = {page.id for page in doubtful if page.link != links.get(page.id)}
    return [reading for reading in brought if reading.page_id not in exchanged]


class _Sweeping:
    """The state of one sweep; all its writes go through the store's writer thread."""

    def __init__(self, store: Store, frame: Frame, plan: _Plan, progress: Progress, *, sites: int) -> None:
        self._store = store
        self._frame = frame
        self._plan = plan
        self._progress = progress
        self._total = sum(len(wishes) for wishes in plan.wishes.values()) + sites
        self._sites = 0
        self._lost: dict[Network, str] = {}
        self.done = 0
        self.failed = 0

    async def settle_waiting_for_nothing(self) -> None:
        """Organisations without pages to ask, and those that left the registry."""
        for organisation_id in self._plan.organisations:
            if not self._plan.awaited[organisation_id]:
                await self._settle(organisation_id)
        for departed in self._plan.departed:
            await self._dismiss(departed)

    async def deliver(self, reading: Reading) -> None:
        """A page has answered or failed; the last one of an organisation settles it."""
        organisation_id = self._plan.owner[reading.page_id]
        awaited = self._plan.awaited[organisation_id]
        if reading.page_id not in awaited:
            return
        awaited.discard(reading.page_id)
        self._plan.brought[organisation_id].append(reading)
        self._note(reading)
        if not awaited:
            await self._settle(organisation_id)

    async def miss(self, network: Network, wishes: Sequence[Wish]) -> None:
        """Whatever a collector left out counts as not answered."""
        for wish in wishes:
            if wish.page_id in self._plan.awaited[self._plan.owner[wish.page_id]]:
                trouble = Trouble(TroubleKind.TRY_LATER, "страница осталась без ответа")
                await self.deliver(Reading(wish.page_id, network, self._frame.clock(), trouble=trouble))

    def note_site(self) -> None:
        """A site was tried."""
        self._sites += 1
        self._tell()

    async def settle_again(self, organisations: Sequence[int]) -> None:
        """Those whose sites were read meanwhile: their pages may have been settled before."""
        for organisation_id in organisations:
            await self._settle(organisation_id)

    async def finish(self) -> None:
        """What concerns many at once, then the letters may go."""
        sweep = self._now()
        storm_over = self._frame.storm_over

        def end(db: Database) -> None:
            judging.settle_whole(db, self._frame, sweep)
            outbox.release(db, storm_over)

        await self._store.write(end)

    def _note(self, reading: Reading) -> None:
        self.done += 1
        self._tell()
        if reading.trouble is None:
            return
        self.failed += 1
        if reading.trouble.kind is TroubleKind.ACCESS_LOST:
            self._lost[reading.network] = reading.trouble.reason

    def _tell(self) -> None:
        self._progress(self.done + self._sites, self._total)

    async def _settle(self, organisation_id: int) -> None:
        """By the registry as it is now: it may have been imported anew since the cycle was planned."""
        brought = self._plan.brought.pop(organisation_id, [])
        sweep = self._now()

        def settle(db: Database) -> None:
            meant = _still_meant(db, organisation_id, brought, self._plan.links)
            organisation = registry.organisation(db, organisation_id)
            if organisation is None:
                judging.dismiss(db, organisation_id, self._frame, sweep)
            else:
                judging.settle(db, organisation, meant, self._frame, sweep)

        await self._store.write(settle)

    async def _dismiss(self, organisation_id: int) -> None:
        sweep = self._now()
        await self._store.write(lambda db: judging.dismiss(db, organisation_id, self._frame, sweep))

    def _now(self) -> Sweep:
        return Sweep(self._frame.clock(), dict(self._lost))
