"""The program's door: finds the command, gives it the settings, turns faults into exit codes."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

from app.arguments import Command, Needs, read_arguments
from app.commands.fault import CommandFault
from app.config import ConfigFault, Settings, config_path, default_settings, load_settings
from app.decree import DecreeFault
from app.files import FileFault
from app.redact import log_the_unexpected, masked, setup_logging
from app.speech import complain
from domain.registry import RegistryFault
from domain.week import WeekFault
from storage.backup import BackupFault
from storage.lock import Held
from storage.store import StoreFault

DONE, FOUND, BAD_INPUT, HELD, INTERRUPTED = 0, 1, 2, 4, 130

Execute = Callable[[argparse.Namespace, Settings], int]

_BAD_INPUT = (BackupFault, CommandFault, ConfigFault, DecreeFault, FileFault, RegistryFault, StoreFault, WeekFault)
_KNOWN = (*_BAD_INPUT, Held, sqlite3.Error, BrokenPipeError, KeyboardInterrupt)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code as in the contract. Whatever nobody expected flies on."""
    _survive_any_console()
    setup_logging()
    log_the_unexpected()
    arguments = read_arguments(argv)
    try:
        return _obey(arguments, os.environ)
    except _KNOWN as fault:
        return _ended_by(fault)
    except BaseExceptionGroup as group:
        faults = _single(group)
        if not all(isinstance(fault, _KNOWN) for fault in faults):
            raise
        return _ended_by(faults[0])


def _single(fault: BaseException) -> list[BaseException]:
    """The faults of works done side by side, which come in groups and in groups of groups."""
    if not isinstance(fault, BaseExceptionGroup):
        return [fault]
    # pyright cannot tell of what a caught group consists.
    group = cast("BaseExceptionGroup[BaseException]", fault)
    return [single for each in group.exceptions for single in _single(each)]


def _ended_by(fault: BaseException) -> int:
    """Say what has happened; the exit code."""
    match fault:
        case Held():
            complain(held(fault))
            return HELD
        case sqlite3.Error():
            complain(f"ошибка базы данных: {masked(str(fault))}")
            return HELD if isinstance(fault, sqlite3.OperationalError) and "locked" in str(fault) else FOUND
        case BrokenPipeError():
            return _reader_has_gone()
        case KeyboardInterrupt():
            complain("прервано")
            return INTERRUPTED
        case _:
            complain(_titled(fault))
            return BAD_INPUT


def _obey(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    command: Command = arguments.command
    verbose: bool = getattr(arguments, "verbose", False)
    settings = _settings(command.needs, arguments, environ)
    setup_logging(settings.secrets, verbose=verbose)
    execute: Execute = importlib.import_module(f"app.commands.{command.module}").execute
    code = execute(arguments, settings)
    sys.stdout.flush()
    return code


def _settings(needs: Needs, arguments: argparse.Namespace, environ: Mapping[str, str]) -> Settings:
    given = getattr(arguments, "config", None)
    if needs is Needs.NOTHING:
        return Settings()
    if needs is Needs.CONFIG_IF_ANY and not given and not config_path(None, environ).exists():
        return default_settings(environ)
    return load_settings(given, environ)


def held(fault: Held) -> str:
    """Who holds the database, for people."""
    if fault.holder is None:
        return "базу держит другой процесс; остановите его и повторите"
    since = f", запущенный {_moment(fault.holder.started)}" if fault.holder.started else ""
    return f"базу держит процесс {fault.holder.pid}{since}; остановите его и повторите"


def _moment(started: str) -> str:
    return f"{datetime.fromisoformat(started).astimezone():%d.%m.%Y в %H:%M:%S %Z}"


def _titled(fault: BaseException) -> str:
    match fault:
        case ConfigFault(faults=faults):
            return _list("Настройки не приняты:", faults)
        case DecreeFault(faults=faults):
            return _list("Постановление не загружено:", faults)
        case RegistryFault(faults=faults):
            return "\n".join(
                ("Файл реестра не подходит, в реестре ничего не изменено:", *(f"  {each}" for each in faults))
            )
        case _:
            return str(fault)


def _list(title: str, items: Iterable[str]) -> str:
    return "\n".join((title, *(f"  {item}" for item in items)))


def _reader_has_gone() -> int:
    """Whoever read our output, `head` for one, has had enough: no reason to complain."""
    # The interpreter flushes once more at its end (docs.python.org/3/library/signal.html, "Note on SIGPIPE").
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _survive_any_console() -> None:
    """A console that lacks a sign gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
