"""The whole service: it stops in time while VK hangs."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_program import registered, stopped, whole_program

from emulators.vk import hang

pytestmark = [pytest.mark.story, pytest.mark.long, pytest.mark.usefixtures("untouched_process")]


async def test_a_service_stops_within_ten_seconds_while_vk_hangs(tmp_path: Path) -> None:
    async with whole_program(tmp_path) as program:
        await registered(program)
        program.vk.faults.rate(1.0, [hang(60.0)])
        service = await program.start("run")
        await program.until(lambda: len(program.vk.arrivals) > 0)
        code, seconds = await stopped(service)
        assert code == 0
        assert seconds < 10
