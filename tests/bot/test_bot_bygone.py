"""The digest of a week that is long over: what was found then, and nothing made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from bot_world import (
    BOOK,
    NOW,
    ON_OK,
    ZONE,
    a_matter,
    a_page_line,
    a_short_week,
    an_organisation,
    an_overview,
    finding,
    local_day,
)

from bot import render
from domain import digest as digests
from domain.digest import Past, Tally
from domain.finding import DueSource, Outcome
from domain.matter import Event, Matter, MatterEvent
from domain.network import Network
from domain.overview import OrgLine
from domain.week import Week


@pytest.mark.parametrize(
    ("name", "now", "title"),
    [
        ("2026-W47", NOW, "16–22 ноября\n"),
        ("2026-W53", datetime(2027, 1, 4, tzinfo=UTC), "28 декабря 2026 – 3 января 2027 года\n"),
        ("2026-W52", datetime(2027, 1, 4, tzinfo=UTC), "21–27 декабря 2026 года\n"),
    ],
)
def test_the_heading_has_the_year_unless_it_is_the_present_one(name: str, now: datetime, title: str) -> None:
    week = Week.parse(name, ZONE)
    digest = digests.compose(
        week, Tally(1, 0, 0), an_overview([OrgLine(an_organisation(), (), ())]), [], now=now, late=timedelta()
    )
    assert render.digest_text(digest, replace(BOOK, now=now)).startswith(f"Сводка за неделю {title}")


SHORT = Tally(0, 1, 1)


def bygone(*standing: Matter, checks: int = 168, events: Sequence[MatterEvent] = (), tally: Tally = SHORT) -> str:
    """The digest of 28 September – 4 October, asked for in November."""
    week = Week.parse("2026-W40", ZONE)
    unseen = replace(finding("posts_weekly_min", "лента не прочитана", Outcome.UNKNOWN), subject=ON_OK)
    short = finding("posts_weekly_min", "опубликовано 1 из 2", Outcome.VIOLATED)
    pages = (a_page_line(), a_page_line(Network.OK))
    today = an_overview([OrgLine(an_organisation(), (), pages)], a_matter(id=9, evidence="аватара нет"))
    past = Past(
        checks,
        week.end - timedelta(hours=1) if checks else None,
        17,
        1,
        tuple(
            MatterEvent(each, Event.OPENED, each.opened_at, "", announced=True, organisation="Музей")
            for each in standing
        ),
    )
    overview = digests.of_the_norm(today, {11: short, 12: unseen})
    digest = digests.compose_past(week, tally, overview, events, past, now=NOW, late=timedelta())
    return render.digest_text(digest, BOOK)


def test_a_bygone_week_tells_what_was_then_and_nothing_of_today() -> None:
    cover = a_matter(due_at=local_day(9, 10), due_source=DueSource.SETTING, opened_at=local_day(29, 9))
    said = bygone(cover, a_short_week(id=2), events=[MatterEvent(cover, Event.OPENED, NOW, "", announced=True)])
    assert said == (
        "Сводка за неделю 28 сентября – 4 октября 2026 года\n"
        "Норма публикаций: не выполнена на 1 странице, не оценена на 1 странице. "
        "Кроме того, на конец недели было открыто: 1 нарушение.\n\n"
        "Изменилось за ту неделю\n"
        "• Новых и ещё открытых дел: 1, ниже они отмечены словом «новое»\n\n"
        "Норма публикаций не выполнена\n"
        "• Клуб — ВКонтакте: опубликовано 1 из 2\n\n"
        "Норма публикаций не оценена\n"
        "• Клуб — Одноклассники: лента не прочитана\n\n"
        "Было открыто на конец недели: нарушения\n"
        "• Клуб — ВКонтакте: обложки нет\n"
        "новое · п. 4 раздела 2 Порядка · срок до 9 октября — по настройке · страница (https://vk.com/club101)\n\n"
        "Проверки той недели\n"
        "• всего 168, последняя 4 октября 23:00: опрошено страниц — 17, из них без ответа — 1"
    )


def test_of_a_week_without_checks_it_is_said_that_nobody_knows_what_was_open() -> None:
    said = bygone(a_matter(), checks=0)
    assert "Проверок на той неделе не было, поэтому что тогда было открыто, неизвестно." in said
    assert "обложки нет" not in said
    assert "прочитаны" not in said
    assert "Без замечаний" not in said


@pytest.mark.parametrize(
    ("tally", "is_judged"),
    [(Tally(1, 0, 0), True), (Tally(0, 1, 0), True), (Tally(0, 0, 2), False), (Tally(0, 0, 0, free=1), False)],
)
def test_posts_read_at_another_time_are_told_of_only_where_some_page_was_judged(
    tally: Tally, is_judged: bool
) -> None:
    said = bygone(checks=0, tally=tally)
    assert "• не было ни одной" in said
    assert ("прочитанным в другое время" in said) is is_judged


def test_a_bygone_week_names_an_organisation_that_has_left() -> None:
    assert "• Музей — ВКонтакте: обложки нет" in bygone(a_matter(organisation_id=99))
