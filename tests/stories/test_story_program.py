"""The whole program by its command line: checks that repeat nothing."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from town import DAY, verdicts
from whole_program import LAST_WEEK, WholeProgram, registered, whole_program

from app.config import load_settings
from app.engine_room import engine_room
from emulators.telegram import FaultKind

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("untouched_process")]


async def checked(program: WholeProgram, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = await program.call("check", "--json")
    return code, json.loads(capsys.readouterr().out)


async def test_a_check_tells_the_truth_and_the_next_one_speaks_of_nothing_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with whole_program(tmp_path) as program:
        await registered(program)
        code, first = await checked(program, capsys)
        told = verdicts(first)
        assert code == 0
        assert [
            told[f"Клуб {number}", network]["posts_weekly_min"] for number in (1, 2) for network in ("vk", "ok")
        ] == [
            "ok",
            "ok",
            "violated",
            "violated",
        ]
        assert {line["data"] for line in first["pages"]} == {"fresh"}
        assert first["checked_at"].endswith("+10:00")
        assert len(program.told) == first["outbox"]["sent"] == 2
        code, second = await checked(program, capsys)
        assert (code, verdicts(second), second["outbox"]) == (0, told, first["outbox"])
        assert len(program.told) == 2


async def test_a_check_without_data_ends_with_three_and_accuses_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with whole_program(tmp_path) as program:
        await registered(program)
        program.vk.tokens = {}
        code, answer = await checked(program, capsys)
        assert code == 3
        assert {line["data"] for line in answer["pages"] if line["network"] == "vk"} == {"unavailable"}
        told = verdicts(answer)
        assert "violated" not in {*told["Клуб 1", "vk"].values(), *told["Клуб 2", "vk"].values()}
        assert told["Клуб 2", "ok"]["posts_weekly_min"] == "violated"


async def test_while_telegram_is_down_letters_stay_due_and_the_check_succeeds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with whole_program(tmp_path) as program:
        await registered(program)
        program.telegram.faults.script(FaultKind.UNAUTHORIZED, times=100)
        code, answer = await checked(program, capsys)
        assert (code, answer["outbox"]) == (0, {"due": 2, "sent": 0, "given_up": 0})
        program.telegram.faults.clear()
        await asyncio.sleep(1.2)
        code, answer = await checked(program, capsys)
        assert (code, answer["outbox"]) == (0, {"due": 0, "sent": 2, "given_up": 0})
        assert len(program.told) == 2


async def test_a_letter_that_telegram_did_not_take_in_the_evening_waits_for_the_morning(tmp_path: Path) -> None:
    evening = LAST_WEEK + 8 * DAY + timedelta(hours=19, minutes=50)
    now = [evening]
    async with whole_program(tmp_path, schedule='quiet_hours = "20:00-08:00"\n') as program:
        await registered(program)
        async with engine_room(load_settings(program.config, {}), lambda: now[0]) as room:
            await room.cycle.run()
            program.telegram.faults.script(FaultKind.UNAUTHORIZED, times=100)
            await room.deliver_due()
            program.telegram.faults.clear()
            for hours, heard in ((1, 0), (4, 0), (12.1, 0), (12.2, 2)):
                now[0] = evening + timedelta(hours=hours)
                await room.deliver_due()
                assert len(program.told) == heard
