"""An invented settlement of any size in a database: organisations with two pages each, and their readings."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from app import judging
from app.decree import load_decree
from app.frame import Frame
from app.judging import Sweep
from domain.network import Network
from domain.organisation import Kind, Organisation, Status
from domain.page import Openness, Page, Resolution, parse_link
from domain.post import Post
from domain.profile import Match, Presence, Profile, Trait
from domain.reading import Fetched, Reading, Route
from domain.registry import RegistryFile, RegistryRow
from domain.registry_import import plan_import
from storage import people, registry
from storage.store import connect, transaction

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, 12:00 local."""

HOUR = timedelta(hours=1)
POSTS = 20
EVERY = timedelta(days=2)
SHORT_EVERY = 5
"""Every fifth organisation keeps its pages badly, so that matters open and letters wait."""

SPECIALIST = 700_000_001
SITE = "https://mokdol.example"

_PRESENT = Trait(Presence.PRESENT, where="в контактах")


@contextmanager
def database() -> Generator[Database, None, None]:
    """A writing connection to a new database file that is removed afterwards."""
    with TemporaryDirectory(prefix="postovoy-bench-") as folder:
        db = connect(Path(folder) / "postovoy.sqlite")
        try:
            yield db
        finally:
            db.conn.close()


def frame(now: datetime = NOW) -> Frame:
    """The shipped decree with nothing set locally."""
    return Frame(clock=lambda: now, zone=ZONE, decree=load_decree("amurzet-98", Path(), {}))


def found(db: Database, organisations: int) -> None:
    """Import a registry of so many organisations, the first of them the administration, and let one person in."""
    with transaction(db):
        rows = RegistryFile(tuple(row(number) for number in range(organisations)))
        registry.apply_import(db, plan_import([], rows), NOW)
        people.let_in_configured(db, [SPECIALIST], NOW)


def row(number: int) -> RegistryRow:
    """One organisation as the registry file holds it; number 0 is the administration."""
    title = "Администрация" if number == 0 else f"Клуб № {number}"
    return RegistryRow(
        short_name=title,
        full_name=f"Муниципальное казённое учреждение «{title} села Мокдол»",
        ogrn=ogrn(number),
        status=Status.RUNS,
        address=f"с. Мокдол, ул. Лесная, д. {number % 300 + 1}",
        phone="8 (900) 000-00-00",
        email="priem@mokdol.example",
        site=SITE,
        vk=parse_link(Network.VK, f"https://vk.com/club{1_000 + number}"),
        ok=parse_link(Network.OK, f"https://ok.ru/group/{54_000_000_000 + number}"),
        kind=Kind.SUBORDINATE if number else Kind.ADMINISTRATION,
    )


def ogrn(number: int) -> str:
    """A number with a right last digit that no organisation has."""
    head = 100_000_000_000 + number
    return f"{head}{head % 11 % 10}"


def reading(page: Page, now: datetime, *, posts: int = POSTS, short: bool = False) -> Reading:
    """What a collector brings of a page at `now`: `posts` publications, one in two days, or one in two weeks."""
    pause = EVERY * 7 if short else EVERY
    wall = tuple(Post(str(posts - n), NOW - HOUR - pause * n, comments=n % 3) for n in range(posts))
    return Reading(
        page.id,
        page.network,
        now,
        Resolution.FOUND,
        page.link.number,
        "Клуб · Мокдол",
        Openness.OPEN,
        profile=replace(_profile(now), cover=Trait(Presence.ABSENT)) if short else _profile(now),
        posts=Fetched(wall, now, wall[-1].published_at if wall else None),
        route=Route.WALL if page.network is Network.VK else Route.TOPICS,
    )


def _profile(now: datetime) -> Profile:
    return Profile(
        now,
        address=_PRESENT,
        geo=_PRESENT,
        phone=_PRESENT,
        email=_PRESENT,
        site=replace(_PRESENT, match=Match.EQUAL),
        description=_PRESENT,
        names_owner=Match.EQUAL,
        about_length=120,
        avatar=_PRESENT,
        cover=_PRESENT,
    )


def brought(
    db: Database, organisations: list[Organisation], now: datetime, *, posts: int = POSTS
) -> list[tuple[Organisation, list[Reading]]]:
    """Each of the organisations with the readings of its pages at `now`."""
    owned: dict[int, list[Page]] = {}
    for page in registry.pages(db):
        owned.setdefault(page.organisation_id, []).append(page)
    return [
        (each, [reading(page, now, posts=posts, short=each.id % SHORT_EVERY == 0) for page in owned[each.id]])
        for each in organisations
    ]


def settle(db: Database, cycle: list[tuple[Organisation, list[Reading]]], now: datetime) -> None:
    """Settle each organisation in a transaction of its own, as the program does."""
    law, sweep = frame(now), Sweep(now, {})
    for organisation, readings in cycle:
        with transaction(db):
            judging.settle(db, organisation, readings, law, sweep)
