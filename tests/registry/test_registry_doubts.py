"""Links that look mistyped are taken, and told of."""

import pytest

from domain.link_doubts import doubt
from domain.network import Network
from domain.page import parse_link


@pytest.mark.parametrize(
    ("network", "written", "meant"),
    [
        (Network.OK, "ok.ru/group123456", "ok.ru/group/123456,"),
        (Network.OK, "ok.ru/group-123456", "ok.ru/group/123456,"),
        (Network.OK, "https://ok.ru/group/group123456", "ok.ru/group/123456,"),
        (Network.OK, "ok.ru/club123456", "ok.ru/group/123456,"),
        (Network.VK, "vk.com/club_123456", "vk.com/club123456:"),
        (Network.VK, "vk.com/club-123456", "vk.com/club123456:"),
        (Network.VK, "vk.com/club123456.", "vk.com/club123456:"),
        (Network.VK, "vk.com/club123456a", "vk.com/club123456:"),
        (Network.VK, "vk.com/clubs123456", "vk.com/club123456:"),
        (Network.VK, "pablic123456", "vk.com/club123456:"),
        (Network.VK, "vk.com/group123456", "vk.com/club123456:"),
    ],
)
def test_what_looks_like_a_mistyped_number_is_told_with_what_was_meant(network: Network, written: str, meant: str):
    said = doubt(parse_link(network, written))
    assert said is not None
    assert meant in said


@pytest.mark.parametrize(
    ("network", "written"),
    [
        (Network.OK, "ok.ru/group/123456"),
        (Network.OK, "ok.ru/groupzarya"),
        (Network.OK, "ok.ru/klub"),
        (Network.VK, "vk.com/club123456"),
        (Network.VK, "vk.com/public123456"),
        (Network.VK, "vk.com/clubzarya"),
        (Network.VK, "vk.com/club_zarya27"),
        (Network.VK, "vk.com/clubnika"),
        (Network.VK, "vk.com/school2026"),
    ],
)
def test_ordinary_links_raise_no_doubt(network: Network, written: str):
    assert doubt(parse_link(network, written)) is None
