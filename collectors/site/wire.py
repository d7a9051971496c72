"""One GET to an address that was checked: nowhere else, no further than so many bytes, no longer than so long."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from collectors.site.address import Address
from collectors.site.errors import SiteFault
from collectors.site.guard import IpAddress
from collectors.site.unpacking import ACCEPTED, Unpacker
from domain.site import SiteTrouble

AGENT = "Postovoy (a municipality's weekly look for links to its pages in social networks)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5",
    "Accept-Encoding": ACCEPTED,
    "Accept-Language": "ru",
}
_PIECE = 16 * 1024

AddrInfo = tuple[
    socket.AddressFamily | int, socket.SocketKind | int, int, str, tuple[str, int] | tuple[str, int, int, int]
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, for one request, and for a whole visit; bytes of a web page unpacked; redirects."""

    connect: float = 8.0
    request: float = 15.0
    visit: float = 45.0
    body: int = 2 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `kind` is the media type, `charset` as the header tells it, `location` of a redirect."""

    status: int
    kind: str = ""
    charset: str = ""
    location: str = ""
    body: bytes = b""


class Wire:
    """`tls` decides which certificates are believed; every request has a connection of its own."""

    def __init__(self, tls: ssl.SSLContext, limits: Limits) -> None:
        self._tls = tls
        self._limits = limits

    async def get(self, address: Address, numbers: Sequence[IpAddress], most: int) -> Answer:
        """Ask for an address at one of these IP addresses; raises SiteFault alone.

        TOO_BIG when the body holds more than `most` bytes, TOO_SLOW when it takes too long to come.
        """
        try:
            async with asyncio.timeout(self._limits.request):
                return await self._exchange(address, numbers, most)
        except (aiohttp.ClientSSLError, ssl.SSLError, ssl.CertificateError):
            raise SiteFault(SiteTrouble.TLS) from None
        except (aiohttp.ConnectionTimeoutError, aiohttp.SocketTimeoutError):
            raise SiteFault(SiteTrouble.UNREACHABLE) from None
        except TimeoutError:
            raise SiteFault(SiteTrouble.TOO_SLOW) from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise SiteFault(SiteTrouble.UNREACHABLE) from None

    async def _exchange(self, address: Address, numbers: Sequence[IpAddress], most: int) -> Answer:
        async with (
            self._session(numbers) as session,
            session.get(URL(address.url, encoded=True), allow_redirects=False) as response,
        ):
            try:
                return await _understood(response, most)
            finally:
                # Leaving the block politely would read on what an endless body sends.
                response.close()

    def _session(self, numbers: Sequence[IpAddress]) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            ssl=self._tls,
            resolver=_Known(numbers),
            use_dns_cache=False,
            force_close=True,
            happy_eyeballs_delay=None,
            socket_factory=only_to(numbers),
        )
        return aiohttp.ClientSession(
            connector=connector,
            headers=_HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect),
        )


def only_to(numbers: Sequence[IpAddress]) -> Callable[[AddrInfo], socket.socket]:
    """Makes sockets for these IP addresses and no others: the last word before a connection, whoever resolved."""
    allowed = {str(number) for number in numbers}

    def made(info: AddrInfo) -> socket.socket:
        family, kind, protocol, _, place = info
        if str(place[0]) not in allowed:
            raise SiteFault(SiteTrouble.INSIDE)
        return socket.socket(family, kind, protocol)

    return made


class _Known(AbstractResolver):
    """Answers with what was checked already, and asks nobody."""

    def __init__(self, numbers: Sequence[IpAddress]) -> None:
        self._numbers = numbers

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The same for every host; `family` is left to the addresses."""
        del family
        return [_result(host, port, number) for number in self._numbers]

    async def close(self) -> None:
        """Nothing is held."""


def _result(host: str, port: int, number: IpAddress) -> ResolveResult:
    family = socket.AF_INET if number.version == 4 else socket.AF_INET6
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=str(number), port=port, family=family, proto=0, flags=flags)


async def _understood(response: aiohttp.ClientResponse, most: int) -> Answer:
    status, location = response.status, response.headers.get("Location", "")
    if status in REDIRECTS:
        return Answer(status, location=location)
    if not 200 <= status < 300:
        return Answer(status)
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), most)
    if (response.content_length or 0) > most:
        raise SiteFault(SiteTrouble.TOO_BIG)
    async for piece in response.content.iter_chunked(_PIECE):
        unpacker.take(piece)
    kind = response.headers.get("Content-Type", "")
    return Answer(status, _kind(kind), _charset(kind), body=unpacker.body)


def _kind(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _charset(header: str) -> str:
    """Read by hand: the library's own reading believes that there is a header."""
    for parameter in header.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return ""
