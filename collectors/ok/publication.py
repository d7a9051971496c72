"""The words, links and formats of a group's own topics (ok.md 4.5). Pure; never raises.

No recording of any block but text exists, so what is not recognised is OTHER, and what may be missing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from collectors.contents import made_of
from collectors.ok.shapes import Json, object_or_empty, objects_or_none, text
from domain.content import Content, Format

# «photo, video, product, link, carousel» are named by types/MediaTopicBeanFields.json; of photo, movie, poll and
# link posts are made when they are written (mediatopic.post).
_FORMATS = {
    "photo": Format.PHOTO,
    "movie": Format.VIDEO,
    "video": Format.VIDEO,
    "poll": Format.POLL,
    "link": Format.LINK,
    "carousel": Format.CARDS,
}
# By what a block of another type refers to; keys come without their prefix (photo_refs was seen), or may not.
_REFERENCES = {
    "photo_refs": Format.PHOTO,
    "movie_refs": Format.VIDEO,
    "poll_refs": Format.POLL,
    "music_track_refs": Format.AUDIO,
    "music_playlist_refs": Format.AUDIO,
}
# No recording of a reshare block exists (ok.md 4.5): its presence is told by any of these, filled.
RESHARE_MARKS = ("media_reshare", "reshare", "media_media_topic_refs", "media_topic_refs")


def content(bean: Json, media_limit: int | None = None) -> Content | None:
    """What a topic is made of; None when its blocks did not come.

    `media_limit` is how many blocks were asked for (None: all). Of a repost nobody tells what is quoted.
    """
    media = bean.get("media")
    if not isinstance(media, list):
        return None
    blocks = objects_or_none(cast("object", media))
    own = [block for block in blocks if not is_reshare(block)]
    longread = [Format.ARTICLE] if bean.get("longread") is True else []
    return made_of(
        "\n".join(filter(None, map(_text, own))),
        links=filter(None, (text(block.get("url")) for block in own)),
        formats=[*longread, *(_format(block) for block in own if block.get("type") != "text")],
        cut=is_part(bean, media_limit) or is_reshare(bean) or len(own) < len(cast("Sequence[object]", media)),
    )


def is_part(bean: Json, media_limit: int | None = None) -> bool:
    """Whether blocks were left out: `has_more` says so, or, where it did not come, as many came as were asked."""
    if bean.get("has_more") is None and media_limit is not None:
        return len(objects_or_none(bean.get("media"))) >= media_limit
    return bean.get("has_more") is True or bean.get("is_text_cut") is True


def is_reshare(block: Json) -> bool:
    """A block, or a topic, that quotes another topic."""
    return any(block.get(mark) for mark in RESHARE_MARKS)


def _text(block: Json) -> str:
    """``{"type": "text", "text": …, "text_tokens": [{"text": …}]}``."""
    if block.get("type") != "text":
        return ""
    return text(block.get("text")) or "".join(text(each.get("text")) for each in _tokens(block))


def _tokens(block: Json) -> list[Json]:
    return [object_or_empty(each) for each in objects_or_none(block.get("text_tokens"))]


def _format(block: Json) -> Format:
    kind = block.get("type")
    known = _FORMATS.get(kind) if isinstance(kind, str) else None
    referred = (name for key, name in _REFERENCES.items() if block.get(key) or block.get(f"media_{key}"))
    return known or next(referred, Format.OTHER)
