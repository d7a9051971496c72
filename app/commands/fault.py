"""Why a command refuses what it was asked."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from domain.table_fault import TableFault


class CommandFault(Exception):
    """What was asked cannot be done as asked; the message is Russian, the program ends with 2."""


@contextmanager
def making_a_file() -> Generator[None, None, None]:
    """A file that cannot be made as asked is no fault of a registry somebody brought. Raises `CommandFault`."""
    try:
        yield
    except TableFault as fault:
        raise CommandFault("; ".join(map(str, fault.faults))) from None
