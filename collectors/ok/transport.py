"""One POST to OK: a bounded body within a bounded time, and what it says."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import aiohttp

from collectors.ok.errors import Hiccup
from collectors.ok.shapes import object_or_empty, text, whole

LARGEST_BODY = 8 * 1024 * 1024
DEADLINE = 8.0
"""Seconds for a whole call: a server that drips a byte a second trips no read timeout (architecture 5)."""

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: a JSON value, or an error by its code and OK's own words for it (scrub before use)."""

    value: object = None
    code: int | None = None
    message: str = ""


class Wire:
    """A connection to `{api_url}/fb.do`; opened at the first call."""

    def __init__(self, api_url: str, deadline: float = DEADLINE) -> None:
        self._address = f"{api_url.rstrip('/')}/fb.do"
        self._deadline = deadline
        self._session: aiohttp.ClientSession | None = None

    async def post(self, form: dict[str, str]) -> Answer:
        """Send a form, so that the token stands in no address; raises `Hiccup` alone."""
        try:
            async with asyncio.timeout(self._deadline):
                status, header, body = await self._exchange(form)
        except TimeoutError:
            raise Hiccup("Одноклассники не ответили вовремя") from None
        except (aiohttp.ClientError, OSError):
            raise Hiccup("нет связи с Одноклассниками") from None
        return understood(status, header, body)

    async def close(self) -> None:
        """Drop the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(self, form: dict[str, str]) -> tuple[int, str, bytes]:
        # A redirect would carry the token elsewhere.
        async with self._opened().post(self._address, data=form, allow_redirects=False) as response:
            return response.status, response.headers.get("Invocation-Error", ""), await _body(response)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > LARGEST_BODY:
            raise Hiccup("ответ Одноклассников слишком велик")
    return bytes(body)


def understood(status: int, header: str, body: bytes) -> Answer:
    """The answer of a body of any HTTP status; the header Invocation-Error repeats an error's code (ok.md 6).

    Broken JSON is a passing fault: clients met it (ok.md 4.10). Raises `Hiccup`.
    """
    value, decoded = _decoded(body)
    envelope = object_or_empty(value)
    code = whole(envelope.get("error_code"))
    if code is None:
        code = whole(header.strip())
    if code is not None:
        return Answer(code=code, message=text(envelope.get("error_msg")))
    if not decoded or status != 200:
        raise Hiccup("ответ Одноклассников не читается", code=status)
    return Answer(value)


def _decoded(body: bytes) -> tuple[object, bool]:
    try:
        return json.loads(body), True
    except (ValueError, RecursionError):
        return None, False
