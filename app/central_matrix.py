"""How materials of «Госпаблики» stand on pages: a row a page, a cell an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from app import viewing
from app.frame import Frame
from domain.central import CentralItem, Placing
from domain.network import Network
from domain.view import PageView
from rules.catalogue import legal_params
from rules.central import LONGEST_WATCH, RULE, standing
from rules.params import effective
from rules.settings import NOTHING_SET
from storage import central, registry


@dataclass(frozen=True, slots=True)
class Cell:
    """How an item stands on a page. `why` (Russian) is told where that is unknown, `url` leads to the post."""

    placing: Placing
    why: str = ""
    published_at: datetime | None = None
    url: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A page with its cells by the item's id; an item not addressed to it has none."""

    organisation: str
    network: Network
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`items` in the order of receipt, `dues` (aware UTC) by the item's id, `rows` in that of the registry."""

    items: tuple[CentralItem, ...]
    dues: dict[int, datetime]
    rows: tuple[MatrixRow, ...]

    def count(self, item_id: int, *placings: Placing) -> int:
        """On how many pages the item stands like that; on all it is for when nothing is named."""
        found = [row.cells[item_id].placing for row in self.rows if item_id in row.cells]
        return sum(each in placings for each in found) if placings else len(found)


def matrix(items: Sequence[CentralItem], page_views: Iterable[PageView], default: timedelta) -> Matrix:
    """The items over the pages; `default` is how long after receipt an item without its own deadline is due."""
    rows = tuple(_row(view, default) for view in page_views)
    return Matrix(tuple(items), {item.id: item.due(default) for item in items}, tuple(r for r in rows if r.cells))


def load(db: Database, frame: Frame, now: datetime) -> Matrix:
    """The matrix of the items received lately, judged at `now` (aware UTC) from what is stored."""
    items = central.items(db, now - LONGEST_WATCH)
    bound = [each for each in registry.organisations(db) if not each.is_exempt] if items else []
    found = [
        view
        for organisation in bound
        if frame.decree.norms_of(RULE, organisation)
        for view in viewing.page_views(db, organisation, frame, now)
    ]
    return matrix(items, found, by_setting(frame))


def by_setting(frame: Frame) -> timedelta:
    """How long an item that names no deadline may wait."""
    norm = next((norm for norm in frame.decree.norms if norm.rule == RULE), None)
    setting = frame.rules.get(RULE, NOTHING_SET)
    params = effective(legal_params(RULE), norm.params if norm else {}, setting.params)
    return timedelta(hours=float(params["due_hours"]))


def _row(view: PageView, default: timedelta) -> MatrixRow:
    cells: dict[int, Cell] = {}
    for each in view.central:
        if view.page.is_doubtful:
            cells[each.item.id] = Cell(Placing.UNKNOWN, "неясно, чья это страница")
            continue
        placing, why = standing(view, each, default)
        post = each.placement or (each.alike if placing is Placing.UNKNOWN else None)
        number = view.page.network_id
        url = view.network.post_url(number, post.post_id) if post and number else ""
        confirmed = bool(each.placement and each.placement.confirmed)
        cells[each.item.id] = Cell(placing, why or "", post.published_at if post else None, url, confirmed)
    return MatrixRow(view.organisation.short_name, view.network, cells)
