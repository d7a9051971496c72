"""`demo`: the main job on embedded parts, told by the chat the specialist saw."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from app.config import Settings
from app.demo.stage import Stage, stage
from app.demo.story import scenes, shown
from app.loops import sleep_or_stop
from app.progress import showing
from app.service import stop_on_signals
from app.speech import complain, say

# Seconds between two sweeps, and between two looks at the clock, while the page stays open.
ROUND, TICK = 20.0, 1.0


def execute(arguments: argparse.Namespace, _settings: Settings) -> int:
    """0 when the story showed all it promises, else 1."""
    with tempfile.TemporaryDirectory(prefix="postovoy-demo-") as folder:
        return asyncio.run(_perform(Path(folder), stay=arguments.stay))


async def _perform(folder: Path, *, stay: bool) -> int:
    async with stage(folder) as on:
        complain("Показ на встроенных частях: время ускорено, сеть и ключи не нужны.")
        await _play(on)
        say(on.telegram.transcript(on.specialist))
        kept = shown(on.specialist.messages)
        _sum_up(on, list(kept.values()))
        for point, is_shown in kept.items():
            say(f"  {'✓' if is_shown else '✗'} {point.title}")
        if stay:
            stop = asyncio.Event()
            stop_on_signals(stop)
            await remain(on, stop)
    return 0 if all(kept.values()) else 1


async def _play(on: Stage) -> None:
    story = scenes()
    with showing("Четыре недели поселения") as progress:
        for number, (moment, scene) in enumerate(story, start=1):
            on.clock.move(moment)
            on.tell_the_time()
            await scene(on)
            progress(number, len(story))


def _sum_up(on: Stage, kept: list[bool]) -> None:
    heard = sum(message.who.value == "bot" for message in on.specialist.messages)
    say("")
    say(f"Что показано ({sum(kept)} из {len(kept)}; сообщений бота за четыре недели: {heard}):")


async def remain(on: Stage, stop: asyncio.Event) -> None:
    """Until `stop` is set the page stays open, the bot answers, the clock runs on and the page shows it."""
    on.clock.let_run()
    port = on.telegram.url.rsplit(":", maxsplit=1)[-1]
    complain(f"Страница переписки: {on.telegram.url}/ — откройте в браузере. Завершить: Ctrl+C.")
    complain(f"С другой машины: ssh -L {port}:127.0.0.1:{port} ЭТА_МАШИНА — и тот же адрес в браузере там.")
    async with asyncio.TaskGroup() as group:
        group.create_task(_every(ROUND, on.sweep, stop))
        group.create_task(_every(TICK, on.tell_the_time, stop))


async def _every(seconds: float, act: Callable[[], Awaitable[None] | None], stop: asyncio.Event) -> None:
    while not stop.is_set():
        done = act()
        if done is not None:
            await done
        await sleep_or_stop(seconds, stop)
