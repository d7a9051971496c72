"""Groups by their numbers: up to fifty at once, the halves where one bad number spoils the call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from collectors.errors import CollectingError, TryLater
from collectors.ok import parse
from collectors.ok.client import OkClient
from collectors.ok.errors import BAD_FIELDS, MALFORMED, Gone
from collectors.ok.profile import GROUP_FIELDS, MORE_FIELDS
from collectors.ok.shapes import Json

# Fewer pages may well be gone all together.
_TOO_MANY = 3


class GroupReader:
    """Knows whether OK takes the uncertain fields."""

    def __init__(self, client: OkClient) -> None:
        self._client = client
        self._asks_more = True

    async def read(self, numbers: Sequence[int]) -> dict[int, Json | CollectingError]:
        """The groups; one is believed to be unavailable when it is left out again, asked alone.

        That several became unavailable at once, and no other is left, is not believed at all.
        """
        beans = await self._asked(numbers)
        if beans or len(numbers) < _TOO_MANY:
            for left_out in [number for number in numbers if number not in beans]:
                beans.update(await self._asked([left_out]))
            return beans
        return {**dict.fromkeys(numbers, TryLater("Одноклассники не отдали сведений ни об одной группе"))}

    async def _asked(self, numbers: Sequence[int]) -> dict[int, Json | CollectingError]:
        """Groups by number; one that is unavailable is missing, one that could not be asked has its fault."""
        if not numbers:
            return {}
        uids = ",".join(map(str, numbers))
        try:
            return {**await self._told(uids)}
        except Gone:
            return await self._halves(numbers, {})
        except CollectingError as fault:
            whole = dict.fromkeys(numbers, fault)
            return await self._halves(numbers, whole) if fault.code in MALFORMED else {**whole}

    async def _told(self, uids: str) -> Mapping[int, Json]:
        """With the uncertain fields as long as OK takes them; whether a call fails for a bad one is unsourced."""
        if self._asks_more:
            try:
                return await self._info(uids, f"{GROUP_FIELDS},{MORE_FIELDS}")
            except CollectingError as fault:
                if fault.code not in BAD_FIELDS:
                    raise
        told = await self._info(uids, GROUP_FIELDS)
        self._asks_more = False
        return told

    async def _info(self, uids: str, fields: str) -> Mapping[int, Json]:
        return await self._client.ask("group.getInfo", {"uids": uids, "fields": fields}, parse.groups)

    async def _halves(
        self, numbers: Sequence[int], single: Mapping[int, CollectingError]
    ) -> dict[int, Json | CollectingError]:
        """One bad number fails the call for all (ok.md 4.2); `single` is what it means for one alone."""
        if len(numbers) == 1:
            return {**single}
        middle = len(numbers) // 2
        return {**await self._asked(numbers[:middle]), **await self._asked(numbers[middle:])}
