"""`central list`: materials of the last weeks, and on how many pages each stands."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.central_matrix import load
from app.central_table import NOTHING, item_line
from app.config import Settings
from app.speech import say
from app.wiring import frame_of
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is called so
    """A line each, the earliest first."""
    frame = frame_of(settings)
    with reading(settings.storage.path) as db:
        found = load(db, frame, datetime.now(UTC))
    for item in found.items:
        say(item_line(found, item, frame.zone))
    if not found.items:
        say(NOTHING)
    return 0
