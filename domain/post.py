"""Publications on a page and what of them the decree counts (P2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.content import Content


class Counting(StrEnum):
    """How P2.2 looks at a post: it surely counts, the decree is silent, it surely does not."""

    SURE = "sure"
    DISPUTED = "disputed"
    EXCLUDED = "excluded"


class PostKind(StrEnum):
    """What a wall item is, network-independent."""

    POST = "post"
    REPOST = "repost"
    CLIP = "clip"
    VIDEO = "video"
    PHOTO = "photo"
    UNLISTED = "unlisted"
    AD = "ad"
    VISITOR = "visitor"
    SUGGESTED = "suggested"
    POSTPONED = "postponed"
    HIDDEN = "hidden"
    OTHER = "other"

    @property
    def counting(self) -> Counting:
        """Contract, "The week": reposts and clips are disputed; ads and visitors' posts never count.

        UNLISTED is the page's own item of a kind nobody has described, so it proves nothing either way.
        """
        if self is PostKind.POST:
            return Counting.SURE
        if self in _DISPUTED:
            return Counting.DISPUTED
        return Counting.EXCLUDED


_DISPUTED = frozenset({PostKind.REPOST, PostKind.CLIP, PostKind.VIDEO, PostKind.PHOTO, PostKind.UNLISTED})


@dataclass(frozen=True, slots=True)
class Post:
    """A post as last seen. Times are aware UTC; `id` is the network's own, as text.

    `comments`, `likes`, `reposts` and `views` are the network's counters, None when they did not come. `content` is
    None when the road the list came by does not tell it, or when it is not kept any more.
    """

    id: str
    published_at: datetime
    kind: PostKind = PostKind.POST
    edited_at: datetime | None = None
    comments: int | None = None
    pinned: bool = False
    deleted_seen_at: datetime | None = None
    content: Content | None = None
    likes: int | None = None
    reposts: int | None = None
    views: int | None = None
