"""What to say of a network that could not be asked: the address, and what a person may do about it."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.errors import CollectingError, TryLater
from domain.network import Network
from domain.page import Page


def refused(fault: CollectingError, network: Network, address: str) -> str:
    """The reason; when no answer came at all, also where it was asked for."""
    if not isinstance(fault, TryLater) or fault.code is not None:
        return fault.reason
    return (
        f"{fault.reason}; адрес {address}: откройте этой машине выход по HTTPS к нему "
        f"или исправьте api_url в разделе [{network}]"
    )


def unknown_pages(pages: Sequence[Page], unknown: Sequence[int]) -> str:
    """The links, as the registry has them, of pages that the network left out of its answer."""
    written = [page.link.written for page in pages if (page.network_id or page.link.number) in unknown]
    return f"сеть не знает страниц: {', '.join(written)}; исправьте ссылки в реестре и загрузите его снова"
