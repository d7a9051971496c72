"""Telegram's HTML: escaping, the few tags in use, how much of a message they take, and back to plain text."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

# Control and format characters, surrogates, private use: nothing a person reads, and some turn a line around.
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
# What Telegram counts for an entity beside its address (tdlib/telegram-bot-api, issue 165).
_ENTITY_SIZE = 12


def esc(raw: str, limit: int | None = None) -> str:
    """Outside text made safe for HTML: one line, no invisible characters, cut at a word within `limit`."""
    seen = "".join(char for char in " ".join(raw.split()) if unicodedata.category(char) not in _UNSEEN)
    return html.escape(clipped(seen, limit) if limit else seen, quote=False)


def clipped(text: str, limit: int) -> str:
    """The text, or its beginning with «…» in at most `limit` characters, cut between words where possible."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return f"{at_word.rstrip(' ,;:—–-')}…"


def bold(inner: str) -> str:
    """Bold; `inner` is HTML."""
    return f"<b>{inner}</b>"


def italic(inner: str) -> str:
    """Italic; `inner` is HTML."""
    return f"<i>{inner}</i>"


def code(inner: str) -> str:
    """Fixed-width words that a tap copies; `inner` is HTML."""
    return f"<code>{inner}</code>"


def link(url: str, inner: str) -> str:
    """A link; `inner` is HTML."""
    return f'<a href="{html.escape(url)}">{inner}</a>'


def folded(inner: str) -> str:
    """A quotation that unfolds at a tap; `inner` is HTML."""
    return f"<blockquote expandable>{inner}</blockquote>"


def plain(source: str) -> str:
    """The text of one of our messages, every link followed by its address in brackets."""
    return _read(source).with_addresses


def text_only(source: str) -> str:
    """The text of one of our messages, without addresses."""
    return _read(source).text


@dataclass(frozen=True, slots=True)
class Size:
    """What a message takes of Telegram's limits: UTF-16 units of text, characters of HTML, entities."""

    units: int = 0
    source: int = 0
    entities: int = 0
    entities_size: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            self.units + other.units,
            self.source + other.source,
            self.entities + other.entities,
            self.entities_size + other.entities_size,
        )


def size(source: str) -> Size:
    """How much a piece of HTML takes."""
    read = _read(source)
    return Size(len(read.text.encode("utf-16-le")) // 2, len(source), read.entities, read.entities_size)


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.with_addresses = ""
        self.entities = 0
        self.entities_size = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        url = dict(attrs).get("href") or "" if tag == "a" else ""
        self.entities += 1
        self.entities_size += _ENTITY_SIZE + len(url.encode())
        if tag == "a":
            self._links.append((url, len(self.with_addresses)))

    def handle_data(self, data: str) -> None:
        self.text += data
        self.with_addresses += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            url, start = self._links.pop()
            if url and self.with_addresses[start:] != url:
                self.with_addresses += f" ({url})"
