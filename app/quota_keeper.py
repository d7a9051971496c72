"""The daily allowance over the database, so that a restart does not forget what was spent."""

from __future__ import annotations

from dataclasses import dataclass

from app.frame import Clock
from storage import quota
from storage.store import Store


@dataclass(frozen=True, slots=True)
class QuotaKeeper:
    """`collectors.quota.DailyQuota` for one network; `limit` is what we allow ourselves a UTC day and token."""

    store: Store
    clock: Clock
    limit: int

    async def reserve(self, credential: str, method: str, wanted: int) -> int:
        """Book before calling; returns how many calls may be made."""
        day = self.clock().date()
        return await self.store.write(lambda db: quota.reserve(db, credential, method, wanted, self.limit, day))

    async def exhaust(self, credential: str, method: str) -> None:
        """The network says that nothing is left for today."""
        day = self.clock().date()
        await self.store.write(lambda db: quota.exhaust(db, credential, method, self.limit, day))
