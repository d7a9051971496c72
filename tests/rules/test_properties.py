"""What must hold whatever the pages look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import Outcome
from domain.page import Openness
from domain.post import Post, PostKind
from domain.profile import Expected, Match, Presence, Profile, Trait
from domain.reading import Route
from domain.view import Collection, Feed, PageView
from rules.activity import page_silent, posts_weekly_min, posts_weekly_risk
from rules.catalogue import PAGE_RULES
from rules.rule import PageRule
from tests.rules.world import NOW, OK_PAGE, PAGE_VIEW, VK_PAGE

HOUR = timedelta(hours=1)
FLAGS, GONE = (False, True), (None, NOW)
MORE = settings(max_examples=2 * settings.default.max_examples)
"""What rules must never do is looked for twice as long as other things."""

moments = st.integers(-24 * 40, 24 * 3).map(lambda hours: NOW + hours * HOUR)
past = st.integers(-24 * 40, 0).map(lambda hours: NOW + hours * HOUR)
looks = st.sampled_from(
    [
        Post("", NOW, kind, pinned=pinned, deleted_seen_at=gone)
        for kind, pinned, gone in product(PostKind, FLAGS, GONE)
    ]
)


def at_moments(marked: list[tuple[Post, datetime]]) -> tuple[Post, ...]:
    """Posts of those looks, each with an id of its own."""
    return tuple(replace(look, id=str(number), published_at=at) for number, (look, at) in enumerate(marked))


some_posts = st.lists(st.tuples(looks, past), max_size=8).map(at_moments)


def read_since(since: datetime | None, route: Route) -> Feed:
    """A feed read up to now; `since` None means from its very beginning."""
    return Feed(since, NOW, whole=since is None, route=route)


feeds = st.builds(read_since, st.none() | past, st.sampled_from([Route.WALL, Route.TOPICS, Route.STAT_TOPICS]))
sights = st.none() | past
traits = st.sampled_from([Trait(each, "в контактах", match) for each, match in product(Presence, Match)])
TRAITS = ("address", "geo", "phone", "email", "site", "description", "avatar", "cover")
profiles = st.builds(
    Profile,
    seen_at=st.just(NOW),
    names_owner=st.sampled_from(Match),
    about_length=st.none() | st.integers(0, 200),
    **dict.fromkeys(TRAITS, traits),
)
BLANK = Profile(NOW)
SETTLED_BY_SETTING = (PostKind.REPOST, PostKind.CLIP, PostKind.VIDEO, PostKind.PHOTO)


@st.composite
def views(draw: st.DrawFn) -> PageView:
    page = replace(draw(st.sampled_from([VK_PAGE, OK_PAGE])), first_seen_at=draw(sights), created_at=draw(sights))
    return replace(
        PAGE_VIEW,
        page=page,
        openness=draw(st.sampled_from([Openness.OPEN, Openness.CLOSED, Openness.WALL_OFF])),
        feed=draw(st.none() | feeds),
        posts=draw(some_posts),
        profile=draw(st.none() | profiles),
        expected=draw(st.sampled_from([Expected(), Expected(sites=("klub.example",))])),
    )


def without_newer(view: PageView, cut: datetime) -> PageView:
    """As if the last reading had been made at `cut`."""
    feed = replace(view.feed, until=min(view.feed.until, cut)) if view.feed else None
    return replace(view, feed=feed, posts=tuple(post for post in view.posts if post.published_at < cut))


def without_older(view: PageView, cut: datetime) -> PageView:
    """As if no reading had gone back further than `cut`."""
    feed = replace(view.feed, since=max(view.feed.since or cut, cut), whole=False) if view.feed else None
    return replace(view, feed=feed, posts=tuple(post for post in view.posts if post.published_at >= cut))


def bare(view: PageView, data: st.DataObject) -> PageView:
    """The same page with some of what was known about it taken away."""
    lost_sights = data.draw(st.sets(st.sampled_from(["first_seen_at", "created_at"])))
    sights: dict[str, Any] = dict.fromkeys(lost_sights)
    lost = data.draw(st.sets(st.sampled_from([*TRAITS, "names_owner", "about_length"])))
    hidden: dict[str, Any] = {name: getattr(BLANK, name) for name in lost}
    profile = replace(view.profile, **hidden) if view.profile else None
    known = replace(
        view,
        page=replace(view.page, **sights),
        profile=data.draw(st.sampled_from([profile, None])),
        feed=data.draw(st.sampled_from([view.feed, None])),
    )
    return without_older(known, NOW - data.draw(st.sampled_from([60, 10, 3])) * 24 * HOUR)


NEEDS: dict[str, dict[str, int]] = {"posts_weekly_min": {"minimum": 2}, "posts_weekly_risk": {"minimum": 2}}


def accuses(rule: PageRule, view: PageView) -> bool:
    return rule(view, **NEEDS.get(rule.id, {})).outcome is Outcome.VIOLATED


@given(st.data())
@MORE
def test_knowing_less_never_accuses_more(data: st.DataObject) -> None:
    full = data.draw(views())
    less = bare(full, data)
    newly = [rule.id for rule in PAGE_RULES if accuses(rule, less) and not accuses(rule, full)]
    assert newly == []


@given(views(), moments)
@MORE
def test_an_older_reading_never_accuses_a_week_more(full: PageView, cut: datetime) -> None:
    less = without_newer(full, cut)
    assert accuses(posts_weekly_min, full) or not accuses(posts_weekly_min, less)


@given(some_posts, st.integers(1, 4), st.sampled_from(["Asia/Vladivostok", "Europe/Kaliningrad", "Asia/Tokyo"]))
@MORE
def test_with_everything_known_the_week_agrees_with_a_naive_recount(
    published: tuple[Post, ...], minimum: int, key: str
) -> None:
    zone = ZoneInfo(key)
    view = replace(PAGE_VIEW, zone=zone, feed=Feed(None, NOW, whole=True, route=Route.WALL), posts=published)
    week = (NOW.astimezone(zone) - timedelta(days=7)).isocalendar()[:2]
    kinds = [post.kind for post in published if post.published_at.astimezone(zone).isocalendar()[:2] == week]
    sure = kinds.count(PostKind.POST)
    disputed = sum(kinds.count(kind) for kind in (*SETTLED_BY_SETTING, PostKind.UNLISTED))
    if sure >= minimum:
        expected = Outcome.OK
    else:
        expected = Outcome.UNKNOWN if sure + disputed >= minimum else Outcome.VIOLATED
    verdict = posts_weekly_min(view, minimum=minimum)
    assert verdict.outcome is expected
    assert verdict.period == f"{week[0]}-W{week[1]:02d}"


@given(views(), st.sampled_from([posts_weekly_min, posts_weekly_risk]), st.integers(1, 5))
@MORE
def test_a_setting_about_reposts_leaves_no_dispute_about_known_kinds(
    view: PageView, rule: PageRule, minimum: int
) -> None:
    described = tuple(post for post in view.posts if post.kind is not PostKind.UNLISTED)
    view = replace(view, posts=described)
    for count_reposts in (True, False):
        evidence = rule(view, minimum=minimum, count_reposts=count_reposts).evidence
        assert "постановление не говорит" not in evidence


@given(views(), st.booleans())
@MORE
def test_evidence_is_one_sentence_in_lower_case_without_a_full_stop(view: PageView, failing: bool) -> None:
    view = replace(view, collection=Collection(None, NOW - HOUR if failing else None))
    for rule in PAGE_RULES:
        evidence = rule(view, **NEEDS.get(rule.id, {})).evidence
        assert evidence[0].islower()
        assert not evidence.endswith(".")


@given(views())
@MORE
def test_silence_and_a_full_week_exclude_each_other(view: PageView) -> None:
    published = posts_weekly_min(view, minimum=1).outcome is Outcome.OK
    assert not (published and accuses(page_silent, view))
