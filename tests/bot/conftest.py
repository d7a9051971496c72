"""A store of its own for every test of the bot that needs one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open store over an empty database file."""
    opened = Store(tmp_path / "postovoy.sqlite")
    await opened.open()
    yield opened
    await opened.close()
