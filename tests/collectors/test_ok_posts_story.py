"""Posts of a group by three roads and by none, and their comments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from ok_stage import DAY, GID, NOW, Stage, staged, wished

from domain.post import Post, PostKind
from domain.reading import CommentsRead, Fetched, Reading, Route, TroubleKind
from emulators.ok import Broken, OkGroup, OkRoutes

pytestmark = pytest.mark.story

ROADS = {
    Route.STAT_TOPICS: OkRoutes(),
    Route.TOPICS: OkRoutes(stat_topics=False),
    Route.STREAM: OkRoutes(stat_topics=False, get_topics=False),
}
METHODS = {
    Route.STAT_TOPICS: "group.getStatTopics",
    Route.TOPICS: "mediatopic.getTopics",
    Route.STREAM: "stream.get",
}
every_road = pytest.mark.parametrize("road", list(ROADS))


def founded(stage: Stage, road: Route, number: int = GID) -> OkGroup:
    routes = ROADS[road]
    return stage.group(number, routes=OkRoutes(routes.stat_topics, routes.get_topics, routes.stream))


def posts(reading: Reading) -> Fetched[Post]:
    assert reading.posts is not None
    return reading.posts


def kinds(reading: Reading) -> dict[str, PostKind]:
    return {each.id: each.kind for each in posts(reading).values}


@every_road
async def test_posts_come_by_whatever_road_is_open(road: Route) -> None:
    async with staged() as stage:
        group = founded(stage, road)
        written = [group.topic(NOW - age * DAY).id for age in (1, 3, 8, 15)]
        reading = await stage.read()
    assert reading.route is road
    assert reading.answered
    assert [each.id for each in posts(reading).values] == written
    assert posts(reading).complete


@pytest.mark.parametrize("refusal", [3, 10, 50, 200])
async def test_without_a_road_there_is_no_access_and_never_no_posts(refusal: int) -> None:
    async with staged() as stage:
        stage.group(
            routes=OkRoutes(stat_topics=False, get_topics=False, stream=False, refusal=refusal)  # type: ignore[arg-type]  # each is one of its literals
        ).topic(NOW - DAY)
        reading = await stage.read()
    assert (reading.posts, reading.route) == (None, None)
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.NO_ACCESS
    assert reading.trouble.reason == "нет доступа к публикациям"
    assert reading.profile is not None


async def test_a_refused_road_is_not_walked_again_the_same_day() -> None:
    async with staged() as stage:
        founded(stage, Route.STREAM).topic(NOW - DAY)
        await stage.read()
        await stage.read()
        assert [stage.emulator.count(each) for each in METHODS.values()] == [1, 1, 2 * 2]
        stage.world.groups[str(GID)].routes.stat_topics = True
        stage.now = NOW + DAY
        assert (await stage.read()).route is Route.STAT_TOPICS


async def test_a_method_that_is_gone_is_not_tried_for_every_group() -> None:
    async with staged() as stage:
        for number in (GID, GID + 1, GID + 2):
            stage.group(number, routes=OkRoutes(stat_topics=False, refusal=3)).topic(NOW - DAY)
        readings = await stage.collect(*(wished(each, GID + each) for each in range(3)))
        assert stage.emulator.count("group.getStatTopics") == 1
    assert [each.route for each in readings] == [Route.TOPICS] * 3


async def test_posts_without_their_details_go_by_the_next_road() -> None:
    async with staged() as stage:
        stage.group().topic(NOW - DAY)
        stage.emulator.faults.script(10, "mediatopic.getByIds")
        assert (await stage.read()).route is Route.TOPICS


async def test_a_road_with_an_unknown_shape_gives_way_to_the_next() -> None:
    async with staged() as stage:
        group = stage.group()
        group.topic(NOW - DAY).extra["created_ms"] = "вчера"
        group.routes.get_topics = False
        group.routes.stream = False
        reading = await stage.read()
        assert {each.method for each in stage.raw} == {"mediatopic.getByIds"}
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.UNINTELLIGIBLE


async def test_statistics_that_are_late_leave_a_new_post_out_and_say_so() -> None:
    async with staged() as stage:
        group = stage.group()
        old, new = group.topic(NOW - 20 * DAY), group.topic(NOW - DAY / 24, seen=False)
        late = await stage.read()
        new.seen = True
        settled = await stage.read()
    assert (late.route, late.themes) == (Route.STAT_TOPICS, 2)
    assert list(kinds(late)) == [old.id]
    assert set(kinds(settled)) == {old.id, new.id}


@every_road
@pytest.mark.parametrize("shape", ["media_reshare", "reshare", "topic"])
@pytest.mark.parametrize("spoken", [True, False])
async def test_kinds_are_told_by_every_road(road: Route, shape: str, spoken: bool) -> None:
    async with staged() as stage:
        habits = stage.emulator.habits
        habits.repost, habits.reshare_when_false, habits.flags_when_false = shape, spoken, spoken  # type: ignore[assignment]  # each is one of its literals
        habits.stat_hidden = True
        group = founded(stage, road)
        expected = {
            group.topic(NOW - DAY).id: PostKind.POST,
            group.topic(NOW - 2 * DAY, is_repost=True).id: PostKind.REPOST,
            group.topic(NOW - 3 * DAY, author="user").id: PostKind.VISITOR,
            group.topic(NOW - 4 * DAY, is_ads_post=True).id: PostKind.AD,
            group.topic(NOW - 5 * DAY, is_promo=True).id: PostKind.POST,
            group.topic(NOW - 6 * DAY, is_hidden_post=True).id: PostKind.HIDDEN,
            group.topic(NOW - 7 * DAY, on_moderation=True).id: PostKind.HIDDEN,
            group.topic(NOW - 8 * DAY, is_unpublished_post=True).id: PostKind.HIDDEN,
        }
        reading = await stage.read()
    assert kinds(reading) == expected


ENDS = [(end, last) for end in ("empty", "absent", "null") for last in ("given", "absent", "repeated")]


@every_road
@pytest.mark.parametrize(("end", "last"), ENDS)
@pytest.mark.parametrize("has_more", [True, False])
async def test_a_feed_is_paged_back_to_what_is_needed_and_not_to_its_beginning(
    road: Route, end: str, last: str, has_more: bool
) -> None:
    async with staged() as stage:
        habits = stage.emulator.habits
        habits.end_of_list, habits.last_anchor = end, last  # type: ignore[assignment]  # each is one of its literals
        habits.has_more = habits.topics_has_more = has_more
        habits.stat_page = 20
        group = founded(stage, road)
        written = [group.topic(NOW - each * DAY / 4) for each in range(1, 401)]
        stage.emulator.page_limit_stream = 15
        reading = await stage.read()
        calls = stage.emulator.count(METHODS[road])
    needed = {each.id for each in written if each.created >= NOW - 14 * DAY}
    assert needed <= set(kinds(reading))
    assert posts(reading).complete
    covered = posts(reading).covered_since
    assert covered is not None
    assert covered <= NOW - 14 * DAY
    assert {each.id for each in written if each.created >= covered} <= set(kinds(reading))
    assert calls <= 5


@every_road
@pytest.mark.parametrize(("end", "last"), ENDS)
async def test_a_short_feed_is_read_to_its_end(road: Route, end: str, last: str) -> None:
    async with staged() as stage:
        habits = stage.emulator.habits
        habits.end_of_list, habits.last_anchor = end, last  # type: ignore[assignment]  # each is one of its literals
        habits.has_more = False
        group = founded(stage, road)
        written = {group.topic(NOW - age * DAY).id for age in (1, 2, 3)}
        reading = await stage.read()
    assert set(kinds(reading)) == written
    if last != "absent":
        assert posts(reading).complete
        assert posts(reading).covered_since in (None, NOW - 379 * DAY)
    else:
        assert posts(reading).covered_since in (None, NOW - 379 * DAY, NOW - 3 * DAY)


@every_road
async def test_a_group_that_never_wrote_has_an_empty_feed(road: Route) -> None:
    async with staged() as stage:
        founded(stage, road)
        reading = await stage.read()
    assert posts(reading).values == ()
    assert posts(reading).complete


async def test_a_list_that_cannot_be_read_on_claims_no_more_than_it_showed() -> None:
    async with staged() as stage:
        stage.emulator.habits.topics_anchor = False
        group = founded(stage, Route.TOPICS)
        for each in range(1, 101):
            group.topic(NOW - each * DAY / 10)
        reading = await stage.read()
    assert len(posts(reading).values) == 50
    assert posts(reading).covered_since == NOW - 5 * DAY
    assert not posts(reading).complete


@pytest.mark.parametrize("road", [Route.TOPICS, Route.STREAM])
@pytest.mark.parametrize("marked", [True, False])
async def test_a_pinned_post_on_top_does_not_stop_the_reading(road: Route, marked: bool) -> None:
    async with staged() as stage:
        stage.emulator.habits.pinned_first = True
        group = founded(stage, road)
        pinned = group.topic(NOW - 300 * DAY, is_sticky=True)
        if not marked:
            pinned.extra["is_sticky"] = False
        written = {group.topic(NOW - each * DAY / 4).id for each in range(1, 70)}
        reading = await stage.read()
    needed = {each for each in kinds(reading) if each != pinned.id}
    assert len(needed) >= 14 * 4 - 1
    assert needed <= written
    covered = posts(reading).covered_since
    assert covered is None or NOW - 20 * DAY < covered <= NOW - 14 * DAY


async def test_a_known_feed_is_read_by_a_short_page() -> None:
    async with staged() as stage:
        group = founded(stage, Route.TOPICS)
        for each in range(1, 100):
            group.topic(NOW - each * DAY)
        reading = await stage.read(wished(usual=True, back=7 * DAY))
        assert stage.emulator.count("mediatopic.getTopics") == 1
    assert len(posts(reading).values) == 20


async def test_details_are_asked_for_everything_listed_fifty_at_a_time() -> None:
    async with staged() as stage:
        group = stage.group()
        written = [group.topic(NOW - each * DAY / 8).id for each in range(1, 200)]
        reading = await stage.read()
        asked = [each.params["topic_ids"] for each in stage.emulator.arrivals if each.method.endswith("getByIds")]
    assert [len(each.split(",")) for each in asked] == [50, 50, 50]
    assert list(kinds(reading)) == written[:150]


@pytest.mark.parametrize("fails", [True, False])
async def test_a_post_that_vanished_between_two_answers_is_disputed(fails: bool) -> None:
    async with staged() as stage:
        stage.emulator.habits.missing_topic_fails = fails
        group = stage.group()
        written = [group.topic(NOW - each * DAY / 8) for each in range(1, 80)]

        def clock() -> datetime:
            written[30].deleted = stage.emulator.arrivals[-1].method == "mediatopic.getByIds"
            return NOW

        stage.emulator.clock = clock
        reading = await stage.read()
    assert set(kinds(reading)) == {each.id for each in written}
    assert [each for each, kind in kinds(reading).items() if kind is PostKind.UNLISTED] == [written[30].id]
    assert posts(reading).complete


async def test_an_empty_answer_about_known_posts_is_no_silence() -> None:
    async with staged() as stage:
        group = founded(stage, Route.TOPICS)
        post = group.topic(NOW - DAY)
        stage.emulator.faults.script(Broken.NULL, "mediatopic.getTopics", times=2)
        new = await stage.read()
        stage.emulator.faults.script(Broken.NULL, "mediatopic.getTopics", times=2)
        known = await stage.read(wished(known={post.id: 0}))
    for reading in (new, known):
        assert posts(reading).values == ()
        assert not posts(reading).complete
        assert posts(reading).covered_since == NOW


async def test_details_that_come_as_nothing_are_a_passing_fault() -> None:
    async with staged() as stage:
        stage.group().topic(NOW - DAY)
        stage.emulator.faults.script(Broken.NULL, "mediatopic.getByIds", times=2)
        reading = await stage.read()
    assert reading.posts is None
    assert reading.trouble is not None
    assert reading.trouble.kind is TroubleKind.TRY_LATER


def read_of(reading: Reading, post_id: str) -> CommentsRead:
    (found,) = [each for each in reading.comments if each.post_id == post_id]
    return found


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("with_ms", [True, False])
async def test_comments_keep_their_moscow_moment_and_who_answered(newest_first: bool, with_ms: bool) -> None:
    async with staged() as stage:
        stage.emulator.habits.backward_newest_first = newest_first
        stage.emulator.habits.comment_created_ms = with_ms
        group = stage.group()
        post = group.topic(datetime(2014, 4, 11, 8, tzinfo=UTC))
        asked = post.comment(datetime(2014, 4, 11, 8, 53, 2, tzinfo=UTC))
        post.comment(datetime(2026, 11, 17, 9, 0, tzinfo=UTC), author="group", reply_to=asked)
        post.comment(datetime(2026, 11, 17, 10, 0, tzinfo=UTC), author="group", author_id=str(GID + 1))
        stage.now = NOW
        wish = wished(back=timedelta(days=4700), comments_back=timedelta(days=4700))
        reading = await stage.read(wish)
    read = read_of(reading, post.id)
    assert read.fetched is not None
    told = [(each.published_at, each.by_page, each.parent_id) for each in read.fetched.values]
    assert told == [
        (datetime(2014, 4, 11, 8, 53, 2, tzinfo=UTC), False, None),
        (datetime(2026, 11, 17, 9, 0, tzinfo=UTC), True, asked.id),
        (datetime(2026, 11, 17, 10, 0, tzinfo=UTC), False, None),
    ]
    assert (read.counter, read.closed, read.fetched.covered_since, read.fetched.complete) == (3, False, None, True)


@pytest.mark.parametrize("end", ["empty", "absent", "null"])
@pytest.mark.parametrize("has_more", [True, False])
async def test_a_long_discussion_is_read_whole(end: str, has_more: bool) -> None:
    async with staged() as stage:
        stage.emulator.habits.end_of_list = end  # type: ignore[assignment]  # each is one of its literals
        stage.emulator.habits.has_more = has_more
        post = stage.group().topic(NOW - DAY)
        written = [post.comment(NOW - DAY + timedelta(minutes=each)).id for each in range(230)]
        reading = await stage.read(wished(comments_back=7 * DAY))
    read = read_of(reading, post.id)
    assert read.fetched is not None
    assert [each.id for each in read.fetched.values] == written
    assert read.fetched.complete


async def test_comments_are_read_of_recent_posts_and_of_those_whose_counter_changed() -> None:
    async with staged() as stage:
        group = stage.group()
        recent, changed, same, never, stranger, hidden = (
            group.topic(NOW - age * DAY, is_hidden_post=age == 2) for age in (1, 8, 9, 10, 11, 2)
        )
        stage.emulator.habits.stat_hidden = True
        for post in (changed, same, never, stranger):
            post.comment(NOW - DAY)
        known = {changed.id: 0, same.id: 1, never.id: None}
        reading = await stage.read(wished(comments_back=7 * DAY, known=known))
        assert {each.post_id for each in reading.comments} == {recent.id, changed.id, never.id}
        assert hidden.id in kinds(reading)


async def test_closed_comments_are_a_fact() -> None:
    async with staged() as stage:
        group = stage.group()
        empty = group.topic(NOW - DAY, is_commenting_denied=True)
        full = group.topic(NOW - 2 * DAY, is_commenting_denied=True)
        full.comment(NOW - DAY)
        reading = await stage.read(wished(comments_back=7 * DAY))
        assert stage.emulator.count("discussions.getComments") == 1
    assert read_of(reading, empty.id) == CommentsRead(empty.id, None, 0, closed=True)
    assert read_of(reading, full.id).closed
    assert read_of(reading, full.id).fetched is not None


@pytest.mark.parametrize("fault", [300, 700, 702, 100, Broken.HTTP_500, Broken.NOT_JSON])
async def test_one_discussion_that_fails_costs_only_itself(fault: Broken | int) -> None:
    async with staged() as stage:
        group = stage.group()
        failing, fine = group.topic(NOW - DAY), group.topic(NOW - 2 * DAY)
        times = 4 if isinstance(fault, Broken) else 1
        stage.emulator.faults.script(fault, "discussions.getComments", times=times)
        reading = await stage.read(wished(comments_back=7 * DAY))
    assert [each.post_id for each in reading.comments] == [fine.id]
    assert set(kinds(reading)) == {failing.id, fine.id}
    assert reading.answered


async def test_comments_we_may_not_read_cost_one_call_and_no_post() -> None:
    async with staged() as stage:
        group = stage.group(routes=OkRoutes(comments=False))
        for each in range(1, 6):
            group.topic(NOW - each * DAY)
        reading = await stage.read(wished(comments_back=7 * DAY))
        assert stage.emulator.count("discussions.getComments") == 1
    assert len(posts(reading).values) == 5
    assert (reading.comments, reading.trouble) == ((), None)


async def test_a_discussion_that_comes_as_nothing_is_no_mass_deletion() -> None:
    async with staged() as stage:
        post = stage.group().topic(NOW - DAY)
        post.comment(NOW - DAY / 2)
        stage.emulator.faults.script(Broken.NULL, "discussions.getComments", times=2)
        reading = await stage.read(wished(comments_back=7 * DAY))
    read = read_of(reading, post.id)
    assert read.fetched is not None
    assert not read.fetched.complete
    assert read.fetched.covered_since == NOW
