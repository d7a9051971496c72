"""Finds the command, gives it the settings, turns faults into exit codes."""

from __future__ import annotations

import argparse
import importlib
import io
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from app.arguments import Command, Needs, read_arguments
from app.config import Settings, config_path, default_settings, load_settings
from app.ending import KNOWN, ended_by
from app.redact import log_the_unexpected, setup_logging

Execute = Callable[[argparse.Namespace, Settings], int]


def obey(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code. Whatever nobody expected flies on."""
    _survive_any_console()
    setup_logging()
    log_the_unexpected()
    arguments = read_arguments(argv)
    try:
        return _execute(arguments, os.environ)
    except KNOWN as fault:
        return ended_by(fault)
    except BaseExceptionGroup as group:
        faults = _single(group)
        if not all(isinstance(fault, KNOWN) for fault in faults):
            raise
        return ended_by(faults[0])


def _single(fault: BaseException) -> list[BaseException]:
    """The faults of works done side by side, which come in groups and in groups of groups."""
    if not isinstance(fault, BaseExceptionGroup):
        return [fault]
    # pyright cannot tell of what a caught group consists.
    group = cast("BaseExceptionGroup[BaseException]", fault)
    return [single for each in group.exceptions for single in _single(each)]


def _execute(arguments: argparse.Namespace, environ: Mapping[str, str]) -> int:
    command: Command = arguments.command
    is_verbose: bool = getattr(arguments, "verbose", False)
    settings = _settings(command.needs, arguments, environ)
    setup_logging(settings.secrets, logging.DEBUG if is_verbose else command.log_level)
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


def _survive_any_console() -> None:
    """A console that lacks a sign gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
