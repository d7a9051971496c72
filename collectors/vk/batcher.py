"""Gathers calls made at the same time into as few requests as VK allows, and hands each its own answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from collectors.errors import CollectingError, TryLater
from collectors.vk.client import VkClient
from collectors.vk.consequences import Consequence, consequence
from collectors.vk.execute import loads, matched, script
from collectors.vk.lanes import Lane, LaneShut
from collectors.vk.wire import Answer, Call, Refused, Said

LINGER = 0.005
"""Seconds a call waits for company; far below the pace of one token."""

TOO_BIG = frozenset({13, 36})
THROTTLED = frozenset({6, 9})
NOT_ALLOWED = frozenset({15, 27, 28})


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    call: Call
    answer: asyncio.Future[Answer] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def settle(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)

    def fail(self, error: BaseException) -> None:
        if not self.answer.done():
            self.answer.set_exception(error)


class Batcher:
    """`ask` is VkClient.ask with company: execute where a token may call it, single calls elsewhere."""

    def __init__(self, client: VkClient) -> None:
        self._client = client
        self._waiting: list[_Job] = []
        self._trips: set[asyncio.Task[None]] = set()

    async def ask(self, call: Call) -> Answer:
        """The answer; raises what VkClient.ask raises."""
        if not self._waiting:
            asyncio.get_running_loop().call_later(LINGER, self._depart)
        job = _Job(call)
        self._waiting.append(job)
        return await job.answer

    def close(self) -> None:
        """Give up what is under way."""
        for each in self._trips:
            each.cancel()

    def _depart(self) -> None:
        jobs, self._waiting = self._waiting, []
        for load in loads([each.call for each in jobs]):
            self._send(jobs[:load])
            jobs = jobs[load:]

    def _send(self, jobs: list[_Job]) -> None:
        trip = asyncio.create_task(self._serve(jobs))
        self._trips.add(trip)
        trip.add_done_callback(lambda done: self._arrived(done, jobs))

    def _arrived(self, trip: asyncio.Task[None], jobs: list[_Job]) -> None:
        """Nobody may be left waiting, whatever became of the trip."""
        self._trips.discard(trip)
        for job in jobs:
            if trip.cancelled():
                job.answer.cancel()
            elif error := trip.exception():
                job.fail(error)

    async def _serve(self, jobs: Sequence[_Job]) -> None:
        if len(jobs) > 1 and (lane := await self._client.executing_lane(jobs[0].call.method)):
            jobs = await self._together(lane, jobs)
        await asyncio.gather(*(self._alone(job) for job in jobs))

    async def _alone(self, job: _Job) -> None:
        try:
            job.settle(await self._client.ask(job.call))
        except CollectingError as error:
            job.fail(error)

    async def _together(self, lane: Lane, jobs: Sequence[_Job]) -> list[_Job]:
        """Try by execute; the jobs still to be done one by one."""
        aboard, ashore = await self._afford(lane, jobs)
        if not aboard:
            return ashore
        try:
            told = await self._client.through(lane, script([each.call for each in aboard]))
        except LaneShut:
            return list(jobs)
        except TryLater as error:
            return list(jobs) if error.code not in THROTTLED else self._give_up(jobs, error)
        match told:
            case Said():
                return await self._unload(lane, aboard, told) + ashore
            case Refused(code) if code in TOO_BIG and len(aboard) > 1:
                half = len(aboard) // 2
                await asyncio.gather(self._serve(aboard[:half]), self._serve(aboard[half:]))
                return ashore
            case Refused(code):
                lane.executes = lane.executes and code not in NOT_ALLOWED
                return list(jobs)

    def _give_up(self, jobs: Sequence[_Job], error: CollectingError) -> list[_Job]:
        """More calls would only make it worse; none is left to do."""
        for job in jobs:
            job.fail(error)
        return []

    async def _afford(self, lane: Lane, jobs: Sequence[_Job]) -> tuple[list[_Job], list[_Job]]:
        """Reserve before the call; those there is quota for, and the rest."""
        granted = await self._client.book(lane, sum(each.call.spends for each in jobs))
        aboard: list[_Job] = []
        ashore: list[_Job] = []
        for job in jobs:
            fits = job.call.spends <= granted and lane.carries(job.call.method)
            granted -= job.call.spends if fits else 0
            (aboard if fits else ashore).append(job)
        return aboard, ashore

    async def _unload(self, lane: Lane, jobs: Sequence[_Job], said: Said) -> list[_Job]:
        """Hand out the answers; the jobs whose answer is missing, or worth another try by itself."""
        left: list[_Job] = []
        for job, answer in zip(jobs, matched([each.call for each in jobs], said), strict=True):
            what = consequence(answer, job.call.method) if answer else None
            if answer and what is Consequence.ANSWER:
                job.settle(answer)
                continue
            if what is Consequence.SPENT and lane.carries(job.call.method):
                await self._client.used_up(lane, job.call.method)
            left.append(job)
        return left
