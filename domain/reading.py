"""What a collector is asked about a page and what it brings back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from domain.comment import Comment
from domain.network import Network
from domain.page import Link, Openness, Resolution
from domain.post import Post
from domain.profile import NOTHING_EXPECTED, Expected, Profile

V = TypeVar("V")


class Route(StrEnum):
    """The road a list of posts came by; a list by STAT_TOPICS may be late (ok.md 4.4)."""

    WALL = "wall"
    STAT_TOPICS = "stat_topics"
    TOPICS = "topics"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class Fetched(Generic[V]):
    """Values with their coverage, stated by whoever knows it.

    Everything the network showed since `covered_since` (aware UTC) up to `read_at` is among the values;
    None means everything there is, to the beginning. `complete` is False when the reading broke off before
    what was asked for; the values are then true but the coverage reaches only to `covered_since`.
    """

    values: tuple[V, ...]
    read_at: datetime
    covered_since: datetime | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class CommentWish:
    """A post whose comments are to be read anew."""

    post_id: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What to ask about one page.

    `posts_since` is how far back the feed is needed (aware UTC); `usual` says the stored feed already reaches
    there, so a short first page is enough. `known_posts` maps the ids of recent posts to the comment counter at
    their last reading (None: never read); `comments_since` is the publication time from which posts have their
    comments read always.
    """

    page_id: int
    link: Link
    network_id: int | None
    posts_since: datetime
    comments_since: datetime
    usual: bool = False
    expected: Expected = NOTHING_EXPECTED
    known_posts: dict[str, int | None] = field(default_factory=dict[str, int | None])


class TroubleKind(StrEnum):
    """By consequence (architecture 5): wait, call a person, or look at the answer."""

    TRY_LATER = "try_later"
    ACCESS_LOST = "access_lost"
    NO_ACCESS = "no_access"
    UNINTELLIGIBLE = "unintelligible"
    NETWORK_OFF = "network_off"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why data could not be had. `reason` is one short Russian phrase without personal data or secrets.

    NO_ACCESS is about one page (no route to its posts), ACCESS_LOST about the whole network's token.
    """

    kind: TroubleKind
    reason: str
    code: int | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CommentsRead:
    """Comments of one post; `closed` when the network says they are closed (a fact, not an error).

    `counter` is the post's comment counter at this reading.
    """

    post_id: str
    fetched: Fetched[Comment] | None
    counter: int | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one cycle learnt about one page; a part that could not be had is None and `trouble` says why.

    `network_id` and `title` are set when the link resolved. `openness` is UNKNOWN when the network did not tell.
    `themes` is OK's counter of topics (ok.md 4.3). `created_at` is the network's date of creation.
    """

    page_id: int
    network: Network
    read_at: datetime
    resolution: Resolution = Resolution.PENDING
    network_id: int | None = None
    title: str | None = None
    openness: Openness = Openness.UNKNOWN
    created_at: datetime | None = None
    profile: Profile | None = None
    posts: Fetched[Post] | None = None
    route: Route | None = None
    themes: int | None = None
    comments: tuple[CommentsRead, ...] = ()
    trouble: Trouble | None = None

    @property
    def answered(self) -> bool:
        """The network answered about this page (a closed, deleted or wall-less page is an answer)."""
        return self.trouble is None


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer that was not as documented, already scrubbed: every string replaced by its length."""

    network: Network
    method: str
    at: datetime
    body: str
