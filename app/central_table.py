"""The matrix of materials in words and marks, for a terminal 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from app.central_matrix import Cell, Matrix, MatrixRow
from bot.render.words import SOURCES
from domain.central import CentralItem, Placing
from domain.finding import DueSource

MARKS = {
    Placing.AWAITED: "…",
    Placing.PLACED: "да",
    Placing.LATE: "поздно",
    Placing.EDITED: "изменён",
    Placing.REMOVED: "удалён",
    Placing.MISSING: "нет",
    Placing.UNKNOWN: "?",
}
WIDTH = 80
_NAME = 26
_NETWORK = 4
_CELL = 9
_MOST_TITLE = 44
NOTHING = "Материалов за последние недели нет. Записать: postovoy central add"


def table(found: Matrix, zone: ZoneInfo) -> Iterator[str]:
    """A line a page over the latest materials that fit, then what each material is and what the marks mean."""
    shown = found.items[-((WIDTH - _NAME - _NETWORK) // _CELL) :]
    heads = "".join(f"{'№ ' + item.number:<{_CELL}}"[: _CELL - 1] + " " for item in shown)
    yield f"{'Организация':<{_NAME}}{'':<{_NETWORK}}{heads}".rstrip()
    for row in found.rows:
        yield _line(row, shown)
    yield ""
    for item in shown:
        yield item_line(found, item, zone)
    yield ""
    yield from ("; ".join(f"{mark} — {each.label}" for each, mark in part) for part in _legend())
    if len(shown) < len(found.items):
        yield f"Показаны последние {len(shown)} из {len(found.items)}; остальные: postovoy central list"


def details(found: Matrix, item: CentralItem, zone: ZoneInfo) -> Iterator[str]:
    """One material: a line a page in words, with the publication or the reason."""
    yield item_line(found, item, zone)
    for row in found.rows:
        if cell := row.cells.get(item.id):
            yield f"  {_fit(row.organisation, 40)} {row.network.short}  {_words(cell, zone)}"
            yield from (f"      {each}" for each in (cell.url, cell.why) if each)


def item_line(found: Matrix, item: CentralItem, zone: ZoneInfo) -> str:
    """«№ 12 «Ярмарка»: до 25.11.2026 18:00 — срок по настройке; размещён 3 из 4, не найден 1»."""
    due = found.dues[item.id].astimezone(zone)
    placed = found.count(item.id, Placing.PLACED, Placing.LATE)
    others = [Placing.MISSING, Placing.REMOVED, Placing.EDITED, Placing.UNKNOWN, Placing.AWAITED]
    rest = "".join(f", {each.label} {count}" for each in others if (count := found.count(item.id, each)))
    title = _fit(item.title, _MOST_TITLE).rstrip()
    return (
        f"№ {item.number} «{title}»: до {due:%d.%m.%Y %H:%M} — {_source(item)}; "
        f"размещён {placed} из {found.count(item.id)}{rest}"
    )


def _source(item: CentralItem) -> str:
    return "по материалу" if item.due_source is DueSource.REQUEST else SOURCES[item.due_source]


def _line(row: MatrixRow, shown: Sequence[CentralItem]) -> str:
    cells = "".join(
        f"{MARKS[row.cells[item.id].placing] if item.id in row.cells else '—':<{_CELL}}" for item in shown
    )
    return f"{_fit(row.organisation, _NAME - 1)} {row.network.short:<{_NETWORK}}{cells}".rstrip()


def _words(cell: Cell, zone: ZoneInfo) -> str:
    day = f" {cell.published_at.astimezone(zone):%d.%m.%Y %H:%M}" if cell.published_at else ""
    person = " (подтвердил человек)" if cell.confirmed else ""
    return f"{cell.placing.label}{day}{person}"


def _legend() -> tuple[list[tuple[Placing, str]], ...]:
    every = list(MARKS.items())
    return every[:3], every[3:5], every[5:]


def _fit(text: str, width: int) -> str:
    return f"{text:<{width}}" if len(text) <= width else f"{text[: width - 1]}…"
