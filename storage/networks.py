"""How a network as a whole answers."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from domain.network import Network
from storage.sql import rows, stamp


def failing(db: Database, network: Network, since: datetime) -> tuple[int, int]:
    """How many asked pages have failed ever since `since` or longer, and how many were asked at all."""
    found = rows(
        db,
        """select count(*) as asked, count(case when failing_since <= ? then 1 end) as failing
        from page_state join page on page.id = page_state.page_id
        where page.network = ? and page.archived_at is null and tried_at is not null""",
        (stamp(since), network.value),
    )[0]
    return int(found["failing"]), int(found["asked"])
