"""Topics (posts) of the invented groups, and the comments under them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypedDict

from emulators.ok.moments import milliseconds

Author = Literal["group", "user"]
JsonObject = dict[str, object]

INVENTED_USER = "580000000001"


@dataclass(slots=True, eq=False)
class OkComment:
    """A comment; a deleted one just disappears from the answers. `serial` orders equal moments."""

    id: str
    serial: int
    created: datetime
    text: str
    author: Author
    author_id: str
    author_name: str = ""
    reply_to: OkComment | None = None
    likes: int = 0
    deleted: bool = False

    def visible(self, now: datetime) -> bool:
        """Whether it is there at `now`."""
        return not self.deleted and self.created <= now


class TopicTraits(TypedDict, total=False):
    """What may be said of a topic when it is written; the attributes of `OkTopic` of the same names."""

    author: Author
    author_id: str
    is_repost: bool
    is_sticky: bool
    is_hidden_post: bool
    is_unpublished_post: bool
    is_promo: bool
    is_ads_post: bool
    is_commenting_denied: bool
    on_moderation: bool
    seen: bool
    likes: int
    reshares: int
    views: int
    media: list[JsonObject]


@dataclass(slots=True, eq=False)
class OkTopic:
    """A post. `created` is aware, UTC; later than the emulator's clock it is nowhere to be seen.

    `seen` False: only its author saw it, so getStatTopics leaves it out (its documentation says so).
    `media` are further blocks, given as they are; `extra` are further keys of the topic, likewise.
    """

    id: str
    group_uid: str
    created: datetime
    text: str = ""
    author: Author = "group"
    author_id: str = INVENTED_USER
    is_repost: bool = False
    is_sticky: bool = False
    is_hidden_post: bool = False
    is_unpublished_post: bool = False
    is_promo: bool = False
    is_ads_post: bool = False
    is_commenting_denied: bool = False
    on_moderation: bool = False
    seen: bool = True
    deleted: bool = False
    likes: int = 0
    reshares: int = 0
    views: int = 0
    media: list[JsonObject] = field(default_factory=list[JsonObject])
    comments: list[OkComment] = field(default_factory=list[OkComment])
    extra: JsonObject = field(default_factory=JsonObject)
    written_comments: int = 0

    def visible(self, now: datetime) -> bool:
        """Whether it is there at `now`."""
        return not self.deleted and self.created <= now

    @property
    def hidden(self) -> bool:
        """Whether the feed does not show it: hidden, postponed, or waiting for a moderator."""
        return self.is_hidden_post or self.is_unpublished_post or self.on_moderation

    def visible_comments(self, now: datetime) -> list[OkComment]:
        """Comments that are there at `now`, in the order they were written."""
        return [each for each in self.comments if each.visible(now)]

    def comment(
        self,
        created: datetime,
        text: str = "",
        *,
        author: Author = "user",
        author_id: str | None = None,
        reply_to: OkComment | None = None,
    ) -> OkComment:
        """Write a comment by a user or by the group itself and hand it back."""
        self.written_comments += 1
        usual = self.group_uid if author == "group" else INVENTED_USER
        written = OkComment(
            _comment_id(created, self.written_comments, self.id),
            self.written_comments,
            created,
            text,
            author,
            author_id or usual,
            author_name=f"{author} {author_id or usual}",
            reply_to=reply_to,
        )
        self.comments.append(written)
        return written


def _comment_id(created: datetime, serial: int, topic_id: str) -> str:
    """Base64 of ``ms:-n:ms:topic:1``, which is what a recorded comment id decodes to."""
    moment = milliseconds(created)
    return b64encode(f"{moment}:-{serial}:{moment}:{topic_id}:1".encode()).decode()
