"""The week, its matters and the telling of them, over several weeks of the town's clock (contract, "The week")."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import P, fill_ok, fill_vk, ok_number, ok_page, p, vk_page
from town import DAY, Heard, Town, local, row, town

from domain.matter import Event
from emulators.ok import OkGroup, OkRoutes
from emulators.vk import VkGroup

pytestmark = pytest.mark.story

CALM = '[schedule]\nquiet_hours = ""\n'
OLDER = (p("11-03"), p("11-10"), p("11-12"))
FIRST_WEEK = (p("11-17"), p("11-19"))
WEEKLY, RISK, SILENT = "posts_weekly_min", "posts_weekly_risk", "page_silent"
Words = list[tuple[str, Event, str]]


async def a_club(scene: Town, *posts: P) -> VkGroup:
    """An organisation that has a page in perfect order but for its posts, and is creating the other."""
    group = scene.vk_world.add_group(vk_page(5, "Клуб"))
    fill_vk(group, posts)
    await scene.register(row("Клуб", vk="vk.com/club5", site="https://ozernoe.example", status="создаётся"))
    return group


def words(heard: list[Heard], *rules: str) -> Words:
    return [(each.rule, each.event, each.said) for each in heard if each.rule in rules]


def posts(group: VkGroup, *moments: str) -> None:
    for moment in moments:
        group.post(local(moment), "Новости")


async def test_a_short_week_is_told_once_and_never_reminded_of(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, p("11-18"), p("11-23 08:00"), p("11-24"))
        heard = await scene.days("11-23", "11-29", "09:00", "21:00")
        assert words(heard, WEEKLY) == [(WEEKLY, Event.OPENED, "за неделю 16–22 ноября опубликовано 1 из 2")]


async def test_a_matter_of_the_week_says_whose_deadline_it_missed(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, p("11-18"))
        await scene.day("11-23 09:00")
        text = scene.text(scene.letters[0])
        assert "Клуб" in text
        assert "п. 2 раздела 2 Порядка" in text
        assert "https://vk.com/club5" in text


async def test_a_post_that_shows_up_in_the_week_resolves_its_matter(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, p("11-18"), p("11-23 08:00"), p("11-24"))
        await scene.day("11-24 13:00")
        posts(group, "11-20")
        heard = await scene.days("11-25", "12-01", "10:00")
        assert words(heard, WEEKLY)[0] == (WEEKLY, Event.RESOLVED, "публикации найдены")


async def test_in_ok_a_hidden_post_that_is_shown_again_resolves_it(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group: OkGroup = scene.ok_world.add_group(
            ok_page(ok_number(5), "Клуб", "klub", routes=OkRoutes(stat_topics=False))
        )
        fill_ok(group, (*OLDER, p("11-17"), p("11-19", is_hidden_post=True), p("11-23 08:00"), p("11-24")))
        await scene.register(row("Клуб", ok="ok.ru/klub", site="https://ozernoe.example", status="создаётся"))
        assert words(await scene.day("11-24 13:00"), WEEKLY)[0][1] is Event.OPENED
        group.topics[4].is_hidden_post = False
        assert words(await scene.day("11-24 14:00"), WEEKLY) == [(WEEKLY, Event.RESOLVED, "публикации найдены")]


async def test_the_next_week_in_order_closes_the_matter_with_one_line(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, p("11-18"))
        await scene.day("11-23 09:00")
        posts(group, "11-24", "11-26", "12-01", "12-03")
        heard = await scene.days("11-24", "12-03", "10:00")
        assert words(heard, WEEKLY) == [(WEEKLY, Event.EXPIRED, "норма снова соблюдается")]
        told = next(each for each in heard if each.rule == WEEKLY)
        assert told.at == local("11-30 10:00")


async def test_short_again_is_one_line_that_counts_the_weeks(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, p("11-18"))
        await scene.day("11-23 09:00")
        posts(group, "11-24", "12-01", "12-08", "12-10")
        heard = await scene.days("11-24", "12-14", "10:00")
        assert words(heard, WEEKLY) == [
            (WEEKLY, Event.OPENED, "за неделю 23–29 ноября опубликовано 1 из 2"),
            (WEEKLY, Event.OPENED, "за неделю 30 ноября – 6 декабря опубликовано 1 из 2"),
            (WEEKLY, Event.EXPIRED, "норма снова соблюдается"),
        ]
        texts = [scene.text(letter) for letter in scene.letters]
        assert sum("торая неделя подряд" in text for text in texts) == 1
        assert sum("ретья неделя подряд" in text for text in texts) == 1


async def test_a_week_nobody_could_read_closes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, p("11-18"))
        await scene.day("11-23 09:00")
        group.wall = 0
        heard = await scene.days("11-24", "12-02", "10:00")
        assert words(heard, WEEKLY) == []
        group.wall = 2
        posts(group, "12-01", "12-03", "12-08", "12-10")
        heard = await scene.days("12-03", "12-14", "10:00")
        assert words(heard, WEEKLY)[0] == (WEEKLY, Event.OPENED, "за неделю 23–29 ноября опубликовано 0 из 2")
        assert words(heard, WEEKLY)[1:] == [(WEEKLY, Event.EXPIRED, "норма снова соблюдается")]


async def test_an_empty_week_is_warned_of_on_thursday_and_a_short_one_on_friday(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        early = await scene.days("11-23", "11-25", "10:00", "20:00") + await scene.day("11-26 09:59")
        assert words(early, RISK, WEEKLY) == []
        assert words(await scene.day("11-26 10:00"), RISK) == [
            (RISK, Event.OPENED, "до конца недели нужны ещё 2 публикации")
        ]
        posts(group, "11-27 09:00")
        assert await scene.day("11-27 16:00") == []
        posts(group, "11-28 12:00")
        ((rule, event, said),) = words(await scene.day("11-28 13:00"), RISK)
        assert (rule, event) == (RISK, Event.RESOLVED)
        assert "опубликовано 2 из 2" in said


async def test_one_post_is_enough_until_friday_afternoon(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, *FIRST_WEEK, p("11-23"))
        heard = await scene.days("11-23", "11-26", "13:00") + await scene.day("11-27 15:59")
        assert words(heard, RISK) == []
        assert words(await scene.day("11-27 16:00"), RISK) == [
            (RISK, Event.OPENED, "до конца недели нужна ещё 1 публикация")
        ]


async def test_a_warning_ends_with_its_week_in_the_letter_that_tells_the_outcome(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, *FIRST_WEEK, p("11-23"))
        assert words(await scene.day("11-27 17:00"), RISK)[0][1] is Event.OPENED
        heard = await scene.day("11-30 09:00")
        assert sorted(words(heard, RISK, WEEKLY)) == [
            (WEEKLY, Event.OPENED, "за неделю 23–29 ноября опубликовано 1 из 2"),
            (RISK, Event.EXPIRED, "неделя закончилась"),
        ]
        assert len({each.letter for each in heard}) == 1


async def test_long_silence_mutes_the_warning_of_the_week(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER)
        heard = await scene.days("11-26", "11-28", "17:00")
        assert words(heard, RISK) == []
        assert words(heard, SILENT) == [(SILENT, Event.OPENED, "нет публикаций 14 дней")]


async def test_the_week_goes_by_the_towns_clock_whatever_the_time_in_utc(tmp_path: Path) -> None:
    """Monday 00:00 in Vladivostok is Sunday 14:00 UTC."""
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, *FIRST_WEEK, p("11-23"), p("11-29 23:59"))
        await scene.day("11-29 23:59")
        heard = await scene.day("11-30 00:01")
        assert words(heard, WEEKLY) == []
        findings = (await scene.look())["pages"][0]["findings"]
        (weekly,) = [each for each in findings if each["rule"] == WEEKLY]
        assert weekly["evidence"] == "за неделю 23–29 ноября опубликовано 2 при норме 2"


async def test_reminders_come_on_the_day_of_the_deadline_and_two_working_days_after(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        group.cover_enabled = False
        posts(group, "11-24", "11-25", "12-01", "12-02", "12-08", "12-09")
        heard = await scene.days("11-27", "12-10", "09:00", "18:00")
        told = [(each.event, each.at) for each in heard if each.rule == "page_cover"]
        # Opened on a Friday, five working days: the next Friday, then over the weekend to Monday and Tuesday.
        assert told == [
            (Event.OPENED, local("11-27 09:00")),
            (Event.REMINDER_0, local("12-04 09:00")),
            (Event.REMINDER_1, local("12-07 09:00")),
            (Event.REMINDER_2, local("12-08 09:00")),
        ]
        group.cover_enabled = True
        heard = await scene.day("12-15 09:00")
        assert words(heard, "page_cover") == [("page_cover", Event.RESOLVED, "обложка есть")]


async def test_a_reminder_says_whose_deadline_it_is(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        group.cover_enabled = False
        await scene.day("11-27 09:00")
        assert "срок до 4 декабря — по настройке" in scene.text(scene.letters[-1])
        await scene.day("12-04 09:00")
        text = scene.text(scene.letters[-1])
        assert "обложки нет" in text
        assert "по настройке" in text


async def test_what_was_mended_in_time_is_not_reminded_of(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        group.cover_enabled = False
        await scene.day("11-27 09:00")
        group.cover_enabled = True
        heard = await scene.days("11-28", "12-08", "09:00")
        assert words(heard, "page_cover") == [("page_cover", Event.RESOLVED, "обложка есть")]


async def test_a_matter_that_comes_back_is_opened_anew(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        told: Words = []
        for day in range(4):
            group.cover_enabled = bool(day % 2)
            told += words(await scene.day(local("11-24") + day * DAY), "page_cover")
        assert [event for _, event, _ in told] == [Event.OPENED, Event.RESOLVED, Event.OPENED, Event.RESOLVED]


async def test_missing_data_neither_accuse_nor_close(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        group = await a_club(scene, *OLDER, *FIRST_WEEK)
        group.cover_enabled = False
        await scene.day("11-24 09:00")
        group.cover_enabled = None
        assert await scene.day("11-24 10:00") == []
        group.cover_enabled = False
        assert await scene.day("11-24 11:00") == []
        group.cover_enabled = True
        assert words(await scene.day("11-24 12:00"), "page_cover") == [
            ("page_cover", Event.RESOLVED, "обложка есть")
        ]


async def test_a_confirmation_is_asked_for_and_thanked_for(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, *FIRST_WEEK)
        heard = await scene.day("11-24 09:00")
        assert ("credentials_ledger", Event.OPENED, "не подтверждалось") in words(heard, "credentials_ledger")
        text = scene.text(scene.letters[0])
        assert "Нужно подтвердить" in text
        assert "арушени" not in text.partition("Нужно подтвердить")[2]
        await scene.attest("Клуб", "credentials_ledger")
        ((_, event, said),) = words(await scene.deliver(), "credentials_ledger")
        assert event is Event.RESOLVED
        assert "подтверждено 24.11.2026" in said
        answered = scene.now
        assert words(await scene.day(answered + 89 * DAY), "credentials_ledger") == []
        heard = await scene.day(answered + 90 * DAY)
        assert words(heard, "credentials_ledger") == [("credentials_ledger", Event.OPENED, "срок истёк 22.02.2027")]


async def test_an_answer_of_no_is_a_violation_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, config=CALM) as scene:
        await a_club(scene, *OLDER, *FIRST_WEEK)
        await scene.day("11-24 09:00")
        await scene.attest("Клуб", "credentials_ledger", answer=False)
        told = words(await scene.deliver(), "credentials_ledger")
        assert [event for _, event, _ in told].count(Event.OPENED) == 1
