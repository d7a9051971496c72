"""A cycle over pages in Odnoklassniki: links, groups, profiles, and the traces a reading leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ok_stage import DAY, GID, NOW, staged, wished

from domain.page import Openness, Resolution
from domain.profile import Match, Presence
from domain.reading import Reading, TroubleKind
from emulators.ok import Broken, OkError, OkGroup

pytestmark = pytest.mark.story

OTHER = GID + 1


def outcome(reading: Reading) -> tuple[Resolution, int | None, Openness, TroubleKind | None]:
    trouble = reading.trouble and reading.trouble.kind
    return reading.resolution, reading.network_id, reading.openness, trouble


async def test_an_open_group_is_read_from_its_number_to_its_comments() -> None:
    async with staged() as stage:
        group = stage.group(
            name="Дом культуры «Заря»",
            description="Мы рядом: ул. Школьная, 25",
            created_ms=1397206382471,
            phone="",
            photo_id="9000",
        )
        post = group.topic(NOW - DAY, "Праздник")
        comment = post.comment(NOW - DAY / 2, "Спасибо!")
        group.topic(NOW - 40 * DAY)
        reading = await stage.read(wished(comments_back=7 * DAY))
    assert outcome(reading) == (Resolution.FOUND, GID, Openness.OPEN, None)
    assert (reading.title, reading.themes) == ("Дом культуры «Заря»", 2)
    assert reading.created_at is not None
    assert reading.profile is not None
    assert reading.profile.address.presence is Presence.PRESENT
    assert reading.profile.phone.presence is Presence.ABSENT
    assert reading.posts is not None
    assert [each.published_at for each in reading.posts.values] == [NOW - DAY, NOW - 40 * DAY]
    (read,) = reading.comments
    assert read.fetched is not None
    assert [each.id for each in read.fetched.values] == [comment.id]


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("wrapped", [True, False])
async def test_a_name_is_followed_to_its_group(as_text: bool, wrapped: bool) -> None:
    async with staged() as stage:
        stage.group(shortname="zarya")
        stage.emulator.habits.object_id_as_text = as_text
        stage.emulator.habits.wrapped_groups = wrapped
        reading = await stage.read(wished(link="zarya"))
    assert outcome(reading) == (Resolution.FOUND, GID, Openness.OPEN, None)


@pytest.mark.parametrize("answer", ["unknown", "empty", "error"])
async def test_a_name_that_leads_nowhere_is_missing(answer: str) -> None:
    async with staged() as stage:
        stage.emulator.habits.unknown_link = answer  # type: ignore[assignment]  # each is one of its literals
        reading = await stage.read(wished(link="zarya"))
    assert outcome(reading) == (Resolution.MISSING, None, Openness.UNKNOWN, None)


@pytest.mark.parametrize("kind", ["PROFILE", "APP"])
async def test_a_person_or_an_application_is_no_page_and_leaves_nothing(kind: str) -> None:
    async with staged() as stage:
        stage.world.add_link(kind, 580000000001, "zarya")
        reading = await stage.read(wished(link="zarya"))
        assert [each.method for each in stage.emulator.arrivals] == ["url.getInfo"]
    assert outcome(reading) == (Resolution.NOT_A_PAGE, None, Openness.UNKNOWN, None)
    assert "580000000001" not in repr(reading)


async def test_a_name_that_points_elsewhere_is_told_and_not_followed() -> None:
    async with staged() as stage:
        old = stage.group(shortname="zarya", name="Заря")
        wish = wished(link="zarya", network_id=GID)
        assert (await stage.read(wish)).resolution is Resolution.FOUND
        old.shortname = "zarya.old"
        stage.group(OTHER, shortname="zarya", name="Чужая")
        assert (await stage.read(wish)).resolution is Resolution.FOUND
        stage.now = NOW + DAY
        readings = [await stage.read(wish), await stage.read(wish)]
        assert stage.emulator.count("url.getInfo") == 2
    assert [outcome(each)[:2] for each in readings] == [(Resolution.MOVED, GID)] * 2
    assert readings[0].title == "Заря"


async def test_a_name_that_could_not_be_followed_again_is_tried_at_the_next_cycle() -> None:
    async with staged() as stage:
        stage.group(OTHER, shortname="zarya")
        stage.group()
        stage.emulator.faults.script(10, "url.getInfo")
        wish = wished(link="zarya", network_id=GID)
        assert [(await stage.read(wish)).resolution for _ in range(2)] == [Resolution.FOUND, Resolution.MOVED]


async def test_a_name_that_was_given_up_moves_nobody() -> None:
    async with staged() as stage:
        stage.group(shortname=None)
        reading = await stage.read(wished(link="zarya", network_id=GID))
    assert outcome(reading) == (Resolution.FOUND, GID, Openness.OPEN, None)


@pytest.mark.parametrize(
    ("traits", "openness"),
    [
        ({"access_type": "CLOSED"}, Openness.CLOSED),
        ({"access_type": "SECRET"}, Openness.CLOSED),
        ({"extra": {"private": True}}, Openness.CLOSED),
        ({"blocked": True}, Openness.BLOCKED),
        ({"disabled": True}, Openness.BLOCKED),
    ],
)
@pytest.mark.parametrize("listed", [True, False])
async def test_a_page_nobody_sees_is_a_fact_and_read_no_further(
    traits: dict[str, object], openness: Openness, listed: bool
) -> None:
    async with staged() as stage:
        stage.group(**traits).topic(NOW - DAY)
        stage.emulator.habits.blocked_groups_listed = listed
        reading = await stage.read(wished(network_id=GID))
        assert stage.emulator.count("group.getStatTopics") == 0
    is_left_out = openness is Openness.BLOCKED and (not listed or "disabled" in traits)
    seen = Openness.UNAVAILABLE if is_left_out else openness
    assert outcome(reading) == (Resolution.FOUND, GID, seen, None)
    assert reading.posts is None


async def test_a_page_that_does_not_tell_whether_it_is_open_is_read() -> None:
    async with staged() as stage:
        stage.group(access_type=None).topic(NOW - DAY)
        reading = await stage.read(wished())
    assert reading.openness is Openness.UNKNOWN
    assert reading.posts is not None


async def test_a_number_that_no_group_has_is_missing_until_it_was_once_seen() -> None:
    async with staged() as stage:
        new, known = await stage.collect(wished(1), wished(2, network_id=GID))
    assert outcome(new) == (Resolution.MISSING, None, Openness.UNKNOWN, None)
    assert outcome(known) == (Resolution.FOUND, GID, Openness.UNAVAILABLE, None)


class Forgetful(dict[str, OkGroup]):
    """Groups of which one is left out of the first answers."""

    def __init__(self, groups: dict[str, OkGroup], uid: str, times: int) -> None:
        super().__init__(groups)
        self.uid, self.times = uid, times

    def __contains__(self, uid: object) -> bool:
        if uid == self.uid and self.times:
            self.times -= 1
            return False
        return super().__contains__(uid)


@pytest.mark.parametrize(("times", "openness"), [(1, Openness.OPEN), (2, Openness.UNAVAILABLE)])
@pytest.mark.parametrize("others", [0, 4])
async def test_a_group_is_unavailable_when_it_is_left_out_of_a_second_answer_too(
    times: int, openness: Openness, others: int
) -> None:
    async with staged() as stage:
        for each in range(others + 1):
            stage.group(GID + each)
        stage.world.groups = Forgetful(stage.world.groups, str(GID), times)
        wishes = [wished(each, GID + each, network_id=GID + each) for each in range(others + 1)]
        first, *rest = await stage.collect(*wishes)
    assert outcome(first) == (Resolution.FOUND, GID, openness, None)
    assert [each.openness for each in rest] == [Openness.OPEN] * others


async def test_a_second_answer_that_fails_makes_no_group_unavailable() -> None:
    async with staged() as stage:
        stage.group()
        stage.world.groups = Sulky(stage.world.groups, str(GID))
        reading = await stage.read(wished(network_id=GID))
    assert reading.openness is Openness.UNKNOWN
    assert reading.trouble is not None


class Sulky(dict[str, OkGroup]):
    """Groups of which one is left out once, and refused ever after."""

    def __init__(self, groups: dict[str, OkGroup], uid: str) -> None:
        super().__init__(groups)
        self.uid, self.asked = uid, 0

    def __contains__(self, uid: object) -> bool:
        self.asked += uid == self.uid
        if uid == self.uid and self.asked > 1:
            raise OkError(10)
        return uid != self.uid and super().__contains__(uid)


class Picky(dict[str, OkGroup]):
    """Groups among which one number is taken for malformed."""

    def __init__(self, groups: dict[str, OkGroup], bad: str, code: int) -> None:
        super().__init__(groups)
        self.bad, self.code = bad, code

    def __contains__(self, uid: object) -> bool:
        if uid == self.bad:
            raise OkError(self.code)
        return super().__contains__(uid)


@pytest.mark.parametrize("code", [100, 160, 300])
@pytest.mark.parametrize("seen_before", [True, False])
async def test_one_bad_number_spoils_no_other_page(code: int, seen_before: bool) -> None:
    async with staged() as stage:
        for each in range(7):
            stage.group(GID + each)
        stage.world.groups = Picky(stage.world.groups, str(GID + 3), code)
        wishes = [wished(each, GID + each, network_id=GID + each if seen_before else None) for each in range(7)]
        readings = {each.page_id: each for each in await stage.collect(*wishes)}
    bad = outcome(readings.pop(3))
    assert {outcome(each) for each in readings.values()} == {
        (Resolution.FOUND, GID + each, Openness.OPEN, None) for each in range(7) if each != 3
    }
    if not seen_before:
        assert bad == (Resolution.MISSING, None, Openness.UNKNOWN, None)
    elif code == 300:
        assert bad == (Resolution.FOUND, GID + 3, Openness.UNAVAILABLE, None)
    else:
        assert bad == (Resolution.FOUND, GID + 3, Openness.UNKNOWN, TroubleKind.UNINTELLIGIBLE)


async def test_a_call_our_form_spoils_makes_no_page_missing() -> None:
    async with staged() as stage:
        stage.group()
        stage.emulator.faults.script(100, "group.getInfo", times=99)
        new, known = await stage.collect(wished(1), wished(2, OTHER, network_id=OTHER))
    assert outcome(new) == (Resolution.PENDING, None, Openness.UNKNOWN, TroubleKind.UNINTELLIGIBLE)
    assert outcome(known) == (Resolution.FOUND, OTHER, Openness.UNKNOWN, TroubleKind.UNINTELLIGIBLE)


async def test_an_empty_answer_about_groups_makes_no_page_unavailable() -> None:
    async with staged() as stage:
        stage.group()
        stage.emulator.faults.script(Broken.NULL, "group.getInfo", times=2)
        reading = await stage.read(wished(network_id=GID))
    assert outcome(reading) == (Resolution.FOUND, GID, Openness.UNKNOWN, TroubleKind.UNINTELLIGIBLE)


async def test_all_pages_at_once_are_not_believed_to_be_gone() -> None:
    async with staged() as stage:
        stage.group(GID + 3)
        wishes = [wished(each, GID + each, network_id=GID + each) for each in range(3)]
        lost = await stage.collect(*wishes)
        one_left = await stage.collect(*wishes, wished(3, GID + 3))
    assert {outcome(each)[2:] for each in lost} == {(Openness.UNKNOWN, TroubleKind.TRY_LATER)}
    assert [each.openness for each in one_left] == [Openness.UNAVAILABLE] * 3 + [Openness.OPEN]


async def test_hundred_and_twenty_pages_take_three_calls_for_their_groups() -> None:
    async with staged() as stage:
        numbers = [GID + each for each in range(120)]
        for number in numbers:
            stage.group(number)
        readings = await stage.collect(*(wished(number - GID, number) for number in numbers))
        assert stage.emulator.count("group.getInfo") == 3
        assert stage.emulator.count("url.getInfo") == 0
    assert [each.network_id for each in readings] == numbers


async def test_two_rows_with_one_page_both_get_their_reading() -> None:
    async with staged() as stage:
        stage.group(shortname="zarya").topic(NOW - DAY)
        readings = await stage.collect(wished(1), wished(2, "zarya"))
    assert [(each.page_id, each.network_id, each.answered) for each in readings] == [(1, GID, True), (2, GID, True)]


async def test_no_call_shows_the_token_user_online_or_clears_his_marks() -> None:
    async with staged() as stage:
        for number, shut in ((GID, ()), (GID + 1, ("stat_topics",)), (GID + 2, ("stat_topics", "get_topics"))):
            group = stage.group(number)
            for route in shut:
                setattr(group.routes, route, False)
            group.topic(NOW - DAY).comment(NOW - DAY / 2)
        readings = await stage.collect(*(wished(each, GID + each, comments_back=7 * DAY) for each in range(3)))
        assert all(each.comments for each in readings)
        assert stage.emulator.count("stream.get") > 0
        assert stage.emulator.read_marks == []


async def test_what_the_registry_expects_is_compared_and_not_kept() -> None:
    async with staged() as stage:
        stage.group(description="МКУ «Заря», тел. 8 914 000 11 22", homepage_url="https://zarya.example.ru/")
        wish = wished()
        wish = type(wish)(
            wish.page_id,
            wish.link,
            None,
            wish.posts_since,
            wish.comments_since,
            expected=type(wish.expected)(names=("МБУ «Заря»",), sites=("www.zarya.example.ru",)),
        )
        reading = await stage.read(wish)
    assert reading.profile is not None
    assert reading.profile.names_owner is Match.EQUAL
    assert reading.profile.site.match is Match.EQUAL
    assert "example.ru" not in repr(reading)
    assert "914" not in repr(reading.profile)


async def test_the_counter_of_topics_is_no_condition() -> None:
    async with staged() as stage:
        stage.group().topic(NOW - DAY)
        stage.emulator.faults.script(10, "group.getCounters")
        reading = await stage.read()
    assert reading.themes is None
    assert reading.answered


async def test_reading_times_are_the_moments_before_the_answers() -> None:
    async with staged() as stage:
        stage.group().topic(NOW - DAY)
        stage.emulator.latency = 0.01
        reading = await stage.read()
        assert reading.read_at == NOW
        assert reading.posts is not None
        assert reading.posts.read_at == NOW
        assert NOW - reading.posts.read_at < timedelta(seconds=1)
