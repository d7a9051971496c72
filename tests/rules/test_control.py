"""The administration's own control, its report to the head, and the help it notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from domain.control import Controlled, UnreadPage
from domain.finding import DueSource, MatterKind, Outcome
from domain.network import Network
from domain.week import Week
from domain.workdays import end_of_day
from rules.control import assistance_logged, control_run_done, head_report_sent
from tests.rules.world import LONG_AGO, NOW, ZONE, admin_view, at

LAST = Week.last_complete(NOW, ZONE)
DONE = Controlled(LAST, began=LONG_AGO, cycles=160, pages=40)
UNREAD = UnreadPage("Клуб", Network.VK, "сеть не отвечает")
WEEK = "контроль за неделю 16–22 ноября"
NOT_YET = "полной недели с начала работы программы ещё не было"


@pytest.mark.parametrize(
    ("known", "outcome", "opens", "evidence"),
    [
        (DONE, Outcome.OK, None, f"{WEEK} выполнен: проверок 160, прочитано: 40 страниц"),
        (None, Outcome.UNKNOWN, None, NOT_YET),
        (replace(DONE, began=None, cycles=0), Outcome.UNKNOWN, None, NOT_YET),
        (replace(DONE, began=LAST.end), Outcome.UNKNOWN, None, NOT_YET),
        (
            replace(DONE, cycles=0, unread=(UNREAD,)),
            Outcome.UNKNOWN,
            MatterKind.TECHNICAL,
            f"{WEEK} программой не завершён: программа не работала",
        ),
        (
            replace(DONE, unread=(UNREAD, UnreadPage("Школа", Network.OK))),
            Outcome.UNKNOWN,
            MatterKind.TECHNICAL,
            f"{WEEK} программой не завершён: не прочитано 2 из 40 — Клуб (ВК: сеть не отвечает), Школа (ОК)",
        ),
        (
            replace(DONE, unread=(UnreadPage("Клуб", Network.VK),) * 7),
            Outcome.UNKNOWN,
            MatterKind.TECHNICAL,
            f"{WEEK} программой не завершён: не прочитано 7 из 40 — {', '.join(['Клуб (ВК)'] * 5)} и ещё 2",
        ),
        (
            replace(DONE, off=(Network.OK,)),
            Outcome.UNKNOWN,
            None,
            f"{WEEK}: Одноклассники — сеть выключена в настройках",
        ),
        (
            replace(DONE, unread=(UNREAD,), is_recorded=False),
            Outcome.UNKNOWN,
            None,
            f"{WEEK}: тогда программа ещё не записывала, какие страницы прочитаны",
        ),
        (replace(DONE, pages=0), Outcome.UNKNOWN, None, f"{WEEK}: ни одна страница не была в реестре всю неделю"),
    ],
)
def test_a_week_of_control_is_told_by_the_run_log_and_never_called_a_violation(
    known: Controlled | None, outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    verdict = control_run_done(admin_view(control=known))
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, opens, evidence)


def test_a_week_that_is_told_of_is_named_so_that_the_next_one_ends_its_matter() -> None:
    assert control_run_done(admin_view(control=DONE)).period == "2026-W47"
    assert control_run_done(admin_view(control=replace(DONE, cycles=0))).period == "2026-W47"


def reports(
    made: dict[str, datetime], now: datetime, began: datetime | None = LONG_AGO, **params: int
) -> list[str]:
    verdict = head_report_sent(admin_view(head_reports=made, now=now, began=began), **params)
    return [f"{case.period} {case.outcome}" for case in verdict.cases or ()]


MADE = {f"2026-{month:02d}": at(3, month=month + 1) for month in range(1, 11)}


@pytest.mark.parametrize(
    ("made", "now", "told"),
    [
        (MADE, at(23), ["month:2026-10 ok", "month:2026-09 ok", "month:2026-08 ok"]),
        ({}, at(5, 23), ["month:2026-10 ok", "month:2026-09 violated", "month:2026-08 violated"]),
        ({}, at(6, 0), ["month:2026-10 violated", "month:2026-09 violated", "month:2026-08 violated"]),
    ],
)
def test_reports_of_the_last_three_complete_months_are_asked_for(
    made: dict[str, datetime], now: datetime, told: list[str]
) -> None:
    assert reports(made, now) == told


def test_a_month_before_the_program_was_first_run_is_not_asked_for() -> None:
    assert reports({}, at(23), began=at(31, 23, month=10)) == ["month:2026-10 violated"]
    assert reports({}, at(23), began=at(1, 0)) == []
    assert reports({}, at(23), began=None) == []


def test_the_day_is_by_setting_and_a_late_report_says_so() -> None:
    assert reports({}, at(10), by_day=10)[0] == "month:2026-10 ok"
    late = head_report_sent(admin_view(head_reports={"2026-10": at(9)}, began=at(1, month=10)))
    assert late.evidence == "отчёт главе за октябрь 2026 г. сделан 09.11.2026, позже срока (05.11.2026)"
    missing = head_report_sent(admin_view(began=at(1, month=10)))
    assert missing.evidence == "отчёт главе за октябрь 2026 г. программой не сделан, он нужен был до 05.11.2026"
    assert (missing.due_source, missing.due) == (DueSource.SETTING, end_of_day(at(5).date(), ZONE))


def test_a_report_still_to_come_remedies_nothing() -> None:
    verdict = head_report_sent(admin_view(now=at(2), began=at(1, month=10)))
    assert verdict.cases is not None
    assert [case.closes for case in verdict.cases] == [False]


@pytest.mark.parametrize(
    ("assisted", "outcome", "evidence"),
    [
        (3, Outcome.OK, "ноябрь 2026 г.: помощь организациям отмечена, записей — 3"),
        (0, Outcome.UNKNOWN, "ноябрь 2026 г.: помощь организациям пока не отмечена"),
    ],
)
def test_help_that_nobody_noted_opens_nothing(assisted: int, outcome: Outcome, evidence: str) -> None:
    verdict = assistance_logged(admin_view(assisted=assisted))
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, None, evidence)
