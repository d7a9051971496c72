"""Posts by statistics: what is claimed to be read was listed and had, whatever the order and length of answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ok_stage import DAY, GID, KEYS, NOW, wished

from collectors.ok.client import OkClient, Params
from collectors.ok.comments import wanted
from collectors.ok.parse_posts import Topic
from collectors.ok.posts import PostReader
from domain.post import PostKind
from domain.reading import Fetched, RawAnswer, Route
from domain.week import Week
from rules.counting import count_posts

V = TypeVar("V")
HOUR = timedelta(hours=1)
BACK = 10 * DAY


@dataclass(frozen=True, slots=True)
class Statistics:
    """A group's topics by age in hours, and how OK tells of them.

    `page` are listed at once, `detailed` described at once; `kept` is the age up to which there are statistics.
    """

    ages: frozenset[int]
    page: int = 50
    newest_first: bool = True
    detailed: int = 50
    kept: int = 10_000
    gone: frozenset[int] = field(default_factory=frozenset[int])

    def listed(self, params: Params) -> dict[str, object]:
        """group.getStatTopics."""
        since, start = int(str(params["start_time"])), int(str(params["anchor"] or 0))
        beans = [_bean(age) for age in sorted(self.ages, reverse=not self.newest_first) if age <= self.kept]
        asked = [bean for bean in beans if int(str(bean["created_ms"])) >= since]
        end = start + self.page
        return {"topics": asked[start:end], "anchor": str(end), "has_more": end < len(asked)}

    def described(self, params: Params) -> dict[str, object]:
        """mediatopic.getByIds."""
        ages = [int(each) for each in str(params["topic_ids"]).split(",")]
        there = [_bean(age) for age in ages if age not in self.gone]
        return {"media_topics": there[: self.detailed]}


def _bean(age: int) -> dict[str, object]:
    return {"id": str(age), "created_ms": int((NOW - age * HOUR).timestamp() * 1000)}


class Told(OkClient):
    """A client whose network is a value."""

    def __init__(self, statistics: Statistics) -> None:
        super().__init__(KEYS, clock=lambda: NOW, on_raw=_never)
        self._answers = {
            "group.getStatTopics": statistics.listed,
            "mediatopic.getByIds": statistics.described,
        }

    async def ask(self, method: str, params: Params, read: Callable[[object], V]) -> V:
        return read(self._answers[method](params))


def _never(answer: RawAnswer) -> None:
    raise AssertionError(answer.method)


async def read(statistics: Statistics, known: dict[str, int | None] | None = None) -> Fetched[Topic]:
    fetched, route = await PostReader(Told(statistics)).read(GID, wished(back=BACK, known=known), None)
    assert route is Route.STAT_TOPICS
    return fetched


AGES = st.frozensets(st.integers(1, 24 * 60), max_size=20)
SHAPES = st.builds(
    Statistics,
    ages=AGES,
    page=st.integers(1, 8),
    newest_first=st.booleans(),
    detailed=st.integers(1, 8),
    kept=st.sampled_from([100, 24 * 30, 10_000]),
)


@given(SHAPES)
@example(Statistics(frozenset({30})))
@example(Statistics(frozenset(range(1, 1000, 10)), page=20, newest_first=False))
@example(Statistics(frozenset(range(1, 100)), detailed=30))
async def test_no_more_is_claimed_than_was_needed_or_seen(statistics: Statistics) -> None:
    told = await read(statistics)
    had = {each.post.id: each.post.published_at for each in told.values}
    assert told.covered_since is not None
    assert told.covered_since >= min([NOW - BACK, *had.values()])
    assert told.complete == (told.covered_since <= NOW - BACK)
    due = {age for age in statistics.ages if age <= statistics.kept and NOW - age * HOUR >= told.covered_since}
    assert {str(age) for age in due} <= set(had)


@pytest.mark.parametrize(
    "statistics",
    [
        Statistics(frozenset(range(1, 41)), gone=frozenset({7, 9}), detailed=15),
        Statistics(frozenset({30, 40, 50, 400}), gone=frozenset({30, 40})),
        Statistics(frozenset(range(1, 110)), gone=frozenset(range(51, 101))),
    ],
)
async def test_topics_that_nobody_describes_are_disputed_at_their_listed_time(statistics: Statistics) -> None:
    told = await read(statistics)
    assert {int(each.post.id): each.post.published_at for each in told.values} == {
        age: NOW - age * HOUR for age in statistics.ages
    }
    disputed = {int(each.post.id) for each in told.values if each.post.kind is PostKind.UNLISTED}
    assert disputed == statistics.gone
    assert len(told.values) == len(statistics.ages)
    assert told.complete


async def test_a_known_topic_that_nobody_describes_any_more_stays_what_it_was() -> None:
    told = await read(Statistics(frozenset({30, 40, 50, 400}), gone=frozenset({30, 40})), known={"30": 0})
    assert {each.post.id: each.post.kind for each in told.values} == {
        "40": PostKind.UNLISTED,
        "50": PostKind.POST,
        "400": PostKind.POST,
    }


async def test_comments_are_not_asked_for_under_a_topic_that_nobody_describes() -> None:
    told = await read(Statistics(frozenset({30, 40, 50}), gone=frozenset({30})))
    assert {each.post.id for each in wanted(told.values, wished(comments_back=BACK))} == {"40", "50"}


async def test_a_week_with_topics_that_nobody_describes_is_no_violation() -> None:
    told = await read(Statistics(frozenset({100, 110, 120, 600}), gone=frozenset({100, 110})))
    week = Week.of(NOW - 100 * HOUR, ZoneInfo("Asia/Vladivostok"))
    tally = count_posts([each.post for each in told.values], week, None)
    assert (tally.sure, tally.most) == (1, 3)


async def test_a_list_all_of_whose_topics_are_gone_proves_no_silence() -> None:
    told = await read(Statistics(frozenset({5, 9}), gone=frozenset({5, 9})))
    assert (told.values, told.covered_since, told.complete) == ((), NOW, False)
