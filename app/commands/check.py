"""`check`: one whole cycle, delivery of what is due, and the table of pages."""

from __future__ import annotations

import argparse
import asyncio

from app.config import Settings
from app.cycle import Swept
from app.engine_room import engine_room
from app.json_view import dumps, overview_json
from app.progress import showing
from app.speech import say
from app.table import print_overview
from app.wiring import frame_of, wall_clock
from domain.overview import Overview
from storage.lock import holding

DONE, DATA_MISSING = 0, 3


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """3 when some page's data could not be had or no quota was left for it, else 0, whatever was found."""
    with holding(settings.storage.path, wall_clock().astimezone(settings.timezone)):
        swept, overview = asyncio.run(_check(settings))
    frame = frame_of(settings)
    if arguments.json:
        say(dumps(overview_json(overview, frame.zone)))
    else:
        print_overview(overview, frame.decree, frame.zone)
    return DATA_MISSING if swept.failed or swept.skipped else DONE


async def _check(settings: Settings) -> tuple[Swept, Overview]:
    async with engine_room(settings) as room:
        with showing("Опрашиваю страницы") as progress:
            swept = await room.cycle.run(progress, whole=True)
        await room.deliver_due()
        return swept, await room.glance()
