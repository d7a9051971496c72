"""The tags of Telegram's HTML and the entities they make: https://core.telegram.org/bots/api#html-style."""

from __future__ import annotations

from dataclasses import dataclass, replace

from emulators.telegram.entities import Entity, checked_link
from emulators.telegram.references import BadMarkup

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
# The one attribute of a tag that means something; the others are read and forgotten.
ATTRIBUTES = {
    "a": "href",
    "code": "class",
    "span": "class",
    "tg-emoji": "emoji-id",
    "blockquote": "expandable",
}
_LANGUAGE = "language-"


@dataclass(frozen=True, slots=True)
class OpenTag:
    """A tag that waits for its end; `offset` is in UTF-16 code units of plain text."""

    name: str
    argument: str
    offset: int


def close_tag(entities: list[Entity], tag: OpenTag, length: int, inner: str) -> None:
    """Add the entity of a tag around `inner`, `length` UTF-16 code units, to those closed before.

    Raises:
        BadMarkup: the number of a custom emoji is not a number.
    """
    entity = Entity(KINDS[tag.name], tag.offset, length)
    if tag.name == "a":
        _close_link(entities, entity, checked_link(tag.argument or inner))
    elif tag.name in {"pre", "code"}:
        _close_code(entities, entity, tag.argument)
    elif tag.name == "tg-emoji":
        entities.append(replace(entity, emoji_id=_emoji_id(tag.argument)))
    elif tag.name == "blockquote" and tag.argument:
        entities.append(replace(entity, kind="expandable_blockquote"))
    else:
        entities.append(entity)


def _close_link(entities: list[Entity], entity: Entity, url: str) -> None:
    if url:
        entities.append(replace(entity, url=url))


def _close_code(entities: list[Entity], entity: Entity, argument: str) -> None:
    """`<pre>` and `<code class="language-…">` around the same text make one `pre` with a language."""
    language = argument.removeprefix(_LANGUAGE) if argument.startswith(_LANGUAGE) else ""
    last = entities[-1] if entities else entity
    same = bool(entities) and (last.offset, last.length) == (entity.offset, entity.length)
    if same and {last.kind, entity.kind} == {"pre", "code"} and (last.language or language):
        entities[-1] = replace(last, kind="pre", language=last.language or language)
    else:
        entities.append(replace(entity, language=language))


def _emoji_id(argument: str) -> str:
    if not argument.isascii() or not argument.isdigit() or not 0 < int(argument) < 2**63:
        raise BadMarkup("Invalid custom emoji identifier specified")
    return argument
