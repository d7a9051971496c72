"""A database file of its own for every test."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.store import connect


@pytest.fixture
def db(tmp_path: Path) -> Generator[Database, None, None]:
    """A writing connection with the whole schema."""
    database = connect(tmp_path / "postovoy.sqlite")
    yield database
    database.conn.close()
