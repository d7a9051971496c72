"""Which addresses may be asked at all: nothing of ours from inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collectors.links import is_official_site
from collectors.site.address import Address
from collectors.site.errors import SiteFault
from collectors.site.guard import IpAddress, address_of, is_public
from domain.site import SiteTrouble


@dataclass(frozen=True, slots=True)
class Gate:
    """`development` holds places («127.0.0.1:8080») that are let through whatever they are."""

    development: frozenset[str] = frozenset()
    ports: frozenset[int] = frozenset({80, 443})
    is_public: Callable[[IpAddress], bool] = is_public

    def admit(self, address: Address) -> None:
        """Raises SiteFault for an odd port, an IP address inside, and what is no site by its name."""
        if address.place in self.development:
            return
        if self._leads_inside(address):
            raise SiteFault(SiteTrouble.INSIDE)
        if address.number is None and not is_official_site(address.url):
            raise SiteFault(SiteTrouble.NOT_A_SITE)
        if address.port not in self.ports:
            raise SiteFault(SiteTrouble.PORT)

    def _leads_inside(self, address: Address) -> bool:
        """Names without a dot are those of a network of one's own."""
        if address.number is not None:
            return not self.is_public(address.number)
        return "." not in address.host

    def checked(self, address: Address, found: Iterable[str]) -> tuple[IpAddress, ...]:
        """The IP addresses a host was resolved to, if every one of them lies outside; else raises SiteFault."""
        numbers = tuple(address_of(each) for each in found)
        is_open = address.place in self.development
        known = tuple(each for each in numbers if each is not None and (is_open or self.is_public(each)))
        if len(known) != len(numbers):
            raise SiteFault(SiteTrouble.INSIDE)
        if not known:
            raise SiteFault(SiteTrouble.UNREACHABLE)
        return known
