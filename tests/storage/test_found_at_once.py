"""What is looked for once an organisation is found by an index, and stored times are read in one form only."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage import sql
from storage.migrations import STEP_NAMES, migrations
from storage.store import connect, transaction

pytestmark = pytest.mark.story

ONCE_AN_ORGANISATION = {
    "another row's page": "select id from page where network = 'vk' and network_id = 7 and archived_at is null",
    "founders": "select * from organisation where archived_at is null and kind = 'администрация'",
    "an untried letter": "select id from letter where organisation_id is 2 and state in ('held', 'due')",
    "the oldest due letter": "select id from letter where state = 'due' order by id limit 1",
    "what was told of a matter": "select 1 from letter_item where matter_id = 3 and occurrence = 1",
    "the journal of a matter": "select 1 from matter_event where matter_id = 3 and occurrence = 1",
}


@pytest.mark.parametrize("query", ONCE_AN_ORGANISATION.values(), ids=ONCE_AN_ORGANISATION.keys())
def test_no_whole_table_is_read_for_one_organisation(db: Database, query: str) -> None:
    steps = [step["detail"] for step in sql.rows(db, f"explain query plan {query}")]
    assert not [step for step in steps if re.match("SCAN", step)]


def test_a_database_of_the_first_step_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old = Database(sqlite3.connect(path))
    migrations.apply(old, stop_before=STEP_NAMES[1])
    old.conn.close()
    db = connect(path)
    assert {step.name for step in migrations.applied(db)} == set(STEP_NAMES)
    with transaction(db):
        sql.run(db, "insert into cycle (started_at) values ('')")
    db.conn.close()


@pytest.mark.parametrize(
    "text", ["2026-11-23T21:11:00Z", "2026-11-23T21:11:00.123456", "2026-11-23T21:11:00.12345+00", "yesterday", ""]
)
def test_a_time_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not in our form"):
        sql.moment(text)
