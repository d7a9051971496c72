"""Links of communities in every form people paste."""

from __future__ import annotations

import pytest

from domain.network import Network
from domain.page import Link, LinkFault, Page, parse_link

VK, OK = Network.VK, Network.OK
_HOSTS = ("vk.com", "VK.com", "vk.ru", "m.vk.com", "www.vk.com", "m.vk.ru", "vkontakte.ru")


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("scheme", ["", "http://", "https://"])
@pytest.mark.parametrize(
    ("path", "number", "name"),
    [
        ("club777", 777, None),
        ("public777", 777, None),
        ("event777", 777, None),
        ("Club777/", 777, None),
        ("selo_klub", None, "selo_klub"),
        ("Selo.Klub", None, "selo.klub"),
        ("club777?from=groups", 777, None),
        ("selo_klub#top", None, "selo_klub"),
    ],
)
def test_an_address_of_vk_is_understood(
    scheme: str, host: str, path: str, number: int | None, name: str | None
) -> None:
    written = f"{scheme}{host}/{path}"
    assert parse_link(VK, f"  {written} ") == Link(VK, written, number, name)


@pytest.mark.parametrize(
    ("network", "written", "number", "name"),
    [
        (VK, "club777", 777, None),
        (VK, "public777", 777, None),
        (VK, "777", 777, None),
        (VK, "-777", 777, None),
        (VK, "@selo_klub", None, "selo_klub"),
        (VK, "selo_klub", None, "selo_klub"),
        (VK, "clubnika", None, "clubnika"),
        (VK, "vk.com/club777/", 777, None),
        (OK, "https://ok.ru/group/888", 888, None),
        (OK, "ok.ru/group/888/", 888, None),
        (OK, "ok.ru/group/888/topics", 888, None),
        (OK, "https://m.ok.ru/group/888", 888, None),
        (OK, "https://www.ok.ru/Selo", None, "selo"),
        (OK, "ok.ru/selo.klub", None, "selo.klub"),
        (OK, "ok.ru/group/selo", None, "selo"),
        (OK, "https://odnoklassniki.ru/group/888", 888, None),
        (OK, "53923499278353", 53923499278353, None),
        (OK, "selo", None, "selo"),
    ],
)
def test_other_forms_people_paste_are_understood(
    network: Network, written: str, number: int | None, name: str | None
) -> None:
    assert parse_link(network, written) == Link(network, written, number, name)


@pytest.mark.parametrize(
    ("network", "written", "words"),
    [
        (VK, "", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com", "не ссылка на сообщество ВКонтакте"),
        (VK, "https://vk.com/", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com/id15", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com/app15", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com/wall-777_1", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com/feed", "не ссылка на сообщество ВКонтакте"),
        (VK, "vk.com/club0", "не ссылка на сообщество ВКонтакте"),
        (VK, "сельский клуб", "не ссылка на сообщество ВКонтакте"),
        (VK, "https://ok.ru/group/888", "адрес другого сайта, не ВКонтакте"),
        (VK, "https://vk.com.example/club777", "адрес другого сайта, не ВКонтакте"),
        (VK, "https://[vk.com/club777", "адрес другого сайта, не ВКонтакте"),
        (VK, "ftp://vk.com/club777", "адрес другого сайта, не ВКонтакте"),
        (OK, "https://ok.ru/", "не ссылка на сообщество Одноклассников"),
        (OK, "https://ok.ru/profile/15", "не ссылка на сообщество Одноклассников"),
        (OK, "https://ok.ru/group/", "не ссылка на сообщество Одноклассников"),
        (OK, "https://vk.com/club777", "адрес другого сайта, не Одноклассников"),
    ],
)
def test_what_is_no_community_is_refused_in_russian(network: Network, written: str, words: str) -> None:
    with pytest.raises(LinkFault, match=words):
        parse_link(network, written)


@pytest.mark.parametrize(
    ("network", "network_id", "url"),
    [
        (VK, None, "m.vk.com/selo_klub"),
        (VK, 777, "https://vk.com/club777"),
        (OK, 888, "https://ok.ru/group/888"),
    ],
)
def test_a_page_is_shown_as_written_until_it_is_resolved(
    network: Network, network_id: int | None, url: str
) -> None:
    link = Link(network, "m.vk.com/selo_klub", name="selo_klub")
    assert Page(1, 1, link, network_id=network_id).url == url
