"""What stands on a web page of a site: links to communities, and where else to look. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collectors.links import same_site
from collectors.site.communities import communities
from domain.page import Link

# On pages of catalogues there are thousands; the rest is not looked at.
_MOST_LINKS = 5000
_MOST_TEXT = 200
_SOCIAL = re.compile(r"соц\w*[\s\-.]*сет|соцсет|\bмы в сет", re.IGNORECASE)
_CONTACTS = re.compile(r"\bконтакт|\bобратная связь|\bcontacts?\b", re.IGNORECASE)
_LEADS = (_SOCIAL, _CONTACTS)
# Elements that style text. Left open they are built anew in every paragraph (WHATWG HTML, «reconstruct the active
# formatting elements»): measured, 2 MB of them cost the parser 4 GB within seconds. They hold no links.
_STYLING = re.compile(r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^>]*>", re.IGNORECASE)
# How a page sends its reader on without the server (HTML standard, «meta refresh»).
_REFRESH = re.compile(r"\s*\d+(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """`pages` are communities linked to; `lead` is where else they may stand, empty when the page names no place.

    `has_links`: there is any link at all, so the page is not drawn by a script alone.
    """

    pages: tuple[Link, ...] = ()
    lead: str = ""
    has_links: bool = False


def read_page(html: str, address: str) -> Seen:
    """Look over a page that came from this address; any text is taken for HTML."""
    tree = LexborHTMLParser(_STYLING.sub(" ", html))
    anchors = tree.css("a[href], area[href]")[:_MOST_LINKS]
    base = _joined(address, _attribute(tree.css_first("base[href]"), "href"))
    links = [(_joined(base, _attribute(each, "href")), each) for each in anchors]
    told = [url for url, _ in links if url]
    lead = _refresh(tree, base) or _lead(links, address)
    return Seen(communities(told), lead, bool(told))


def _refresh(tree: LexborHTMLParser, base: str) -> str:
    for meta in tree.css("meta[http-equiv]")[:20]:
        if _attribute(meta, "http-equiv").strip().lower() == "refresh":
            found = _REFRESH.match(_attribute(meta, "content")[:2000])
            return _joined(base, found[1].strip()) if found else ""
    return ""


def _lead(links: Sequence[tuple[str, LexborNode]], address: str) -> str:
    """The first link on the same host named after social networks, else the first named after contacts."""
    named = [(url, _name(node)) for url, node in links if url and same_site(url, address)]
    return next((url for wanted in _LEADS for url, name in named if wanted.search(name)), "")


def _name(node: LexborNode) -> str:
    return " ".join((node.text() or "")[:_MOST_TEXT].split()) or _attribute(node, "title")[:_MOST_TEXT]


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""


def _joined(base: str, link: str) -> str:
    """The absolute web address; the base itself for an empty one, empty for what is none."""
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""
