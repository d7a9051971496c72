"""`doctor`: is everything as it must be; one line a check, nothing is changed."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
from datetime import UTC, datetime

from app.config import Settings, private_files
from app.doctor.check import has_fault
from app.doctor.examination import examine
from app.redact import masked
from app.speech import say


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """1 when anything needs a person."""
    _hush()
    files = private_files(getattr(arguments, "config", None), os.environ)
    checks = asyncio.run(examine(settings, files, datetime.now(UTC)))
    for check in checks:
        say(masked(check.line, settings.secrets))
    bad = has_fault(checks)
    say("Есть неисправности, они отмечены знаком ✗." if bad else "Неисправностей нет.")
    return int(bad)


def _hush() -> None:
    """What a network refuses is a line of the answer, and needs no second one in the log."""
    log = logging.getLogger()
    if log.level > logging.DEBUG:
        log.setLevel(logging.CRITICAL)
