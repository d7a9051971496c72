"""A household for every test, and a process as it was before."""

from __future__ import annotations

from pathlib import Path

import pytest
from household import Household


@pytest.fixture(autouse=True)
def _untouched_process(untouched_process: None) -> None:
    """Every test of the command line leaves the process as it was."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Household:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return Household(tmp_path, capsys)
