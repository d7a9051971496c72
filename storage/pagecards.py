"""Pages as messages show them."""

from __future__ import annotations

from sqlite_utils import Database

from domain.finding import SubjectKind
from domain.letter import PageCard
from domain.matter import Matter
from domain.network import Network
from storage.sql import Row, row, run

_COLUMNS = "id, network, written, network_id, title"


def card_of(db: Database, matter: Matter, person_id: int) -> PageCard | None:
    """The page a matter is about, as this person knows it; None when it is about none of the registry."""
    subject = matter.subject
    if subject.kind is SubjectKind.PAGE:
        found = row(db, f"select {_COLUMNS} from page where id = ?", (subject.id,))
    elif subject.kind is SubjectKind.PAGE_OF and subject.network is not None:
        found = row(
            db,
            f"select {_COLUMNS} from page where organisation_id = ? and network = ? and archived_at is null",
            (subject.id, subject.network.value),
        )
    else:
        return None
    return _read(db, found, person_id) if found else None


def introduce(db: Database, page_id: int, person_id: int) -> None:
    """The page's own name was shown to this person."""
    run(db, "insert or ignore into introduction (person_id, page_id) values (?, ?)", (person_id, page_id))


def _read(db: Database, found: Row, person_id: int) -> PageCard:
    network = Network(found["network"])
    url = found["written"] if found["network_id"] is None else network.page_url(found["network_id"])
    known = row(db, "select 1 from introduction where person_id = ? and page_id = ?", (person_id, found["id"]))
    return PageCard(found["id"], network, url, found["title"], known is None)
