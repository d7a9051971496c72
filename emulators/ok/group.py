"""Groups of the invented world and what the token may read of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Unpack

from emulators.ok.topic import JsonObject, OkTopic, TopicTraits

Refusal = Literal[3, 10, 50, 200]
Access = Literal["OPEN", "CLOSED", "SECRET"]
Status = Literal["ACTIVE", "MAYBE", "BLOCKED", "ADMIN", "MODERATOR", "PASSIVE", "UNKNOWN"]


@dataclass(slots=True)
class OkRoutes:
    """Ways to a group's posts and comments that stand open; a shut one answers `refusal`.

    Which of the four codes comes for which cause is not documented.
    """

    stat_topics: bool = True
    get_topics: bool = True
    stream: bool = True
    comments: bool = True
    refusal: Refusal = 10


@dataclass(slots=True, eq=False)
class OkGroup:
    """A group. None: the key does not come even when asked for; an empty text comes empty.

    `blocked` or `disabled` groups are left out of group.getInfo. `member_status` is what
    group.getUserGroupsByIds says of the token's user. `counters` are answers of group.getCounters by
    lower-case name, over the counted ones; `extra` are fields of group.getInfo not modelled here.
    """

    uid: str
    name: str | None = "Группа"
    shortname: str | None = None
    description: str | None = None
    access_type: Access | None = "OPEN"
    country: str | None = None
    city: str | None = None
    address: str | None = None
    location_latitude: float | None = None
    location_longitude: float | None = None
    phone: str | None = None
    homepage_url: str | None = None
    photo_id: str | None = None
    main_photo: JsonObject | None = None
    pic_avatar: str | None = None
    cover: JsonObject | None = None
    gos_org: bool | None = None
    members_count: int | None = None
    created_ms: int | None = None
    role: str | None = "ADMIN"
    stats_allowed: bool | None = True
    flags: str = ""
    blocked: bool = False
    disabled: bool = False
    member_status: Status = "ADMIN"
    routes: OkRoutes = field(default_factory=OkRoutes)
    topics: list[OkTopic] = field(default_factory=list[OkTopic])
    counters: dict[str, int] = field(default_factory=dict[str, int])
    extra: JsonObject = field(default_factory=JsonObject)
    written_topics: int = 0

    @property
    def available(self) -> bool:
        """Whether anything of it is answered."""
        return not (self.blocked or self.disabled)

    def topic(self, created: datetime, text: str = "", **traits: Unpack[TopicTraits]) -> OkTopic:
        """Write a topic and hand it back; `created` is aware, UTC. Ids are never given twice."""
        self.written_topics += 1
        written = OkTopic(self._topic_id(), self.uid, created, text, **traits)
        self.topics.append(written)
        return written

    def visible_topics(self, now: datetime, *, hidden: bool) -> list[OkTopic]:
        """Topics that are there at `now`; with `hidden`, those the feed does not show too."""
        return [each for each in self.topics if each.visible(now) and (hidden or not each.hidden)]

    def _topic_id(self) -> str:
        """Unique among groups whose numbers differ in the last six digits; 15 digits as the real ones."""
        return str(150_000_000_000_000 + int(self.uid) % 1_000_000 * 1_000_000 + self.written_topics)
