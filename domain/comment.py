"""Comments under an organisation's own post, without text and without author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: `published_at` aware UTC or None for a tombstone without date; ids are the network's, as text."""

    id: str
    post_id: str
    published_at: datetime | None
    parent_id: str | None = None
    by_page: bool | None = None
    deleted: bool = False
