"""Words for people: the only place where HTML is born. Takes values without personal data, knows no Telegram."""

from bot.render import attesting, dialogue
from bot.render.book import Book
from bot.render.card import organisation
from bot.render.digests import digest, digest_messages, digest_text
from bot.render.glance import status
from bot.render.html import plain
from bot.render.letters import letter, letter_messages
from bot.render.listing import violations
from bot.render.pack import Message

__all__ = [
    "Book",
    "Message",
    "attesting",
    "dialogue",
    "digest",
    "digest_messages",
    "digest_text",
    "letter",
    "letter_messages",
    "organisation",
    "plain",
    "status",
    "violations",
]
