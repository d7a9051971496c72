"""When and how matters are told: quiet hours, storms, nobody to tell, and what is withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from made_pages import OLD, SITE, fill_vk, vk_page
from town import DAY, HOUR, SPECIALIST, TUESDAY, Heard, Town, local, row, town

from domain.letter import LetterKind
from domain.matter import Event
from domain.network import Network
from emulators.vk import VkGroup
from storage import people

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'
NIGHTS = '[schedule]\nquiet_hours = "20:00-08:00"\n'
POSTS = ("11-03", "11-10", "11-12", "11-17", "11-19", "11-24", "11-26", "12-01", "12-03", "12-08", "12-10")


def a_page(scene: Town, number: int = 5, **traits: Any) -> VkGroup:
    """A page that keeps its weeks."""
    group = scene.vk_world.add_group(vk_page(number, "Клуб", **traits))
    for day in POSTS:
        group.post(local(day), "Новости")
    return group


def club(number: int = 5, **cells: str) -> str:
    return row(f"Клуб {number}", **{"vk": f"vk.com/club{number}", "site": SITE, "status": "создаётся", **cells})


async def attested(scene: Town, *numbers: int) -> None:
    """Nothing is left to confirm."""
    for number in numbers:
        await scene.attest(f"Клуб {number}", "credentials_ledger")
        await scene.attest(f"Клуб {number}", "twofa_attested", Network.VK)


def told(heard: list[Heard]) -> list[tuple[str, Event]]:
    return [(each.rule, each.event) for each in heard]


async def test_in_quiet_hours_nothing_is_sent_and_the_morning_brings_one_letter(tmp_path: Path) -> None:
    async with town(tmp_path, config=NIGHTS) as scene:
        group = a_page(scene)
        await scene.register(club())
        await attested(scene, 5)
        assert await scene.day("11-24 19:59") == []
        group.cover_enabled = False
        assert await scene.day("11-24 21:00") == []
        group.has_photo = False
        assert await scene.day("11-25 03:00") == []
        assert (await scene.counts()).due == 1
        assert await scene.day("11-25 07:59") == []
        heard = await scene.day("11-25 08:00")
        assert sorted(told(heard)) == [("page_avatar", Event.OPENED), ("page_cover", Event.OPENED)]
        assert len({each.letter for each in heard}) == 1


async def test_a_letter_that_did_not_get_out_before_the_quiet_hours_waits_for_their_end(tmp_path: Path) -> None:
    async with town(tmp_path, config=NIGHTS) as scene:
        group = a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        scene.now = local("11-24 19:50")
        await scene.sweep()
        assert (await scene.counts()).due == 1
        group.has_photo = False
        assert await scene.day("11-24 20:00") == []
        assert await scene.day("11-25 07:59") == []
        heard = await scene.day("11-25 08:00")
        assert ("page_cover", Event.OPENED) in told(heard)
        assert ("page_avatar", Event.OPENED) in told(heard)


async def test_who_says_start_in_the_night_is_answered_in_the_night(tmp_path: Path) -> None:
    async with town(tmp_path, config=NIGHTS) as scene:
        await scene.lose()
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        assert await scene.day("11-24 21:00") == []
        await scene.greet()
        assert ("page_cover", Event.OPENED) in told(await scene.deliver())


async def test_what_came_and_went_in_the_night_is_not_told(tmp_path: Path) -> None:
    async with town(tmp_path, config=NIGHTS) as scene:
        group = a_page(scene)
        await scene.register(club())
        await attested(scene, 5)
        await scene.day("11-24 12:00")
        group.cover_enabled = False
        assert await scene.day("11-24 21:00") == []
        group.cover_enabled = True
        assert await scene.day("11-25 02:00") == []
        assert await scene.day("11-25 09:00") == []
        counts = await scene.counts()
        assert (counts.due, counts.sent) == (0, 0)


@pytest.mark.parametrize(("organisations", "letters"), [(20, 20), (21, 1)])
async def test_more_organisations_than_storm_over_speak_in_one_list(
    tmp_path: Path, organisations: int, letters: int
) -> None:
    async with town(tmp_path, config=CALM) as scene:
        numbers = range(1, organisations + 1)
        groups = [a_page(scene, number, cover_enabled=False) for number in numbers]
        await scene.register(*(club(number) for number in numbers))
        heard = await scene.day(TUESDAY)
        assert len({each.letter for each in heard}) == letters
        assert {each.organisation for each in heard} == {f"Клуб {number}" for number in numbers}
        assert {each.kind for each in heard} == {LetterKind.STORM if letters == 1 else LetterKind.ALERT}
        assert await scene.day(TUESDAY + HOUR) == []
        groups[0].cover_enabled = True
        assert told(await scene.day(TUESDAY + 2 * HOUR)) == [("page_cover", Event.RESOLVED)]


async def test_a_list_names_each_organisation_with_its_worst_and_a_command(tmp_path: Path) -> None:
    async with town(tmp_path, config=f"{CALM}storm_over = 2\n") as scene:
        for number in (1, 2, 3):
            a_page(scene, number, cover_enabled=False)
        await scene.register(*(club(number) for number in (1, 2, 3)))
        await scene.day(TUESDAY)
        (letter,) = scene.letters
        text = scene.text(letter)
        assert all(f"/org Клуб {number}" in text for number in (1, 2, 3))
        assert "обложки нет" in text


async def test_a_storm_in_the_night_is_still_one_list_in_the_morning(tmp_path: Path) -> None:
    async with town(tmp_path, config=f"{NIGHTS}storm_over = 2\n") as scene:
        for number in (1, 2, 3):
            a_page(scene, number, cover_enabled=False)
        await scene.register(*(club(number) for number in (1, 2, 3)))
        assert await scene.day("11-24 22:00") == []
        heard = await scene.day("11-25 09:00")
        assert len({each.letter for each in heard}) == 1


async def test_everybody_who_gets_alerts_gets_the_same(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await scene.store.write(lambda db: people.let_in_configured(db, (SPECIALIST, 78), scene.now))
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        heard = await scene.day(TUESDAY)
        assert Counter(each.person for each in heard)[SPECIALIST] == Counter(each.person for each in heard)[78] > 0


async def test_with_nobody_to_tell_no_letter_is_spent_and_the_first_start_brings_all(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await scene.lose()
        group, other = a_page(scene, 5, cover_enabled=False), a_page(scene, 6, has_photo=False)
        await scene.register(club(5), club(6))
        await attested(scene, 5, 6)
        assert await scene.day(TUESDAY) == []
        counts = await scene.counts()
        assert (counts.due, counts.sent, counts.given_up) == (0, 0, 0)
        group.cover_enabled = True
        other.cover_enabled = False
        assert await scene.day(TUESDAY + DAY) == []
        await scene.greet()
        heard = await scene.deliver()
        assert sorted(told(heard)) == [("page_avatar", Event.OPENED), ("page_cover", Event.OPENED)]
        assert {(each.kind, each.organisation) for each in heard} == {(LetterKind.CATCH_UP, "Клуб 6")}
        assert len({each.letter for each in heard}) == 1
        assert await scene.day(TUESDAY + DAY + HOUR) == []
        await scene.greet()
        assert await scene.deliver() == []


async def test_a_reader_who_comes_back_hears_the_ends_they_missed(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        assert told(await scene.day(TUESDAY)) == [("page_cover", Event.OPENED)]
        await scene.lose()
        group.cover_enabled = True
        group.has_photo = False
        assert await scene.day(TUESDAY + HOUR) == []
        await scene.greet()
        assert sorted(told(await scene.deliver())) == [
            ("page_avatar", Event.OPENED),
            ("page_cover", Event.RESOLVED),
        ]


async def test_letters_nobody_takes_are_given_up_and_their_matters_are_told_anew(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        scene.now = TUESDAY
        await scene.sweep()
        await scene.give_up()
        assert (await scene.counts()).due == 1
        scene.now = TUESDAY + 14 * DAY
        await scene.give_up()
        assert (await scene.counts()).given_up == 1
        assert ("page_cover", Event.OPENED) in told(await scene.day(scene.now + HOUR))


Change = Callable[[Town], Awaitable[None]]


async def exempt(scene: Town) -> None:
    await scene.register(club(status="освобождена", ground="Согласование № 3", ground_date="20.11.2026"))


async def archive(scene: Town) -> None:
    await scene.register(row("Другой", status="создаётся"), remove_missing=True)


async def switch_off(scene: Town) -> None:
    await scene.restart(config=f"{CALM}[rules.page_cover]\nenabled = false\n")


async def relink(scene: Town) -> None:
    a_page(scene, 6)
    await scene.register(club(vk="vk.com/club6"))


WITHDRAWN: list[tuple[Change, str]] = [
    (exempt, "организация освобождена от ведения страниц"),
    (archive, "организация убрана из реестра"),
    (switch_off, "проверка выключена в настройках"),
    (relink, "ссылка на страницу в реестре изменена"),
]


@pytest.mark.parametrize(("change", "why"), WITHDRAWN)
async def test_what_is_not_asked_for_any_more_is_withdrawn_with_the_reason(
    tmp_path: Path, change: Change, why: str
) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        assert told(await scene.day(TUESDAY)) == [("page_cover", Event.OPENED)]
        await change(scene)
        heard = [each for each in await scene.day(TUESDAY + HOUR) if each.rule == "page_cover"]
        assert [(each.event, each.said) for each in heard] == [(Event.WITHDRAWN, why)]
        assert "устранено" not in scene.text(scene.letters[-1]).casefold()
        assert [each for each in await scene.day(TUESDAY + 2 * HOUR) if each.rule == "page_cover"] == []


@pytest.mark.parametrize("change", [change for change, _ in WITHDRAWN])
async def test_what_nobody_was_told_of_is_withdrawn_in_silence(tmp_path: Path, change: Change) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        scene.now = TUESDAY
        await scene.sweep()
        await change(scene)
        heard = await scene.day(TUESDAY + HOUR)
        assert [each for each in heard if each.rule == "page_cover"] == []


async def test_a_softer_norm_withdraws_and_does_not_claim_a_remedy(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = scene.vk_world.add_group(vk_page(5, "Клуб"))
        fill_vk(group, OLD)
        group.post(local("11-18"), "Новости")
        group.post(local("11-23 09:00"), "Новости")
        await scene.register(club())
        await attested(scene, 5)
        assert told(await scene.day(TUESDAY)) == [("posts_weekly_min", Event.OPENED)]
        await scene.restart(config=f"{CALM}[rules.posts_weekly_min]\nminimum = 1\n")
        (ended,) = await scene.day(TUESDAY + HOUR)
        assert (ended.event, ended.said) == (Event.WITHDRAWN, "изменены параметры правила")


async def test_an_organisation_that_left_and_came_back_is_judged_anew(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        a_page(scene, cover_enabled=False)
        await scene.register(club())
        await attested(scene, 5)
        await scene.day(TUESDAY)
        await archive(scene)
        await scene.day(TUESDAY + HOUR)
        await scene.register(club(), row("Другой", status="создаётся"))
        heard = await scene.day(TUESDAY + 2 * HOUR)
        assert ("page_cover", Event.OPENED) in told(heard)
