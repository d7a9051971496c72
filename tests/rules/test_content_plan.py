"""Content plans: there is one for the days to come, and what it names is published (P1.6.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.content_plan import ContentPlan, PlanMatch, PlannedPlace, PlannedPost
from domain.finding import DueSource, MatterKind, Outcome
from rules.content_plan import content_plan_followed, content_plan_present
from rules.planned import is_planned
from tests.rules.world import CLUB, NOW, VK_PAGE, at, page_view

BRING = ": передайте его файл оператору"


def plan(month: str) -> ContentPlan:
    return ContentPlan(1, CLUB.id, month, NOW, "", ())


@pytest.mark.parametrize(
    ("now", "months", "outcome", "said"),
    [
        (at(18, 9), ["2026-11"], Outcome.OK, "контент-план на ноябрь 2026 г. загружен"),
        (at(18, 9), [], Outcome.UNKNOWN, f"контент-план на ноябрь 2026 г. не загружен{BRING}"),
        (at(18, 9), ["2026-10", "2026-12"], Outcome.UNKNOWN, f"контент-план на ноябрь 2026 г. не загружен{BRING}"),
        # The week from 30 November on has days of December; it is asked for from Friday, 17:00.
        (at(27, 16, 59), ["2026-11"], Outcome.OK, "контент-план на ноябрь 2026 г. загружен"),
        (at(27, 17), ["2026-11"], Outcome.UNKNOWN, f"контент-план на декабрь 2026 г. не загружен{BRING}"),
        (
            at(27, 17),
            ["2026-11", "2026-12"],
            Outcome.OK,
            "контент-план на ноябрь 2026 г. и декабрь 2026 г. загружен",
        ),
    ],
)
def test_a_plan_is_asked_for_in_time_and_its_absence_accuses_nobody(
    now: datetime, months: list[str], outcome: Outcome, said: str
) -> None:
    verdict = content_plan_present(page_view(now=now, plans=tuple(map(plan, months))))
    assert (verdict.outcome, verdict.evidence) == (outcome, said)
    assert verdict.opens is (MatterKind.CONFIRMATION if outcome is Outcome.UNKNOWN else None)


PLANNED = PlannedPost(4, date(2026, 11, 20), "Концерт ко Дню матери")
PLACE = PlannedPlace(7, PLANNED, VK_PAGE.id, None, NOW)
FOUND = PlanMatch(7, 4, VK_PAGE.id, "15", at(20))


def followed(now: datetime = NOW, **changes: Any) -> tuple[Outcome, str]:
    verdict = content_plan_followed(page_view(now=now, planned=(replace(PLACE, **changes),)))
    return verdict.outcome, verdict.evidence


ABOUT = "публикация, запланированная на 20.11 (строка 4 плана)"


@pytest.mark.parametrize(
    ("now", "changes", "outcome", "said"),
    [
        (NOW, {"match": FOUND}, Outcome.OK, f"{ABOUT}, найдена"),
        (NOW, {}, Outcome.VIOLATED, f"{ABOUT}, не найдена"),
        (at(21, 23, 59), {"read_until": at(21, 23, 59)}, Outcome.OK, f"{ABOUT}, ещё ожидается"),
        (at(22, 0), {"read_until": at(22, 0)}, Outcome.VIOLATED, f"{ABOUT}, не найдена"),
        (NOW, {"read_until": at(21, 12)}, Outcome.UNKNOWN, f"{ABOUT}: лента за эти дни прочитана не вся"),
        (NOW, {"read_until": None}, Outcome.UNKNOWN, f"{ABOUT}: лента за эти дни прочитана не вся"),
    ],
)
def test_a_planned_publication_is_missing_only_when_its_days_were_read(
    now: datetime, changes: dict[str, Any], outcome: Outcome, said: str
) -> None:
    assert followed(now, **changes) == (outcome, said)


def test_each_planned_publication_has_a_matter_and_a_deadline_of_its_own() -> None:
    other = replace(PLACE, planned=replace(PLANNED, row=5, day=date(2026, 11, 18)))
    verdict = content_plan_followed(page_view(planned=(PLACE, other)))
    assert verdict.cases is not None
    assert [case.period for case in verdict.cases] == ["plan:7:4", "plan:7:5"]
    assert [(case.due, case.due_source) for case in verdict.cases] == [
        (at(22, 0), DueSource.SETTING),
        (at(20, 0), DueSource.SETTING),
    ]


def test_the_title_of_a_plan_never_leaves_it() -> None:
    assert "матери" not in followed()[1]


def test_without_plans_there_is_nothing_to_follow() -> None:
    assert content_plan_followed(page_view()).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("title", "text", "published", "same"),
    [
        ("Концерт ко Дню матери", "", "Приглашаем на концерт, посвящённый Дню матери! Начало в 15:00", True),
        ("Концерт ко Дню матери", "", "Праздничным концертом отметили день матери в Доме культуры", True),
        ("Концерт ко Дню матери", "", "Приглашаем на концерт ко Дню пожилого человека", False),
        ("Концерт ко Дню матери", "", "Субботник переносится", False),
        ("Книга недели: «Тихий Дон»", "", "Книга этой недели — роман «Тихий Дон»", True),
        ("График на 2027 год", "", "Публикуем график на 2026 год", False),
        ("График на 2027 год", "", "Публикуем график на 2027 год", True),
        ("Без названия", "Ждём вас на ярмарке мёда в субботу", "Ждем вас в субботу на ярмарке мёда!", True),
        ("Ёлка", "", "Елка ждёт гостей", True),
        ("!!!", "", "Любая запись", False),
        ("Концерт", "", "", False),
    ],
)
def test_a_publication_is_known_by_the_words_of_its_title_or_by_its_text(
    title: str, text: str, published: str, same: bool
) -> None:
    assert is_planned(title, text, published) is same


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_any_words_may_be_compared(title: str, text: str, published: str) -> None:
    assert is_planned(title, text, published) in (True, False)


@given(st.lists(st.text("абвгдеёжз", min_size=4, max_size=9), min_size=1, max_size=8).map(" ".join))
def test_a_publication_that_repeats_its_title_is_always_found(title: str) -> None:
    assert is_planned(title, "", f"Новости. {title.upper()}!")
