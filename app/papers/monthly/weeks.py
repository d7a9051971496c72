"""Weeks of a month by the week's norm, judged by the same rule and counted by the same function as everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.frame import Frame
from app.papers.looking import page_views
from app.papers.monthly.span import MonthSpan
from domain.finding import Outcome
from domain.network import Network
from domain.rule_ids import WEEKLY
from domain.view import PageView
from domain.week import Week
from reports.month.facts import WeekLine
from rules import engine
from rules.activity import posts_weekly_min
from rules.counting import count_posts


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """What a week's norm says of one page, and how many publications it had; `disputed` come on top of `posts`."""

    organisation: str
    network: Network
    outcome: Outcome
    evidence: str
    posts: int
    disputed: int


def norm_of(frame: Frame) -> int | None:
    """How many publications a week are asked for, None where no such norm is checked."""
    is_checked = any(norm.rule == WEEKLY and not norm.unchecked for norm in frame.decree.norms)
    return frame.minimum if is_checked and WEEKLY not in frame.rules_off else None


def judged_weeks(span: MonthSpan) -> dict[Week, list[JudgedPage]]:
    """Every page the norm binds, in each complete week of the month; none of a month when nobody looked."""
    is_told = norm_of(span.frame) is not None and bool(span.checked)
    return {week: _judged(span, week) for week in span.weeks} if is_told else {}


def week_lines(judged: dict[Week, list[JudgedPage]]) -> tuple[WeekLine, ...]:
    """The same as numbers."""
    return tuple(_line(week, pages) for week, pages in judged.items())


def _judged(span: MonthSpan, week: Week) -> list[JudgedPage]:
    # Judged as long after the week as its own rule looks at it, and no later.
    moment = min(span.now, week.next.end - timedelta(seconds=1))
    looked = page_views(span.db, span.frame, moment)
    return [page for _, views in looked for view in views for page in _page(view, week, span.frame)]


def _page(view: PageView, week: Week, frame: Frame) -> Iterable[JudgedPage]:
    """One, or none where the norm does not bind."""
    tally = count_posts(view.posts, week, frame.count_reposts)
    for finding in engine.judge_page(view, frame.decree, frame.rules, (posts_weekly_min,)):
        evidence, name = finding.verdict.evidence, view.organisation.short_name
        yield JudgedPage(name, view.network, finding.outcome, evidence, tally.sure, tally.disputed)


def _line(week: Week, pages: Sequence[JudgedPage]) -> WeekLine:
    outcomes = [page.outcome for page in pages]
    known = [page for page in pages if page.outcome is not Outcome.UNKNOWN]
    return WeekLine(
        week.title,
        met=outcomes.count(Outcome.OK),
        short=outcomes.count(Outcome.VIOLATED),
        unknown=outcomes.count(Outcome.UNKNOWN),
        posts=sum(page.posts for page in known),
        disputed=sum(page.disputed for page in known),
    )
