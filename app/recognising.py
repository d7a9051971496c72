"""Looks for materials of «Госпаблики» among the publications of an organisation's pages (P1.5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from sqlite_utils import Database

from domain.central import CentralItem, Placement
from domain.organisation import Organisation
from rules.central import LONGEST_WATCH
from rules.recognition import Alike, Likeness, recognise
from storage import central, placements, registry
from storage.placements import NOTHING_SEEN, Look, Publication


def recognise_items(db: Database, organisation: Organisation, now: datetime) -> None:
    """Keep what its pages hold of the items it has to publish, in the caller's transaction.

    Only what was not compared yet is: new texts with all items, new items with all texts.
    """
    items = [] if organisation.is_exempt else central.items_for(db, organisation.id, now - LONGEST_WATCH)
    if not items:
        return
    for page in registry.pages(db, organisation.id):
        if not page.is_doubtful:
            _PageLook(db, page.id, items, now).compare()


class _PageLook:
    """One look at a page."""

    def __init__(self, db: Database, page_id: int, items: Sequence[CentralItem], now: datetime) -> None:
        self._db = db
        self._page_id = page_id
        self._items = items
        self._now = now
        self._since = min(item.counts_from for item in items)
        self._seen = placements.look_of(db, page_id)
        self._refused = placements.refused(db, page_id)

    def compare(self) -> None:
        """Compare what is new, then look anew for items that were lost, deleted or refused."""
        placements.note_removed(self._db, self._page_id)
        fresh = self._published(self._seen.read_at)
        found = placements.of_page(self._db, self._page_id)
        for item in self._items:
            is_known = item.id <= self._seen.item_id
            self._try(item, fresh if is_known else self._all, found.get(item.id))
        found = placements.of_page(self._db, self._page_id)
        for item in self._items:
            if self._is_adrift(item, found.get(item.id)):
                self._try(item, self._all, found.get(item.id))
        self._remember(fresh)

    @cached_property
    def _all(self) -> list[Publication]:
        return self._published(NOTHING_SEEN.read_at)

    def _published(self, after: datetime) -> list[Publication]:
        return placements.publications(self._db, self._page_id, self._since, after)

    def _try(self, item: CentralItem, posts: Iterable[Publication], found: Placement | None) -> None:
        for post in posts:
            if post.published_at >= item.counts_from and (item.id, post.post_id) not in self._refused:
                self._note(item, post, recognise(item.text, item.links, post.content), found)

    def _note(self, item: CentralItem, post: Publication, likeness: Likeness, found: Placement | None) -> None:
        is_its_place = found is not None and found.post_id == post.post_id
        if likeness.is_same:
            placements.place(self._db, item.id, self._page_id, post, self._now)
        elif not is_its_place:
            why = likeness.why if likeness.alike is Alike.DOUBTFUL else None
            placements.set_alike(self._db, item.id, self._page_id, post, why)
        elif found is not None and found.lost_at is None:
            placements.set_lost(self._db, found, self._now)

    def _is_adrift(self, item: CentralItem, found: Placement | None) -> bool:
        if found is None:
            return any(item_id == item.id for item_id, _ in self._refused)
        return not found.confirmed and (found.lost_at is not None or found.removed_at is not None)

    def _remember(self, fresh: Sequence[Publication]) -> None:
        read_at = max((self._seen.read_at, *(post.read_at for post in fresh)))
        look = Look(read_at, max(self._seen.item_id, *(item.id for item in self._items)))
        if look != self._seen:
            placements.save_look(self._db, self._page_id, look)
