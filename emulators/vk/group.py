"""Communities of the invented world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from emulators.vk.post import JsonObject, VkPost

GroupType = Literal["group", "page", "event"]


@dataclass(slots=True)
class VkAddress:
    """An address of a community, as groups.getAddresses tells it; None: the key does not come."""

    id: int
    title: str = ""
    address: str = ""
    city: str | None = None
    phone: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class VkGroup:
    """A community. None: the key does not come even when asked for.

    `is_closed` 0 open, 1 closed, 2 private; `wall` 0 disabled, 1 open, 2 limited, 3 restricted.
    `addresses_enabled` None: as there are addresses or not. `live_cover` is live_covers.is_enabled, `government`
    the mark «Госорганизация», `main_section` a number of groups_group_full_section.
    `withheld` names further fields VK keeps to itself; `extra` holds answers for fields not modelled here, given
    only when asked for.
    """

    id: int
    name: str = ""
    screen_name: str = ""
    type: GroupType = "page"
    description: str | None = None
    site: str | None = None
    status: str | None = None
    activity: str | None = None
    is_closed: Literal[0, 1, 2] = 0
    deactivated: Literal["deleted", "banned"] | None = None
    wall: Literal[0, 1, 2, 3] = 2
    has_photo: bool = True
    cover_enabled: bool | None = None
    live_cover: bool | None = None
    government: bool | None = None
    main_section: int | None = None
    addresses: list[VkAddress] = field(default_factory=list[VkAddress])
    addresses_enabled: bool | None = None
    main_address_id: int | None = None
    contacts: list[JsonObject] | None = None
    links: list[JsonObject] | None = None
    menu: list[JsonObject] | None = None
    members_count: int | None = 0
    verified: bool = False
    posts: list[VkPost] = field(default_factory=list[VkPost])
    deleted_posts: list[int] = field(default_factory=list[int])
    withheld: set[str] = field(default_factory=set[str])
    extra: JsonObject = field(default_factory=JsonObject)

    @property
    def owner_id(self) -> int:
        """The id of its wall: negative (dev.vk.com, wall.search)."""
        return -self.id

    @property
    def domain(self) -> str:
        """Its screen name; a community without one is called by its number."""
        return self.screen_name or f"club{self.id}"

    @property
    def addresses_shown(self) -> bool:
        """Whether the section of addresses is switched on."""
        return bool(self.addresses) if self.addresses_enabled is None else self.addresses_enabled

    def post(
        self,
        date: datetime,
        text: str = "",
        *,
        pinned: bool = False,
        repost: bool | list[JsonObject] = False,
        from_id: int | None = None,
        post_type: str = "post",
        attachments: Iterable[JsonObject] = (),
        comments_can_post: bool | None = None,
    ) -> VkPost:
        """Put a post on the wall; ids ascend in the order of the calls and are never given twice."""
        written = VkPost(self._next_post_id(), date, text, post_type, copy_history=repost, from_id=from_id)
        written.attachments.extend(attachments)
        written.comments_can_post = comments_can_post
        self.posts.append(written)
        if pinned:
            self.pin(written.id)
        return written

    def pin(self, post_id: int | None) -> None:
        """Pin this post instead of the one pinned before; None unpins."""
        for each in self.posts:
            each.is_pinned = each.id == post_id

    def delete_post(self, post_id: int) -> None:
        """Take a post off the wall; KeyError when it is not there."""
        if post_id not in {each.id for each in self.posts}:
            raise KeyError(post_id)
        self.posts = [each for each in self.posts if each.id != post_id]
        self.deleted_posts.append(post_id)

    def find_post(self, post_id: int, now: datetime) -> VkPost | None:
        """The post of this id, if it is published by `now`."""
        return next((each for each in self.posts if each.id == post_id and each.published(now)), None)

    def _next_post_id(self) -> int:
        return max([*(each.id for each in self.posts), *self.deleted_posts], default=0) + 1
