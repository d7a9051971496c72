"""An invented settlement for tests of rules: Monday 23 November 2026, 09:00 in Vladivostok; W47 is just over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.attestation import Attestation, Role
from domain.network import Network
from domain.organisation import Organisation, Status
from domain.page import Link, Openness, Page, Resolution
from domain.post import Post, PostKind
from domain.profile import Match, Presence, Profile, Trait
from domain.reading import Route
from domain.view import AdminView, Collection, Feed, OrgView, PageView

ZONE = ZoneInfo("Asia/Vladivostok")


def at(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    """A local minute of 2026, aware UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


NOW = at(23, 9)
LONG_AGO = at(1, month=2)
CLUB = Organisation(5, "МКУ «Клуб»", "Муниципальное казённое учреждение «Клуб»", status=Status.RUNS)
EXEMPT = replace(CLUB, id=6, short_name="МКУ «Счёты»", status=Status.EXEMPT)
VK_PAGE = Page(
    12,
    CLUB.id,
    Link(Network.VK, "https://vk.com/club777", number=777),
    network_id=777,
    resolution=Resolution.FOUND,
    first_seen_at=LONG_AGO,
)
OK_PAGE = replace(VK_PAGE, id=13, link=Link(Network.OK, "https://ok.ru/group/888", number=888), network_id=888)
READ = Feed(since=at(1, 0), until=NOW, whole=False, route=Route.WALL)
PRESENT = Trait(Presence.PRESENT, where="в контактах")
ABSENT = Trait(Presence.ABSENT)
UNKNOWN = Trait(Presence.UNKNOWN, why="поле не пришло")
FULL_PROFILE = Profile(
    seen_at=NOW,
    address=PRESENT,
    geo=PRESENT,
    phone=PRESENT,
    email=PRESENT,
    site=replace(PRESENT, match=Match.EQUAL),
    description=PRESENT,
    names_owner=Match.EQUAL,
    about_length=120,
    avatar=PRESENT,
    cover=PRESENT,
)
PAGE_VIEW = PageView(
    CLUB,
    VK_PAGE,
    NOW,
    ZONE,
    Collection(answered_at=NOW),
    Openness.OPEN,
    profile=FULL_PROFILE,
    feed=READ,
)
ORG_VIEW = OrgView(CLUB, (VK_PAGE, OK_PAGE), NOW, ZONE)


def page_view(**changes: Any) -> PageView:
    """A well kept page read a moment ago, without posts unless `posts` are given."""
    return replace(PAGE_VIEW, **changes)


def org_view(**changes: Any) -> OrgView:
    """An organisation with both pages found."""
    return replace(ORG_VIEW, **changes)


def admin_view(**changes: Any) -> AdminView:
    """The administration with nothing in its journals."""
    return replace(AdminView(NOW, ZONE), **changes)


def posts(*moments: datetime, kind: PostKind = PostKind.POST) -> tuple[Post, ...]:
    """Posts of one kind at those moments."""
    return tuple(Post(f"{kind}{number}", moment, kind) for number, moment in enumerate(moments))


def gone(post: Post) -> Post:
    """The post as it stands after somebody deleted it."""
    return replace(post, deleted_seen_at=post.published_at + timedelta(hours=1))


def statement(rule: str, made: datetime, *, answer: bool = True, days: int = 90) -> dict[str, Attestation]:
    """Attestations of a view holding one answer."""
    return {rule: Attestation(rule, "", answer, made, made + timedelta(days=days), Role.ORGANISATION)}
