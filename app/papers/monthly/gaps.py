"""What the report does not know, said openly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.papers.monthly.matters import is_technical
from app.papers.monthly.span import MonthSpan
from app.papers.monthly.weeks import JudgedPage
from bot.render import words
from domain.finding import Outcome
from domain.network import Network
from domain.russian import plural
from domain.week import Week, day_title

MOST = 30
"""How many are named before the rest is counted."""


def gaps(span: MonthSpan, judged: dict[Week, list[JudgedPage]]) -> tuple[str, ...]:
    """Sentences without a full stop; none when everything is known."""
    off = [f"{network.label}: сеть выключена в настройках" for network in Network if network in span.frame.off]
    return (*off, *_unchecked_days(span), *_silent_pages(span), *_unclear(judged))


def _unchecked_days(span: MonthSpan) -> list[str]:
    zone = span.month.zone
    checked = {moment.astimezone(zone).date() for moment in span.checked}
    days = [span.month.first + timedelta(days=n) for n in range((span.last_day - span.month.first).days + 1)]
    missed = [day for day in days if day not in checked]
    if not missed:
        return []
    if not checked:
        return ["проверок в этом месяце не было, поэтому о нарушениях ничего не известно"]
    word = plural(len(missed), "день", "дня", "дней")
    return [f"без проверок: {len(missed)} {word} из {len(days)} ({', '.join(_stretches(missed))})"]


def _stretches(days: Sequence[date]) -> list[str]:
    """«1–12 ноября, 15 ноября» from days in order."""
    starts = [day for place, day in enumerate(days) if place == 0 or days[place - 1] != day - timedelta(days=1)]
    ends = [day for day in days if day + timedelta(days=1) not in days]
    return [
        day_title(start) if start == end else f"{start.day}–{day_title(end)}"
        for start, end in zip(starts, ends, strict=True)
    ]


def _silent_pages(span: MonthSpan) -> list[str]:
    """Technical matters that were open at the month's end."""
    found = [
        f"{f'{each.organisation}: ' if each.organisation else ''}{words.fact(each.matter, span.book)}"
        for each in span.standing
        if is_technical(each.matter)
    ]
    return _shortened(found)


def _unclear(judged: dict[Week, list[JudgedPage]]) -> list[str]:
    """Why pages could not be judged, each cause once with all its pages."""
    pages: dict[str, list[str]] = {}
    for page in (page for week in judged.values() for page in week if page.outcome is Outcome.UNKNOWN):
        pages.setdefault(page.evidence, []).append(f"{page.organisation} ({page.network.short})")
    return [f"{evidence}: {', '.join(_shortened(names))}" for evidence, names in pages.items()]


def _shortened(names: Sequence[str]) -> list[str]:
    rest = len(names) - MOST
    return list(names) if rest <= 1 else [*names[:MOST], f"и ещё {rest}"]
