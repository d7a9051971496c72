"""Counting the posts of a week: the sure, the disputed, and how a setting decides about the latter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.post import Counting, Post, PostKind
from domain.russian import join_and, plural
from domain.week import Week

_DISPUTED_TITLES = {
    PostKind.REPOST: "репостов",
    PostKind.CLIP: "клипов",
    PostKind.VIDEO: "видео",
    PostKind.PHOTO: "фото",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Posts of one week. `sure` and `disputed` are already as `count_reposts` decides, if it does.

    `sure_gone` and `disputed_gone` of them were seen and later deleted. `kinds` are the disputed kinds met; of a
    kind that nobody has described the setting decides nothing.
    """

    sure: int
    disputed: int
    sure_gone: int
    disputed_gone: int
    kinds: tuple[PostKind, ...]
    count_reposts: bool | None

    @property
    def most(self) -> int:
        """All that may count."""
        return self.sure + self.disputed

    @property
    def dispute(self) -> str:
        """«без репостов 1, с ними 3: постановление не говорит, считать ли их»."""
        gone = _gone(self.sure_gone + self.disputed_gone)
        return f"{self._both_numbers}{gone}: {self._why}"

    @property
    def _why(self) -> str:
        """The decree is silent of the kinds it does not name; of a kind nobody described it cannot be asked."""
        if PostKind.UNLISTED not in self.kinds:
            return "постановление не говорит, считать ли их"
        if len(self.kinds) == 1:
            return "вид спорных публикаций программе неизвестен"
        return "вид части спорных публикаций программе неизвестен, об остальных постановление не говорит"

    @property
    def _both_numbers(self) -> str:
        if PostKind.UNLISTED in self.kinds:
            setting = f" ({self._setting})" if self._setting else ""
            return f"бесспорных {self.sure}{setting}, со спорными {self.most}"
        kinds = join_and([_DISPUTED_TITLES[kind] for kind in self.kinds])
        return f"без {kinds} {self.sure}, с ними {self.most}"

    @property
    def notes(self) -> str:
        """What stands after the number of sure posts, each note after a comma; often empty."""
        return _gone(self.sure_gone) + (f", {self._setting}" if self._setting else "")

    @property
    def _setting(self) -> str:
        if self.count_reposts is None:
            return ""
        return f"репосты {'' if self.count_reposts else 'не '}считаются по настройке"


def count_posts(posts: Iterable[Post], week: Week, count_reposts: bool | None) -> Tally:
    """Count by time of publication; a post that was deleted later stays counted (contract, "The week")."""
    published = [post for post in posts if post.published_at in week]
    sure = [post for post in published if counting_of(post.kind, count_reposts) is Counting.SURE]
    disputed = [post for post in published if counting_of(post.kind, count_reposts) is Counting.DISPUTED]
    met = {post.kind for post in disputed}
    kinds = tuple(kind for kind in PostKind if kind in met)
    return Tally(len(sure), len(disputed), _deleted(sure), _deleted(disputed), kinds, count_reposts)


def counting_of(kind: PostKind, count_reposts: bool | None) -> Counting:
    """`count_reposts` decides about the disputed kinds that the contract lists, and about no other."""
    if count_reposts is None or kind not in _DISPUTED_TITLES:
        return kind.counting
    return Counting.SURE if count_reposts else Counting.EXCLUDED


def _deleted(posts: Iterable[Post]) -> int:
    return sum(post.deleted_seen_at is not None for post in posts)


def _gone(count: int) -> str:
    return f", {count} из них позже {plural(count, 'удалена', 'удалены', 'удалены')}" if count else ""
