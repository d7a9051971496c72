"""The demo's stage: three emulators on loopback and the real program over them, on a clock of its own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.answering import answering
from app.config import load_settings
from app.demo import settlement
from app.demo.clock import StoryClock
from app.demo.in_turn import in_turn
from app.engine_room import EngineRoom, engine_room
from domain.registry_import import plan_import
from domain.russian import moment_title
from emulators.ok import OkEmulator
from emulators.telegram import TelegramEmulator
from emulators.telegram.people import Person
from emulators.vk import VkEmulator
from reports.registry_file import read_registry
from storage import registry
from storage.lock import holding

SPECIALIST = 700_001
PAGE_TITLE = "Постовой — показ: время ускорено"


@dataclass(frozen=True, slots=True)
class Stage:
    """What the story plays with."""

    clock: StoryClock
    vk: VkEmulator
    ok: OkEmulator
    telegram: TelegramEmulator
    specialist: Person
    room: EngineRoom

    def tell_the_time(self) -> None:
        """Over the chat page: what time it is in the settlement."""
        self.telegram.notice = f"Сейчас в поселении: {moment_title(self.clock(), settlement.ZONE)}"

    async def sweep(self) -> None:
        """One cycle of the real program and the delivery of its letters."""
        await self.room.cycle.run()
        await self.room.deliver_due()


@asynccontextmanager
async def stage(folder: Path) -> AsyncGenerator[Stage, None]:
    """Everything started, the registry imported, the bot listening; stopped at the end."""
    clock = StoryClock(settlement.at(settlement.FIRST_DAY, 8))
    keys = _Keys()
    async with (
        VkEmulator(settlement.vk_world(), clock=clock, tokens={keys.vk: "service"}) as vk,
        OkEmulator(
            settlement.ok_world(),
            clock=clock,
            application_key=keys.application,
            application_secret_key=keys.secret,
            access_token=keys.ok,
        ) as ok,
        TelegramEmulator(token=keys.telegram, clock=clock) as telegram,
    ):
        telegram.zone, telegram.page_title = settlement.ZONE, PAGE_TITLE
        config = folder / "config.toml"
        config.write_text(_config(keys, vk.url, ok.url, telegram.url), encoding="utf-8")
        settings = load_settings(config, {})
        with holding(settings.storage.path, clock()):
            async with engine_room(settings, clock, in_turn) as room:
                person = telegram.person(user_id=SPECIALIST, first_name="Специалист")
                set_up = Stage(clock, vk, ok, telegram, person, room)
                await _import_registry(set_up)
                async with _listening(room):
                    yield set_up


class _Keys:
    """Keys of one performance, invented anew each time."""

    def __init__(self) -> None:
        self.vk = secrets.token_hex(16)
        self.ok = secrets.token_hex(16)
        self.application = secrets.token_hex(8)
        self.secret = secrets.token_hex(16)
        self.telegram = f"1234567:{secrets.token_hex(18)}"


def _config(keys: _Keys, vk_url: str, ok_url: str, telegram_url: str) -> str:
    return f"""
timezone = "{settlement.ZONE.key}"
[vk]
token = "{keys.vk}"
api_url = "{vk_url}"
rps = 2000
[ok]
application_key = "{keys.application}"
application_secret_key = "{keys.secret}"
access_token = "{keys.ok}"
api_url = "{ok_url}"
rps = 2000
[telegram]
token = "{keys.telegram}"
api_url = "{telegram_url}"
"""


async def _import_registry(on: Stage) -> None:
    accounts = read_registry("реестр.csv", settlement.registry_csv())
    file = replace(accounts, officers=settlement.OFFICERS)
    now = on.clock()
    await on.room.store.write(lambda db: registry.apply_import(db, plan_import(registry.known(db), file), now))


@asynccontextmanager
async def _listening(room: EngineRoom) -> AsyncGenerator[None, None]:
    """The bot answers while the block runs."""
    stop = asyncio.Event()
    listen = answering(room)
    tasks = [asyncio.create_task(listen(stop))] if listen else []
    try:
        yield
    finally:
        stop.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
