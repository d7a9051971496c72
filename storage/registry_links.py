"""The pages of an organisation brought in line with the links of its row in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from domain.network import Network
from domain.page import Page
from domain.registry import RegistryRow
from domain.same_page import may_be_same_community, same_community
from storage.registry_rows import link_values
from storage.sql import Value, inserted, run, stamp

_ARCHIVE = "update page set archived_at = ? where id = ?"
_RELINK = "update page set written = :written, link_number = :link_number, link_name = :link_name where id = :id"
# What is known of the page stays with the row until the network says where the new link leads.
_DOUBT = "update page set network_id = coalesce(network_id, link_number), resolution = 'pending' where id = ?"


def set_links(
    db: Database, organisation_id: int, pages: Iterable[Page], each: RegistryRow, now: datetime
) -> tuple[list[int], list[int]]:
    """Bring an organisation's `pages` in line with its row; returns ids of pages added and archived."""
    added: list[int] = []
    archived: list[int] = []
    held = {page.network: page for page in pages}
    for network in Network:
        link, page = each.link(network), held.get(network)
        if link and page and same_community(link, page):
            run(db, _RELINK, {**link_values(link), "id": page.id})
            continue
        if link and page and may_be_same_community(link, page):
            run(db, _DOUBT, [page.id])
            run(db, _RELINK, {**link_values(link), "id": page.id})
            continue
        if page:
            archived.append(page.id)
            run(db, _ARCHIVE, (stamp(now), page.id))
        if link:
            owner: dict[str, Value] = {"organisation_id": organisation_id, "added_at": stamp(now)}
            added.append(inserted(db, "page", {**owner, **link_values(link), "network": network}))
    return added, archived
