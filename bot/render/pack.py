"""Messages out of whole items: split between items, headings repeated, never cut inside a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.html import Size, size

# Telegram takes 4096 characters after parsing and about 100 entities; the rest of a message is headroom.
LIMIT = 4000
# A sheet that a phone shows without much scrolling; more sheets follow by buttons.
SHEET = 1800
# The longest run of names or short lines that stays together.
PIECE = 1200
_MOST_SOURCE = 9000
_MOST_ENTITIES = 95
_MOST_ENTITIES_SIZE = 9000


@dataclass(frozen=True, slots=True)
class Block:
    """A piece that is never split: HTML under its headings, outermost first.

    `items` is how many items of a letter it tells. `apart` asks for an empty line above.
    """

    html: str
    under: tuple[str, ...] = ()
    items: int = 1
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message; `told` counts the items of the letter that are told once it has arrived."""

    html: str
    told: int


def in_pieces(parts: Sequence[str], glue: str, most: int) -> list[str]:
    """The parts joined by `glue` into as few pieces of at most `most` characters as will do; no part is cut."""
    pieces: list[str] = []
    for part in parts:
        if pieces and len(pieces[-1]) + len(glue) + len(part) <= most:
            pieces[-1] += glue + part
        else:
            pieces.append(part)
    return pieces


def unbroken(head: str, blocks: Sequence[Block]) -> str:
    """All of it as one piece of HTML, for paper or a screen, however long."""
    sheet = _Sheet(head, LIMIT)
    for block in blocks:
        sheet.add(block)
    return sheet.html


def pack(head: str, again: str, blocks: Sequence[Block], *, done: int = 0, limit: int = LIMIT) -> list[Message]:
    """Messages of at most `limit` characters: `head` tops the first, `again` every later one.

    The first `done` items are left out: they have arrived in an earlier try.
    """
    messages: list[Message] = []
    told = done
    sheet = _Sheet(again if done else head, limit)
    for block in _after(blocks, done):
        if not sheet.takes(block):
            messages.append(Message(sheet.html, told))
            sheet = _Sheet(again, limit)
        sheet.add(block)
        told += block.items
    messages.append(Message(sheet.html, told))
    return messages


def _after(blocks: Sequence[Block], done: int) -> Sequence[Block]:
    told = 0
    for place, block in enumerate(blocks):
        if told >= done:
            return blocks[place:]
        told += block.items
    return ()


class _Sheet:
    """A message that grows."""

    def __init__(self, head: str, limit: int) -> None:
        self.html = head
        self._limit = limit
        self._size = size(head)
        self._under: tuple[str, ...] = ()
        self._is_empty = True

    def takes(self, block: Block) -> bool:
        """Whether the block still fits; an empty sheet takes anything."""
        return self._is_empty or self._is_within(self._size + size(self._addition(block)))

    def add(self, block: Block) -> None:
        """Put the block at the end, with the headings that are new."""
        addition = self._addition(block)
        self.html += addition
        self._size += size(addition)
        self._under = block.under
        self._is_empty = False

    def _addition(self, block: Block) -> str:
        same = 0
        while same < min(len(block.under), len(self._under)) and block.under[same] == self._under[same]:
            same += 1
        headings = block.under[same:]
        is_new_place = bool(headings) or len(block.under) < len(self._under) or block.apart
        lines = "\n".join((*headings, block.html))
        if not self.html:
            return lines
        return f"\n\n{lines}" if is_new_place else f"\n{lines}"

    def _is_within(self, whole: Size) -> bool:
        return (
            whole.units <= self._limit
            and whole.source <= _MOST_SOURCE
            and whole.entities <= _MOST_ENTITIES
            and whole.entities_size <= _MOST_ENTITIES_SIZE
        )
