"""Bytes: how a request is read, and how an answer, proper or spoilt, is sent."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from emulators.vk.faults import Fault, FaultKind

JSON_TYPE = "application/json"
HTML_TYPE = "text/html"
HTML_PAGE = "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as it came: `values` hold every parameter, `token` is empty when none was sent."""

    method: str
    values: dict[str, str]
    token: str


async def read(request: web.Request) -> Ask:
    """Parameters of the query and of a form; JSON bodies are not read, as in VK (dev.vk.com, api-requests)."""
    form = await request.post()
    sent = {key: value for key, value in form.items() if isinstance(value, str)}
    values = {**request.query, **sent}
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return Ask(request.match_info["name"], values, values.get("access_token", bearer))


async def send(request: web.Request, text: str, fault: Fault | None) -> web.StreamResponse:
    """Send `text`, spoilt as `fault` says."""
    match fault:
        case Fault(FaultKind.RESET):
            return _reset(request)
        case Fault(FaultKind.HANG):
            await asyncio.sleep(fault.seconds)
            return _close(request)
        case Fault(FaultKind.DRIP):
            return await _drip(request, text.encode(), fault.seconds)
        case None:
            return _json(text)
        case _:
            return _SPOILT.get(fault.kind, _proper)(fault, text)


def _json(text: str) -> web.Response:
    return web.Response(text=text, content_type=JSON_TYPE)


def _proper(_fault: Fault, text: str) -> web.Response:
    return _json(text)


def _page(title: str, status: int) -> web.Response:
    return web.Response(text=HTML_PAGE.format(title=title), status=status, content_type=HTML_TYPE)


def _reset(request: web.Request) -> web.Response:
    # Lingering for zero seconds makes the kernel send RST instead of FIN (socket(7), SO_LINGER).
    if request.transport is not None:
        peer: socket.socket = request.transport.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return _close(request)


def _close(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _drip(request: web.Request, body: bytes, seconds: float) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": JSON_TYPE, "Content-Length": str(len(body))})
    await answer.prepare(request)
    try:
        for byte in body:
            await answer.write(bytes([byte]))
            await asyncio.sleep(seconds)
    except ConnectionResetError:  # the client has had enough; there is nobody to tell
        return answer
    await answer.write_eof()
    return answer


_SPOILT: dict[FaultKind, Callable[[Fault, str], web.Response]] = {
    FaultKind.STATUS: lambda fault, _text: _page(f"Error {fault.code}", fault.code),
    FaultKind.HTML: lambda _fault, _text: _page("Технические работы", 200),
    FaultKind.EMPTY: lambda _fault, _text: _json(""),
    FaultKind.NOT_JSON: lambda _fault, _text: _json("try again later"),
    FaultKind.NEITHER: lambda _fault, _text: _json('{"status": "ok"}'),
    FaultKind.TRUNCATED: lambda _fault, text: _json(text[: len(text) // 2]),
    FaultKind.OVERSIZE: lambda fault, _text: _json(f'{{"response": "{"x" * fault.size}"}}'),
}
