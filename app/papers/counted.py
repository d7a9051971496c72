"""The publications a matter rests on: which were counted, which were not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from app.frame import Frame
from domain.matter import Matter
from domain.page import Page
from domain.post import Counting, Post, PostKind
from domain.rule_ids import OF_A_WEEK, SILENT
from domain.russian import date_title
from domain.week import Week, day_title
from reports.card.facts import CountedPost
from rules.counting import counting_of
from storage import posts

_LAST_SHOWN = 5
_LOOKED_BACK = timedelta(weeks=26)
_KINDS = {
    PostKind.POST: "запись",
    PostKind.REPOST: "репост",
    PostKind.CLIP: "клип",
    PostKind.VIDEO: "видео",
    PostKind.PHOTO: "фото",
    PostKind.UNLISTED: "вид неизвестен",
    PostKind.AD: "реклама",
    PostKind.VISITOR: "запись посетителя",
    PostKind.SUGGESTED: "предложенная запись",
    PostKind.POSTPONED: "отложенная запись",
    PostKind.HIDDEN: "скрытая запись",
    PostKind.OTHER: "иное",
}
_COUNTING = {
    Counting.SURE: "посчитана",
    Counting.DISPUTED: "спорная: постановление не говорит, считать ли такие",
    Counting.EXCLUDED: "не считается",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """`about` says what the publications are, Russian."""

    about: str
    posts: tuple[CountedPost, ...]


def counted(db: Database, matter: Matter, page: Page | None, frame: Frame) -> Counted | None:
    """What is stored of the matter's week, or of the time before a silence; None for matters of other kinds."""
    if page is None or page.id != matter.subject.id:
        return None
    if matter.rule in OF_A_WEEK and matter.period:
        return _of_week(db, Week.parse(matter.period, frame.zone), page, frame)
    return _last_ones(db, matter, page, frame) if matter.rule == SILENT else None


def _of_week(db: Database, week: Week, page: Page, frame: Frame) -> Counted:
    own = [post for post in posts.since(db, page.id, week.start) if post.published_at in week]
    return Counted(f"Публикации недели {week.title}", tuple(_shown(post, page, frame) for post in own))


def _last_ones(db: Database, matter: Matter, page: Page, frame: Frame) -> Counted:
    """The newest that were published before the matter opened."""
    found = posts.since(db, page.id, matter.opened_at - _LOOKED_BACK)
    before = [post for post in found if post.published_at < matter.opened_at][-_LAST_SHOWN:]
    day = day_title(matter.opened_at.astimezone(frame.zone).date())
    return Counted(f"Последние публикации до {day}", tuple(_shown(post, page, frame) for post in before))


def _shown(post: Post, page: Page, frame: Frame) -> CountedPost:
    counting = counting_of(post.kind, frame.count_reposts)
    setting = " по настройке" if counting is not post.kind.counting else ""
    url = page.network.post_url(page.network_id, post.id) if page.network_id else ""
    told = f"{_COUNTING[counting]}{setting}{_gone(post, frame)}"
    return CountedPost(post.published_at, _KINDS[post.kind], told, url)


def _gone(post: Post, frame: Frame) -> str:
    when = post.deleted_seen_at
    return f", позже удалена (замечено {date_title(when, frame.zone)})" if when else ""
