"""The program's door: it opens at once, so that Ctrl+C at any moment ends without a traceback."""

from __future__ import annotations

from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code as in the contract. Whatever nobody expected flies on."""
    try:
        from app.obeying import obey  # noqa: PLC0415 -- it takes a while, in which one may change one's mind

        return obey(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
