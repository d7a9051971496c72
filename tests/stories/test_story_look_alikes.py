"""A page is an organisation's because a person wrote its link, never because its name looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import USUAL, fill_ok, fill_vk, ok_number, ok_page, vk_page
from town import TUESDAY, row, town, verdicts

pytestmark = pytest.mark.story

CLUB = "Дом культуры"


async def test_a_page_of_the_very_same_name_is_not_looked_for_and_not_attached(tmp_path: Path) -> None:
    async with town(tmp_path) as scene:
        fill_vk(scene.vk_world.add_group(vk_page(5, CLUB, "dom_kultury")), USUAL)
        fill_ok(scene.ok_world.add_group(ok_page(ok_number(5), CLUB, "dom_kultury")), USUAL)
        await scene.register(row(CLUB))
        await scene.day(TUESDAY)
        answer = await scene.look()
        outcomes = verdicts(answer)[CLUB, "organisation"]
        assert (outcomes["page_exists_vk"], outcomes["page_exists_ok"]) == ("violated", "violated")
        assert answer["pages"] == []
        assert (scene.vk.arrivals, scene.ok.arrivals) == ([], [])


async def test_a_link_to_a_namesakes_page_is_taken_as_written_and_shown_with_its_own_name(tmp_path: Path) -> None:
    async with town(tmp_path) as scene:
        for number, name in ((5, CLUB), (6, "Межпоселенческий дом культуры")):
            fill_vk(scene.vk_world.add_group(vk_page(number, name)), USUAL)
        await scene.register(row(CLUB, vk="vk.com/club6"))
        await scene.day(TUESDAY)
        assert [page["page_id"] for page in (await scene.look())["pages"]] == [6]
        asked = [ids for call in scene.vk.calls("groups.getById") for ids in call.values() if "5" in ids.split(",")]
        assert asked == []
        said = "\n".join(scene.text(letter) for letter in scene.letters)
        assert "страница ВКонтакте: «Межпоселенческий дом культуры" in said
        assert "сверьте, та ли это" in said
