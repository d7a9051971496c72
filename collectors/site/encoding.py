"""In which letters a web page is written: what it is, then what is said of it."""

from __future__ import annotations

import codecs
import re

# Encodings Russian sites are met in; others, some of which are no text or cost time, are never asked for.
_KNOWN = frozenset(
    {
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1251",
        "koi8-r",
        "koi8-u",
        "cp866",
        "iso8859-5",
        "mac-cyrillic",
    }
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Within the first 1024 bytes (WHATWG HTML, "prescan a byte stream"); some sites put it further down.
_PRESCANNED = 4096
_DECLARED = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{1,40})", re.IGNORECASE)


def decoded(body: bytes, header: str) -> str:
    """The text of a web page; `header` is the charset of its Content-Type, possibly wrong or empty.

    A byte order mark decides; then text that is valid UTF-8 is UTF-8, whatever is said; then the first declared
    encoding that fits; else Windows-1251, with marks for what is unreadable.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    said = [name for name in (_known(header), _known(_declared(body))) if name]
    wide = [name for name in said if name.startswith("utf-16")]
    for name in (*wide, "utf-8", *said):
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1251", errors="replace")


def _declared(body: bytes) -> str:
    found = _DECLARED.search(body, 0, _PRESCANNED)
    return found[1].decode("ascii") if found else ""


def _known(name: str) -> str:
    """Python's name for an encoding, empty for one that is not taken."""
    try:
        found = codecs.lookup(name.strip()).name if name.strip() and "\x00" not in name else ""
    except LookupError:
        return ""
    return found if found in _KNOWN else ""
