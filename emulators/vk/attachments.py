"""Attachments of posts, with the keys they have in VKCOM/vk-api-schema and in recorded answers (vknet/vk)."""

from __future__ import annotations

from typing import Literal

from emulators.vk.post import JsonObject

VideoType = Literal["video", "short_video", "live", "movie", "music_video"]


def photo(photo_id: int = 1, text: str = "") -> JsonObject:
    """A photo (photos_photo)."""
    sizes = [{"type": "x", "url": f"https://photos.example/{photo_id}.jpg", "width": 604, "height": 403}]
    return {"type": "photo", "photo": {"id": photo_id, "album_id": -7, "sizes": sizes, "text": text}}


def video(kind: VideoType = "video", *, live: bool = False, upcoming: bool = False) -> JsonObject:
    """A video (video_video); `live` and `upcoming` come only when they are 1."""
    told: JsonObject = {"id": 2, "type": kind, "title": "Видео", "duration": 60}
    told |= {"live": 1} if live else {}
    told |= {"upcoming": 1} if upcoming else {}
    return {"type": "video", "video": told}


def clip() -> JsonObject:
    """A clip: a video under a key of its own."""
    return {"type": "clip", "clip": {"id": 3, "type": "short_video", "title": "Клип", "duration": 15}}


def document(ext: str = "pdf") -> JsonObject:
    """A file; an animation is one with `ext` gif (Get_Document_NormalCase.json)."""
    return {"type": "doc", "doc": {"id": 4, "title": f"файл.{ext}", "size": 2006, "ext": ext}}


def link(url: str, title: str = "Ссылка") -> JsonObject:
    """A link (base_link)."""
    return {"type": "link", "link": {"url": url, "title": title, "is_external": True}}


def article(url: str = "https://vk.com/@zarechny-o-klube") -> JsonObject:
    """An article (ArticleAttachement.json)."""
    return {"type": "article", "article": {"id": 5, "state": "available", "title": "Статья", "url": url}}


def poll(question: str = "Когда провести праздник?") -> JsonObject:
    """A poll; the whole of it comes along."""
    answers = [{"id": 1, "text": "В субботу", "votes": 3, "rate": 100}]
    return {"type": "poll", "poll": {"id": 6, "question": question, "answers": answers, "votes": 3}}


def audio() -> JsonObject:
    """A recording."""
    return {"type": "audio", "audio": {"id": 7, "artist": "Хор", "title": "Песня", "duration": 120}}


def event() -> JsonObject:
    """A meeting (events_event_attach)."""
    return {"type": "event", "event": {"id": 8, "button_text": "Пойду", "text": "Мероприятие", "friends": []}}


def pretty_cards(*urls: str) -> JsonObject:
    """Cards, as clients' types have them; the schema does not."""
    cards = [{"card_id": f"{n}_1", "link_url": url, "title": "Карточка"} for n, url in enumerate(urls)]
    return {"type": "pretty_cards", "pretty_cards": {"cards": cards}}
