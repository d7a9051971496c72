"""How a broken answer goes over the wire."""

from __future__ import annotations

import asyncio
import socket
import struct
from http import HTTPStatus

from aiohttp import web

from emulators.ok.faults import Broken

OVERSIZE = 9 * 1024 * 1024
PIECE = 64 * 1024
FOREVER = 3600.0

_PAGE = "<!DOCTYPE html><html><body><h1>Service temporarily unavailable</h1></body></html>"
_JSON = "application/json"


async def break_answer(request: web.Request, kind: Broken, body: bytes) -> web.StreamResponse:
    """Answer `request` in this broken way; `body` is the answer that would have been right."""
    if kind is Broken.HANG:
        await asyncio.sleep(FOREVER)
    if kind is Broken.RESET:
        return _reset(request)
    if kind in {Broken.TRUNCATED, Broken.DRIP, Broken.OVERSIZED}:
        return await _stream(request, kind, body)
    return _whole(kind, body)


def _whole(kind: Broken, body: bytes) -> web.Response:
    match kind:
        case Broken.HTTP_500 | Broken.HTTP_502:
            status = HTTPStatus.INTERNAL_SERVER_ERROR if kind is Broken.HTTP_500 else HTTPStatus.BAD_GATEWAY
            return web.Response(text=_PAGE, status=status, content_type="text/html")
        case Broken.HTML:
            return web.Response(text=_PAGE, content_type="text/html")
        case Broken.NULL:
            return web.Response(text="null", content_type=_JSON)
        case Broken.NOT_JSON:
            return web.Response(text="{'topics': undefined}", content_type=_JSON)
        case Broken.CUT:
            return web.Response(body=body[: len(body) // 2], content_type=_JSON)
        case _:
            return web.Response(content_type=_JSON)


async def _stream(request: web.Request, kind: Broken, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": _JSON})
    if kind is Broken.TRUNCATED:
        response.content_length = len(body) + PIECE
    await response.prepare(request)
    match kind:
        case Broken.TRUNCATED:
            await response.write(body[: len(body) // 2])
            _hang_up(request, abruptly=False)
        case Broken.DRIP:
            await _drip(response, body)
        case _:
            await _flood(response, body)
    return response


async def _drip(response: web.StreamResponse, body: bytes) -> None:
    for each in body:
        await response.write(bytes([each]))
        await asyncio.sleep(1.0)


async def _flood(response: web.StreamResponse, body: bytes) -> None:
    """Spaces before the right answer: valid JSON, only far too long."""
    for _ in range(OVERSIZE // PIECE):
        await response.write(b" " * PIECE)
    await response.write(body)


def _reset(request: web.Request) -> web.Response:
    _hang_up(request, abruptly=True)
    return web.Response()


def _hang_up(request: web.Request, *, abruptly: bool) -> None:
    """End the connection; abruptly: with a reset, which is what no linger time means to TCP."""
    transport = request.transport
    if transport is None:
        return
    if abruptly:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    else:
        transport.close()
