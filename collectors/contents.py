"""Putting together what a publication is made of, alike for both networks. Pure; never raises."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.description import shows
from collectors.links import LONGEST, links_in
from domain.content import Content, Format

MOST_LINKS = 100
LONGEST_LINK = 2_000


def made_of(
    text: str,
    *,
    quoted: str = "",
    links: Iterable[str] = (),
    formats: Iterable[Format] = (),
    cut: bool = False,
) -> Content:
    """A content of texts, and of what is attached; the links in the texts are added to `links`.

    Of more than `LONGEST` characters or `MOST_LINKS` links the rest is cut off.
    """
    text, quoted = _storable(text), _storable(quoted)
    found = tuple(dict.fromkeys((*links_in(text), *links_in(quoted), *map(_storable, links))))
    kept = tuple(link for link in found if len(link) <= LONGEST_LINK)[:MOST_LINKS]
    worded = (Format.TEXT,) if shows(text) or shows(quoted) else ()
    return Content(
        text[:LONGEST],
        quoted[:LONGEST],
        kept,
        tuple(dict.fromkeys((*worded, *formats))),
        cut=cut or max(len(text), len(quoted)) > LONGEST or len(kept) < len(found),
    )


def _storable(text: str) -> str:
    """Without halves of characters, which JSON spells and UTF-8 cannot, and without NUL, at which SQLite stops."""
    return text.encode(errors="replace").decode().replace("\0", "")
