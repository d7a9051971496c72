"""What a site allows programs (RFC 9309)."""

from __future__ import annotations

from protego import Protego

from collectors.site.address import Address

NAME = "Postovoy"
"""How robots.txt may address this program."""

MOST = 500 * 1024
"""Bytes a program must be ready to read (RFC 9309, 2.5)."""


class Rules:
    """The rules of one host; without a text everything is allowed."""

    def __init__(self, body: bytes = b"") -> None:
        self._parsed = Protego.parse(body.decode("utf-8-sig", errors="replace")) if body else None

    def allow(self, address: Address) -> bool:
        """Whether the address may be asked for."""
        return self._parsed is None or self._parsed.can_fetch(address.url, NAME)
