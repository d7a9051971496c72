"""Threads that carry blocking calls, each with a session of its own; whoever gets stuck is left and replaced."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from enum import Enum, auto
from queue import SimpleQueue

from collectors.vk.session import SILENT, Session
from collectors.vk.wire import Broken, Call, Told

log = logging.getLogger(__name__)

GRACE = 0.5
"""Seconds a worker is given beyond the total a call may take, before it is left."""

UNDONE = Broken("запрос к ВКонтакте не выполнен")


class _Stage(Enum):
    WAITING = auto()
    TAKEN = auto()
    DONE = auto()
    LEFT = auto()


class _Errand:
    """One call on its way through a thread and back to the loop that asked."""

    def __init__(self, call: Call, token: str) -> None:
        self._call = call
        self._token = token
        self._loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[Told] = self._loop.create_future()
        self._worker: threading.Thread | None = None
        self._stage = _Stage.WAITING
        self._lock = threading.Lock()

    def run(self, session: Session) -> bool:
        """Make the call, in a worker's thread; False when the worker has been left meanwhile."""
        self._worker = threading.current_thread()
        if not self._move(_Stage.WAITING, _Stage.TAKEN):
            return True
        told: Told = UNDONE
        try:
            told = session.ask(self._call, self._token)
        finally:
            waited_for = self._move(_Stage.TAKEN, _Stage.DONE) and self._tell(told)
        return waited_for

    def leave(self) -> threading.Thread | None:
        """Nobody waits any more; the worker that is stuck with it, if there is one."""
        if self._move(_Stage.WAITING, _Stage.LEFT) or not self._move(_Stage.TAKEN, _Stage.LEFT):
            return None
        return self._worker

    def _move(self, before: _Stage, after: _Stage) -> bool:
        with self._lock:
            if self._stage is not before:
                return False
            self._stage = after
            return True

    def _tell(self, told: Told) -> bool:
        try:
            self._loop.call_soon_threadsafe(self._settle, told)
        except RuntimeError:  # the loop is closed: the program is stopping
            return False
        return True

    def _settle(self, told: Told) -> None:
        if not self.answer.done():
            self.answer.set_result(told)


class Crew:
    """`size` daemon threads over one queue. Not an executor: its threads are joined when the program ends.

    Hold `place` while asking, so that no call waits behind another after the pacer has granted its start.
    `lost` counts workers left behind.
    """

    def __init__(self, size: int, total: float, open_session: Callable[[], Session]) -> None:
        self.place = asyncio.Semaphore(size)
        self.lost = 0
        self._size = size
        self._patience = total + GRACE
        self._open_session = open_session
        self._queue: SimpleQueue[_Errand | None] = SimpleQueue()
        self._workers: set[threading.Thread] = set()

    async def ask(self, call: Call, token: str) -> Told:
        """Have the call made in a thread; never longer than the total and the grace."""
        self._fill_up()
        errand = _Errand(call, token)
        self._queue.put(errand)
        try:
            return await asyncio.wait_for(errand.answer, self._patience)
        except TimeoutError:
            log.warning("a VK worker is stuck past its deadline and is replaced")
            return SILENT
        finally:
            if stuck := errand.leave():
                self._workers.discard(stuck)
                self.lost += 1

    def close(self) -> None:
        """Let the idle workers go; those stuck die with the program, nobody waits for them."""
        for _ in self._workers:
            self._queue.put(None)
        self._workers.clear()

    def _fill_up(self) -> None:
        self._workers = {each for each in self._workers if each.is_alive()}
        while len(self._workers) < self._size:
            worker = threading.Thread(target=self._work, name="vk-worker", daemon=True)
            worker.start()
            self._workers.add(worker)

    def _work(self) -> None:
        session = self._open_session()
        try:
            while (errand := self._queue.get()) is not None and errand.run(session):
                pass
        finally:
            session.close()
