"""The system's resolver, asked in a thread that nobody has to wait for."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol


class Resolver(Protocol):
    """Tells the IP addresses of a host."""

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses as text. Raises OSError when there are none."""
        ...


class SystemResolver:
    """`getaddrinfo` cannot be cut off, so it runs in a daemon thread: stopping does not wait for a dead DNS server.

    (The event loop's own way is a thread pool, which is joined at exit.)
    """

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses of the host, each once. Raises OSError."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()
        threading.Thread(target=_ask, args=(host, port, loop, answer), name="resolving", daemon=True).start()
        return await answer


def _ask(host: str, port: int, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Sequence[str]]) -> None:
    found: Sequence[str] = ()
    fault: OSError | None = None
    try:
        found = _addresses(host, port)
    except (OSError, UnicodeError) as error:
        fault = error if isinstance(error, OSError) else OSError("no host name")
    # The loop is closed when the program stopped meanwhile.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_tell, answer, found, fault)


def _addresses(host: str, port: int) -> Sequence[str]:
    """A scope («fe80::1%eth0») stays with its address."""
    told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in told))


def _tell(answer: asyncio.Future[Sequence[str]], found: Sequence[str], fault: OSError | None) -> None:
    if answer.done():
        return
    if fault is None:
        answer.set_result(found)
    else:
        answer.set_exception(fault)
