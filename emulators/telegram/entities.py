"""Formatted text as the Bot API counts it: entity offsets and lengths are in UTF-16 code units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# More are silently dropped: https://github.com/tdlib/telegram-bot-api/issues/820
MAX_ENTITIES = 100

_URL = re.compile(r"https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]]")
_COMMAND = re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/<>])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_KNOWN_SCHEME = re.compile(r"(?:https?|tg|ton|tonsite)://[^\s/]", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)")


@dataclass(frozen=True, slots=True)
class Entity:
    """One `MessageEntity`; `kind` is its `type`, `offset` and `length` are UTF-16 code units."""

    kind: str
    offset: int
    length: int
    url: str = ""
    language: str = ""
    emoji_id: str = ""

    @property
    def end(self) -> int:
        """The offset just past the entity."""
        return self.offset + self.length

    def wire(self) -> dict[str, object]:
        """The entity as the Bot API writes it."""
        extra = {"url": self.url, "language": self.language, "custom_emoji_id": self.emoji_id}
        shown = {name: value for name, value in extra.items() if value}
        return {"type": self.kind, "offset": self.offset, "length": self.length, **shown}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and its entities in order of appearance, outer ones first."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """Entities by offset, the longer first: an outer one stands before what it holds."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def clean(source: str) -> str:
    """`source` as Telegram takes it in: no carriage returns, other control characters are spaces."""
    return _CONTROL.sub(" ", source.replace("\r", ""))


def checked_link(url: str) -> str:
    """The address a text link opens, or empty where Telegram shows plain text instead of a link."""
    if _KNOWN_SCHEME.match(url):
        return url
    if ":" not in url.split("/", maxsplit=1)[0] and _HOST.match(url):
        return f"http://{url}" if "/" in url else f"http://{url}/"
    return ""


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space at both ends; entities are clipped to what is left."""
    body = formatted.text.strip()
    lead = len(formatted.text) - len(formatted.text.lstrip())
    clipped = [_clip(entity, lead, units(body)) for entity in formatted.entities]
    return Formatted(body, tuple(entity for entity in clipped if entity.length > 0)[:MAX_ENTITIES])


def with_automatic(formatted: Formatted) -> Formatted:
    """Adds what Telegram finds by itself: web addresses and bot commands outside links and code."""
    found = [entity for entity in _automatic(formatted.text) if not _taken(entity, formatted.entities)]
    return replace(formatted, entities=in_order([*formatted.entities, *found]))


def _clip(entity: Entity, lead: int, size: int) -> Entity:
    start = max(entity.offset - lead, 0)
    return replace(entity, offset=start, length=min(entity.end - lead, size) - start)


def _automatic(text: str) -> list[Entity]:
    links = [("url", match) for match in _URL.finditer(text)]
    commands = [("bot_command", match) for match in _COMMAND.finditer(text)]
    return [Entity(kind, units(text[: at.start()]), units(at.group())) for kind, at in links + commands]


def _taken(found: Entity, entities: tuple[Entity, ...]) -> bool:
    closed = [entity for entity in entities if entity.kind in {"text_link", "code", "pre"}]
    return any(found.offset < entity.end and entity.offset < found.end for entity in closed)
