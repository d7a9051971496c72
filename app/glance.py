"""The overview as the settings see it."""

from __future__ import annotations

from sqlite_utils import Database

from app.config import Settings
from app.frame import Frame
from domain.overview import OutboxLine, Overview
from storage.overview import overview


def glance(db: Database, settings: Settings, frame: Frame) -> Overview:
    """The registry as it is known now; without Telegram nobody can be reached."""
    return overview(
        db,
        now=frame.clock(),
        stale_after=frame.stale_after,
        off=frame.off,
        channel_on=settings.telegram is not None,
    )


def nothing_yet() -> Overview:
    """Before the first import there is no database."""
    return Overview(None, (), (), (), (), OutboxLine(0, 0, 0, nobody_reachable=True, trouble=""))
