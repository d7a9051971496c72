"""Comments as wall.getComments of API 5.199 gives them (vknet/vk, Wall/GetComments802.json)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emulators.vk.group import VkGroup
from emulators.vk.post import JsonObject, VkComment, VkPost

DEFAULT_PREVIEW = 90
"""Letters of a text that come when preview_length is not sent (schema of wall.getComments)."""


@dataclass(frozen=True, slots=True)
class Section:
    """The comments below one post and how the caller wants to see them.

    `preview` 0: whole texts. `thread_items`: replies embedded under each comment.
    """

    group: VkGroup
    post: VkPost
    now: datetime
    preview: int
    thread_items: int
    likes: bool

    def top_level(self) -> list[VkComment]:
        """What is seen at the top: live comments, and deleted ones somebody has replied to."""
        seen = [each for each in self.post.comments if each.date <= self.now]
        return [each for each in seen if not each.deleted or self.replies(each)]

    def replies(self, comment: VkComment) -> list[VkComment]:
        """Live replies in its thread; a deleted reply has none of its own and vanishes."""
        return [each for each in comment.thread if each.live(self.now)]

    def permissions(self) -> JsonObject:
        """Who may write here; nothing when that is not known to the caller's token."""
        can = self.post.comments_can_post
        return {} if can is None else {"can_post": can, "groups_can_post": can}

    def comment_json(self, comment: VkComment) -> JsonObject:
        """A top-level comment with its thread; a deleted one as a tombstone."""
        told = self._tombstone(comment) if comment.deleted else self._written(comment)
        told["thread"] = self._thread(comment)
        return told

    def reply_json(self, reply: VkComment) -> JsonObject:
        """A reply: it names the comment that opened its thread and the one it answers."""
        told = self._written(reply)
        told["parents_stack"] = [self.post.top_of(reply).id]
        if reply.reply_to is not None:
            told["reply_to_user"] = reply.reply_to.from_id
            told["reply_to_comment"] = reply.reply_to.id
        return told

    def _tombstone(self, comment: VkComment) -> JsonObject:
        date = int(comment.date.timestamp())
        return {"id": comment.id, "parents_stack": [], "date": date, "deleted": True}

    def _written(self, comment: VkComment) -> JsonObject:
        told: JsonObject = {
            "id": comment.id,
            "from_id": comment.from_id,
            "post_id": self.post.id,
            "owner_id": self.group.owner_id,
            "parents_stack": [],
            "date": int(comment.date.timestamp()),
            "text": comment.text[: self.preview] if self.preview else comment.text,
        }
        if self.likes:
            told["likes"] = {"can_like": 0, "count": 0, "user_likes": 0}
        return told

    def _thread(self, comment: VkComment) -> JsonObject:
        replies = self.replies(comment)
        embedded = [self.reply_json(each) for each in replies[: self.thread_items]]
        told: JsonObject = {"count": len(replies), "items": embedded, "show_reply_button": True}
        return told | self.permissions()
