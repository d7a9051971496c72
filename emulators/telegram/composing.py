"""What a bot wants to say: text or caption by its parse mode, and the keyboard under it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from emulators.telegram.answers import bad_request
from emulators.telegram.entities import Entity, Formatted, clean, in_order, trimmed, with_automatic
from emulators.telegram.keyboards import Keyboard, parse_keyboard
from emulators.telegram.markup import parse_html
from emulators.telegram.params import Json, Params
from emulators.telegram.references import BadMarkup

# Characters after entities parsing: 4096 astral ones (8192 UTF-16 units) were taken, 4097 refused:
# https://github.com/FerroxLabs/wayland/issues/934
MAX_TEXT = 4096
MAX_CAPTION = 1024  # https://core.telegram.org/bots/api#senddocument
# The approximate size of all entities together: https://github.com/tdlib/telegram-bot-api/issues/165
MAX_ENTITIES_SIZE = 9500


@dataclass(frozen=True, slots=True)
class Composed:
    """Plain text with entities, the same as HTML the way it was sent, and the buttons."""

    words: Formatted
    html: str
    keyboard: Keyboard


def compose_text(params: Params) -> Composed:
    """The `text` of a call.

    Raises:
        Refusal: 400, it is missing, or its markup or keyboard is bad.
    """
    if not params.text("text"):
        raise bad_request("message text is empty")
    return _compose(params, "text", "entities")


def compose_caption(params: Params) -> Composed:
    """The `caption` of a call, empty when there is none.

    Raises:
        Refusal: 400, it is too long, or its markup or keyboard is bad.
    """
    composed = _compose(params, "caption", "caption_entities")
    if len(composed.words.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return composed


def check_text(words: Formatted) -> None:
    """Telegram's server looks at the text only once the chat is known.

    Raises:
        Refusal: 400, nothing is left after trimming, or there is too much of it.
    """
    if not words.text:
        raise bad_request("text must be non-empty")
    if len(words.text) > MAX_TEXT:
        raise bad_request("message is too long")
    if sum(12 + len(entity.url.encode()) for entity in words.entities) > MAX_ENTITIES_SIZE:
        raise bad_request("ENTITIES_TOO_LONG")


def _compose(params: Params, name: str, entities_name: str) -> Composed:
    source = clean(params.text(name))
    mode = params.text("parse_mode").lower()
    if mode not in {"", "none", "html"}:
        raise bad_request("unsupported parse_mode (this emulator knows HTML alone)")
    marked = _parsed(source) if mode == "html" else Formatted(source, _listed(params.structure(entities_name)))
    return Composed(
        words=with_automatic(trimmed(marked)),
        html=source.strip() if mode == "html" else escape(source.strip(), quote=False),
        keyboard=parse_keyboard(params.structure("reply_markup")),
    )


def _parsed(source: str) -> Formatted:
    try:
        return parse_html(source)
    except BadMarkup as complaint:
        raise bad_request(f"can't parse entities: {complaint}") from complaint


def _listed(entities: Json) -> tuple[Entity, ...]:
    """The entities a bot computed itself, without those it got wrong."""
    items = entities if isinstance(entities, list) else []
    return in_order([entity for entity in map(_entity, items) if entity.length > 0])


def _entity(item: Json) -> Entity:
    fields = item if isinstance(item, dict) else {}
    kind, offset, length, url = (fields.get(name) for name in ("type", "offset", "length", "url"))
    if not (isinstance(kind, str) and isinstance(offset, int) and isinstance(length, int)):
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    return Entity(kind, offset, length, url if isinstance(url, str) else "")
