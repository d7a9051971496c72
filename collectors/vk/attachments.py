"""What kinds of material are attached to a wall item and where they link to (vk.md 5.1). Pure; never raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from collectors.vk.fields import Json, is_list
from domain.content import Format

# The types of wall_wallpost_attachment_type (VKCOM/vk-api-schema); what is not here is OTHER.
_FORMATS = {
    "photo": Format.PHOTO,
    "photos_list": Format.PHOTO,
    "posted_photo": Format.PHOTO,
    "album": Format.PHOTO,
    "video": Format.VIDEO,
    "video_playlist": Format.VIDEO,
    "clip": Format.CLIP,
    "audio": Format.AUDIO,
    "audio_playlist": Format.AUDIO,
    "podcast": Format.AUDIO,
    "doc": Format.DOCUMENT,
    "poll": Format.POLL,
    "event": Format.EVENT,
    "link": Format.LINK,
    "article": Format.ARTICLE,
    "page": Format.ARTICLE,
    "note": Format.ARTICLE,
    # Missing in the schema; clients' types have it: ``{"cards": [{"link_url", "title", …}]}``.
    "pretty_cards": Format.CARDS,
}
# The address of an article (vknet/vk, ArticleAttachement.json); one put in by its link comes as a link.
_ARTICLE = re.compile(r"https?://(?:m\.)?vk\.(?:com|ru)/@", re.IGNORECASE)
_TEXTS = ("url", "link_url")


def formats(attachments: Sequence[object]) -> list[Format]:
    """A format an attachment, in their order."""
    return [_format(each) for each in attachments]


def links(attachments: Sequence[object]) -> list[str]:
    """The addresses of links, articles and cards, as VK gives them."""
    return [url for each in attachments for url in _links(each)]


def plain_object(value: object) -> Json:
    """The object, or an empty one for anything else."""
    return cast("Json", value) if isinstance(value, dict) else {}


def _format(attachment: object) -> Format:
    kind, body = _opened(attachment)
    match _FORMATS.get(kind, Format.OTHER):
        case Format.VIDEO:
            return _video(body)
        case Format.DOCUMENT:
            return Format.ANIMATION if body.get("ext") == "gif" else Format.DOCUMENT
        case Format.LINK:
            url = body.get("url")
            return Format.ARTICLE if isinstance(url, str) and _ARTICLE.match(url) else Format.LINK
        case plain:
            return plain


def _video(body: Json) -> Format:
    """`type`, `live` and `upcoming` of video_video (VKCOM/vk-api-schema)."""
    if body.get("type") == "live" or body.get("live") == 1 or body.get("upcoming") == 1:
        return Format.LIVE
    return Format.CLIP if body.get("type") == "short_video" else Format.VIDEO


def _links(attachment: object) -> list[str]:
    kind, body = _opened(attachment)
    cards = body.get("cards")
    bodies = [plain_object(card) for card in cards] if kind == "pretty_cards" and is_list(cards) else [body]
    if kind not in ("link", "article", "pretty_cards"):
        return []
    return [url for each in bodies for key in _TEXTS if isinstance(url := each.get(key), str) and url]


def _opened(attachment: object) -> tuple[str, Json]:
    """Its type, and what stands under the key of that name."""
    told = plain_object(attachment)
    kind = told.get("type")
    return (kind, plain_object(told.get(kind))) if isinstance(kind, str) else ("", {})
