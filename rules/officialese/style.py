"""Style of publications (P2.5): the decree advises against press releases, officialese and involved phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Verdict
from domain.post import Post
from domain.russian import plural
from domain.view import PageView
from rules.officialese.remark import remark
from rules.params import Positive
from rules.publications import address, count_title, days_title, standing_since, text_of, unread
from rules.rule import rule

_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Remarked:
    """A publication that reads like a press release, and by what one sees it."""

    post: Post
    phrases: tuple[str, ...]


@rule("style_officialese", on=PageView)
def style_officialese(view: PageView, *, days: Positive = 14, min_posts: Positive = 2) -> Verdict:
    """Fewer than `min_posts` publications of the last `days` days read like press releases."""
    standing = standing_since(view, days)
    found = remarked(standing)
    if len(found) >= min_posts:
        return Verdict.violated(_told(view, found, days))
    if missing := unread(view, days, standing):
        return Verdict.unknown(f"стиль публикаций {days_title(days)} оценить нельзя: {missing}")
    alike = f"{len(found)} из них {_alike(len(found))}" if found else "похожих на пресс-релиз нет"
    return Verdict.ok(f"{days_title(days)} {count_title(len(standing))}, {alike}")


def remarked(posts: Sequence[Post]) -> list[Remarked]:
    """Those that read like press releases, the newest first."""
    seen = [Remarked(post, remark(text_of(post))) for post in posts]
    return [each for each in reversed(seen) if each.phrases]


def _told(view: PageView, found: Sequence[Remarked], days: int) -> str:
    """«3 публикации за 14 дней похожи на пресс-релиз: «в целях реализации» (адрес), …»."""
    shown = [f"«{each.phrases[0]}»{address(view, each.post)}" for each in found[:_MOST_SHOWN]]
    rest = f" и ещё {len(found) - _MOST_SHOWN}" if len(found) > _MOST_SHOWN else ""
    return f"{count_title(len(found))} {days_title(days)} {_alike(len(found))}: {', '.join(shown)}{rest}"


def _alike(count: int) -> str:
    return f"{plural(count, 'похожа', 'похожи', 'похожи')} на пресс-релиз"
