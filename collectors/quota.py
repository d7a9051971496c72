"""The daily allowance of a scarce method, kept outside so that it survives a restart."""

from __future__ import annotations

from typing import Protocol


class DailyQuota(Protocol):
    """Counts calls by credential, method and UTC day; the caller supplies only what it spends."""

    async def reserve(self, credential: str, method: str, wanted: int) -> int:
        """Book up to `wanted` calls before they are made; returns how many may be made (0..wanted).

        `credential` is a short fingerprint of a token, never the token.
        """
        ...

    async def exhaust(self, credential: str, method: str) -> None:
        """The network itself says that nothing is left for today."""
        ...
