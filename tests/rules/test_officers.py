"""Who is responsible, whom a change is told to, and what has to be confirmed anew after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.finding import DueSource, MatterKind, Outcome, Verdict
from domain.officer import Tenure
from domain.registry import OfficerRole
from domain.task import Task, TaskKind
from domain.view import AdminView
from rules.officers import (
    admin_responsible_set,
    cur_notified_of_change,
    org_notified_of_change,
    org_responsible_set,
)
from rules.security import credentials_ledger, twofa_attested
from tests.rules.world import NOW, ZONE, at, org_view, page_view, statement

OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN
CONFIRMATION = MatterKind.CONFIRMATION
TODAY = date(2026, 11, 23)
HEAD = Tenure(OfficerRole.KEEPER, "5", date(2026, 1, 9), since=date(2026, 1, 9))
ENDED = replace(HEAD, until=date(2026, 11, 22))
COMING = replace(HEAD, since=date(2026, 12, 1))
LEAVE = Tenure(OfficerRole.DEPUTY, "6", date(2026, 11, 1), since=date(2026, 11, 9), until=date(2026, 11, 30))
NOTICE, CUR_NOTICE, PASSWORDS, ACCESS, TWOFA = TaskKind


@pytest.mark.parametrize(
    ("tenures", "outcome", "opens", "evidence"),
    [
        ((HEAD,), OK, None, "действует ответственный с 09.01.2026"),
        ((replace(HEAD, until=TODAY),), OK, None, "действует ответственный с 09.01.2026 по 23.11.2026"),
        ((HEAD, LEAVE), OK, None, "действует замещающий с 09.11.2026 по 30.11.2026"),
        ((ENDED, LEAVE), OK, None, "действует замещающий с 09.11.2026 по 30.11.2026"),
        (
            (Tenure(OfficerRole.KEEPER),),
            OK,
            None,
            "действует ответственный; номер и дата приказа в реестре не указаны",
        ),
        (
            (replace(HEAD, order_date=None),),
            OK,
            None,
            "действует ответственный с 09.01.2026; номер и дата приказа в реестре не указаны",
        ),
        ((ENDED,), VIOLATED, MatterKind.VIOLATION, "ответственного нет: срок истёк 22.11.2026"),
        (
            (ENDED, COMING),
            VIOLATED,
            MatterKind.VIOLATION,
            "ответственного нет: срок истёк 22.11.2026, следующий указан с 01.12.2026",
        ),
        (
            (COMING,),
            UNKNOWN,
            CONFIRMATION,
            "в реестре не указан ответственный на сегодня, следующий указан с 01.12.2026",
        ),
        ((), UNKNOWN, CONFIRMATION, "в реестре не указан ответственный: заполните лист «Ответственные»"),
    ],
)
def test_somebody_answers_for_the_pages_today(
    tenures: tuple[Tenure, ...], outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    of_organisation = org_responsible_set(org_view(tenures=tenures))
    of_administration = admin_responsible_set(AdminView(NOW, ZONE, tenures=tenures))
    assert of_organisation == of_administration
    told = (of_organisation.outcome, of_organisation.opens, of_organisation.evidence)
    assert told == (outcome, opens, evidence)


def task(kind: TaskKind, **changes: object) -> Task:
    """A task of a change noticed on Friday, 20 November, due on Monday evening."""
    made = Task(7, 3, kind, 5, "ДК «Заря»", at(20), at(23, 23, 59))
    return replace(made, **changes)


def judged_notice(kind: TaskKind, *tasks: Task, now: datetime = NOW) -> Verdict:
    if kind is NOTICE:
        return org_notified_of_change(org_view(tasks=tasks, now=now))
    return cur_notified_of_change(AdminView(now, ZONE, tasks=tasks))


@pytest.mark.parametrize("kind", [NOTICE, CUR_NOTICE])
@pytest.mark.parametrize(
    ("changes", "now", "outcome", "opens", "words"),
    [
        ({}, NOW, UNKNOWN, CONFIRMATION, "ещё не отмечено"),
        ({}, at(23, 23, 59), UNKNOWN, CONFIRMATION, "ещё не отмечено"),
        ({}, at(24, 0), VIOLATED, MatterKind.VIOLATION, "не отмечено в срок"),
        ({"done_at": at(23, 10)}, at(25), OK, None, "отмечено 23.11.2026"),
        ({"done_at": at(25, 10)}, at(25), OK, None, "отмечено 25.11.2026"),
    ],
)
def test_an_unmarked_notice_is_asked_about_and_only_late_a_violation(
    kind: TaskKind,
    changes: dict[str, object],
    now: datetime,
    outcome: Outcome,
    opens: MatterKind | None,
    words: str,
) -> None:
    verdict = judged_notice(kind, task(kind, **changes), now=now)
    [case] = verdict.cases or ()
    assert (case.outcome, case.opens, case.period) == (outcome, opens, f"change:3:{kind}")
    assert words in case.evidence
    assert case.evidence.startswith("смена ответственного 20.11.2026")
    wanted = (None, None) if outcome is OK else (at(23, 23, 59), DueSource.SETTING)
    assert (case.due, case.due_source) == wanted


def test_a_notice_to_the_region_names_the_organisation_and_the_ready_letter() -> None:
    told = judged_notice(CUR_NOTICE, task(CUR_NOTICE)).evidence
    assert told == (
        "смена ответственного 20.11.2026, ДК «Заря»: уведомление ЦУР ещё не отмечено; "
        "готовое письмо: postovoy report letter --about 3; отметить: postovoy task done 7"
    )


@pytest.mark.parametrize("kind", [NOTICE, CUR_NOTICE])
def test_other_tasks_are_no_notice(kind: TaskKind) -> None:
    others = [task(each) for each in TaskKind if each is not kind]
    verdict = judged_notice(kind, *others)
    assert (verdict.outcome, verdict.evidence) == (OK, "о смене ответственного уведомлять некого")


def test_every_change_is_a_case_of_its_own_and_the_worst_speaks_for_all() -> None:
    late = task(NOTICE, change_id=4, due_at=at(20, 23))
    done = task(NOTICE, change_id=2, done_at=at(19))
    verdict = judged_notice(NOTICE, task(NOTICE), late, done)
    assert (verdict.outcome, verdict.due) == (VIOLATED, at(20, 23))
    assert [case.period for case in verdict.cases or ()] == [
        "change:3:notice",
        "change:4:notice",
        "change:2:notice",
    ]


def test_a_change_to_come_is_told_by_its_own_day() -> None:
    told = judged_notice(NOTICE, task(NOTICE, begins=date(2026, 12, 1))).evidence
    assert told.startswith("смена ответственного 01.12.2026: ")


# ------------------------------------------------------------------ anew


@pytest.mark.parametrize(
    ("rule", "kind", "ask"),
    [
        ("twofa_attested", TWOFA, "подтвердите заново"),
        ("credentials_ledger", PASSWORDS, "поэтому смените пароли, перевыпустите доступ и подтвердите учёт заново"),
        ("credentials_ledger", ACCESS, "поэтому смените пароли, перевыпустите доступ и подтвердите учёт заново"),
    ],
)
@pytest.mark.parametrize("earlier", [at(19), None])
def test_an_earlier_yes_does_not_hold_after_a_change(
    rule: str, kind: TaskKind, ask: str, earlier: datetime | None
) -> None:
    verdict = judged_safety(rule, earlier, task(kind))
    assert (verdict.outcome, verdict.opens) == (UNKNOWN, CONFIRMATION)
    assert verdict.evidence == f"ответственный сменился 20.11.2026, {ask}"
    assert (verdict.due, verdict.due_source) == (at(25, 23, 59) + timedelta(seconds=59), DueSource.SETTING)


def judged_safety(rule: str, answered: datetime | None, *tasks: Task, answer: bool = True) -> Verdict:
    stated = statement(rule, answered, answer=answer) if answered else {}
    if rule == "twofa_attested":
        return twofa_attested(page_view(attestations=stated, tasks=tasks))
    return credentials_ledger(org_view(attestations=stated, tasks=tasks))


@pytest.mark.parametrize(
    ("answered", "kind", "changes"),
    [
        (at(21), TWOFA, {}),
        (at(19), TWOFA, {"done_at": at(21)}),
        (at(19), TWOFA, {"begins": date(2026, 12, 1)}),
        (at(19), NOTICE, {}),
        (at(19), PASSWORDS, {}),
    ],
    ids=["said after the change", "done", "not in force yet", "another task", "a task of another requirement"],
)
def test_a_yes_holds_where_no_change_has_undone_it(
    answered: datetime, kind: TaskKind, changes: dict[str, object]
) -> None:
    assert judged_safety("twofa_attested", answered, task(kind, **changes)).outcome is OK


def test_a_no_is_left_to_stand() -> None:
    assert judged_safety("twofa_attested", at(19), task(TWOFA), answer=False).outcome is VIOLATED


def test_what_is_asked_anew_is_due_by_the_setting_counted_from_when_the_change_is_in_force() -> None:
    view = page_view(now=at(1, 10, month=12), tasks=(task(TWOFA, begins=date(2026, 12, 1)),))
    due = twofa_attested(view, change_workdays=1).due
    assert due is not None
    assert due.astimezone(ZONE).date() == date(2026, 12, 2)
