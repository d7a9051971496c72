"""Variety of what a page publishes (P2.3): the decree names kinds of material and no number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from domain.finding import Verdict
from domain.post import Counting, Post, PostKind
from domain.russian import plural
from domain.variety import Histogram, histogram, histogram_title, kind_title, kinds_of
from domain.view import PageView
from rules.activity import FRESH
from rules.feed import gap, read_surely_until
from rules.params import Positive
from rules.publications import count_title, days_title, is_whole, own_since
from rules.rule import rule

UNTOLD = "вид части публикаций неизвестен"


@rule("content_variety", on=PageView)
def content_variety(
    view: PageView, *, days: Positive = 30, min_kinds: Positive = 2, min_posts: Positive = 5
) -> Verdict:
    """Publications of the last `days` days are of at least `min_kinds` kinds, where there are `min_posts`."""
    start = read_surely_until(view) - timedelta(days=days)
    own = own_since(view, start)
    kinds = histogram(own)
    about = days_title(days)
    if len(kinds) >= min_kinds:
        return Verdict.ok(f"{about}: {histogram_title(kinds)}")
    if missing := gap(view, start, view.now - FRESH) or _untold(own):
        return Verdict.unknown(f"о разнообразии {about} судить нельзя: {missing}")
    count = sum(post.kind.counting is Counting.SURE for post in own)
    if count < min_posts:
        return Verdict.ok(f"{about} {count_title(count)}, о разнообразии судить рано", closes=False)
    return Verdict.violated(f"{about} {count_title(len(own))}, {_sameness(kinds, min_kinds)}")


def _untold(own: Sequence[Post]) -> str | None:
    """A kind nobody has described, or content the network did not tell, may be the variety looked for."""
    return None if all(_is_told(post) for post in own) else UNTOLD


def _is_told(post: Post) -> bool:
    is_described = post.kind is not PostKind.UNLISTED and is_whole(post)
    return is_described and post.content is not None and bool(kinds_of(post.content))


def _sameness(kinds: Histogram, needed: int) -> str:
    """«все одного вида: фото; по настройке нужно не меньше 2 видов»."""
    is_one = len(kinds) == 1
    found = f"все одного вида: {kind_title(*kinds)}" if is_one else f"видов {len(kinds)}: {histogram_title(kinds)}"
    return f"{found}; по настройке нужно не меньше {needed} {plural(needed, 'вида', 'видов', 'видов')}"
