"""The whole examination: what lies here first, then what the networks and Telegram say, all asked at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from app.config import Settings
from app.doctor.check import Check, Patient
from app.doctor.database import database_checks, known_pages
from app.doctor.local import local_checks
from app.doctor.ok import OK, ok_checks
from app.doctor.telegram import TELEGRAM, telegram_checks
from app.doctor.vk import vk_checks
from domain.network import Network
from domain.page import Page

NETWORK_OFF = "сеть выключена в настройках (раздела нет), её страницы не проверяются"
CHANNEL_OFF = "бот выключен в настройках (раздела нет)"
_WITHOUT_IT = {True: "письма ложатся в папку outbox_folder", False: "письма никуда не уходят"}


async def examine(settings: Settings, files: Iterable[Path], now: datetime) -> list[Check]:
    """Every check in the order it is shown; `now` is aware UTC, `files` hold settings or secrets."""
    pages = known_pages(settings.storage.path)
    of_networks = await asyncio.gather(
        _vk(settings, [page for page in pages if page.network is Network.VK], now),
        _ok(settings, [page for page in pages if page.network is Network.OK], now),
        _telegram(settings),
    )
    local = [*local_checks(settings, files, now), *database_checks(settings, now)]
    return [*local, *(check for checks in of_networks for check in checks)]


async def _vk(settings: Settings, pages: Sequence[Page], now: datetime) -> list[Check]:
    if settings.vk is None:
        return [Patient(Network.VK.label).note(NETWORK_OFF)]
    return await vk_checks(settings.vk, pages, now)


async def _ok(settings: Settings, pages: Sequence[Page], now: datetime) -> list[Check]:
    return [OK.note(NETWORK_OFF)] if settings.ok is None else await ok_checks(settings.ok, pages, now)


async def _telegram(settings: Settings) -> list[Check]:
    if settings.telegram is None:
        return [TELEGRAM.note(f"{CHANNEL_OFF}, {_WITHOUT_IT[settings.storage.outbox_folder is not None]}")]
    return await telegram_checks(settings.telegram)
