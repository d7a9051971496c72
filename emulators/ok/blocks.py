"""Blocks of topics beside text. No recording of them exists: only the keys that public sources name are here.

`photo_refs` was seen in use; the others are the names of OK's own list of fields without «media_».
"""

from __future__ import annotations

from emulators.ok.topic import JsonObject


def photo(*refs: str) -> JsonObject:
    """One or more photos."""
    return {"type": "photo", "photo_refs": list(refs) or ["group_photo:1"]}


def movie(ref: str = "movie:2") -> JsonObject:
    """A video."""
    return {"type": "movie", "movie_refs": [ref]}


def poll(ref: str = "poll:3") -> JsonObject:
    """A poll; its question stands in the entities, which nobody asks for."""
    return {"type": "poll", "poll_refs": [ref]}


def link(url: str) -> JsonObject:
    """A link with its preview."""
    return {"type": "link", "url": url, "title": "Ссылка"}


def carousel() -> JsonObject:
    """Cards in a row."""
    return {"type": "carousel"}


def music(ref: str = "music_track:4") -> JsonObject:
    """A recording."""
    return {"type": "music", "music_track_refs": [ref]}
