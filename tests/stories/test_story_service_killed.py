"""The whole service: it dies, goes on, repeats nothing and stops in time."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from pathlib import Path

import pytest
from whole_program import WholeProgram, registered, stopped, whole_program

pytestmark = [pytest.mark.story, pytest.mark.long, pytest.mark.usefixtures("untouched_process")]


async def test_a_service_that_was_killed_goes_on_repeats_nothing_and_stops_in_time(tmp_path: Path) -> None:
    async with whole_program(tmp_path) as program:
        await registered(program)
        service = await program.start("run")
        await program.until(lambda: len(program.told) == 2)
        await asyncio.sleep(0.3)
        assert (await stopped(service, signal.SIGKILL))[0] == -signal.SIGKILL
        service = await program.start("run")
        await program.until(lambda: cycles_ended(program) == 2)
        program.person.say("/status")
        await program.until(lambda: len(program.told) == 3)
        code, seconds = await stopped(service)
        assert code == 0
        assert seconds < 10
        assert program.told[2] not in program.told[:2]


def cycles_ended(program: WholeProgram) -> int:
    with sqlite3.connect(program.folder / "postovoy.db") as db:
        (count,) = db.execute("select count(*) from cycle where ended_at is not null").fetchone()
    db.close()
    return int(count)
