"""`central confirm`: a person decides whether a publication is a material; the program does not go back on that."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app.commands.central_items import item_of, moment_of
from app.commands.fault import CommandFault
from app.commands.organisations import organisation_named
from app.config import Settings
from app.speech import complain, say
from domain.central import CentralItem
from domain.network import Network
from domain.organisation import Organisation
from domain.page import Page
from rules.recognition.links import is_post, normal_link
from rules.registry import IN_NETWORK
from storage import placements, posts, registry
from storage.store import writing

_POST = re.compile(r"vk\.com/wall-(\d+)_(\d+)|ok\.ru/(\d+)/topic/(\d+)")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Everything is checked first, then the decision is written."""
    now, zone = datetime.now(UTC), settings.timezone
    with writing(settings.storage.path) as db:
        item = item_of(db, arguments.number)
        organisation = organisation_named(db, arguments.org)
        page = _page(db, organisation, Network(arguments.network))
        if not item.is_for(organisation.id):
            raise CommandFault(f"материал № {item.number} направлен не ей")
        about = f"материал № {item.number}, {organisation.short_name}, {page.network.label}"
        if arguments.no:
            count = placements.refuse(db, item.id, page.id, now)
            say(f"Записано: {about}: найденное — не он ({_counted(count)})")
        else:
            post_id = _post_id(arguments.post, page)
            published = _published(db, page, post_id, arguments.published, zone)
            _check_time(published, item, now, zone)
            placements.confirm(db, item.id, page.id, post_id, published, now)
            say(f"Записано: {about}: размещён {published.astimezone(zone):%d.%m.%Y %H:%M}")
    complain("Решение учтёт ближайшая проверка: работающей службы или postovoy check.")
    return 0


def _page(db: Database, organisation: Organisation, network: Network) -> Page:
    found = next((page for page in registry.pages(db, organisation.id) if page.network is network), None)
    if found is None:
        raise CommandFault(
            f"у организации «{organisation.short_name}» в реестре нет страницы {IN_NETWORK[network]}"
        )
    return found


def _post_id(written: str, page: Page) -> str:
    """The post's own number, when it stands on this page."""
    link = normal_link(written)
    match = _POST.fullmatch(link) if is_post(link) else None
    if match is None:
        raise CommandFault(
            f"--post: «{written}» — не ссылка на публикацию; нужна вида vk.com/wall-1_2 или ok.ru/group/1/topic/2"
        )
    community, post = (match[1], match[2]) if match[1] else (match[3], match[4])
    network = Network.VK if match[1] else Network.OK
    if network is not page.network or (page.network_id is not None and int(community) != page.network_id):
        raise CommandFault("--post: эта публикация стоит не на странице организации в этой сети")
    return post


def _published(db: Database, page: Page, post_id: str, written: str | None, zone: ZoneInfo) -> datetime:
    known = posts.published_at(db, page.id, post_id)
    if known is not None:
        return known
    if written is None:
        raise CommandFault(
            "программа этой публикации не видела; назовите, когда она вышла: --published «ДД.ММ.ГГГГ ЧЧ:ММ»"
        )
    return moment_of(written, "--published", zone)


def _check_time(published: datetime, item: CentralItem, now: datetime, zone: ZoneInfo) -> None:
    day = f"{published.astimezone(zone):%d.%m.%Y %H:%M}"
    if published > now:
        raise CommandFault(f"публикация не могла выйти {day}: это ещё не наступило")
    if published < item.counts_from:
        raise CommandFault(f"публикация вышла {day}, до того как материал получен")


def _counted(count: int) -> str:
    return f"отклонено публикаций: {count}" if count else "программа ничего и не находила"
