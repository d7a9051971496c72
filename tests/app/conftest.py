"""A household for every test, and a process as it was before."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from household import Household

from app.redact import HANDLER


@pytest.fixture(autouse=True)
def _untouched_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No settings from outside; hooks, levels and the log's handler are put back."""
    for name in [name for name in os.environ if name.startswith("POSTOVOY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for handler in [each for each in root.handlers if each.get_name() == HANDLER]:
        root.removeHandler(handler)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Household:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return Household(tmp_path, capsys)
