"""Opening the database: whatever goes wrong reaches whoever asked, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage import store
from storage.migrations import STEP_NAMES, migrations
from storage.store import Store, StoreFault, connect, reading

pytestmark = pytest.mark.story


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database without a write-ahead log that another connection has for itself."""
    monkeypatch.setattr(store, "BUSY_MS", 50)
    path = tmp_path / "postovoy.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("create table held (a)")
        other.execute("begin exclusive")
        yield path


async def test_a_database_that_stays_busy_while_opening_is_told_and_not_waited_for(held: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await asyncio.wait_for(Store(held).open(), timeout=10)


def test_a_reader_is_told_that_the_database_is_busy_too(held: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"), reading(held) as db:
        db.execute("select * from held")


def test_a_database_that_is_let_go_opens(tmp_path: Path) -> None:
    connect(tmp_path / "postovoy.db").conn.close()
    with reading(tmp_path / "postovoy.db") as db:
        assert "page" in db.table_names()


def test_a_database_of_the_version_before_is_not_read_but_told_how_to_bring_it_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "postovoy.db"
    with closing(sqlite3.connect(path)) as older:
        migrations.apply(Database(older), stop_before=STEP_NAMES[-1])
        older.commit()
    with pytest.raises(StoreFault, match="прежней версией программы; сделайте копию"), reading(path):
        pass
    connect(path).conn.close()
    with reading(path) as db:
        assert migrations.pending(db) == []


def test_a_database_of_a_newer_version_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "postovoy.db"
    connect(path).conn.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('postovoy', '9999_later', '')"
        )
        newer.commit()
    with pytest.raises(StoreFault, match="более новой версией"), reading(path):
        pass
