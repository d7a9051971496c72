"""An address of a site, taken apart and put in order: what is asked is what was checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from collectors.site.errors import SiteFault
from collectors.site.guard import IpAddress, address_of, looks_numeric, number_of
from domain.site import SiteTrouble

DEFAULT_PORTS = {"http": 80, "https": 443}

_LONGEST = 2000
# White space and control characters inside, and the backslash, which programs read in different ways.
_TREACHEROUS = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_\-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_\-]{0,62}))*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*://", re.IGNORECASE)
# What may stand in a path or a query as it is (RFC 3986); per cent signs too, for they are quoted already.
_SAFE = "%/:=&?~+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to knock: `scheme` http or https, `host` in lower-case ASCII without a closing dot, or an IP address.

    `path` begins with a slash and holds the query too, quoted.
    """

    scheme: str
    host: str
    port: int
    path: str = "/"

    @property
    def place(self) -> str:
        """Host and port as the settings name development hosts: «127.0.0.1:8080»."""
        return f"{self._bracketed}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the scheme's own."""
        is_default = self.port == DEFAULT_PORTS[self.scheme]
        return f"{self.scheme}://{self._bracketed if is_default else self.place}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path

    @property
    def robots(self) -> Address:
        """Where its rules for programs lie (RFC 9309, 2.3)."""
        return replace(self, path="/robots.txt")

    @property
    def number(self) -> IpAddress | None:
        """The IP address, where the host is one."""
        return address_of(self.host)

    @property
    def is_secure(self) -> bool:
        """Asked over TLS."""
        return self.scheme == "https"

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def parse(url: str) -> Address:
    """Take an address apart. Raises SiteFault for what is no plain http(s) address: names, passwords, odd hosts."""
    split = _split(url)
    try:
        port = split.port
    except ValueError:
        raise SiteFault(SiteTrouble.BAD_ADDRESS) from None
    is_plain = split.scheme in DEFAULT_PORTS and "@" not in split.netloc and port != 0
    if not is_plain:
        raise SiteFault(SiteTrouble.BAD_ADDRESS)
    path = quote(split.path or "/", _SAFE, errors="replace")
    query = f"?{quote(split.query, _SAFE, errors='replace')}" if split.query else ""
    return Address(split.scheme, _host(split.hostname or ""), port or DEFAULT_PORTS[split.scheme], path + query)


def starts(site: str) -> tuple[Address, ...]:
    """Where to begin with a site as people write it; without a scheme over TLS first. Raises SiteFault."""
    written = "".join(site.split())
    if _SCHEME.match(written):
        return (parse(written),)
    bare = written.removeprefix("//")
    return parse(f"https://{bare}"), parse(f"http://{bare}")


def follow(base: Address, link: str) -> Address:
    """The address a link on a page, or a redirect, leads to. Raises SiteFault."""
    try:
        return parse(urljoin(base.url, link.strip(" \t\r\n\f")))
    except ValueError:
        raise SiteFault(SiteTrouble.BAD_ADDRESS) from None


def _split(url: str) -> SplitResult:
    if len(url) > _LONGEST or _TREACHEROUS.search(url):
        raise SiteFault(SiteTrouble.BAD_ADDRESS)
    try:
        return urlsplit(url)
    except ValueError:
        raise SiteFault(SiteTrouble.BAD_ADDRESS) from None


def _host(written: str) -> str:
    if ":" in written:
        number = address_of(written)
        if not isinstance(number, IPv6Address) or number.scope_id is not None:
            raise SiteFault(SiteTrouble.BAD_ADDRESS)
        return str(number)
    host = _ascii(written).removesuffix(".").lower()
    if looks_numeric(host):
        return _from_number(host)
    if not _HOST.fullmatch(host):
        raise SiteFault(SiteTrouble.BAD_ADDRESS)
    return host


def _ascii(host: str) -> str:
    """In punycode; letters and dots of other widths become plain ones here, before anything is checked."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        raise SiteFault(SiteTrouble.BAD_ADDRESS) from None


def _from_number(host: str) -> str:
    number = number_of(host)
    if number is None:
        raise SiteFault(SiteTrouble.BAD_ADDRESS)
    return str(number)
