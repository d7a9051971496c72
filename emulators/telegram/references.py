"""Character references in Telegram's HTML, and the complaint about markup Telegram does not take."""

from __future__ import annotations

import re

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]*)|#(?P<dec>[0-9]*)|(?P<name>[A-Za-z]+))")
_MAX_LENGTH = 9


class BadMarkup(ValueError):
    """The text is not what Telegram takes; the message is Telegram's own complaint."""


def decoded(source: str, at: int) -> tuple[str, int] | None:
    """The character a reference at `at` stands for and where it ends; None where it is plain text."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return None
    character = _referred(match)
    end = match.end() + source.startswith(";", match.end())
    return (character, end) if character else None


def _referred(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED.get(match["name"], "")
    digits, base = (match["dec"], 10) if match["hex"] is None else (match["hex"], 16)
    code = int(digits or "0", base)
    if not 0 < code < 0x10FFFF or len(match.group()) > _MAX_LENGTH:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        raise BadMarkup(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)
