"""The overview as the settings see it."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from app.config import Settings
from app.frame import Frame
from domain.overview import OutboxLine, Overview
from storage.overview import overview


def glance(db: Database, settings: Settings, frame: Frame) -> Overview:
    """The registry as it is known now; without Telegram nobody can be reached."""
    found = overview(
        db,
        now=frame.clock(),
        stale_after=frame.stale_after,
        off=frame.off,
        channel_on=settings.telegram is not None,
    )
    folder_on = settings.storage.outbox_folder is not None
    return replace(found, outbox=_in_quiet_hours(replace(found.outbox, folder_on=folder_on), frame))


def _in_quiet_hours(outbox: OutboxLine, frame: Frame) -> OutboxLine:
    """Letters that could go wait for the end of the quiet hours, whatever else happened to them before."""
    is_waiting = bool(outbox.due) and not outbox.nobody_reachable
    if not is_waiting or frame.quiet_since(frame.clock()) is None:
        return outbox
    return replace(outbox, quiet_till=frame.quiet.end)


def nothing_yet() -> Overview:
    """Before the first import there is no database."""
    return Overview(None, (), (), (), (), OutboxLine(0, 0, 0, nobody_reachable=True, trouble=""))
