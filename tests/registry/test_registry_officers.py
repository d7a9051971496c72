"""What an import makes of officers in a real database: history, changes, tasks; no name beyond its own table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from registry_files import account, as_xlsx, officer, ogrn

from domain.attestation import Role
from domain.finding import Subject
from domain.registry_import import plan_import
from domain.task import Task, TaskKind, Terms
from reports.registry_file import read_registry
from storage import attestations, officers, registry, registry_history, tasks
from storage.sql import rows
from storage.store import reading, writing

pytestmark = pytest.mark.story

ZONE = ZoneInfo("Asia/Vladivostok")
TERMS = Terms(zone=ZONE)
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SCHOOL = account(FULL_NAME="МБОУ «Школа»", SHORT_NAME="Школа", OGRN=ogrn(1), VK="vk.com/shkola", OK="ok.ru/shkola")
CLUB = account(FULL_NAME="МБУ «Клуб»", SHORT_NAME="Клуб", STATUS="освобождена")
HALL = account(FULL_NAME="Администрация села", SHORT_NAME="Администрация", KIND="администрация")
ANNA = officer(SHORT_NAME="Школа", NAME="Выдумкина Анна", PHONE="84266621000", POSITION="Методист-сочинитель")
BORIS = officer(SHORT_NAME="Школа", NAME="Придумкин Борис", PHONE="84266621001")
PERSONAL = ("Выдумкина", "Придумкин", "Анна", "Борис", "84266621000", "84266621001", "Методист")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "postovoy.sqlite"


def load(
    path: Path, *accounts: dict, people: list[dict] | None, now: datetime = TUESDAY, remove: bool = False
) -> tuple[Task, ...]:
    read = read_registry("registry.xlsx", as_xlsx(accounts or [SCHOOL], officers=people))
    with writing(path) as db:
        plan = plan_import(registry.known(db), read, remove_missing=remove)
        return registry.apply_import(db, plan, now, TERMS).tasks


def told(path: Path, table: str) -> str:
    with reading(path) as db:
        return "\n".join(sorted(str(each) for each in db[table].rows))


def history(path: Path) -> list[tuple[str, str | None, str | None]]:
    with reading(path) as db:
        found = registry_history.listed(db)
    return [(each.change.field, each.change.before, each.change.after) for each in found]


def test_a_change_opens_five_dated_tasks(path: Path) -> None:
    assert load(path, people=[ANNA]) == ()
    opened = load(path, people=[BORIS])
    assert [(task.kind, task.due_at.astimezone(ZONE).date(), task.organisation) for task in opened] == [
        (TaskKind.NOTICE, date(2026, 11, 25), "Школа"),
        (TaskKind.CUR_NOTICE, date(2026, 11, 25), "Школа"),
        (TaskKind.PASSWORDS, date(2026, 11, 27), "Школа"),
        (TaskKind.ACCESS, date(2026, 11, 27), "Школа"),
        (TaskKind.TWOFA, date(2026, 11, 27), "Школа"),
    ]
    with reading(path) as db:
        assert tasks.listed(db, done_too=True) == opened
        change = tasks.change(db, opened[0].change_id)
    assert change is not None
    assert (change.noticed_at, change.on) == (TUESDAY, None)


def test_the_same_file_twice_changes_nothing_whatever_the_order_of_its_rows(path: Path) -> None:
    people = [ANNA, officer(SHORT_NAME="Школа", NAME="Небывалова Вера", ROLE="замещающий")]
    load(path, SCHOOL, CLUB, people=people)
    before = [told(path, table) for table in ("registry_change", "officer_change", "task")]
    for seed in range(4):
        accounts, shuffled = [SCHOOL, CLUB], [*people]
        Random(seed).shuffle(accounts)
        Random(seed).shuffle(shuffled)
        assert load(path, *accounts, people=shuffled, now=TUESDAY + timedelta(days=seed)) == ()
    assert [told(path, table) for table in ("registry_change", "officer_change", "task")] == before


def test_who_comes_after_a_time_without_anybody_is_a_change(path: Path) -> None:
    load(path, people=[ANNA])
    gone = load(path, people=[officer(SHORT_NAME="Школа", ROLE="замещающий")])
    back = load(path, people=[BORIS])
    assert (len(gone), len(back)) == (5, 5)


def test_the_first_keeper_beside_a_known_substitute_is_no_change(path: Path) -> None:
    load(path, people=[officer(SHORT_NAME="Школа", NAME="Небывалова Вера", ROLE="замещающий")])
    assert load(path, people=[ANNA]) == ()


def test_a_file_without_the_sheet_changes_no_officer_and_opens_nothing(path: Path) -> None:
    load(path, people=[ANNA])
    assert load(path, people=None) == ()
    with reading(path) as db:
        [school] = registry.organisations(db)
        assert len(officers.tenures_of(db, school.id)) == 1


@pytest.mark.parametrize(
    ("organisation", "kinds"),
    [
        (CLUB, ()),
        (HALL, (TaskKind.PASSWORDS, TaskKind.ACCESS, TaskKind.TWOFA)),
    ],
    ids=["an exempt organisation", "the administration"],
)
def test_a_change_asks_only_for_what_is_owed_there(
    path: Path, organisation: dict, kinds: tuple[TaskKind, ...]
) -> None:
    name = organisation["Краткое название"]
    load(path, organisation, people=[{**ANNA, "Краткое название": name}])
    opened = load(path, organisation, people=[{**BORIS, "Краткое название": name}])
    assert tuple(task.kind for task in opened) == kinds


def test_the_administrations_officers_are_those_of_its_organisation(path: Path) -> None:
    load(path, HALL, SCHOOL, people=[ANNA, {**BORIS, "Краткое название": "Администрация", "№ приказа": "7"}])
    with reading(path) as db:
        hall = registry.founders(db)[0]
        [tenure] = officers.tenures_of(db, hall.id)
    assert tenure.order_number == "7"


def test_a_change_to_come_is_due_after_its_own_day(path: Path) -> None:
    load(path, people=[{**ANNA, "По": date(2026, 12, 4)}])
    opened = load(path, people=[{**ANNA, "По": date(2026, 12, 4)}, {**BORIS, "С": date(2026, 12, 5)}])
    assert opened[0].begins == date(2026, 12, 5)
    assert opened[0].due_at.astimezone(ZONE).date() == date(2026, 12, 7)


def test_the_local_day_tells_whether_a_term_is_over(path: Path) -> None:
    midnight_has_passed_here = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    load(path, people=[ANNA], now=midnight_has_passed_here)
    ended = [{**ANNA, "По": date(2026, 11, 24)}]
    assert len(load(path, people=ended, now=midnight_has_passed_here)) == 5


def test_tasks_of_an_organisation_that_has_left_are_not_listed(path: Path) -> None:
    load(path, SCHOOL, CLUB, people=[ANNA])
    load(path, SCHOOL, CLUB, people=[BORIS])
    load(path, CLUB, people=None, remove=True)
    with reading(path) as db:
        assert tasks.listed(db, done_too=True) == ()
        assert tasks.owed_to_cur(db, TUESDAY) == ()


def test_nobody_is_told_of_the_people_of_an_organisation_that_is_exempt_by_now(path: Path) -> None:
    load(path, people=[ANNA])
    load(path, people=[BORIS])
    with reading(path) as db:
        assert len(tasks.owed_to_cur(db, TUESDAY)) == 1
    load(path, {**SCHOOL, "Статус": "освобождена"}, people=[BORIS])
    with reading(path) as db:
        assert tasks.owed_to_cur(db, TUESDAY) == ()


# ------------------------------------------------------------------ done


def only_school(path: Path) -> int:
    with reading(path) as db:
        return registry.organisations(db)[0].id


def open_kinds(path: Path) -> list[TaskKind]:
    """What is still to do once what people stated has been looked at."""
    owner = only_school(path)
    with writing(path) as db:
        tasks.finish_attested(db, owner, registry.pages(db, owner))
        return [task.kind for task in tasks.listed(db, done_too=False)]


def attest(path: Path, rule: str, subject: Subject, at: datetime, *, answer: bool = True) -> None:
    with writing(path) as db:
        until = at + timedelta(days=90)
        attestations.record(
            db, rule=rule, subject=subject, answer=answer, at=at, valid_until=until, role=Role.SPECIALIST
        )


@pytest.mark.parametrize(
    ("at", "answer", "left"),
    [
        (TUESDAY + timedelta(hours=1), True, {TaskKind.NOTICE, TaskKind.CUR_NOTICE, TaskKind.TWOFA}),
        (TUESDAY - timedelta(hours=1), True, set(TaskKind)),
        (TUESDAY + timedelta(hours=1), False, set(TaskKind)),
    ],
    ids=["after the change", "before the change", "a no"],
)
def test_a_yes_about_the_ledger_after_the_change_does_its_tasks(
    path: Path, at: datetime, answer: bool, left: set[TaskKind]
) -> None:
    load(path, people=[ANNA])
    load(path, people=[BORIS])
    attest(path, "credentials_ledger", Subject.organisation(only_school(path)), at, answer=answer)
    assert set(open_kinds(path)) == left


def test_two_factor_sign_in_is_done_when_every_page_is_confirmed(path: Path) -> None:
    load(path, people=[ANNA])
    load(path, people=[BORIS])
    with reading(path) as db:
        first, second = (Subject.page(page.id, page.network) for page in registry.pages(db))
    attest(path, "twofa_attested", first, TUESDAY + timedelta(hours=1))
    assert TaskKind.TWOFA in open_kinds(path)
    attest(path, "twofa_attested", second, TUESDAY + timedelta(hours=2))
    assert TaskKind.TWOFA not in open_kinds(path)
    with reading(path) as db:
        done = tasks.listed(db, done_too=True)[-1]
    assert (done.kind, done.done_at) == (TaskKind.TWOFA, TUESDAY + timedelta(hours=2))


def test_a_task_done_long_ago_is_listed_but_no_longer_looked_at(path: Path) -> None:
    load(path, people=[ANNA])
    first, *_ = load(path, people=[BORIS])
    with writing(path) as db:
        tasks.finish(db, first.id, TUESDAY, "исх. № 1")
        later = TUESDAY + timedelta(weeks=13)
        assert first.id not in {task.id for task in tasks.of_view(db, first.organisation_id, later)}
        assert first.id in {task.id for task in tasks.of_view(db, first.organisation_id, TUESDAY)}
        assert tasks.listed(db, done_too=True)[-1].note == "исх. № 1"


# ------------------------------------------------------------------ history


def test_every_value_keeps_what_it_was_and_what_it_became(path: Path) -> None:
    load(path, CLUB, people=None)
    load(path, {**CLUB, "Адрес": "ул. Новая, 1", "Дата основания": date(2026, 1, 12)}, people=None)
    load(path, SCHOOL, people=None, remove=True)
    assert history(path)[:7] == [
        ("Организация", None, "МБУ «Клуб»"),
        ("Краткое название", None, "Клуб"),
        ("Статус", None, "освобождена"),
        ("Вид", None, "подведомственная"),
        ("Адрес", None, "ул. Новая, 1"),
        ("Дата основания", None, "12.01.2026"),
        ("Организация", None, "МБОУ «Школа»"),
    ]
    assert history(path)[-1] == ("Реестр", "в реестре", "в архиве")
    with reading(path) as db:
        assert {(each.who, each.at) for each in registry_history.listed(db)} == {(Role.OPERATOR, TUESDAY)}


def test_a_changed_link_is_history_too(path: Path) -> None:
    load(path, SCHOOL, people=None)
    load(path, {**SCHOOL, "ВКонтакте": "vk.com/litsey"}, people=None)
    assert history(path)[-1] == ("ВКонтакте", "vk.com/shkola", "vk.com/litsey")


def test_organisations_that_exchange_names_keep_their_own_history(path: Path) -> None:
    other = account(FULL_NAME="Сад", SHORT_NAME="Сад", OGRN=ogrn(2))
    load(path, SCHOOL, other, people=None)
    school = only_school(path)
    load(path, {**SCHOOL, "Краткое название": "Сад"}, {**other, "Краткое название": "Школа"}, people=None)
    with reading(path) as db:
        last = registry_history.listed(db, school)[-1].change
        assert registry_history.counted(db, school, TUESDAY) == {}
        assert registry_history.counted(db, school, None)["Краткое название"] == 2
    assert (last.before, last.after) == ("Школа", "Сад")


def test_no_name_phone_or_position_of_an_officer_stands_outside_their_own_table(path: Path) -> None:
    load(path, SCHOOL, people=[ANNA])
    load(path, SCHOOL, people=[BORIS])
    load(path, SCHOOL, people=[ANNA, BORIS])
    with reading(path) as db:
        tables = [each["name"] for each in rows(db, "select name from sqlite_master where type = 'table'")]
    assert {"registry_change", "officer_change", "task", "officer"} <= set(tables)
    holding = {table for table in tables if any(word in told(path, table) for word in PERSONAL)}
    assert holding == {"officer"}
    assert ("Ответственные", "ответственный", "ответственный, ответственный") in history(path)
