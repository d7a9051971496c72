"""A page's own publications of the last days, and what of them cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.post import Post
from domain.russian import plural
from domain.variety import is_own
from domain.view import PageView
from rules.activity import FRESH
from rules.feed import gap

UNTOLD = "содержание части публикаций неизвестно"


def own_since(view: PageView, start: datetime) -> list[Post]:
    """Those published since `start` (aware UTC), deleted ones too, oldest first."""
    return [post for post in view.posts if post.published_at >= start and is_own(post)]


def standing_since(view: PageView, days: int) -> list[Post]:
    """Those of the last `days` days that still stand on the page."""
    found = own_since(view, view.now - timedelta(days=days))
    return [post for post in found if post.deleted_seen_at is None]


def unread(view: PageView, days: int, posts: Sequence[Post]) -> str | None:
    """Why some texts of the last `days` days may be unseen, in Russian; None when all of them were read."""
    missing = gap(view, view.now - timedelta(days=days), view.now - FRESH)
    return missing or (None if all(is_whole(post) for post in posts) else UNTOLD)


def is_whole(post: Post) -> bool:
    """The network told all that the publication is made of, so what is not there is not there."""
    return post.content is not None and not post.content.cut


def text_of(post: Post) -> str:
    """The page's own words; empty when they are not known."""
    return post.content.text if post.content else ""


def count_title(count: int) -> str:
    """«1 публикация», «3 публикации»."""
    return f"{count} {plural(count, 'публикация', 'публикации', 'публикаций')}"


def days_title(days: int) -> str:
    """«за 30 дней»."""
    return f"за {days} {plural(days, 'день', 'дня', 'дней')}"


def address(view: PageView, post: Post) -> str:
    """The post's address in brackets after a space; empty while the page's number is unknown."""
    number = view.page.network_id
    return "" if number is None else f" ({view.network.post_url(number, post.id)})"
