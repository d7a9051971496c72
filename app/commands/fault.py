"""Why a command refuses what it was asked."""

from __future__ import annotations


class CommandFault(Exception):
    """What was asked cannot be done as asked; the message is Russian, the program ends with 2."""
