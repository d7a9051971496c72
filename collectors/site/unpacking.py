"""Compressed bodies, unpacked no further than allowed: a small body may be a bomb."""

from __future__ import annotations

import zlib
from typing import Protocol

from collectors.site.errors import SiteFault
from domain.site import SiteTrouble

ACCEPTED = "gzip, deflate"

# zlib's header or gzip's, whichever there is; and deflate without any header, which some servers send.
_ANY_HEADER = zlib.MAX_WBITS | 32
_NO_HEADER = -zlib.MAX_WBITS


class _Inflating(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class Unpacker:
    """Takes a body piece by piece; `encoding` is the header Content-Encoding. Raises SiteFault for unknown ones."""

    def __init__(self, encoding: str, most: int) -> None:
        self._name = encoding.strip().lower()
        self._most = most
        self._inflating: _Inflating | None = None
        self._body = bytearray()
        if self._name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise SiteFault(SiteTrouble.UNREADABLE)

    def take(self, piece: bytes) -> None:
        """Raises SiteFault when the body grows beyond its limit or cannot be unpacked."""
        self._body += piece if self._name in ("", "identity") else self._inflated(piece)
        if len(self._body) > self._most:
            raise SiteFault(SiteTrouble.TOO_BIG)

    @property
    def body(self) -> bytes:
        """What came so far, unpacked."""
        return bytes(self._body)

    def _inflated(self, piece: bytes) -> bytes:
        if self._inflating is None:
            self._inflating = self._begun(piece)
        if self._inflating.eof:
            return b""
        room = self._most - len(self._body) + 1
        try:
            return self._inflating.decompress(self._inflating.unconsumed_tail + piece, room)
        except zlib.error:
            raise SiteFault(SiteTrouble.UNREADABLE) from None

    def _begun(self, piece: bytes) -> _Inflating:
        """zlib's first byte tells its method in the lower half, 8 for deflate (RFC 1950); gzip begins 1f 8b."""
        is_headed = self._name != "deflate" or piece[:1] == b"\x1f" or (piece[0] & 0x0F == 8 and piece[0] >> 4 <= 7)
        return zlib.decompressobj(_ANY_HEADER if is_headed else _NO_HEADER)
