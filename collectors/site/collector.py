"""Reads official sites, a few at once, one request at a time on each host."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from collectors.links import host_of
from collectors.site.errors import SiteFault
from collectors.site.gate import Gate
from collectors.site.resolving import Resolver, SystemResolver
from collectors.site.visit import Visit
from collectors.site.wire import Limits, Wire
from domain.site import SiteReading, SiteTrouble

log = logging.getLogger(__name__)

Deliver = Callable[[SiteReading], Awaitable[None]]

AT_ONCE = 4


class SiteCollector:
    """`clock` gives aware UTC; `tls` says whose certificates are believed (the system's by default)."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        gate: Gate | None = None,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._clock = clock
        self._gate = gate or Gate()
        self._resolver = resolver or SystemResolver()
        self._limits = limits or Limits()
        self._wire = Wire(tls or ssl.create_default_context(), self._limits)
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def collect(self, sites: Sequence[str], deliver: Deliver) -> None:
        """Deliver a reading of every site as soon as it is there; raises no SiteFault.

        Sites on one host wait for each other. Nothing stays open afterwards.
        """
        by_host: dict[str, list[str]] = defaultdict(list)
        for site in sites:
            by_host[host_of(site) or site].append(site)
        async with asyncio.TaskGroup() as tasks:
            for same_host in by_host.values():
                tasks.create_task(self._one_by_one(same_host, deliver))

    async def _one_by_one(self, sites: Sequence[str], deliver: Deliver) -> None:
        for site in sites:
            async with self._turn:
                reading = await self.read(site)
            await deliver(reading)

    async def read(self, site: str) -> SiteReading:
        """One site, named by its `site_key`."""
        now = self._clock()
        try:
            async with asyncio.timeout(self._limits.visit):
                return await Visit(self._wire, self._gate, self._resolver, self._limits).read(site, now)
        except SiteFault as fault:
            trouble = fault.trouble
        except TimeoutError:
            trouble = SiteTrouble.TOO_SLOW
        log.info("a site was not read: %s", trouble.value)
        return SiteReading(site, now, trouble=trouble)
