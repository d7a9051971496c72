"""Links in a page's free text: which of them may be an official site, and whether two name the same site."""

from __future__ import annotations

import re
from collections.abc import Sequence

import idna

# Longer than any description the networks take; the rest of a longer text is not read.
LONGEST = 20_000

# Top-level domains by which a host is known without «http://»; «г.Москва» and «т.е» are typing slips.
_ZONES = (
    "ru|su|рф|рус|com|org|net|info|biz|pro|online|site|website|gov|edu|me|дети|москва|moscow|онлайн|сайт|орг|club|ws"
    "|art|space|life|museum|school|center|xn--[a-z0-9-]+"
)
_BARE_HOST = rf"(?:[^\W_][\w\-]{{0,62}}\.){{1,8}}(?:{_ZONES})(?![\w\-@]|\.\w)(?::\d{{2,5}})?"
_PATH = r"[^\s<>\"«»()]*"
_LINK = re.compile(rf"(?<![\w@.\-/])(?:https?://{_PATH}|{_BARE_HOST}(?:[/?#]{_PATH})?)", re.IGNORECASE)
# A scheme written twice or with a slip («http:/zarya.ru») still leads people to the site.
_HOST_OF_URL = re.compile(
    r"\s*(?:(?:[a-z][a-z0-9+.\-]{0,15}:)?//|https?:?/{1,2}){0,2}(?:[^/?#@\s]{0,200}@)?([^/?#:\s]{1,255})",
    re.IGNORECASE,
)

_NETWORKS = ("vk.com", "vk.ru", "vk.me", "vkontakte.ru", "ok.ru", "ok.me", "odnoklassniki.ru", "livejournal.com")
_FOREIGN = ("instagram.com", "facebook.com", "fb.com", "twitter.com", "x.com", "tiktok.com", "pinterest.com")
_MESSENGERS = ("max.ru", "t.me", "telegram.me", "telegram.org", "wa.me", "whatsapp.com", "viber.com")
_VIDEO = ("vkvideo.ru", "rutube.ru", "youtube.com", "youtu.be", "dzen.ru", "zen.yandex.ru", "likee.video")
_PORTALS = ("yandex.ru", "google.com", "mail.ru", "2gis.ru", "forms.gle", "taplink.cc", "taplink.ru")
_SHORTENERS = ("vk.cc", "clck.ru", "bit.ly", "goo.gl")
_ELSEWHERE = frozenset((*_NETWORKS, *_FOREIGN, *_MESSENGERS, *_VIDEO, *_PORTALS, *_SHORTENERS))
_SITE_BUILDERS = frozenset({"sites.google.com"})
_GOSWEB = ".gosweb.gosuslugi.ru"


def links_in(text: str) -> tuple[str, ...]:
    """Addresses in a text as written, without the punctuation after them; e-mail addresses are none."""
    return tuple(found[0].rstrip(".,;:!?…") for found in _LINK.finditer(text[:LONGEST]))


def links_of_field(text: str) -> tuple[str, ...]:
    """Addresses in a field meant for one, where people also write «Наш сайт: …» or several."""
    return links_in(text) or (text,)


def without_links(text: str) -> str:
    """The text with its links blanked out."""
    return _LINK.sub(" ", text)


def host_of(url: str) -> str:
    """The host in lower-case ASCII (punycode) without ``www.``; empty when the text has none."""
    found = _HOST_OF_URL.match(url)
    host = found[1].strip(".").lower() if found else ""
    return ascii_host(host).removeprefix("www.") if "." in host else ""


def is_official_site(url: str) -> bool:
    """Not a social network, messenger, map, shortener or a form of the state services portal.

    Sites of the «Госвеб» platform live under ``*.gosweb.gosuslugi.ru`` and are official sites.
    """
    host = host_of(url)
    if host.endswith(_GOSWEB) or host in _SITE_BUILDERS:
        return True
    if host == "gosuslugi.ru" or host.endswith(".gosuslugi.ru"):
        return False
    return bool(host) and not any(parent in _ELSEWHERE for parent in _with_parents(host))


def same_site(found: str, expected: str) -> bool:
    """Whether two addresses name one host: scheme, ``www.``, path, case and punycode do not matter."""
    host = host_of(found)
    return bool(host) and host == host_of(expected)


def may_lead_to_portal(url: str) -> bool:
    """It leads to the state services portal, or hides where it leads; a slip before the host does not matter."""
    host = host_of(url.strip())
    return host in _SHORTENERS or host == "gosuslugi.ru" or host.endswith(".gosuslugi.ru")


def official(urls: Sequence[str]) -> tuple[str, ...]:
    """Those of the addresses that may be an official site."""
    return tuple(url for url in urls if is_official_site(url))


def ascii_host(host: str) -> str:
    """A host in punycode; as it is where it cannot be."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return host


def _with_parents(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]
