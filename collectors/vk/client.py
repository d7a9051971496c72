"""Asking VK politely: paced, retried, counted, never with a dead token. Errors become consequences here."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from datetime import time as time_of_day

from collectors.errors import CollectingError, TryLater
from collectors.quota import DailyQuota
from collectors.vk.consequences import EXECUTE, INTERNAL, TOO_FAST, Consequence, consequence, reason_of_death
from collectors.vk.crew import Crew
from collectors.vk.lanes import Lane, Lanes, LaneShut
from collectors.vk.outage import Outage
from collectors.vk.patience import Patience
from collectors.vk.session import Limits, Session
from collectors.vk.wire import SCARCE_METHOD, Answer, Broken, Call, Refused, Said, Told

log = logging.getLogger(__name__)

API_URL = "https://api.vk.ru"

FLOOD = "ВКонтакте сочёл запросы слишком частыми"
USED_UP = "ВКонтакте ограничил число запросов"
DAY_IS_SPENT = "дневной запас запросов к стенам израсходован"

FLOOD_REST = timedelta(minutes=5)
"""Error 9 wants minutes (vk.md 4.3)."""

PROBE = Call(EXECUTE, {"code": "return 1;"})


class VkClient:
    """Carries calls to VK with one or more tokens.

    `clock` gives aware UTC for `until`; `monotonic` measures rests. Raises ValueError without a token.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        quota: DailyQuota,
        clock: Callable[[], datetime],
        *,
        api_url: str = API_URL,
        rps: float = 3.0,
        workers: int = 4,
        limits: Limits | None = None,
        patience: Patience | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if not tokens:
            raise ValueError("a VK client needs a token")
        bounds = limits or Limits()
        self.lanes = Lanes([Lane(token, rps, monotonic) for token in tokens])
        self.crew = Crew(workers, bounds.total, lambda: Session(api_url, bounds))
        self._quota = quota
        self._clock = clock
        self._patience = patience or Patience()
        self._outage = Outage(monotonic)

    async def ask(self, call: Call) -> Answer:
        """The answer, or an error that says something about what was asked for.

        Raises AccessLost when no token works, TryLater when VK is busy, broken or used up for now.
        """
        spent: set[Lane] = set()
        while True:
            lane = next(iter(self.lanes.able(call.method, spent)), None)
            if lane is None:
                raise self._nobody(call.method, spent)
            if await self.book(lane, call.spends) < call.spends:
                spent.add(lane)
                continue
            try:
                return await self.through(lane, call)
            except LaneShut:
                continue

    async def through(self, lane: Lane, call: Call) -> Answer:
        """The same with this token and its quota booked. Raises LaneShut when it cannot carry the call."""
        tries = hurries = 0
        while True:
            told = await self._once(lane, call)
            match consequence(told, call.method), told:
                case Consequence.ANSWER, Said() | Refused():
                    return told
                case Consequence.HURRY, _:
                    hurries += 1
                    self._slow_down(lane, hurries)
                case Consequence.LATER, Refused(code):
                    raise TryLater(FLOOD, code=code, until=self._clock() + FLOOD_REST)
                case (Consequence.SPENT | Consequence.DEAD) as end, Refused(code):
                    await self._shut(lane, call.method, end, code)
                    raise LaneShut
                case _:
                    tries += 1
                    await self._wait(tries, told)
                    await self._book_again(lane, call)

    async def book(self, lane: Lane, wanted: int) -> int:
        """Reserve calls of wall.get; how many are granted."""
        if not wanted:
            return 0
        return await self._quota.reserve(lane.credential, SCARCE_METHOD, wanted)

    async def used_up(self, lane: Lane, method: str) -> None:
        """VK says that `method` is used up for this token."""
        lane.rest(method)
        log.warning("VK: %s is used up for token %s", method, lane.credential)
        await self._quota.exhaust(lane.credential, method)

    async def executing_lane(self, method: str) -> Lane | None:
        """A token that may call execute, probed once (vk.md 1.1), and carries `method` in it."""
        for lane in self.lanes.able(EXECUTE):
            if lane.carries(method) and await self._may_execute(lane):
                return lane
        return None

    def close(self) -> None:
        """Let the workers go, without waiting for anybody."""
        self.crew.close()

    async def _once(self, lane: Lane, call: Call) -> Told:
        async with self.crew.place:
            if wait := self._outage.wait():
                raise TryLater(self._outage.reason, until=self._clock() + timedelta(seconds=wait))
            await lane.pacer.turn()
            if not lane.carries(call.method):  # it was shut while this call waited for its turn
                raise LaneShut
            told = await self.crew.ask(call, lane.token)
        self._outage.note(told)
        if isinstance(told, Refused):
            log.info("VK: %s is refused with code %d: %s", call.method, told.code, told.text)
        return told

    def _slow_down(self, lane: Lane, hurries: int) -> None:
        lane.pacer.push(self._patience.push)
        if hurries > self._patience.hurries:
            raise TryLater(TOO_FAST, code=6)

    async def _wait(self, tries: int, told: Told) -> None:
        if tries >= self._patience.tries:
            reason, code = (told.reason, None) if isinstance(told, Broken) else (INTERNAL, _code(told))
            raise TryLater(reason, code=code)
        await asyncio.sleep(self._patience.before(tries))

    async def _book_again(self, lane: Lane, call: Call) -> None:
        # Whether VK counts a call that it failed to answer is not documented: count it.
        if await self.book(lane, call.spends) < call.spends:
            raise LaneShut

    async def _shut(self, lane: Lane, method: str, end: Consequence, code: int) -> None:
        if end is Consequence.SPENT:
            await self.used_up(lane, method)
            return
        lane.die(reason_of_death(code), code)
        log.error("VK: token %s is out of use, code %d", lane.credential, code)

    async def _may_execute(self, lane: Lane) -> bool:
        async with lane.probing:
            if lane.executes is None:
                try:
                    lane.executes = await self.through(lane, PROBE) == Said(1)
                except (LaneShut, TryLater):
                    return False
        return lane.executes

    def _nobody(self, method: str, spent: set[Lane]) -> CollectingError:
        now = self._clock()
        if death := self.lanes.death():
            return death
        if spent:
            tomorrow = datetime.combine(now.date() + timedelta(days=1), time_of_day(), now.tzinfo)
            return TryLater(DAY_IS_SPENT, until=tomorrow)
        return TryLater(USED_UP, code=29, until=now + timedelta(seconds=self.lanes.wait(method)))


def _code(told: Told) -> int | None:
    return told.code if isinstance(told, Refused) else None
