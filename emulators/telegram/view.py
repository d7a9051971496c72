"""What the chat page shows, as JSON: text is handed over as a tree of styles, never as HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo

from emulators.telegram.chats import Chat
from emulators.telegram.dates import day_in_words, size_in_words, time_of_day
from emulators.telegram.entities import Entity, units
from emulators.telegram.messages import Author, ChatMessage
from emulators.telegram.messenger import Messenger
from emulators.telegram.people import Person


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over the chat, and the time zone its times are shown in."""

    title: str
    notice: str
    zone: tzinfo


def chat_view(messenger: Messenger, chat: Chat, heading: Heading, after: int) -> dict[str, object]:
    """The chat with those of its messages that changed later than revision `after`."""
    now = messenger.clock()
    toasts = chat.toasts if isinstance(chat, Person) else []
    return {
        "revision": messenger.changes.revision,
        "title": heading.title,
        "notice": heading.notice,
        "day": day_in_words(now, heading.zone),
        "time": time_of_day(now, heading.zone),
        "chat": chat.chat_id,
        "writable": isinstance(chat, Person),
        "chats": [{"id": one.chat_id, "name": one.name} for one in messenger.chats],
        "commands": [command.wire() for command in messenger.menu.shown_in(chat.chat_id)],
        "typing": chat.typing,
        "pinned": _pinned(chat),
        "messages": [_message(one, heading.zone) for one in chat.messages if one.revision > after],
        "toasts": [{"text": one.text, "alert": one.alert} for one in toasts if one.revision > after > 0],
    }


def styled(text: str, entities: tuple[Entity, ...]) -> list[dict[str, object]]:
    """The text as nodes: ``{"text": …}`` or ``{"style": kind, "url": …, "inside": [nodes]}``."""
    return _Weaver(text).woven(0, units(text), list(entities))


class _Weaver:
    def __init__(self, text: str) -> None:
        self._units = text.encode("utf-16-le")

    def woven(self, start: int, end: int, entities: list[Entity]) -> list[dict[str, object]]:
        if not entities:
            return self._plain(start, end)
        first, others = entities[0], entities[1:]
        stop = min(first.end, end)
        inside = [_cut(entity, stop) for entity in others if entity.offset < stop]
        after = [entity for entity in others if entity.offset >= stop]
        node: dict[str, object] = {
            "style": first.kind,
            "url": first.url,
            "inside": self.woven(first.offset, stop, inside),
        }
        return [*self._plain(start, first.offset), node, *self.woven(stop, end, after)]

    def _plain(self, start: int, end: int) -> list[dict[str, object]]:
        text = self._units[start * 2 : end * 2].decode("utf-16-le", "replace")
        return [{"text": text}] if text else []


def _cut(entity: Entity, end: int) -> Entity:
    return replace(entity, length=min(entity.end, end) - entity.offset)


def _pinned(chat: Chat) -> str:
    message = chat.find(chat.pinned) if chat.pinned is not None else None
    return message.text.splitlines()[0] if message is not None and message.text else ""


def _message(message: ChatMessage, zone: tzinfo) -> dict[str, object]:
    if message.deleted or not (message.text or message.document):
        return {"id": message.message_id, "deleted": True}
    return {
        "id": message.message_id,
        "who": message.who.value,
        "name": "Бот" if message.who is Author.BOT else message.sender.first_name,
        "day": day_in_words(message.date, zone),
        "time": time_of_day(message.date, zone),
        "edited": message.edited is not None,
        "content": styled(message.text, message.entities),
        "buttons": [
            [{"text": button.text, "data": button.data, "url": button.url} for button in row]
            for row in message.buttons
        ],
        "file": _file(message),
    }


def _file(message: ChatMessage) -> dict[str, object] | None:
    file = message.document
    if file is None:
        return None
    return {
        "name": file.name,
        "size": size_in_words(len(file.content)),
        "href": f"/chat/file/{file.file_id}",
        "picture": message.photo,
        "width": file.width,
        "height": file.height,
    }
