"""The weekly control sheet (paper «week»): every page in one week, with what is open now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.frame import Frame
from app.papers.looking import page_views, read_gap
from app.papers.paper import Made, Option, Order, Paper, log_period, still_running
from domain.counters import amount_of, total
from domain.finding import MatterKind, Outcome
from domain.matter import Matter
from domain.network import Network
from domain.norm import Force
from domain.organisation import Organisation
from domain.post import Counting
from domain.rule_ids import OF_A_WEEK, WARNINGS, WEEKLY
from domain.russian import moment_title
from domain.view import PageView
from domain.week import Week
from reports.week_sheets import ADMINISTRATION, Norm, Open, PastWeek, WeekControl, WeekRow, sheets
from reports.workbook import write_workbook
from rules import engine
from rules.counting import count_posts
from storage import matters

_WEEKS_SHOWN = 6
_VERDICTS = {Outcome.OK: Norm.MET, Outcome.VIOLATED: Norm.SHORT, Outcome.UNKNOWN: Norm.UNKNOWN}
_INSTANT = timedelta(seconds=1)

Looked = Sequence[tuple[Organisation, Sequence[PageView]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matter belongs: a page, an organisation as a whole, or the administration (both None)."""

    organisation_id: int | None
    network: Network | None


def make(db: Database, frame: Frame, order: Order) -> Made:
    """The workbook."""
    week, now = order.week, frame.clock()
    control = compose(db, frame, week)
    return Made(
        write_workbook(sheets(control), control.title, now.astimezone(frame.zone)),
        f"недельный-контроль-{week.name}",
        f"за неделю {_titled(week)}{', неполную' if still_running(week, now) else ''}",
        log_period(week, now),
    )


def compose(db: Database, frame: Frame, week: Week) -> WeekControl:
    """What the paper tells of the week, one that still runs included."""
    now = frame.clock()
    # As the digest judges a past week; what was published later changes nothing in it.
    looked = page_views(db, frame, min(now, week.next.end - _INSTANT))
    opened = _opened(matters.open_all(db), looked, now, week)
    rows = [row for organisation, views in looked for row in _rows(organisation, views, opened, frame, week)]
    if own := opened.get(Place(None, None)):
        rows.append(WeekRow(ADMINISTRATION, None, Norm.NOT_OF_PAGE, own))
    views = [view for _, each in looked for view in each]
    return WeekControl(
        f"Недельный контроль: {_titled(week)}",
        tuple(_lines(frame, week, now)),
        tuple(rows),
        tuple(_past(views, each) for each in _weeks(week)),
    )


def _titled(week: Week) -> str:
    return f"{week.title} {(week.next.monday - timedelta(days=1)).year} г."


def _lines(frame: Frame, week: Week, now: datetime) -> Iterable[str]:
    yield frame.decree.title
    told = f"Публикации — за неделю; открытое и просроченное — на {moment_title(now, frame.zone)}."
    yield f"Неделя ещё идёт, это не итог. {told}" if still_running(week, now) else told


def _rows(
    organisation: Organisation,
    views: Sequence[PageView],
    opened: Mapping[Place, Open],
    frame: Frame,
    week: Week,
) -> list[WeekRow]:
    """One for each page, and one for the organisation where it has matters of its own or no page."""
    rows = [_row(view, opened.get(Place(organisation.id, view.network), Open()), frame, week) for view in views]
    own = opened.get(Place(organisation.id, None))
    if own or not rows:
        norm = Norm.EXEMPT if organisation.is_exempt else Norm.NO_PAGES
        rows.append(WeekRow(organisation.short_name, None, Norm.NOT_OF_PAGE if rows else norm, own or Open()))
    return rows


def _row(view: PageView, opened: Open, frame: Frame, week: Week) -> WeekRow:
    tally = count_posts(view.posts, week, frame.count_reposts)
    outcome = _outcome(view, frame)
    published = [post.published_at for post in view.posts if post.kind.counting is not Counting.EXCLUDED]
    return WeekRow(
        view.organisation.short_name,
        view.network,
        _norm(view, outcome, week, is_met=tally.sure >= frame.minimum),
        opened,
        posts=tally.sure,
        disputed=tally.disputed,
        minimum=frame.minimum if outcome else None,
        last_post=max(published).astimezone(week.zone).date() if published else None,
        gap=read_gap(view, week.start, week.end),
    )


def _outcome(view: PageView, frame: Frame) -> Outcome | None:
    """What the week's norm says of the page; None where it does not bind."""
    found = engine.judge_page(view, frame.decree, frame.rules)
    return next((finding.outcome for finding in found if finding.rule == WEEKLY), None)


def _norm(view: PageView, outcome: Outcome | None, week: Week, *, is_met: bool) -> Norm:
    if outcome is None:
        return Norm.EXEMPT if view.organisation.is_exempt else Norm.UNBOUND
    if still_running(week, view.now):
        return Norm.MET if is_met else Norm.RUNNING
    return _VERDICTS[outcome]


def _opened(found: Iterable[Matter], looked: Looked, now: datetime, week: Week) -> dict[Place, Open]:
    """How much is open in each place."""
    pages = {Place(organisation.id, view.network) for organisation, views in looked for view in views}
    by_place: dict[Place, list[Matter]] = defaultdict(list)
    for matter in found:
        place = Place(matter.organisation_id, matter.subject.network)
        by_place[place if place in pages else Place(matter.organisation_id, None)].append(matter)
    return {place: _count(each, now, week) for place, each in by_place.items()}


def _count(found: Sequence[Matter], now: datetime, week: Week) -> Open:
    accusing = [matter for matter in found if matter.kind is MatterKind.VIOLATION]
    violations = [each for each in accusing if each.force is Force.MANDATORY and each.rule not in WARNINGS]
    return Open(
        violations=len(violations),
        recommendations=len(accusing) - len(violations),
        confirmations=sum(matter.kind is MatterKind.CONFIRMATION for matter in found),
        overdue=sum(matter.rule not in OF_A_WEEK and matter.is_overdue(now, week.zone) for matter in found),
    )


def _weeks(week: Week) -> list[Week]:
    """The week with those before it, oldest first."""
    found = [week]
    while len(found) < _WEEKS_SHOWN:
        found.insert(0, found[0].previous)
    return found


def _past(views: Sequence[PageView], week: Week) -> PastWeek:
    return PastWeek(
        week.title,
        {
            network: total(
                amount_of(
                    [1 for post in view.posts if post.published_at in week and _is_own(post.kind.counting)],
                    read_gap(view, week.start, week.end),
                )
                for view in views
                if view.network is network
            )
            for network in Network
        },
    )


def _is_own(counting: Counting) -> bool:
    return counting is not Counting.EXCLUDED


PAPER = Paper("week", "Недельный контроль", {".xlsx": make}, frozenset({Option.WEEK}))
