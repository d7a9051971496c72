"""The whole program against emulators of VK, OK and Telegram, by its command line, at the real time of day."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from made_pages import SITE, ok_number, ok_page, vk_page
from town import DAY, HEADINGS, SPECIALIST, ZONE, row

from app.cli import main
from domain.week import Week
from emulators.ok import OkEmulator, OkGroup, OkWorld
from emulators.telegram import Person, TelegramEmulator
from emulators.vk import VkEmulator, VkGroup, VkWorld
from tests.calm import calm

ROOT = Path(__file__).parents[2]
TOKEN = "123456:INVENTED"
START = "import sys; from app.cli import main; sys.exit(main(sys.argv[1:]))"
CLUBS = (1, 2)
"""The first keeps its weeks, the second was one publication short in the last complete one."""

LAST_WEEK = Week.last_complete(datetime.now(UTC), ZONE).start


@dataclass
class WholeProgram:
    """A folder with settings and a registry, and the emulators the settings lead to."""

    folder: Path
    vk: VkEmulator
    ok: OkEmulator
    telegram: TelegramEmulator
    schedule: str
    started: list[Process] = field(default_factory=list[Process])

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def registry(self) -> Path:
        return self.folder / "registry.csv"

    @property
    def person(self) -> Person:
        """The specialist."""
        found = self.telegram.messenger.find(SPECIALIST)
        assert isinstance(found, Person)
        return found

    @property
    def told(self) -> list[str]:
        """The texts the specialist has got."""
        return [each.text for each in self.telegram.sent]

    def settle(self) -> None:
        """Write the settings and a registry file."""
        settings = f"""
timezone = "Asia/Vladivostok"
[storage]
path = "postovoy.db"
[vk]
token = "vk-demo-token"
api_url = "{self.vk.url}"
rps = 200
daily_wall_get = 9_000_000
[ok]
application_key = "app-key"
application_secret_key = "app-secret"
access_token = "demo-token"
api_url = "{self.ok.url}"
rps = 200
[telegram]
token = "{TOKEN}"
api_url = "{self.telegram.url}"
[people]
specialists = [{SPECIALIST}]
[schedule]
{self.schedule}"""
        self.config.write_text(calm(settings), encoding="utf-8")
        rows = (
            row(f"Клуб {number}", vk=f"vk.com/club{number}", ok=f"ok.ru/klub{number}", site=SITE)
            for number in CLUBS
        )
        self.registry.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")

    async def call(self, *words: str) -> int:
        """A command in this very process, in a thread of its own; its exit code."""
        return await asyncio.to_thread(main, ["--config", str(self.config), *words])

    async def start(self, *words: str) -> Process:
        """A command as a process of its own; its log goes to a file."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POSTOVOY_")}
        with (self.folder / "log.txt").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                START,
                "--config",
                str(self.config),
                *words,
                env={**kept, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
            )
        self.started.append(process)
        return process

    def log(self) -> str:
        """What the processes have logged."""
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    async def until(self, holds: Callable[[], bool], *, within: float = 20.0) -> None:
        """Wait for something to come true; AssertionError with the program's log when it does not."""
        deadline = time.monotonic() + within
        while not holds():
            assert time.monotonic() < deadline, self.log()
            await asyncio.sleep(0.02)


async def stopped(process: Process, number: int = signal.SIGTERM) -> tuple[int, float]:
    """Send the signal and wait; the exit code and how many seconds it took."""
    asked = time.monotonic()
    process.send_signal(number)
    code = await asyncio.wait_for(process.wait(), 30)
    return code, time.monotonic() - asked


@asynccontextmanager
async def whole_program(
    folder: Path, *, schedule: str = 'quiet_hours = ""\n', latency: float = 0.0
) -> AsyncGenerator[WholeProgram, None]:
    """Emulators that run, a specialist who has started the bot, a registry yet to be imported.

    `latency`: seconds before every answer of Telegram.
    """
    vk_world, ok_world = VkWorld(), OkWorld()
    for number in CLUBS:
        _fill(vk_world.add_group(vk_page(number, f"Клуб {number}")), number)
        _fill_ok(ok_world.add_group(ok_page(ok_number(number), f"Клуб {number}", f"klub{number}")), number)
    odnoklassniki = OkEmulator(
        ok_world,
        application_key="app-key",
        application_secret_key="app-secret",
        access_token="demo-token",
    )
    telegram = TelegramEmulator(token=TOKEN, latency=latency)
    telegram.person(user_id=SPECIALIST).started = True
    async with VkEmulator(vk_world, daily_wall_get=None) as vk, odnoklassniki as ok, telegram:
        program = WholeProgram(folder, vk, ok, telegram, schedule)
        program.settle()
        try:
            yield program
        finally:
            for process in program.started:
                if process.returncode is None:
                    process.kill()
                    await process.wait()


def _moments(number: int) -> list[datetime]:
    of_week = [LAST_WEEK + 1.5 * DAY, LAST_WEEK + 3.5 * DAY][: 2 if number == 1 else 1]
    return [LAST_WEEK - 20 * DAY, LAST_WEEK - 4 * DAY, *of_week]


def _fill(group: VkGroup, number: int) -> None:
    for moment in _moments(number):
        group.post(moment, "Новости")


def _fill_ok(group: OkGroup, number: int) -> None:
    group.routes.stat_topics = False
    for moment in _moments(number):
        group.topic(moment, "Новости")


async def registered(program: WholeProgram) -> WholeProgram:
    """The program with its registry imported."""
    assert await program.call("registry", "import", str(program.registry)) == 0
    return program
