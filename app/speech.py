"""Words for the person at the terminal: the answer on standard output, complaints on standard error."""

from __future__ import annotations

import sys


def say(text: str = "") -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """A line about why there is no answer."""
    sys.stderr.write(f"{text}\n")
