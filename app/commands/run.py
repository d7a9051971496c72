"""`run`: the service, until SIGTERM or Ctrl+C."""

from __future__ import annotations

import argparse
import asyncio
import logging

from app.answering import answering
from app.config import Settings
from app.engine_room import EngineRoom, engine_room
from app.service import Service, stop_on_signals
from app.wiring import wall_clock
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
        await service_of(room).run(stop)
    log.info("service stopped")


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
