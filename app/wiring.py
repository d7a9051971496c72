"""Puts the parts together from the settings; the only place that knows which class stands for what."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.config.settings import OkSettings, Settings, TelegramSettings, VkSettings
from app.cycle import Collector
from app.decree import load_decree
from app.frame import Clock, Frame
from app.production_calendar import production_calendar
from app.quota_keeper import QuotaKeeper
from app.site_reading import Namer, SiteReader
from bot.answers import Channel
from collectors.ok.client import OkClient
from collectors.ok.collector import OkCollector
from collectors.ok.signature import Keys
from collectors.site.collector import SiteCollector
from collectors.site.gate import Gate
from collectors.vk.collector import VkCollector
from domain.network import Network
from domain.reading import RawAnswer
from domain.rule_ids import RISK, WEEKLY
from rules.settings import NOTHING_SET, RuleSettings
from storage import people, raw
from storage.store import Store

log = logging.getLogger(__name__)

SHARED_BY_WARNING = frozenset({"minimum", "count_reposts"})


def wall_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def frame_of(settings: Settings, clock: Clock = wall_clock) -> Frame:
    """What a cycle goes by. Raises `DecreeFault` when the pack cannot be used."""
    schedule = settings.schedule
    today = clock().astimezone(settings.timezone).date()
    decree = load_decree(settings.decree, Path(), settings.decree_named)
    return Frame(
        clock=clock,
        zone=settings.timezone,
        decree=decree,
        calendar=production_calendar(today, settings.calendar.off, settings.calendar.work),
        rules=_one_norm(settings.rules),
        off=settings.networks_off,
        stale_after=schedule.stale_after,
        give_up_after=schedule.give_up_after,
        collect_every=schedule.collect_every,
        settle_hours=settings.ok.settle_hours if settings.ok else 48,
        comments_days=schedule.comments_days,
        daily_wall_get=settings.vk.daily_wall_get * len(settings.vk.token) if settings.vk else 0,
        storm_over=schedule.storm_over,
        sites_every=settings.sites.every if settings.sites else None,
        post_texts=settings.privacy.post_texts,
        quiet=schedule.quiet_hours,
    )


def _one_norm(rules: RuleSettings) -> RuleSettings:
    """The warning goes by the same norm as the requirement, unless the settings give it one of its own."""
    norm = {key: value for key, value in rules.get(WEEKLY, NOTHING_SET).params.items() if key in SHARED_BY_WARNING}
    warning = rules.get(RISK, NOTHING_SET)
    return {**rules, RISK: replace(warning, params={**norm, **warning.params})}


def collectors_of(settings: Settings, store: Store, clock: Clock) -> dict[Network, Collector]:
    """A collector for every network that is switched on; they must be closed."""
    keep = _raw_keeper(store, clock)
    built: dict[Network, Collector] = {}
    if settings.vk is not None:
        built[Network.VK] = _vk(settings.vk, store, clock, keep)
    if settings.ok is not None:
        built[Network.OK] = _ok(settings.ok, clock, keep)
    return built


def site_reader_of(
    settings: Settings, store: Store, clock: Clock, collectors: Mapping[Network, Collector]
) -> SiteReader | None:
    """Reads official sites; None while that is switched off. It holds nothing open, so nobody closes it."""
    section = settings.sites
    if section is None:
        return None
    tls = ssl.create_default_context()
    if section.ca_file is not None:
        tls.load_verify_locations(cafile=section.ca_file)
    gate = Gate(frozenset(section.development_hosts))
    namers = {network: each for network, each in collectors.items() if isinstance(each, Namer)}
    return SiteReader(store, SiteCollector(clock=clock, gate=gate, tls=tls), namers, clock, section.every)


def channel_of(section: TelegramSettings) -> Channel:
    """The channel to people; its library is imported only here."""
    from bot.channel import TelegramChannel  # noqa: PLC0415 - aiogram costs seconds at import

    proxy = section.proxy.get_secret_value() if section.proxy else None
    return TelegramChannel(section.token.get_secret_value(), section.api_url, proxy)


async def let_in(settings: Settings, store: Store, clock: Clock) -> None:
    """The people of the settings are let in, those taken out of them are not."""
    await store.write(lambda db: people.let_in_configured(db, settings.people.specialists, clock()))


def _vk(section: VkSettings, store: Store, clock: Clock, keep: Callable[[RawAnswer], None]) -> VkCollector:
    return VkCollector(
        [token.get_secret_value() for token in section.token],
        quota=QuotaKeeper(store, clock, section.daily_wall_get),
        clock=clock,
        on_raw=keep,
        api_url=section.api_url,
        rps=section.rps,
        workers=max(4, round(section.rps) + 1),
    )


def _ok(section: OkSettings, clock: Clock, keep: Callable[[RawAnswer], None]) -> OkCollector:
    secret = section.session_secret_key
    keys = Keys(
        application_key=section.application_key.get_secret_value(),
        application_secret_key=section.application_secret_key.get_secret_value(),
        access_token=section.access_token.get_secret_value(),
        session_secret_key=secret.get_secret_value() if secret else "",
    )
    return OkCollector(OkClient(keys, clock=clock, api_url=section.api_url, rps=section.rps, on_raw=keep))


def _raw_keeper(store: Store, clock: Clock) -> Callable[[RawAnswer], None]:
    kept: set[asyncio.Task[None]] = set()

    def keep(answer: RawAnswer) -> None:
        log.warning("%s %s answered not as documented", answer.network, answer.method)
        task = asyncio.create_task(store.write(lambda db: raw.keep(db, answer, clock())))
        kept.add(task)
        task.add_done_callback(kept.discard)

    return keep
