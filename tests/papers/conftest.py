"""A settlement whose papers are made, and the program called in a folder of its own."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from paper_world import World

from storage.store import connect
from tests.app.household import Household


@pytest.fixture
def world(tmp_path: Path) -> Generator[World, None, None]:
    """An empty registry, on a Tuesday noon."""
    database = connect(tmp_path / "postovoy.db")
    yield World(database)
    database.conn.close()


@pytest.fixture(autouse=True)
def _untouched_process(untouched_process: None) -> None:
    """Every test leaves the process as it was."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Household:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return Household(tmp_path, capsys)
