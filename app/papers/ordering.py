"""Turns what was asked for into an order, or says in Russian why it cannot be one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.frame import Frame
from app.papers.catalogue import PAPERS
from app.papers.paper import Option, Order, Paper, PaperFault
from domain.month import Month, MonthFault
from domain.russian import join_and
from domain.week import Week, WeekFault


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said about a paper; None and empty where nothing was."""

    week: str | None = None
    month: str | None = None
    about: int | None = None
    template: Path | None = None
    people: bool = False

    @property
    def options(self) -> frozenset[Option]:
        """Those that were said."""
        said = {
            Option.WEEK: self.week is not None,
            Option.MONTH: self.month is not None,
            Option.ABOUT: self.about is not None,
            Option.TEMPLATE: self.template is not None,
            Option.PEOPLE: self.people,
        }
        return frozenset(option for option, is_said in said.items() if is_said)


def order_of(paper: Paper, suffix: str, asked: Asked, frame: Frame) -> Order:
    """The order. Raises `PaperFault` on what this paper does not know, and on a week or month yet to come."""
    if suffix not in paper.makes:
        raise PaperFault(f"«{paper.kind}» не бывает в {suffix}; бывает: {', '.join(paper.makes)}")
    if foreign := sorted(asked.options - paper.takes):
        raise PaperFault(f"к «{paper.kind}» не относится {join_and(foreign)}{_known(paper)}")
    return Order(
        suffix,
        _week(asked.week, frame),
        _month(asked.month, frame),
        about=asked.about or 0,
        template=asked.template,
        people=asked.people,
    )


def asked_of(paper: Paper, period: str) -> Asked:
    """What one word about the period means for this paper; an empty one is the last complete one."""
    if not period:
        return Asked()
    return Asked(month=period) if Option.MONTH in paper.takes else Asked(week=period.upper())


def kinds() -> str:
    """All kinds in one line, for complaints."""
    return ", ".join(paper.kind for paper in PAPERS)


def _known(paper: Paper) -> str:
    return f"; относится: {', '.join(sorted(paper.takes))}" if paper.takes else ""


def _week(written: str | None, frame: Frame) -> Week:
    last = Week.last_complete(frame.clock(), frame.zone)
    if written is None:
        return last
    try:
        week = Week.parse(written, frame.zone)
    except WeekFault as fault:
        raise PaperFault(str(fault)) from None
    if week.start > frame.clock():
        raise PaperFault(f"неделя {week.name} ещё не наступила; последняя полная — {last.name}")
    return week


def _month(written: str | None, frame: Frame) -> Month:
    last = Month.last_complete(frame.clock(), frame.zone)
    if written is None:
        return last
    try:
        month = Month.parse(written, frame.zone)
    except MonthFault as fault:
        raise PaperFault(str(fault)) from None
    if month.start > frame.clock():
        raise PaperFault(f"месяц {month.name} ещё не наступил; последний полный — {last.name}")
    return month
