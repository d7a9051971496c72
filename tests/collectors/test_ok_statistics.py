"""Posts by statistics: what is claimed to be read was listed and had, whatever the order and length of answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from hypothesis import example, given
from hypothesis import strategies as st
from ok_stage import DAY, GID, KEYS, NOW, wished

from collectors.ok.client import OkClient, Params
from collectors.ok.parse_posts import Topic
from collectors.ok.posts import PostReader
from domain.reading import Fetched, RawAnswer, Route

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


async def read(statistics: Statistics) -> Fetched[Topic]:
    fetched, route = await PostReader(Told(statistics)).read(GID, wished(back=BACK), None)
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


async def test_topics_that_never_come_are_gone_but_the_others_are_had() -> None:
    told = await read(Statistics(frozenset(range(1, 41)), gone=frozenset({7, 9}), detailed=15))
    assert {int(each.post.id) for each in told.values} == set(range(1, 41)) - {7, 9}
    assert told.complete


async def test_a_list_all_of_whose_topics_are_gone_proves_no_silence() -> None:
    told = await read(Statistics(frozenset({5, 9}), gone=frozenset({5, 9})))
    assert (told.values, told.covered_since, told.complete) == ((), NOW, False)
