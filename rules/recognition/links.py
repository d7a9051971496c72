"""Addresses as they are compared: the same page however it was written, opened or counted."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_WRITTEN = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[\w-]+\.)+(?:ru|рф|com|org|net|su|info|online|site|gov|me)\b(?:/\S*)?",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?…)»\"'>]"
_PREFIXED = re.compile(r"^(?:www|m|mobile|new|web)\.")
_NETWORKS = {
    "vk.ru": "vk.com",
    "vkontakte.ru": "vk.com",
    "odnoklassniki.ru": "ok.ru",
}
# What counters and apps add to an address (documented by Google Analytics, Yandex Direct, VK Ads).
_COUNTING = re.compile(
    r"^(?:utm|utm_.*|from|ref|referer|referrer|source|src|yclid|gclid|fbclid|_openstat|roistat|erid)$"
)
_WALL = re.compile(r"(?:^|[/=])wall(-?\d+_\d+)")
_TOPIC = re.compile(r"^/(?:group/)?([\w.-]+)/topic/(\d+)")


def links_in(text: str) -> tuple[frozenset[str], str]:
    """The addresses written in the text as `normal_link` gives them, and the text without them."""
    found: set[str] = set()

    def take(match: re.Match[str]) -> str:
        found.add(normal_link(match[0]))
        return " "

    rest = _WRITTEN.sub(take, text)
    return frozenset(found - {""}), rest


def normal_link(address: str) -> str:
    """E.g. ``vk.com/wall-1_2``, ``ok.ru/1/topic/2``, ``example.com/news?id=7``; empty when it is no address."""
    written = address.strip().rstrip(_TRAILING)
    try:
        split = urlsplit(written if "://" in written else f"https://{written}")
        host = _PREFIXED.sub("", (split.hostname or "").lower())
    except ValueError:
        return ""
    if "." not in host:
        return ""
    host = _NETWORKS.get(host, host)
    return _of_network(host, split.path, split.query) or f"{_readable(host)}{_place(split.path, split.query)}"


def shared_links(wanted: frozenset[str], given: frozenset[str]) -> frozenset[str]:
    """Of the wanted links those that are given, perhaps with a parameter more where the wanted one has none."""
    bare = {link.partition("?")[0] for link in given if "/" in link.partition("?")[0]}
    return wanted & (given | bare)


def is_post(link: str) -> bool:
    """A normal link that leads to one publication of a network."""
    return link.startswith("vk.com/wall") or (link.startswith("ok.ru/") and "/topic/" in link)


def _of_network(host: str, path: str, query: str) -> str | None:
    if host == "vk.com" and (wall := _WALL.search(f"{path}?{query}")):
        return f"vk.com/wall{wall[1]}"
    if host == "ok.ru" and (topic := _TOPIC.match(path)):
        return f"ok.ru/{topic[1].lower()}/topic/{topic[2]}"
    return None


def _place(path: str, query: str) -> str:
    kept = sorted((name, value) for name, value in parse_qsl(query) if not _COUNTING.match(name.lower()))
    return unquote(path).rstrip("/") + (f"?{urlencode(kept)}" if kept else "")


def _readable(host: str) -> str:
    """The host in its Unicode form: «пример.рф» is written both ways."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host
