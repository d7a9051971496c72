"""What has happened in a week: what is new, what ended, what nobody was told of in time."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.book import Book
from bot.render.glance import MOST_NAME
from bot.render.html import bold, esc
from bot.render.pack import Block
from bot.render.sections import of_event
from bot.render.words import after_dash, ended, evidence_html, whose
from domain.digest import Digest
from domain.matter import Event, MatterEvent

NEW = "новое"


def section(heading: str, lines: Iterable[str]) -> list[Block]:
    """Lines under a heading; nothing for none."""
    return [Block(f"• {line}", (bold(heading),)) for line in lines]


def new_ones(digest: Digest) -> set[int]:
    """Matters of this week that are still open: they are marked in the list below."""
    still_open = {(matter.id, matter.occurrence) for matter in digest.matters}
    opened = [change.matter for change in digest.changed if change.event is Event.OPENED]
    return {matter.id for matter in opened if (matter.id, matter.occurrence) in still_open}


def changes(digest: Digest, book: Book) -> list[str]:
    """How many are new and still open, and what ended."""
    count = len(new_ones(digest))
    news = [f"Новых и ещё открытых дел: {count}, ниже они отмечены словом «{NEW}»"] if count else []
    return [*news, *(_ending(change, digest, book) for change in digest.changed if change.event.is_ending)]


def passing(digest: Digest, book: Book) -> list[str]:
    """What came and went before anybody was told."""
    return [_told(change, digest, book) for change in digest.passing]


def _ending(change: MatterEvent, digest: Digest, book: Book) -> str:
    heading = of_event(change.matter, change.event).value
    return f"{heading}: {_told(change, digest, book)}"


def _told(change: MatterEvent, digest: Digest, book: Book) -> str:
    words = ended(change.matter, change.event, change.note, book)
    owner = whose(change.matter.subject, digest.name_of(change.matter.organisation_id))
    return f"{bold(esc(owner, MOST_NAME))} — {evidence_html(after_dash(words))}" if owner else evidence_html(words)
