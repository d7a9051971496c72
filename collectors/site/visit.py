"""One site, visited: its rules for programs, its home page, and one page more where that may help."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from collectors.site import robots
from collectors.site.address import Address, follow, starts
from collectors.site.apart import read_apart
from collectors.site.errors import SiteFault
from collectors.site.gate import Gate
from collectors.site.guard import IpAddress
from collectors.site.page import Seen
from collectors.site.resolving import Resolver
from collectors.site.robots import Rules
from collectors.site.wire import REDIRECTS, Answer, Limits, Wire
from domain.network import Network
from domain.page import Link
from domain.site import SiteReading, SiteTrouble

_HTML = frozenset({"text/html", "application/xhtml+xml", ""})
# By status; others from 400 on are refusals, from 500 on faults.
_NOT_THERE = frozenset({404, 410})


@dataclass(slots=True)
class Visit:
    """A host is resolved once, its rules are asked for once."""

    wire: Wire
    gate: Gate
    resolver: Resolver
    limits: Limits
    _numbers: dict[str, tuple[IpAddress, ...]] = field(default_factory=dict[str, tuple[IpAddress, ...]])
    _rules: dict[str, Rules] = field(default_factory=dict[str, Rules])

    async def read(self, site: str, now: datetime) -> SiteReading:
        """What the site links to. Raises SiteFault."""
        first, *rest = starts(site)
        try:
            return await self._read(site, first, now)
        except SiteFault as fault:
            if not rest or fault.trouble is not SiteTrouble.UNREACHABLE:
                raise
        return await self._read(site, rest[0], now)

    async def _read(self, site: str, start: Address, now: datetime) -> SiteReading:
        address, answer = await self._page(start)
        seen = await read_apart(answer.body, answer.charset, address.url)
        more = await self._further(address, seen)
        if not seen.has_links and more is None:
            raise SiteFault(SiteTrouble.NO_LINKS)
        found, bodies = seen.pages, [answer.body]
        if more is not None:
            found, bodies = _united(found, more[1].pages), [answer.body, more[0].body]
        reading = SiteReading(site, now, found, looked=len(bodies), secure=address.is_secure)
        return replace(reading, page_hash=hashlib.sha256(b"".join(bodies)).hexdigest())

    async def _further(self, home: Address, seen: Seen) -> tuple[Answer, Seen] | None:
        """Contacts, where the home page does not show both networks; that they cannot be had spoils nothing."""
        if not seen.lead or {link.network for link in seen.pages} == set(Network):
            return None
        try:
            lead = follow(home, seen.lead)
            if _bare(lead.host) != _bare(home.host) or lead == home:
                return None
            address, answer = await self._page(lead)
            return answer, await read_apart(answer.body, answer.charset, address.url)
        except SiteFault:
            return None

    async def _page(self, start: Address) -> tuple[Address, Answer]:
        """A web page, through redirects of which each is checked as the first address was."""
        address, answer = await self._through(start, ruled=True, most=self.limits.body)
        if not 200 <= answer.status < 300:
            raise SiteFault(_trouble(answer.status))
        if answer.kind not in _HTML:
            raise SiteFault(SiteTrouble.NOT_HTML)
        return address, answer

    async def _through(self, start: Address, *, ruled: bool, most: int) -> tuple[Address, Answer]:
        address = start
        for _ in range(self.limits.redirects + 1):
            self.gate.admit(address)
            if ruled and not (await self._rules_of(address)).allow(address):
                raise SiteFault(SiteTrouble.ROBOTS)
            answer = await self.wire.get(address, await self._resolved(address), most)
            if answer.status not in REDIRECTS or not answer.location:
                return address, answer
            address = follow(address, answer.location)
        raise SiteFault(SiteTrouble.REDIRECTS)

    async def _resolved(self, address: Address) -> tuple[IpAddress, ...]:
        known = self._numbers.get(address.place)
        if known is None:
            found = [address.host] if address.number else await self._asked(address)
            known = self._numbers[address.place] = self.gate.checked(address, found)
        return known

    async def _asked(self, address: Address) -> Sequence[str]:
        try:
            return await self.resolver.resolve(address.host, address.port)
        except OSError:
            raise SiteFault(SiteTrouble.UNREACHABLE) from None

    async def _rules_of(self, address: Address) -> Rules:
        known = self._rules.get(address.origin)
        if known is None:
            known = self._rules[address.origin] = await self._rules_at(address.robots)
        return known

    async def _rules_at(self, address: Address) -> Rules:
        """RFC 9309, 2.3.1: refusals and endless redirects allow everything, faults of the server forbid it.

        What fails without an answer is left to the page itself, which will fail in the same way. Rules that came
        through a redirect are those of the host they lie on too.
        """
        try:
            last, answer = await self._through(address, ruled=False, most=robots.MOST)
        except SiteFault as fault:
            if fault.trouble in _SPEAKS_FOR_ALL:
                raise
            if fault.trouble is SiteTrouble.TOO_BIG:
                raise SiteFault(SiteTrouble.ROBOTS_BROKEN) from None
            return Rules()
        if answer.status >= 500:
            raise SiteFault(SiteTrouble.ROBOTS_BROKEN)
        rules = Rules(answer.body)
        if last == last.robots:
            self._rules[last.origin] = rules
        return rules


# A site is not visited further after these.
_SPEAKS_FOR_ALL = frozenset({SiteTrouble.TLS, SiteTrouble.INSIDE})


def _trouble(status: int) -> SiteTrouble:
    if status in _NOT_THERE:
        return SiteTrouble.NOT_FOUND
    return SiteTrouble.REFUSED if 400 <= status < 500 else SiteTrouble.BROKEN


def _united(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _bare(host: str) -> str:
    return host.removeprefix("www.")
