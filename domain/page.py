"""Official pages: how people write their links, what a link resolved to, and whether the page is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from domain.network import Network


class LinkFault(ValueError):
    """The text is no address of a community of that network; the message is in Russian, for people."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a person wrote it, understood: either a community's number or its short name."""

    network: Network
    written: str
    number: int | None = None
    name: str | None = None


class Resolution(StrEnum):
    """What the link led to when the network was last asked.

    Where two rows of the registry lead to one page the later is DUPLICATE, and told of; the earlier is SHARED.
    """

    PENDING = "pending"
    FOUND = "found"
    MISSING = "missing"
    NOT_A_PAGE = "not_a_page"
    DUPLICATE = "duplicate"
    SHARED = "shared"
    MOVED = "moved"

    @property
    def leads_to_page(self) -> bool:
        """There is a community at the link, if perhaps not the one the row means."""
        return self in (Resolution.FOUND, Resolution.MOVED, Resolution.DUPLICATE, Resolution.SHARED)

    @property
    def is_contested(self) -> bool:
        """Another row of the registry has the same page, so nobody knows whose it is."""
        return self in (Resolution.DUPLICATE, Resolution.SHARED)


class Openness(StrEnum):
    """Whether visitors see the page; `WALL_OFF` is an open page without a wall.

    `UNAVAILABLE`: the network knew the page and no longer shows it, without saying why.
    """

    OPEN = "open"
    CLOSED = "closed"
    DELETED = "deleted"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    WALL_OFF = "wall_off"
    UNKNOWN = "unknown"

    @property
    def is_shut(self) -> bool:
        """Visitors provably do not see the page."""
        return self in (Openness.CLOSED, Openness.DELETED, Openness.BLOCKED, Openness.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the registry. `network_id` is positive (VK owner_id is its negative).

    `former_id` is the number that the row's earlier link led to, while nobody has asked yet where the present one
    leads: the same page written another way, or another page. `added_at` is when the row came into the registry,
    `first_seen_at` when it was first read (aware UTC).
    """

    id: int
    organisation_id: int
    link: Link
    network_id: int | None = None
    title: str | None = None
    resolution: Resolution = Resolution.PENDING
    first_seen_at: datetime | None = None
    created_at: datetime | None = None
    former_id: int | None = None
    added_at: datetime | None = None

    @property
    def network(self) -> Network:
        """The network the link belongs to."""
        return self.link.network

    @property
    def is_doubtful(self) -> bool:
        """Nobody knows whether what was read at the link is this organisation's page."""
        return self.resolution.is_contested or self.former_id is not None

    @property
    def url(self) -> str:
        """As written until resolved, canonical afterwards (contract, "Registry file")."""
        if self.network_id is None:
            return self.link.written
        return self.network.page_url(self.network_id)


_HOSTS = {
    Network.VK: {"vk.com", "vk.ru", "vkontakte.ru"},
    Network.OK: {"ok.ru", "odnoklassniki.ru"},
}
_PREFIXED_HOST = re.compile(r"^(?:www|m|mobile|web|new)\.")
_NAME = re.compile(r"^[A-Za-z0-9_.\-]{2,64}$")
_VK_NUMBERED = re.compile(r"^(?:club|public|event)([0-9]{1,15})$", re.IGNORECASE)
_VK_NOT_COMMUNITIES = re.compile(r"^(?:id|app|wall-?|photo-?|video-?|topic-?)\d", re.IGNORECASE)
_VK_SECTIONS = frozenset({"feed", "im", "groups", "search", "video", "clips", "market", "wall", "join", "login"})
_OK_SECTIONS = frozenset(
    {"profile", "game", "games", "app", "video", "music", "feed", "messages", "groups", "help"}
)


def parse_link(network: Network, text: str) -> Link:
    """Understand an address, short name or number of a community, in any form people paste.

    Raises `LinkFault` with a Russian sentence when the text cannot be one.
    """
    written = text.strip()
    path = _path(network, written)
    link = _vk_link(written, path) if network is Network.VK else _ok_link(written, path)
    if link is None:
        raise LinkFault(f"«{written}» — не ссылка на сообщество {_network_genitive(network)}")
    return link


def _path(network: Network, written: str) -> str:
    """The part of the address after the host; for a bare name or number the text itself."""
    bare = written.lstrip("@").strip("/")
    looks_like_address = "/" in bare or "://" in written or _host_of(bare) in _HOSTS[network]
    if not looks_like_address:
        return bare
    scheme, host, path = _split(written if "://" in written else f"https://{written.lstrip('/')}")
    if scheme not in ("http", "https") or host not in _HOSTS[network]:
        raise LinkFault(f"«{written}» — адрес другого сайта, не {_network_genitive(network)}")
    return path.strip("/")


def _split(address: str) -> tuple[str, str, str]:
    """Scheme, host without its prefix, and path; empty when it is no address at all."""
    try:
        split = urlsplit(address)
        return split.scheme, _host_of(split.hostname or ""), split.path
    except ValueError:
        return "", "", ""


def _host_of(bare: str) -> str:
    return _PREFIXED_HOST.sub("", bare.lower())


def _vk_link(written: str, path: str) -> Link | None:
    first = path.split("/", maxsplit=1)[0]
    if numbered := _VK_NUMBERED.match(first):
        return _numbered(Network.VK, written, numbered.group(1))
    if re.fullmatch(r"-?[0-9]{1,15}", first):
        return _numbered(Network.VK, written, first.lstrip("-"))
    if "/" in path or _VK_NOT_COMMUNITIES.match(first) or first.lower() in _VK_SECTIONS:
        return None
    return Link(Network.VK, written, name=first.lower()) if _NAME.match(first) else None


def _ok_link(written: str, path: str) -> Link | None:
    parts = [part for part in path.split("/") if part]
    if parts and parts[0].lower() == "group":
        parts = parts[1:]
    if not parts or parts[0].lower() in _OK_SECTIONS:
        return None
    if re.fullmatch(r"[0-9]{1,20}", parts[0]):
        return _numbered(Network.OK, written, parts[0])
    return Link(Network.OK, written, name=parts[0].lower()) if _NAME.match(parts[0]) else None


def _numbered(network: Network, written: str, digits: str) -> Link | None:
    number = int(digits)
    return Link(network, written, number=number) if number > 0 else None


def _network_genitive(network: Network) -> str:
    return "ВКонтакте" if network is Network.VK else "Одноклассников"
