"""How the program ends after a fault: what the person reads, and the exit code."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.cli import INTERRUPTED
from app.commands.fault import CommandFault
from app.config import ConfigFault
from app.decree import DecreeFault
from app.files import FileFault
from app.redact import masked
from app.speech import complain
from domain.table_fault import TableFault
from domain.week import WeekFault
from storage.backup import BackupFault
from storage.lock import Held
from storage.reasons import is_busy, refusal, why, why_of_sqlite
from storage.store import StoreFault

log = logging.getLogger(__name__)

DONE, FOUND, BAD_INPUT, HELD = 0, 1, 2, 4

_BAD_INPUT = (BackupFault, CommandFault, ConfigFault, DecreeFault, FileFault, TableFault, StoreFault, WeekFault)
KNOWN = (*_BAD_INPUT, Held, sqlite3.Error, OSError, KeyboardInterrupt)


def ended_by(fault: BaseException) -> int:
    """Say what has happened; the exit code. For any of `KNOWN`."""
    match fault:
        case Held():
            complain(held(fault))
            return HELD
        case sqlite3.Error():
            complain(f"ошибка базы данных: {masked(why_of_sqlite(fault))}")
            return HELD if is_busy(fault) else FOUND
        case BrokenPipeError():
            _let_go_of_output()
            return DONE
        case OSError():
            return _refused_by_system(fault)
        case KeyboardInterrupt():
            complain("прервано")
            return INTERRUPTED
        case _:
            complain(_titled(fault))
            return BAD_INPUT


def held(fault: Held) -> str:
    """Who holds the database, for people."""
    if fault.holder is None:
        return "базу держит другой процесс; остановите его и повторите"
    since = f", запущенный {_moment(fault.holder.started)}" if fault.holder.started else ""
    return f"базу держит процесс {fault.holder.pid}{since}; остановите его и повторите"


def _moment(started: str) -> str:
    # The holder wrote it as the settlement's clock showed it, with the offset.
    return f"{datetime.fromisoformat(started):%d.%m.%Y в %H:%M:%S (%Z)}"


def _refused_by_system(fault: OSError) -> int:
    # The traceback is for whoever asks for it.
    log.debug("refused by the operating system", exc_info=fault)
    told = f"{fault.filename}: {refusal(Path(str(fault.filename)), fault)}" if fault.filename else why(fault)
    complain(masked(f"система отказала: {told}"))
    _let_go_of_output()
    is_of_file = isinstance(fault, PermissionError) and fault.filename
    return BAD_INPUT if is_of_file else FOUND


def _let_go_of_output() -> None:
    """Whoever read our output, `head` for one, has had enough, or there is no room for it."""
    try:
        sys.stdout.flush()
    except OSError:
        # The interpreter flushes once more at its end (docs.python.org/3/library/signal.html, "Note on SIGPIPE").
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _titled(fault: BaseException) -> str:
    match fault:
        case ConfigFault(faults=faults):
            return _list("Настройки не приняты:", faults)
        case DecreeFault(faults=faults):
            return _list("Постановление не загружено:", faults)
        case TableFault(faults=faults):
            return _list("Файл не подходит, ничего не изменено:", map(str, faults))
        case _:
            return str(fault)


def _list(title: str, items: Iterable[str]) -> str:
    return "\n".join((title, *(f"  {item}" for item in items)))
