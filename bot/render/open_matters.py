"""The open matters of a digest, by kind, and their deadlines by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.render.book import Book
from bot.render.glance import MOST_NAME
from bot.render.html import bold, esc
from bot.render.listing import confirmations, with_name
from bot.render.news import NEW, new_ones
from bot.render.pack import PIECE, Block, in_pieces
from bot.render.sections import Section, sorted_matters
from bot.render.words import ADMINISTRATION, capital, deadline
from domain.digest import Digest
from domain.matter import Matter

# Names of organisations on one line.
_MOST_NAMED = 10
# Deadlines of one organisation's questions that still have a line each.
_MOST_DEADLINES = 2


def open_blocks(digest: Digest, book: Book, heading: str) -> list[Block]:
    """Every matter of the digest once, in the order of the sections, `heading` before each section's name."""
    new = new_ones(digest)
    placed = sorted_matters(digest.matters)
    asked = [matter for section, matter in placed if section is Section.CONFIRM]
    blocks = {Section.CONFIRM: _to_confirm(asked, new, digest, book, heading)}
    for section, matter in placed:
        if section is not Section.CONFIRM:
            mark, whose = NEW if matter.id in new else "", digest.name_of(matter.organisation_id)
            line = with_name(matter, digest.overview, book, mark, whose)
            blocks.setdefault(section, []).append(Block(line, (_headed(heading, section),)))
    return [block for section in Section for block in blocks.get(section, [])]


def deadlines(matters: Iterable[Matter], digest: Digest, book: Book) -> list[str]:
    """By date: whose they are, with how many where that is more than one."""
    whose: dict[str, list[str]] = {}
    for matter in sorted(matters, key=lambda each: (each.due_at or digest.now, each.worst_first, each.id)):
        whose.setdefault(deadline(matter, book), []).append(
            digest.name_of(matter.organisation_id) or "администрация"
        )
    return [
        f"{esc(capital(when))}: {piece}"
        for when, names in whose.items()
        for piece in in_pieces(_counted(names), ", ", PIECE)
    ]


def _headed(heading: str, section: Section) -> str:
    return bold(f"{heading}: {section.value.lower()}")


def _to_confirm(asked: list[Matter], new: set[int], digest: Digest, book: Book, heading: str) -> list[Block]:
    """One line for all organisations that owe the same answers till the same day: it is read at a glance."""
    alike: dict[str, list[list[Matter]]] = {}
    for own in _by_owner_and_deadline(asked):
        alike.setdefault(confirmations(own, book), []).append(own)
    under = (_headed(heading, Section.CONFIRM),)
    return [
        Block(_line([(_owner(own[0], digest), own) for own in owing], new, book), under)
        for groups in alike.values()
        for owing in _in_tens(groups)
    ]


def _owner(matter: Matter, digest: Digest) -> str:
    return digest.name_of(matter.organisation_id) or ADMINISTRATION


def _by_owner_and_deadline(asked: Iterable[Matter]) -> list[list[Matter]]:
    """An organisation's questions by their deadlines, the earliest first; all in one where those are too many."""
    owners: dict[int | None, list[Matter]] = {}
    for matter in asked:
        owners.setdefault(matter.organisation_id, []).append(matter)
    return [group for own in owners.values() for group in _by_deadline(own)]


def _by_deadline(own: list[Matter]) -> list[list[Matter]]:
    days = sorted({matter.due_at for matter in own if matter.due_at})
    if len(days) > _MOST_DEADLINES:
        return [own]
    groups = [[matter for matter in own if matter.due_at == due] for due in (*days, None)]
    return [group for group in groups if group]


def _in_tens(groups: Sequence[list[Matter]]) -> list[Sequence[list[Matter]]]:
    """So that a line of many names still fits a message."""
    return [groups[start : start + _MOST_NAMED] for start in range(0, len(groups), _MOST_NAMED)]


def _line(owing: Sequence[tuple[str, list[Matter]]], new: set[int], book: Book) -> str:
    """What each of these has to confirm, which is the same for all."""
    names = ", ".join(bold(esc(name, MOST_NAME)) for name, _ in owing)
    everything = [matter for _, own in owing for matter in own]
    return f"• {names} — {confirmations(owing[0][1], book, _mark(everything, new))}"


def _mark(own: list[Matter], new: set[int]) -> str:
    """A line of several says how many are new, so that the marks add up to what was announced above them."""
    count = sum(matter.id in new for matter in own)
    if not count:
        return ""
    return NEW if len(own) == 1 else f"{NEW}: {count} из {len(own)}"


def _counted(names: list[str]) -> list[str]:
    """Each name once, with how often where that is more than once."""
    counts = {name: names.count(name) for name in names}
    return [f"{esc(name, MOST_NAME)}{f' ({count})' if count > 1 else ''}" for name, count in counts.items()]
