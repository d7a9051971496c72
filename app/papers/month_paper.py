"""The monthly report for the head (D3), as a Word file and as a web page."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from app.frame import Frame
from app.papers.monthly import clauses, gaps, journals, matters, weeks
from app.papers.monthly.span import MonthSpan
from app.papers.paper import Made, Option, Order, Paper, log_period
from domain.month import Month
from reports.month.facts import MonthFacts
from reports.month.paper import month_paper
from reports.web import web_page
from reports.word import word_file
from storage.overview import overview


def facts_of(db: Database, frame: Frame, month: Month, now: datetime) -> MonthFacts:
    """Everything the report says of the month, as it is known at `now` (aware UTC)."""
    span = MonthSpan(db, frame, month, now)
    glance = overview(db, now=now, stale_after=frame.stale_after, off=frame.off)
    judged = weeks.judged_weeks(span)
    return MonthFacts(
        decree=frame.decree.title,
        organisations=len(glance.organisations),
        pages=len(glance.pages),
        month=month,
        made_at=now,
        until=span.until,
        norm=weeks.norm_of(frame),
        weeks=weeks.week_lines(judged),
        weeks_before=weeks.week_lines(weeks.judged_weeks(span.before)),
        clauses=clauses.clause_lines(span, glance),
        unchecked=clauses.unchecked(frame),
        violations=matters.balance(span),
        violations_before=matters.balance(span.before),
        open=matters.open_lines(span, [each for each in span.standing if matters.is_violation(each.matter)]),
        recommendations=matters.open_lines(
            span, [each for each in span.standing if matters.is_advice(each.matter)]
        ),
        awaited=matters.awaited(span),
        cur_requests=journals.cur_requests(span),
        cur_notices=journals.cur_notices(span),
        central=journals.central(span),
        help=journals.helped(span),
        checks=len(span.checked),
        checks_before=len(span.before.checked),
        began=span.began,
        checked_at=glance.checked_at,
        gaps=gaps.gaps(span, judged),
    )


def make_word(db: Database, frame: Frame, order: Order) -> Made:
    """The report as a Word file."""
    facts = facts_of(db, frame, order.month, frame.clock())
    return _made(facts, word_file(month_paper(facts), facts.made_at))


def make_web(db: Database, frame: Frame, order: Order) -> Made:
    """The report as a web page."""
    facts = facts_of(db, frame, order.month, frame.clock())
    return _made(facts, web_page(month_paper(facts)))


def _made(facts: MonthFacts, content: bytes) -> Made:
    running = ", неполный" if facts.is_running else ""
    period = log_period(facts.month, facts.made_at)
    return Made(content, f"отчёт-главе-{facts.month.name}", f"за {facts.month.title}{running}", period)


PAPER = Paper("month", "Месячный отчёт главе", {".docx": make_word, ".html": make_web}, frozenset({Option.MONTH}))
