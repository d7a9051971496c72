"""Whether a link of the registry means a page that is known already."""

from __future__ import annotations

from domain.page import Link, Page


def same_community(link: Link, page: Page) -> bool:
    """Whether a link provably means the page: the same number or name, or the number its link resolved to."""
    if link.network is not page.network:
        return False
    if link.number is None:
        return link.name == page.link.name
    return link.number in (page.link.number, page.network_id)


def may_be_same_community(link: Link, page: Page) -> bool:
    """Whether a link may yet turn out to mean the page: it is a short name, or the number of an earlier link.

    A page that another row has too proves nothing about its row.
    """
    known = page.network_id or page.former_id or page.link.number
    if link.network is not page.network or known is None or page.resolution.is_contested:
        return False
    return link.number in (None, known)
