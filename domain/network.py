"""The social networks the decree names (P1.1); an open list: MAX or another may join."""

from __future__ import annotations

from enum import StrEnum


class Network(StrEnum):
    """A social network; the value is the word used in JSON, config and the command line."""

    VK = "vk"
    OK = "ok"

    @property
    def label(self) -> str:
        """As people write it: «ВКонтакте»."""
        return _TITLES[self]

    @property
    def short(self) -> str:
        """As it stands in tight places: «ВК»."""
        return _SHORT[self]

    def page_url(self, network_id: int) -> str:
        """The canonical address of a community (contract, "Registry file")."""
        return f"{_PREFIXES[self]}{network_id}"

    def post_url(self, network_id: int, post_id: str) -> str:
        """The address of a post (vk.md 5.1, ok.md 4.5)."""
        if self is Network.VK:
            return f"https://vk.com/wall-{network_id}_{post_id}"
        return f"https://ok.ru/group/{network_id}/topic/{post_id}"


_TITLES = {Network.VK: "ВКонтакте", Network.OK: "Одноклассники"}
_SHORT = {Network.VK: "ВК", Network.OK: "ОК"}
_PREFIXES = {Network.VK: "https://vk.com/club", Network.OK: "https://ok.ru/group/"}
