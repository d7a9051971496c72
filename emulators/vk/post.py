"""Posts and comments of the invented world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

JsonObject = dict[str, object]

CITIZEN_ID = 800_000_001
"""The invented author of comments where a test does not care who wrote."""

COMMENTS_A_POST = 100_000
"""Room for comment ids below one post, so that they are unique on a wall."""

# Posts that wait: only the community's own people see them (filters postponed and suggests).
WAITING = frozenset({"postpone", "suggest"})


@dataclass(slots=True)
class VkComment:
    """A comment; `thread` holds its replies (one level, as in VK). `date` is aware."""

    id: int
    date: datetime
    from_id: int = CITIZEN_ID
    text: str = ""
    deleted: bool = False
    thread: list[VkComment] = field(default_factory=list["VkComment"])
    reply_to: VkComment | None = field(default=None, repr=False)

    def live(self, now: datetime) -> bool:
        """Written by `now` and not deleted."""
        return self.date <= now and not self.deleted


@dataclass(slots=True)
class VkPost:
    """An item of a wall, not visible before `date` (aware).

    `from_id` None: the community itself. `copy_history` True: a repost of an invented post.
    `comments_can_post` None: the key does not come. `comments_denied`: wall.getComments answers 212.
    `item_type` is the key `type`; `views` None: the counter does not come. `extra` is laid over the answer.
    """

    id: int
    date: datetime
    text: str = ""
    post_type: str = "post"
    is_pinned: bool = False
    copy_history: bool | list[JsonObject] = False
    marked_as_ads: bool = False
    from_id: int | None = None
    attachments: list[JsonObject] = field(default_factory=list[JsonObject])
    comments: list[VkComment] = field(default_factory=list[VkComment])
    comments_can_post: bool | None = None
    comments_denied: bool = False
    edited: datetime | None = None
    item_type: str = "post"
    likes: int = 0
    reposts: int = 0
    views: int | None = None
    extra: JsonObject = field(default_factory=JsonObject)

    def comment(
        self,
        date: datetime,
        text: str = "",
        *,
        from_id: int = CITIZEN_ID,
        reply_to: VkComment | None = None,
        deleted: bool = False,
    ) -> VkComment:
        """Add a comment, or a reply in the thread of `reply_to`; ids ascend.

        Raises ValueError when `reply_to` stands under another post.
        """
        written = VkComment(self._next_comment_id(), date, from_id, text, deleted, reply_to=reply_to)
        level = self.comments if reply_to is None else self.top_of(reply_to).thread
        level.append(written)
        return written

    def published(self, now: datetime) -> bool:
        """Whether a stranger can see it at `now`."""
        return self.date <= now and self.post_type not in WAITING

    def every_comment(self) -> list[VkComment]:
        """Comments and replies, deleted ones too."""
        return [each for top in self.comments for each in (top, *top.thread)]

    def live_comments(self, now: datetime) -> int:
        """How many comments and replies can be read at `now`."""
        return sum(each.live(now) for each in self.every_comment())

    def top_of(self, comment: VkComment) -> VkComment:
        """The comment that opened the thread `comment` stands in (itself, if it did)."""
        for top in self.comments:
            if any(each is comment for each in (top, *top.thread)):
                return top
        raise ValueError("the comment answered stands under another post")

    def _next_comment_id(self) -> int:
        return max((each.id for each in self.every_comment()), default=self.id * COMMENTS_A_POST) + 1
