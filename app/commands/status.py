"""`status`: the table of pages from what is stored, without the network."""

from __future__ import annotations

import argparse

from app.config import Settings
from app.glance import glance, nothing_yet
from app.json_view import dumps, overview_json
from app.speech import say
from app.table import print_overview
from app.wiring import frame_of
from storage.store import reading


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Always 0: what was found is no fault of the program."""
    frame = frame_of(settings)
    if settings.storage.path.exists():
        with reading(settings.storage.path) as db:
            overview = glance(db, settings, frame)
    else:
        overview = nothing_yet()
    if arguments.json:
        say(dumps(overview_json(overview, frame.zone)))
    else:
        print_overview(overview, frame.decree, frame.zone)
    return 0
