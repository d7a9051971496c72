"""`run`: the service, until SIGTERM or Ctrl+C."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence

from app.answering import answering
from app.config import Settings
from app.engine_room import EngineRoom, engine_room
from app.service import Service, stop_on_signals
from app.speech import complain
from app.wiring import wall_clock
from domain.network import Network
from storage import registry
from storage.lock import holding

log = logging.getLogger(__name__)


def execute(_arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after a clean stop."""
    with holding(settings.storage.path, wall_clock().astimezone(settings.timezone)):
        asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    async with engine_room(settings) as room:
        log.info("service started")
        tell_what_is_missing(settings, is_empty=not await room.store.read(registry.organisations))
        await service_of(room).run(stop)
    log.info("service stopped")


def tell_what_is_missing(settings: Settings, *, is_empty: bool) -> None:
    """One line, to a person at a terminal or into the log: what the settings leave out, and an empty registry."""
    off = [network for network in Network if network in settings.networks_off]
    bot = ["Telegram"] * (settings.telegram is None)
    if sys.stderr.isatty():
        labels = [*(network.label for network in off), *bot]
        empty = "реестр пуст, его загружает postovoy registry import ФАЙЛ"
        if told := _told("выключено в настройках", labels, empty * is_empty):
            complain(told)
    elif told := _told("switched off in the settings", [*off, *bot], "the registry is empty" * is_empty):
        log.info("%s", told)


def _told(heading: str, off: Sequence[str], empty: str) -> str:
    switched_off = f"{heading}: {', '.join(off)}" if off else ""
    return "; ".join(filter(None, (switched_off, empty)))


def service_of(room: EngineRoom) -> Service:
    """The service over an open engine room."""
    return Service(
        store=room.store,
        cycle=room.cycle,
        frame=room.frame,
        digest_hour=room.settings.schedule.digest,
        wake=room.wake,
        courier=room.courier,
        listen=answering(room),
    )
