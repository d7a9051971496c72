"""What the whole suite shares: hypothesis profiles, the order of files, a process left as it was."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

import reports  # noqa: F401 -- before any test imports openpyxl, see its comment
from app.redact import HANDLER

settings.register_profile("quick", max_examples=5, deadline=None)
settings.register_profile("whole", max_examples=100, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: stories wait for clocks and sockets most of their time."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ours + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files start first, so that nobody waits for one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def untouched_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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
