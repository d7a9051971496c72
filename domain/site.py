"""What was read on an official site: its links to pages in social networks (P1.6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.page import Link


class SiteTrouble(StrEnum):
    """Why nothing is known of a site; the value is stored, `label` is shown."""

    UNREACHABLE = "unreachable"
    TLS = "tls"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    NOT_HTML = "not_html"
    ROBOTS = "robots"
    INSIDE = "inside"
    REDIRECTS = "redirects"
    BAD_ADDRESS = "bad_address"

    @property
    def label(self) -> str:
        """Russian, lower-case, no full stop."""
        return _LABELS[self]


_LABELS = {
    SiteTrouble.UNREACHABLE: "сайт не отвечает",
    SiteTrouble.TLS: "сертификат сайта неисправен",
    SiteTrouble.NOT_FOUND: "страница сайта не найдена",
    SiteTrouble.REFUSED: "сайт отказал в доступе",
    SiteTrouble.TOO_BIG: "страница сайта слишком велика",
    SiteTrouble.TOO_SLOW: "сайт отвечает слишком долго",
    SiteTrouble.NOT_HTML: "по адресу сайта не веб-страница",
    SiteTrouble.ROBOTS: "сайт не разрешает автоматический просмотр",
    SiteTrouble.INSIDE: "адрес сайта ведёт во внутреннюю сеть",
    SiteTrouble.REDIRECTS: "сайт перенаправляет слишком много раз",
    SiteTrouble.BAD_ADDRESS: "адрес сайта записан неверно",
}


@dataclass(frozen=True, slots=True)
class SiteReading:
    """One look at a site; times aware UTC. `pages` are the links to communities in the order they stand.

    `trouble` None: the site was read. `page_hash` is the SHA-256 of what was read, as hexadecimal text.
    """

    site: str
    read_at: datetime
    pages: tuple[Link, ...] = ()
    trouble: SiteTrouble | None = None
    page_hash: str = ""
    secure: bool = True
