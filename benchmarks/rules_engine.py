"""The rules engine against a bare loop over the rules' functions."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import registry_world as world
from benchmarks.comparison import Comparison
from benchmarks.stopwatch import fastest
from domain.finding import Verdict
from domain.norm import Decree, Params
from domain.view import Collection, Feed, PageView
from rules import engine
from rules.catalogue import PAGE_RULES
from rules.params import effective
from rules.rule import PageRule
from storage import registry

ROUNDS = 5
Asked = tuple[PageRule, Params]


def judging(*, pages: int = 500) -> list[Comparison]:
    """Pages with six weeks of posts, one in five of them badly kept."""
    decree = world.frame().decree
    views = _views(pages)
    asked = _asked(decree, views[-1])
    own, bare = fastest(
        ROUNDS,
        lambda: [engine.judge_page(view, decree, {}) for view in views],
        lambda: [_bare(view, asked) for view in views],
    )
    return [Comparison("pages judged", "pages/s", pages / own, pages / bare, "a bare loop over the functions")]


def _views(pages: int) -> Sequence[PageView]:
    with world.database() as db:
        world.found(db, pages)
        known = {each.id: each for each in registry.organisations(db)}
        stood = registry.pages(db)[:pages]
    views: list[PageView] = []
    for page in stood:
        read = world.reading(page, world.NOW, short=page.organisation_id % world.SHORT_EVERY == 0)
        posts = read.posts
        feed = (
            Feed(posts.covered_since, posts.read_at, whole=False, route=read.route)
            if posts and read.route
            else None
        )
        views.append(
            PageView(
                known[page.organisation_id],
                page,
                world.NOW,
                world.ZONE,
                Collection(answered_at=world.NOW),
                read.openness,
                read.profile,
                posts.values if posts else (),
                feed,
            )
        )
    return views


def _asked(decree: Decree, view: PageView) -> Sequence[Asked]:
    """The rules that bind this page, with their parameters, found once and for all."""
    bound = [(rule, decree.norms_of(rule.id, view.organisation)) for rule in PAGE_RULES]
    return [(rule, effective(rule.params, norms[0].params)) for rule, norms in bound if norms]


def _bare(view: PageView, asked: Sequence[Asked]) -> list[Verdict]:
    return [rule.judge(view, **params) for rule, params in asked]
