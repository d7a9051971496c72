"""Breaking a connection the way a failing network does."""

from __future__ import annotations

import socket
import struct

from aiohttp import web


def cut(request: web.Request) -> web.Response:
    """Close the connection at once, with a reset and without an answer; what is returned is never sent."""
    transport = request.transport
    if transport is not None:
        connection: socket.socket | None = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
