"""Invented pages in the emulators' worlds: one in perfect order, and posts written as a table writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from town import local

from emulators.ok import OkGroup
from emulators.vk import VkAddress, VkGroup

SITE = "https://ozernoe.example"


@dataclass(frozen=True)
class P:
    """A post: its local time, and what the emulator is told of it besides."""

    at: datetime
    traits: Mapping[str, Any] = field(default_factory=dict[str, Any])


def p(when: str, **traits: Any) -> P:
    return P(local(when), traits)


OLD = (p("11-03"), p("11-10"), p("11-12"))
LAST_WEEK = (p("11-17"), p("11-19"))
THIS_WEEK = (p("11-24"), p("11-26"))
USUAL = (*OLD, *LAST_WEEK, *THIS_WEEK)


def last_week(*posts: P) -> tuple[P, ...]:
    """The usual posts, but these in the last complete week."""
    return (*OLD, *posts, *THIS_WEEK)


def this_week(*posts: P) -> tuple[P, ...]:
    """The usual posts, but these in the current week."""
    return (*OLD, *LAST_WEEK, *posts)


def about(short: str) -> str:
    """A description that names its owner and tells of its work, without contacts."""
    return f"МКУ {short} села Озёрное: кружки, праздники, выставки и новости села для всех его жителей и гостей."


def contacts(short: str) -> str:
    """The same with every contact in the text."""
    return (
        f"{about(short)}\nАдрес: с. Озёрное, ул. Лесная, д. 1\nТелефон: 8 (900) 000-00-00\n"
        f"Почта: priem@ozernoe.example\nСайт: {SITE}"
    )


ADDRESS = VkAddress(1, "Озёрное", "ул. Лесная, 1", latitude=48.1, longitude=131.2)
BARE_ADDRESS = VkAddress(1, "Озёрное", "ул. Лесная, 1")
PHONE = {"phone": "+79000000000"}
EMAIL = {"email": "priem@ozernoe.example"}
NAMELESS = "Кружки, праздники, выставки и новости для всех жителей и гостей, расписание занятий и концертов."


def ok_number(number: int) -> int:
    return 54_000_000_000_000 + number


def vk_page(number: int, short: str, name: str = "", **traits: Any) -> VkGroup:
    """A page in perfect order, without posts; `traits` differ."""
    usual: dict[str, Any] = {
        "description": about(short),
        "site": SITE,
        "cover_enabled": True,
        "addresses": [ADDRESS],
        "main_address_id": 1,
        "contacts": [{**PHONE, **EMAIL}],
    }
    return VkGroup(number, f"{short} · Озёрное", name or f"ozernoe{number}", **(usual | traits))


def ok_page(number: int, short: str, name: str, **traits: Any) -> OkGroup:
    """A group in perfect order, without topics; `traits` differ."""
    usual: dict[str, Any] = {
        "shortname": name,
        "description": contacts(short),
        "address": "ул. Лесная, д. 1",
        "location_latitude": 48.1,
        "location_longitude": 131.2,
        "phone": "+79000000000",
        "homepage_url": SITE,
        "photo_id": "1",
        "cover": {"cover_photos": [{"id": "1"}]},
        "created_ms": milliseconds(local("01-15")),
    }
    return OkGroup(str(number), f"{short} · Озёрное", **(usual | traits))


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def fill_vk(group: VkGroup, posts: Sequence[P]) -> None:
    """Write the posts on the wall, oldest first."""
    for each in sorted(posts, key=_moment):
        traits = dict(each.traits)
        traits.pop("ago", None)
        is_ad = traits.pop("ads", False)
        group.post(_moment(each), "Новости", **traits).marked_as_ads = is_ad


def fill_ok(group: OkGroup, posts: Sequence[P]) -> None:
    """Write the topics, oldest first."""
    for each in sorted(posts, key=_moment):
        traits = {key: value for key, value in each.traits.items() if key != "ago"}
        group.topic(_moment(each), "Новости", **traits)


def _moment(post: P) -> datetime:
    return post.at - timedelta(minutes=post.traits.get("ago", 0))
