"""Reads a web page in a process of its own: what a stranger wrote can cost the parser minutes, or crash it.

Time grows with the square of how deep elements nest (measured: 2 MB of opened elements, more than 40 s), and the
parser holds all other work of its process meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from collectors.site.encoding import decoded
from collectors.site.errors import SiteFault
from collectors.site.page import Seen, read_page
from domain.network import Network
from domain.page import Link
from domain.site import SiteTrouble

SECONDS = 4.0

# Bytes of address space: several times what two honest megabytes take (measured: 135 MB resident).
_MOST_MEMORY = 768 * 1024 * 1024

_ROOT = Path(__file__).parents[2]
# Without it Windows starts no process; nothing else of the environment, which may hold secrets, is handed on.
_NEEDED = ("SYSTEMROOT",)


async def read_apart(body: bytes, charset: str, address: str, seconds: float = SECONDS) -> Seen:
    """What stands on the page. Raises SiteFault UNREADABLE when the reader did not manage in time, or died."""
    head = json.dumps({"address": address, "charset": charset}).encode()
    try:
        process = await _reader()
    except OSError:
        raise SiteFault(SiteTrouble.UNREADABLE) from None
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate(head + b"\n" + body)
    except TimeoutError:
        raise SiteFault(SiteTrouble.UNREADABLE) from None
    finally:
        await _end(process)
    if process.returncode != 0:
        raise SiteFault(SiteTrouble.UNREADABLE)
    return from_text(told)


async def _reader() -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "collectors.site.apart"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env=_environment(os.environ),
    )


async def _end(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT), **{name: given[name] for name in _NEEDED if name in given}}


def to_text(seen: Seen) -> bytes:
    """As the reader hands it over."""
    pages = [[link.network.value, link.written, link.number, link.name] for link in seen.pages]
    return json.dumps({"pages": pages, "lead": seen.lead, "has_links": seen.has_links}).encode()


def from_text(told: bytes) -> Seen:
    """The reverse of `to_text`."""
    found = json.loads(told)
    rows = cast("list[tuple[str, str, int | None, str | None]]", found["pages"])
    pages = tuple(Link(Network(network), written, number, name) for network, written, number, name in rows)
    return Seen(pages, str(found["lead"]), bool(found["has_links"]))


def main() -> None:
    """The reader: a line of JSON and the body in, JSON out; ends itself should nobody end it."""
    _bound()
    head = json.loads(sys.stdin.buffer.readline())
    html = decoded(sys.stdin.buffer.read(), str(head["charset"]))
    sys.stdout.buffer.write(to_text(read_page(html, str(head["address"]))))


def _bound() -> None:
    """Where the system lets a process bind itself (not on Windows, perhaps not in a service that is locked up)."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    signal.alarm(round(SECONDS) + 1)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    main()
