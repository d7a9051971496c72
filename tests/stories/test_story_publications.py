"""What pages are made of, from the networks' sockets to findings, letters and the bytes of the database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from made_pages import LAST_WEEK, OLD, SITE, contacts, fill_ok, fill_vk, ok_number, ok_page, vk_page
from town import TUESDAY, Town, local, town

from domain.content import Content, Format
from domain.matter import Event
from domain.network import Network
from emulators.ok import OkGroup, blocks
from emulators.vk import CITIZEN_ID, VkGroup
from emulators.vk import attachments as made
from storage import posts, registry

pytestmark = pytest.mark.story

OURS = frozenset({"profile_matches_registry", "pos_widgets", "page_extras", "gos_badge"})
SHORT = "Клуб"
OGRN, OTHER_OGRN = "1000000000010", "1000000000021"
ADDRESS = "679999, Заречная область, с. Озёрное, ул. Лесная, дом № 1"


def form(ogrn: str) -> Mapping[str, str]:
    url = f"https://pos.gosuslugi.ru/form/?opaId=12345&utm_source=vk&utm_medium=99&utm_campaign={ogrn}"
    return {"url": url, "title": "Сообщить о проблеме"}


def registry_row(phone: str = "8 (900) 000-00-00") -> str:
    full = f"МКУ {SHORT} села Озёрное"
    pages = f"vk.com/club1;ok.ru/group/{ok_number(1)}"
    return f"{full};{SHORT};{OGRN};ведёт;{ADDRESS};{phone};priem@ozernoe.example;{SITE};{pages};;;"


def settled(place: Town, **traits: Any) -> tuple[VkGroup, OkGroup]:
    """Both pages of the club in order, with the usual posts; `traits` are of the page in VK."""
    vk = place.vk_world.add_group(vk_page(1, SHORT, **traits))
    ok = place.ok_world.add_group(ok_page(ok_number(1), SHORT, "ozernoe1"))
    fill_vk(vk, (*OLD, *LAST_WEEK))
    fill_ok(ok, (*OLD, *LAST_WEEK))
    return vk, ok


async def outcomes(place: Town) -> dict[tuple[str, str], tuple[str, str]]:
    """Our rules' outcomes with their evidence, by network and rule."""
    told = await place.look()
    return {
        (page["network"], finding["rule"]): (finding["outcome"], finding["evidence"])
        for page in told["pages"]
        for finding in page["findings"]
        if finding["rule"] in OURS
    }


async def test_a_page_in_order_proves_its_menu_its_mark_and_its_contacts(tmp_path: Path) -> None:
    async with town(tmp_path, keep=OURS) as place:
        settled(place, menu=[form(OGRN)], government=True, live_cover=True)
        await place.register(registry_row())
        await place.sweep()
        told = await outcomes(place)
    assert told["vk", "pos_widgets"] == ("ok", "форма обратной связи на месте: «Сообщить о проблеме»")
    assert told["vk", "gos_badge"] == ("ok", "отметка «Госорганизация» есть в ответе сети")
    assert told["vk", "page_extras"] == ("ok", "есть динамичная обложка, меню со ссылками")
    assert told["vk", "profile_matches_registry"] == ("ok", "совпадают с реестром: адрес, телефон, e-mail")
    assert told["ok", "profile_matches_registry"] == ("ok", "совпадают с реестром: адрес, телефон, e-mail")
    assert {told["ok", rule][0] for rule in ("pos_widgets", "gos_badge", "page_extras")} == {"unknown"}


async def test_what_is_amiss_is_told_once_without_values_and_its_mending_too(tmp_path: Path) -> None:
    async with town(tmp_path, keep=OURS) as place:
        vk, _ = settled(place, menu=[form(OTHER_OGRN)], live_cover=False, main_section=0)
        await place.register(registry_row(phone="8 (900) 111-22-33"))
        heard = await place.day("11-24 11:00")
        opened = {(each.network, each.rule): each.said for each in heard if each.rule in OURS}
        assert opened == {
            (Network.VK, "pos_widgets"): "«Сообщить о проблеме» — ОГРН не тот, что в реестре",
            (Network.VK, "profile_matches_registry"): "отличаются от реестра: телефон",
            (Network.OK, "profile_matches_registry"): "отличаются от реестра: телефон",
            (Network.VK, "gos_badge"): "не подтверждалось",
            (Network.OK, "gos_badge"): "не подтверждалось",
        }
        letters = "\n".join(map(place.text, place.letters))
        assert not [value for value in (OTHER_OGRN, OGRN, "111-22-33", "Лесная") if value in letters]
        vk.menu, vk.government = [dict(form(OGRN))], True
        await place.register(registry_row())
        heard = await place.day("11-25 11:00")
        mended = {(each.network, each.rule) for each in heard if each.event is Event.RESOLVED}
    assert mended >= {
        (Network.VK, "pos_widgets"),
        (Network.VK, "profile_matches_registry"),
        (Network.OK, "profile_matches_registry"),
        (Network.VK, "gos_badge"),
    }


async def test_a_recommendation_waits_for_the_digest(tmp_path: Path) -> None:
    async with town(tmp_path, keep=OURS) as place:
        settled(place, menu=[], live_cover=False, main_section=0)
        await place.register(registry_row())
        heard = await place.day("11-24 11:00")
        told = await outcomes(place)
    assert told["vk", "page_extras"] == ("violated", "нет ни приложений, ни меню, ни динамичной обложки")
    assert "page_extras" not in {each.rule for each in heard}


async def test_a_closed_page_is_not_reminded_of_its_menu(tmp_path: Path) -> None:
    async with town(tmp_path, keep=OURS) as place:
        vk, _ = settled(place, menu=[])
        await place.register(registry_row())
        heard = await place.day("11-24 11:00")
        assert (Network.VK, "pos_widgets") in {(each.network, each.rule) for each in heard}
        vk.is_closed = 1
        heard = await place.days("11-25 11:00", "12-11 11:00", "11:00")
    told = {each.rule for each in heard if each.network is Network.VK}
    assert "page_open" in told
    assert not told & {"pos_widgets", "profile_matches_registry", "page_extras"}


async def test_a_person_answers_for_the_mark_where_the_network_does_not(tmp_path: Path) -> None:
    async with town(tmp_path, keep=OURS) as place:
        settled(place, government=False)
        await place.register(registry_row())
        await place.sweep()
        await place.attest(SHORT, "gos_badge", Network.VK)
        await place.attest(SHORT, "gos_badge", Network.OK, answer=False)
        told = await outcomes(place)
    assert [told[network, "gos_badge"][0] for network in ("vk", "ok")] == ["ok", "violated"]


async def stored(place: Town) -> dict[str, Content | None]:
    pages = await place.store.read(registry.pages)
    found = [
        await place.store.read(lambda db, page=page: posts.since(db, page.id, local("09-01"))) for page in pages
    ]
    return {each.id: each.content for page in found for each in page}


async def test_contents_of_both_networks_are_stored_and_go_when_their_time_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, config='[privacy]\npost_texts = "10d"\n') as place:
        vk, ok = settled(place)
        poster = vk.post(TUESDAY, f"Приметная афиша: {SITE}", attachments=[made.photo(), made.poll()])
        topic = ok.topic(TUESDAY, "Приметный концерт", media=[blocks.movie()])
        await place.register(registry_row())
        await place.day("11-24 11:00")
        told = await stored(place)
        assert told[str(poster.id)] == Content(
            f"Приметная афиша: {SITE}", links=(SITE,), formats=(Format.TEXT, Format.PHOTO, Format.POLL)
        )
        assert told[topic.id] == Content("Приметный концерт", formats=(Format.TEXT, Format.VIDEO))
        assert _bytes_hold(place, "Приметн")
        await place.day("12-05 11:00")
        assert await stored(place) == dict.fromkeys(told)
        await place.end()
        assert not _bytes_hold(place, "Приметн")
        await place.begin()


async def test_no_word_of_a_citizen_and_no_contact_reaches_the_database(tmp_path: Path) -> None:
    async with town(tmp_path, whole_decree=True) as place:
        words, phone = "Жалоба гражданина", "8 (900) 777-66-55"
        vk, ok = settled(place, description=f"{contacts(SHORT)}\nПриёмная: {phone}", menu=[{"url": "vk.com/id5"}])
        quoted = {"id": 1, "owner_id": CITIZEN_ID, "from_id": CITIZEN_ID, "text": words}
        vk.post(TUESDAY, words, from_id=CITIZEN_ID)
        vk.post(TUESDAY, words, from_id=CITIZEN_ID).marked_as_ads = True
        vk.post(TUESDAY, "Спасибо [id800000001|соседям]", repost=[quoted]).comment(TUESDAY, words)
        ok.topic(TUESDAY, words, author="user")
        ok.topic(TUESDAY, words, on_moderation=True)
        ok.topic(TUESDAY, "Объявление").comment(TUESDAY, words)
        await place.register(registry_row())
        await place.day("11-24 12:00")
        told = [content.text for content in (await stored(place)).values() if content]
        assert {"Спасибо соседям", "Объявление"} <= set(told)
        for secret in (words, phone, "777-66-55", "vk.com/id5", str(CITIZEN_ID)):
            assert not _bytes_hold(place, secret), secret


def _bytes_hold(place: Town, words: str) -> bool:
    """Whether the words stand in the database's file or in its journal."""
    return any(words.encode() in file.read_bytes() for file in place.folder.glob("postovoy.db*"))
