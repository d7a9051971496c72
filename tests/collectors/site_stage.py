"""A hostile site on loopback that answers as a test tells it, and names that lead where a test wants them to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address

from collectors.site.collector import SiteCollector
from collectors.site.gate import Gate
from collectors.site.guard import IpAddress
from collectors.site.wire import Limits

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUICK = Limits(connect=1.0, request=1.0, visit=3.0)
HOME = "127.0.0.1"
INSIDE = "127.0.0.2"

TLS_HELLO = b"\x16"

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; an underscore in a header's name is a hyphen."""
    content = body.encode() if isinstance(body, str) else body
    told = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(content)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in told.items())]
    return "\r\n".join((*lines, "", "")).encode() + content


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that sends on."""
    return answer(b"moved", status, Location=location)


def links(*hrefs: str) -> str:
    """A home page with these links."""
    anchors = "".join(f'<li><a href="{href}">мы</a></li>' for href in hrefs)
    return f"<!doctype html><html><body><h1>Дом культуры</h1><a href='/news'>Новости</a><ul>{anchors}</ul></body>"


@dataclass
class Site:
    """Answers by path; what nobody told of is not found. `asked` are the heads of requests."""

    port: int
    answers: dict[str, bytes | Play] = field(default_factory=dict[str, bytes | Play])
    asked: list[str] = field(default_factory=list[str])
    hangs_up_on_tls: bool = False
    open_now: int = 0
    most_open: int = 0

    @property
    def place(self) -> str:
        return f"{HOME}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._answer(reader, writer)
        self.open_now -= 1
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == TLS_HELLO:
            writer.write(b"" if self.hangs_up_on_tls else answer(b"plain HTTP, please", "400 Bad Request"))
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.asked.append(head)
        await self._play(head.split(" ")[1], writer)

    async def _play(self, path: str, writer: asyncio.StreamWriter) -> None:
        told = self.answers.get(path.partition("?")[0], answer(b"nothing here", "404 Not Found"))
        if isinstance(told, bytes):
            writer.write(told)
            await writer.drain()
        else:
            await told(writer)


@asynccontextmanager
async def site(
    answers: Mapping[str, bytes | Play] | None = None,
    *,
    host: str = HOME,
    port: int = 0,
    tls: ssl.SSLContext | None = None,
) -> AsyncGenerator[Site, None]:
    """A site that listens while the block runs."""
    on = Site(port, dict(answers or {}))
    server = await asyncio.start_server(on.serve, host, port, ssl=tls)
    on.port = server.sockets[0].getsockname()[1]
    try:
        yield on
    finally:
        server.close()


@dataclass
class Names:
    """A resolver: each question about a host takes its next answer, the last one again and again."""

    answers: dict[str, list[Sequence[str]]]
    asked: list[str] = field(default_factory=list[str])

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        del port
        self.asked.append(host)
        told = self.answers.get(host)
        if told is None:
            raise OSError(f"no such host: {host}")
        return told[0] if len(told) == 1 else told.pop(0)


@dataclass(frozen=True)
class Street:
    """Takes these addresses for public, and no others: a stand-in for the Internet on loopback."""

    public: frozenset[str] = frozenset({HOME})

    def __call__(self, address: IpAddress) -> bool:
        return address in {ip_address(each) for each in self.public}


def let_in(*places: str, **more: object) -> SiteCollector:
    """A collector that may go to these places by the setting for development."""
    return _collector(Gate(frozenset(places)), more)


def on_the_street(port: int, names: Names, **more: object) -> SiteCollector:
    """A collector for which 127.0.0.1 is the Internet and this port a usual one."""
    return _collector(Gate(ports=frozenset({port}), is_public=Street()), {"resolver": names, **more})


def _collector(gate: Gate, more: Mapping[str, object]) -> SiteCollector:
    told = {"clock": lambda: NOW, "limits": QUICK, **more}
    return SiteCollector(gate=gate, **told)  # type: ignore[arg-type] # tests pass what fits
