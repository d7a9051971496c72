"""Kill -9 of the real service at random moments, fifty times: nothing may be lost; what came twice is counted."""

from __future__ import annotations

import asyncio
import random
import re
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest
from made_pages import SITE, vk_page
from town import DAY, HEADINGS, row
from whole_program import LAST_WEEK, WholeProgram, stopped, whole_program

pytestmark = pytest.mark.chaos

ROUNDS = 50
SEED = 20261123
FIRST = 100
QUIET_RULES = "".join(f"[rules.{rule}]\nenabled = false\n" for rule in ("credentials_ledger", "twofa_attested"))
SCHEDULE = f'quiet_hours = ""\ncollect_every = "1s"\n{QUIET_RULES}'
LOST, MENDED = "обложки нет", "обложка есть"


def found_clubs(program: WholeProgram) -> None:
    """A club for every round, each with a page in order."""
    rows = []
    for number in range(FIRST, FIRST + ROUNDS):
        group = program.vk.world.add_group(vk_page(number, f"Клуб {number}"))
        for days in (-10, 1.5, 3.5):
            group.post(LAST_WEEK + days * DAY, "Новости")
        rows.append(row(f"Клуб {number}", vk=f"vk.com/club{number}", site=SITE, status="создаётся"))
    program.registry.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")


def heard(program: WholeProgram) -> Counter[tuple[int, str]]:
    """How often each club's loss and its mending were told."""
    return Counter(
        (int(found[1]), phrase)
        for text in program.told
        if (found := re.match(r"№ \d+ · Клуб (\d+)\n", text))
        for phrase in ((MENDED,) if MENDED in text else (LOST,) if LOST in text else ())
    )


async def one_life(program: WholeProgram, dice: random.Random, number: int) -> None:
    """The club loses its cover, whoever was told of mends theirs, the service starts and is killed."""
    program.vk.world.groups[number].cover_enabled = False
    told = heard(program)
    for other in range(FIRST, number - 1):
        if told[other, LOST]:
            program.vk.world.groups[other].cover_enabled = True
    arrived = len(program.vk.arrivals)
    service = await program.start("run")
    if dice.random() < 0.8:
        await program.until(lambda: len(program.vk.arrivals) > arrived)
        await asyncio.sleep(dice.uniform(0.0, 1.0))
    else:
        await asyncio.sleep(dice.uniform(0.0, 4.0))
    code, _ = await stopped(service, signal.SIGKILL)
    assert code == -signal.SIGKILL, program.log()


async def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    async with whole_program(tmp_path, schedule=SCHEDULE, latency=0.05) as program:
        found_clubs(program)
        assert await program.call("registry", "import", str(program.registry)) == 0
        for number in range(FIRST, FIRST + ROUNDS):
            await one_life(program, dice, number)
        for number in range(FIRST, FIRST + ROUNDS):
            program.vk.world.groups[number].cover_enabled = number == FIRST or bool(heard(program)[number, LOST])
        service = await program.start("run")
        await program.until(lambda: all(heard(program)[number, LOST] for number in _numbers()))
        for number in _numbers():
            program.vk.world.groups[number].cover_enabled = True
        await program.until(lambda: all(heard(program)[number, MENDED] for number in _numbers()))
        code, _ = await stopped(service)
        assert code == 0
        _report(program)


def _numbers() -> range:
    return range(FIRST, FIRST + ROUNDS)


def _report(program: WholeProgram) -> None:
    told = heard(program)
    lost = [(number, phrase) for number in _numbers() for phrase in (LOST, MENDED) if not told[number, phrase]]
    twice = sum(count - 1 for count in told.values())
    letters = Counter(text.split(" ", 2)[1] for text in program.told)
    repeated = sum(count - 1 for count in letters.values())
    sys.stdout.write(
        f"\nkills: {ROUNDS}, alerts: {2 * ROUNDS}, lost: {len(lost)}, told twice: {twice}"
        f" (letters repeated under their number: {repeated})\n"
    )
    assert lost == []
    assert twice <= repeated, "something was told anew under another number"
    with sqlite3.connect(program.folder / "postovoy.db") as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("pragma foreign_key_check").fetchall() == []
    db.close()
