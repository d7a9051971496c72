"""What was read on an official site: its links to pages in social networks (P1.6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.network import Network
from domain.page import Link, Page
from domain.same_page import same_community


class SiteTrouble(StrEnum):
    """Why nothing is known of a site; the value is stored, `label` is shown."""

    UNREACHABLE = "unreachable"
    TLS = "tls"
    BROKEN = "broken"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    NOT_HTML = "not_html"
    UNREADABLE = "unreadable"
    NO_LINKS = "no_links"
    ROBOTS = "robots"
    ROBOTS_BROKEN = "robots_broken"
    INSIDE = "inside"
    PORT = "port"
    REDIRECTS = "redirects"
    NOT_A_SITE = "not_a_site"
    BAD_ADDRESS = "bad_address"

    @property
    def label(self) -> str:
        """Russian, lower-case, no full stop."""
        return _LABELS[self]


_LABELS = {
    SiteTrouble.UNREACHABLE: "сайт не отвечает",
    SiteTrouble.TLS: "сертификат сайта неисправен",
    SiteTrouble.BROKEN: "сайт отвечает ошибкой",
    SiteTrouble.NOT_FOUND: "страница сайта не найдена",
    SiteTrouble.REFUSED: "сайт отказал в доступе",
    SiteTrouble.TOO_BIG: "страница сайта слишком велика",
    SiteTrouble.TOO_SLOW: "сайт отвечает слишком долго",
    SiteTrouble.NOT_HTML: "по адресу сайта не веб-страница",
    SiteTrouble.UNREADABLE: "страницу сайта не удалось разобрать",
    SiteTrouble.NO_LINKS: "на странице сайта не видно ни одной ссылки: их показывает только браузер",
    SiteTrouble.ROBOTS: "сайт не разрешает автоматический просмотр",
    SiteTrouble.ROBOTS_BROKEN: "файл robots.txt сайта не читается, поэтому не читался и сайт",
    SiteTrouble.INSIDE: "адрес сайта ведёт во внутреннюю сеть",
    SiteTrouble.PORT: "у адреса сайта необычный порт, такие не открываются",
    SiteTrouble.REDIRECTS: "сайт перенаправляет слишком много раз",
    SiteTrouble.NOT_A_SITE: "адрес сайта ведёт в соцсеть, на портал или через сокращённую ссылку",
    SiteTrouble.BAD_ADDRESS: "адрес сайта записан неверно",
}


@dataclass(frozen=True, slots=True)
class SiteReading:
    """One look at a site; `site` is its `site_key`, times aware UTC.

    `pages` are the links to communities in the order they stand: by number, by a short name, or by both where the
    network told what is behind the name. `unclear` are networks to which short names lead of which nobody knows
    whether they are a community's; those names are not kept. `trouble` None: the site was read. `looked` counts
    its web pages looked at. `page_hash` is the SHA-256 of what was read, as hexadecimal text. `secure`: the home
    page came over TLS.
    """

    site: str
    read_at: datetime
    pages: tuple[Link, ...] = ()
    unclear: frozenset[Network] = frozenset()
    trouble: SiteTrouble | None = None
    looked: int = 1
    page_hash: str = ""
    secure: bool = True


@dataclass(frozen=True, slots=True)
class SiteKnowledge:
    """What is known of an organisation's site; `reading` is the last that succeeded, None also when it is too old.

    `trouble` lasts since `failing_since` (aware UTC). `off`: sites are not read, by the settings. `registered` are
    the pages of the whole registry that the site's links may mean.
    """

    reading: SiteReading | None = None
    trouble: SiteTrouble | None = None
    failing_since: datetime | None = None
    off: bool = False
    registered: tuple[Page, ...] = ()


SITES_OFF = SiteKnowledge(off=True)
"""Nothing is known of any site: the settings leave their reading out."""


def site_key(written: str) -> str:
    """One text for a site however it is written: without spaces, the closing slash, and the host's case.

    The scheme stays: who writes http:// means it.
    """
    address = "".join(written.split()).rstrip("/")
    head, slashes, rest = address.rpartition("://") if "://" in address else ("", "", address)
    host, slash, path = rest.partition("/")
    return f"{head.lower()}{slashes}{host.lower().rstrip('.')}{slash}{path}"


def means(link: Link, page: Page) -> bool:
    """Whether a site's link provably leads to the page: by its number, or by the short name the registry has."""
    is_same_name = link.name is not None and link.name == page.link.name and link.network is page.network
    return is_same_name or same_community(link, page)
