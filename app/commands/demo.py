"""`demo`: the main job on embedded parts, told by the chat the specialist saw."""

from __future__ import annotations

import argparse
import asyncio
import logging
import tempfile
from pathlib import Path

from app.config import Settings
from app.demo import settlement
from app.demo.stage import Stage, stage
from app.demo.story import scenes, shown
from app.loops import sleep_or_stop
from app.progress import showing
from app.service import stop_on_signals
from app.speech import complain, say
from domain.russian import moment_title

ROUND = 20.0


def execute(arguments: argparse.Namespace, _settings: Settings) -> int:
    """0 when the story showed all it promises, else 1."""
    logging.getLogger().setLevel(logging.WARNING)
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
            await _stay(on)
    return 0 if all(kept.values()) else 1


async def _play(on: Stage) -> None:
    story = scenes()
    with showing("Четыре недели поселения") as progress:
        for number, (moment, scene) in enumerate(story, start=1):
            on.clock.move(moment)
            on.telegram.notice = f"Сейчас в поселении: {moment_title(moment, settlement.ZONE)}"
            await scene(on)
            progress(number, len(story))


def _sum_up(on: Stage, kept: list[bool]) -> None:
    heard = sum(message.who.value == "bot" for message in on.specialist.messages)
    say("")
    say(f"Что показано ({sum(kept)} из {len(kept)}; сообщений бота за четыре недели: {heard}):")


async def _stay(on: Stage) -> None:
    """The page stays open, the bot answers, the clock runs on."""
    stop = asyncio.Event()
    stop_on_signals(stop)
    on.clock.let_run()
    complain(f"Страница переписки: {on.telegram.url}/ — откройте в браузере. Завершить: Ctrl+C.")
    while not stop.is_set():
        await on.sweep()
        await sleep_or_stop(ROUND, stop)
