"""Quota, raw answers and attestations: what must outlive the process."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_registry import DAY, HOUR, NOON
from sqlite_utils import Database

from domain.attestation import Attestation, Role
from domain.finding import Subject, SubjectKind
from domain.network import Network
from domain.reading import RawAnswer
from storage import attestations, quota, raw, sql
from storage.store import connect, transaction

pytestmark = pytest.mark.story

TODAY = date(2026, 11, 18)


def test_no_more_is_granted_than_the_day_holds(db: Database) -> None:
    assert [quota.reserve(db, "a1", "wall.get", wanted, 10, TODAY) for wanted in (4, 4, 4, 4)] == [4, 4, 2, 0]
    assert quota.spent(db, "a1", "wall.get", TODAY) == 10


@pytest.mark.parametrize(
    ("credential", "method", "day"),
    [("b2", "wall.get", TODAY), ("a1", "wall.search", TODAY), ("a1", "wall.get", TODAY + timedelta(days=1))],
)
def test_every_token_method_and_day_has_its_own_quota(
    db: Database, credential: str, method: str, day: date
) -> None:
    quota.reserve(db, "a1", "wall.get", 10, 10, TODAY)
    assert quota.reserve(db, credential, method, 3, 10, day) == 3


def test_an_exhausted_quota_grants_nothing_that_day(db: Database) -> None:
    quota.reserve(db, "a1", "wall.get", 2, 10, TODAY)
    quota.exhaust(db, "a1", "wall.get", 10, TODAY)
    assert quota.reserve(db, "a1", "wall.get", 1, 10, TODAY) == 0


def test_a_lowered_limit_neither_grants_nor_forgets(db: Database) -> None:
    quota.reserve(db, "a1", "wall.get", 9, 10, TODAY)
    quota.exhaust(db, "a1", "wall.get", 5, TODAY)
    assert quota.reserve(db, "a1", "wall.get", 1, 5, TODAY) == 0
    assert quota.spent(db, "a1", "wall.get", TODAY) == 9


def test_the_quota_survives_a_restart(tmp_path: Path) -> None:
    for expected in (6, 4):
        db = connect(tmp_path / "postovoy.sqlite")
        assert quota.reserve(db, "a1", "wall.get", 6, 10, TODAY) == expected
        db.conn.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.integers(0, 20), max_size=12), limit=st.integers(0, 60))
def test_grants_add_up_to_all_that_was_wanted_or_to_the_limit(db: Database, wishes: list[int], limit: int) -> None:
    with transaction(db):
        sql.run(db, "delete from quota")
        granted = sum(quota.reserve(db, "a1", "wall.get", wanted, limit, TODAY) for wanted in wishes)
    assert granted == min(sum(wishes), limit)


def answer(body: str, days_ago: float = 0) -> RawAnswer:
    return RawAnswer(Network.VK, "wall.get", NOON - days_ago * DAY, body)


def test_an_answer_is_kept_for_seven_days(db: Database) -> None:
    for days_ago in (8, 6, 0):
        raw.keep(db, answer(f"{days_ago} days", days_ago), NOON)
    assert [each.body for each in raw.kept(db)] == ["0 days", "6 days"]
    assert raw.purge(db, NOON + 6 * DAY) == 1
    assert raw.kept(db) == [answer("0 days")]


def test_a_large_answer_is_cut_between_letters(db: Database) -> None:
    raw.keep(db, answer("x" + "ж" * 40_000), NOON)
    body = raw.kept(db)[0].body
    assert len(body.encode()) == 64 * 1024 - 1
    assert set(body[1:]) == {"ж"}


def test_only_the_newest_answers_are_kept(db: Database) -> None:
    with transaction(db):
        for number in range(raw.MOST_ROWS + 3):
            raw.keep(db, answer(str(number)), NOON)
    bodies = [each.body for each in raw.kept(db)]
    assert (len(bodies), bodies[0], bodies[-1]) == (raw.MOST_ROWS, str(raw.MOST_ROWS + 2), "3")


PAGE = Subject.page(5, Network.VK)


def record(
    db: Database, *, rule: str = "design", subject: Subject = PAGE, answer: bool = True, days: int = 0
) -> None:
    at = NOON + days * DAY
    attestations.record(
        db,
        rule=rule,
        subject=subject,
        answer=answer,
        at=at,
        valid_until=at + HOUR,
        role=Role.OPERATOR,
        person_id=42,
        note="по приказу",
    )


def test_the_latest_answer_of_each_rule_counts(db: Database) -> None:
    record(db)
    record(db, rule="site_links_ok")
    record(db, answer=False, days=1)
    found = attestations.latest(db, PAGE)
    assert found["design"] == Attestation(
        "design",
        PAGE.key,
        answer=False,
        at=NOON + DAY,
        valid_until=NOON + DAY + HOUR,
        role=Role.OPERATOR,
        note="по приказу",
    )
    assert (found["site_links_ok"].answer, len(found)) == (True, 2)


@pytest.mark.parametrize(
    "other",
    [
        Subject.page(6, Network.VK),
        Subject.page_of(5, Network.VK),
        Subject.organisation(5),
        Subject(SubjectKind.ADMINISTRATION),
    ],
)
def test_an_answer_is_about_one_subject_only(db: Database, other: Subject) -> None:
    record(db)
    assert attestations.latest(db, other) == {}
