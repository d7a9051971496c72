"""Comments under a topic, without their texts and authors (ok.md 4.8); pure."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from collectors.ok.shapes import Json, Listed, listed, moment, text, unexpected
from domain.comment import Comment

# `date` has no zone and is Moscow wall time, whose offset changed in 2011 and 2014 (ok.md 4.8).
MOSCOW = ZoneInfo("Europe/Moscow")
_DATE = "%Y-%m-%d %H:%M:%S"


def comments(answer: object, post_id: str, gid: int) -> Listed[Comment]:
    """A page of discussions.getComments under a group's topic."""

    def read(bean: Json) -> Comment:
        comment_id = text(bean.get("id"))
        if not comment_id:
            raise unexpected("комментарий без номера")
        return Comment(
            comment_id,
            post_id,
            published_at(bean),
            parent_id=text(bean.get("reply_to_comment_id")) or None,
            by_page=_by_page(bean, gid),
        )

    return listed(answer, "comments", read)


def published_at(bean: Json) -> datetime | None:
    """`created_ms`, else `date`; None when neither came."""
    created = moment(bean.get("created_ms"))
    if created is not None:
        return created
    date = text(bean.get("date"))
    return _from_moscow(date) if date else None


def _from_moscow(date: str) -> datetime:
    try:
        return datetime.strptime(date, _DATE).replace(tzinfo=MOSCOW).astimezone(UTC)
    except (ValueError, OverflowError):
        raise unexpected("время комментария") from None


def _by_page(bean: Json, gid: int) -> bool | None:
    """`author_type` comes only when the author is a group."""
    author = text(bean.get("author_id"))
    if text(bean.get("author_type")).upper() == "GROUP":
        return author == str(gid) if author else None
    return text(bean.get("author_ref")) == f"group:{gid}"
