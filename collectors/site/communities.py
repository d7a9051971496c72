"""Which links of a site lead to a community in VK or OK; those to people are dropped at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from domain.network import Network
from domain.page import Link, LinkFault, parse_link

# Hosts of addresses that may be a community's.
_HOST = {
    "vk.com": Network.VK,
    "vk.ru": Network.VK,
    "vkontakte.ru": Network.VK,
    "ok.ru": Network.OK,
    "odnoklassniki.ru": Network.OK,
}
_PREFIX = re.compile(r"^(?:www|m|mobile|web|new)\.")
_NAMES = {Network.VK: "https://vk.com/", Network.OK: "https://ok.ru/"}
# Share buttons, widgets and other parts of the networks themselves, which look like short names.
_PARTS = {
    Network.VK: frozenset(
        {"about", "album", "albums", "away", "blog", "clips", "dev", "doc", "docs", "download", "friends", "js"}
        | {
            "mobile",
            "photos",
            "privacy",
            "rtrg",
            "rules",
            "settings",
            "share",
            "story",
            "support",
            "terms",
            "widget",
        }
    ),
    Network.OK: frozenset(
        {"apphook", "apps", "cdk", "dk", "gifts", "guests", "live", "marks", "oauth", "offer", "online", "post"}
        | {"regulations", "search", "settings", "share", "streamer", "videoembed", "widget"}
    ),
}
_PIECE_OF_PAGE = re.compile(r"[a-z]+-?[0-9]+_[0-9]+", re.IGNORECASE)
_LONGEST = 2000
_MOST_PARAMETERS = 20


def communities(hrefs: Sequence[str]) -> tuple[Link, ...]:
    """The communities among the links, each once, in the order they stand."""
    found = (community(href) for href in hrefs)
    return tuple(dict.fromkeys(link for link in found if link is not None))


def community(href: str) -> Link | None:
    """The community an absolute link leads to, also through a site's own counter of clicks; None for all else.

    The link is written anew, so that nothing of what stood after the address is kept.
    """
    direct = _direct(href)
    return direct or next(filter(None, map(_direct, _carried(href))), None)


def _direct(href: str) -> Link | None:
    network, path = _place(href)
    first = path.strip("/").split("/", 1)[0].lower()
    if network is None or not _may_be_page(network, first):
        return None
    try:
        link = parse_link(network, f"{_NAMES[network]}{path.strip('/')}")
    except LinkFault:
        return None
    is_bare_number = link.number is not None and first.lstrip("-").isdigit()
    return None if is_bare_number else _rewritten(link)


def _place(href: str) -> tuple[Network | None, str]:
    """The network of an address and its path."""
    if len(href) > _LONGEST:
        return None, ""
    try:
        split = urlsplit(href.strip())
        host = _PREFIX.sub("", (split.hostname or "").rstrip("."))
    except ValueError:
        return None, ""
    is_web = split.scheme in ("http", "https", "")
    return (_HOST.get(host) if is_web else None), split.path


def _may_be_page(network: Network, first: str) -> bool:
    """A number without a word before it may be a person's; so may what the network shows of a page."""
    if not first or first.endswith(".php") or first in _PARTS[network]:
        return False
    return not (network is Network.VK and _PIECE_OF_PAGE.fullmatch(first))


def _rewritten(link: Link) -> Link:
    if link.number is not None:
        return replace(link, written=link.network.page_url(link.number))
    return replace(link, written=f"{_NAMES[link.network]}{link.name}")


def _carried(href: str) -> list[str]:
    """Addresses that stand in an address, as sites count clicks: «/redirect?to=https%3A%2F%2Fvk.com%2Fclub1»."""
    network, _ = _place(href)
    if network is not None or "?" not in href or len(href) > _LONGEST:
        return []
    try:
        told = parse_qsl(urlsplit(href).query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return []
    return [value for _, value in told if value.startswith(("http://", "https://"))]
