"""A chat as plain text, for printing in a terminal."""

from __future__ import annotations

from datetime import tzinfo
from itertools import groupby

from emulators.telegram.chats import Chat
from emulators.telegram.dates import day_in_words, size_in_words, time_of_day
from emulators.telegram.messages import Author, ChatMessage

_INDENT = " " * 7


def transcript(chat: Chat, zone: tzinfo) -> str:
    """Day by day, who said what and when in `zone`, buttons as [Кнопка]; deleted messages are left out."""
    seen = [message for message in chat.messages if not message.deleted and (message.text or message.document)]
    days = groupby(seen, key=lambda message: day_in_words(message.date, zone))
    return "\n\n".join("\n".join([f"— {day} —", *(_entry(message, zone) for message in one)]) for day, one in days)


def _entry(message: ChatMessage, zone: tzinfo) -> str:
    who = "Бот" if message.who is Author.BOT else message.sender.first_name
    mark = " (изменено)" if message.edited else ""
    head = f"{time_of_day(message.date, zone)}  {who}{mark}:"
    lines = [*_file(message), *message.text.splitlines(), *_buttons(message)]
    return "\n".join([head, *(f"{_INDENT}{line}".rstrip() for line in lines)])


def _file(message: ChatMessage) -> list[str]:
    file = message.document
    return [] if file is None else [f"Файл: {file.name}, {size_in_words(len(file.content))}"]


def _buttons(message: ChatMessage) -> list[str]:
    return [" ".join(f"[{button.text}]" for button in row) for row in message.buttons]
