"""Contents of publications over sockets: by every road, whole where OK cuts them, nobody's words but the page's."""

from __future__ import annotations

from datetime import timedelta

import ok_stage
import pytest
import vk_stage

from domain.content import Content, Format
from domain.post import Post
from domain.reading import Reading, Route
from emulators.ok import OkRoutes, blocks
from emulators.vk import CITIZEN_ID
from emulators.vk import attachments as made

pytestmark = pytest.mark.story

HOUR = timedelta(hours=1)
SITE = "https://zarya.example.ru/afisha"
ROADS = {
    Route.STAT_TOPICS: OkRoutes(),
    Route.TOPICS: OkRoutes(stat_topics=False),
    Route.STREAM: OkRoutes(stat_topics=False, get_topics=False),
}


def by_text(reading: Reading) -> dict[str, Post]:
    assert reading.posts is not None
    return {each.content.text if each.content else each.id: each for each in reading.posts.values}


async def test_a_wall_brings_texts_links_formats_and_counters() -> None:
    group = vk_stage.library(posts=0)
    at = vk_stage.NOW - ok_stage.DAY
    poster = group.post(at, f"Афиша: {SITE}", attachments=[made.photo(), made.poll(), made.video("live")])
    poster.likes, poster.reposts, poster.views = 5, 2, 140
    original = {
        "id": 1,
        "owner_id": -7,
        "from_id": -7,
        "date": 1,
        "text": "Приходите",
        "attachments": [made.clip()],
    }
    group.post(at, "Советуем", repost=[original])
    async with vk_stage.stage(vk_stage.world_of(group)) as stage:
        told = by_text(await stage.collect_one(vk_stage.wish_for(group)))
    post = told[f"Афиша: {SITE}"]
    assert post.content == Content(
        f"Афиша: {SITE}", links=(SITE,), formats=(Format.TEXT, Format.PHOTO, Format.POLL, Format.LIVE)
    )
    assert (post.likes, post.reposts, post.views) == (5, 2, 140)
    assert told["Советуем"].content == Content(
        "Советуем", "Приходите", ("https://vk.com/wall-7_1",), (Format.TEXT, Format.CLIP)
    )


async def test_a_wall_brings_no_word_of_citizens() -> None:
    group = vk_stage.library(posts=0)
    at = vk_stage.NOW - ok_stage.DAY
    group.post(at, "Тайное слово", from_id=CITIZEN_ID)
    group.post(at, "", repost=[{"id": 1, "owner_id": CITIZEN_ID, "from_id": CITIZEN_ID, "text": "Тайное слово"}])
    group.post(at, "Афиша").comment(at, "Тайное слово")
    async with vk_stage.stage(vk_stage.world_of(group)) as stage:
        reading = await stage.collect_one(vk_stage.wish_for(group))
    assert "Афиша" in repr(reading)
    assert "Тайное" not in repr(reading)


@pytest.mark.parametrize("road", list(ROADS))
async def test_a_group_brings_contents_and_counters_by_every_road(road: Route) -> None:
    async with ok_stage.staged() as stage:
        group = stage.group(routes=ROADS[road])
        at = ok_stage.NOW - ok_stage.DAY
        group.topic(at, "Афиша", media=[blocks.photo(), blocks.link(SITE)], likes=3, reshares=1, views=50)
        group.topic(at, "Тайное слово", author="user")
        group.topic(at, "Тайное слово", on_moderation=True)
        reading = await stage.read()
    post = by_text(reading)["Афиша"]
    assert reading.route is road
    assert post.content == Content("Афиша", links=(SITE,), formats=(Format.TEXT, Format.PHOTO, Format.LINK))
    assert (post.likes, post.reposts, post.views) == (3, 1, 50)
    assert "Тайное" not in repr(reading)


def long_topic(stage: ok_stage.Stage, days: int = 1) -> str:
    group = stage.world.groups.get(str(ok_stage.GID)) or stage.group()
    media = [blocks.photo(), blocks.movie(), blocks.link(SITE), blocks.poll()]
    return group.topic(ok_stage.NOW - days * ok_stage.DAY, "Афиша", media=media).id


async def test_a_topic_of_many_blocks_is_asked_for_by_itself_and_comes_whole() -> None:
    async with ok_stage.staged() as stage:
        whole_id = long_topic(stage)
        stage.world.groups[str(ok_stage.GID)].topic(ok_stage.NOW - 3 * ok_stage.DAY, "Коротко")
        reading = await stage.read()
    post = by_text(reading)["Афиша"]
    assert post.id == whole_id
    assert post.content is not None
    assert set(post.content.formats) == {Format.TEXT, Format.PHOTO, Format.VIDEO, Format.LINK, Format.POLL}
    assert (post.content.links, post.content.cut) == ((SITE,), False)


async def test_what_cannot_be_had_whole_is_told_as_a_part_and_counts_all_the_same() -> None:
    async with ok_stage.staged() as stage:
        group = stage.group(routes=ROADS[Route.TOPICS])
        for days in (1, 2):
            topic = group.topic(ok_stage.NOW - days * ok_stage.DAY, "Афиша", media=[blocks.photo()])
            topic.extra["has_more"] = True
        stage.emulator.faults.script(10, "mediatopic.getByIds", times=9)
        reading = await stage.read()
    assert reading.answered
    assert reading.posts is not None
    part = Content("Афиша", formats=(Format.TEXT, Format.PHOTO), cut=True)
    assert [each.content for each in reading.posts.values] == [part, part]
    assert stage.emulator.count("mediatopic.getByIds") == 1


async def test_only_so_many_topics_are_asked_for_by_themselves_the_newest() -> None:
    async with ok_stage.staged() as stage:
        group = stage.group(routes=ROADS[Route.TOPICS])
        topics = [group.topic(ok_stage.NOW - hours * HOUR, "Афиша") for hours in range(1, 13)]
        for topic in topics:
            topic.extra["has_more"] = True
        await stage.read()
        asked = [
            each.params["topic_ids"] for each in stage.emulator.arrivals if each.method == "mediatopic.getByIds"
        ]
    assert sorted(asked) == sorted(topic.id for topic in topics[:10])
