"""The facts of the monthly report: weeks, violations that came and went, clauses, journals, gaps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from month_world import checked, ends, facts, opens
from paper_world import DECREE, ZONE, World, local
from sqlite_utils import Database

from app.frame import Frame
from app.papers.month_paper import facts_of
from app.papers.monthly.span import MonthSpan
from domain.content import Content
from domain.finding import DueSource, MatterKind
from domain.matter import Event
from domain.month import Month
from domain.network import Network
from domain.norm import Force
from domain.organisation import Kind, Status
from domain.post import PostKind
from domain.request import RequestFrom
from domain.workdays import end_of_day
from reports.month.facts import Dues
from rules.settings import RuleSetting
from storage import assistance, central, placements, requests
from storage.migrations import migrations


def filled(world: World, page: int, *days: str) -> None:
    for day in days:
        world.post(page, day)


@pytest.mark.parametrize(
    ("name", "weeks"),
    [
        ("2026-11", ["26 октября – 1 ноября", "2–8 ноября", "9–15 ноября", "16–22 ноября", "23–29 ноября"]),
        ("2027-02", ["1–7 февраля", "8–14 февраля", "15–21 февраля", "22–28 февраля"]),
        ("2028-02", ["31 января – 6 февраля", "7–13 февраля", "14–20 февраля", "21–27 февраля"]),
        ("2026-12", ["30 ноября – 6 декабря", "7–13 декабря", "14–20 декабря", "21–27 декабря"]),
        ("2027-01", ["28 декабря – 3 января", "4–10 января", "11–17 января", "18–24 января", "25–31 января"]),
    ],
)
def test_a_week_belongs_to_the_month_in_which_it_ends(world: World, name: str, weeks: list[str]) -> None:
    span = MonthSpan(world.db, world.frame(), Month.parse(name, ZONE), datetime(2029, 1, 1, tzinfo=ZONE))

    assert [week.title for week in span.weeks] == weeks


def test_every_week_is_in_exactly_one_month(world: World) -> None:
    month, now = Month.parse("2026-01", ZONE), datetime(2029, 1, 1, tzinfo=ZONE)
    found = []
    for _ in range(26):
        found += MonthSpan(world.db, world.frame(), month, now).weeks
        month = month.next

    assert [later.monday - week.monday for week, later in pairwise(found)] == [timedelta(days=7)] * (len(found) - 1)


def test_pages_are_counted_by_the_norm_of_each_week(world: World) -> None:
    good, short = world.page(world.organisation("Клуб")), world.page(world.organisation("Музей"))
    world.page(world.organisation("Архив"), read_until=None)
    filled(world, good, "10-06", "10-07", "10-08", "10-13", "10-14", "10-20", "10-21")
    filled(world, short, "10-06", "10-13", "10-14")
    world.post(short, "10-07", kind=PostKind.AD)
    checked(world.db, local("10-26"))

    told = {week.title: week for week in facts(world).weeks}

    assert [(week.met, week.short, week.unknown, week.posts) for week in told.values()] == [
        (0, 2, 1, 0),
        (1, 1, 1, 4),
        (2, 0, 1, 4),
        (1, 1, 1, 2),
    ]
    assert told["5–11 октября"].average == 2
    assert told["5–11 октября"].share == 50


def test_weeks_of_a_month_when_nobody_looked_are_not_counted(world: World) -> None:
    filled(world, world.page(world.organisation()), "10-06", "10-07")
    checked(world.db, local("11-02"))

    assert facts(world).weeks == facts(world, "2026-11").weeks_before == ()
    assert facts(world, "2026-11").weeks != ()


def test_a_disputed_post_makes_the_page_unknown_until_a_setting_decides(world: World) -> None:
    page = world.page(world.organisation())
    filled(world, page, "10-06")
    world.post(page, "10-07", kind=PostKind.REPOST)
    checked(world.db, local("10-26"))
    month = Month.parse("2026-10", ZONE)
    rules = {"posts_weekly_min": RuleSetting(params={"count_reposts": True})}
    counted = Frame(lambda: world.now, ZONE, DECREE, rules=rules)

    silent = facts(world).weeks[1]
    decided = facts_of(world.db, counted, month, world.now).weeks[1]

    assert (silent.met, silent.unknown, silent.posts) == (0, 1, 0)
    assert (decided.met, decided.unknown, decided.posts) == (1, 0, 2)


def test_of_whom_the_norm_asks_nothing_nothing_is_counted(world: World) -> None:
    world.page(world.organisation("Администрация", kind=Kind.ADMINISTRATION))
    world.page(world.organisation("Счёты", status=Status.EXEMPT))
    checked(world.db, local("10-26"))

    assert {(week.judged, week.unknown) for week in facts(world).weeks} == {(0, 0)}


def test_without_the_rule_there_is_no_norm(world: World) -> None:
    world.page(world.organisation())
    off = Frame(lambda: world.now, ZONE, DECREE, rules={"posts_weekly_min": RuleSetting(enabled=False)})

    told = facts_of(world.db, off, Month.parse("2026-10", ZONE), world.now)

    assert (told.norm, told.weeks) == (None, ())


class Stood(NamedTuple):
    """What October says of one matter."""

    before: int
    opened: int
    resolved: int
    left: int


@pytest.mark.parametrize(
    ("opened", "ended", "stood"),
    [
        ("09-10", None, Stood(1, 0, 0, 1)),
        ("09-10", "09-20", Stood(0, 0, 0, 0)),
        ("09-10", "10-20", Stood(1, 0, 1, 0)),
        ("10-01 00:00", None, Stood(0, 1, 0, 1)),
        ("10-10", "10-20", Stood(0, 1, 1, 0)),
        ("10-31 23:59", "11-01 00:00", Stood(0, 1, 0, 1)),
        ("11-01 00:00", None, Stood(0, 0, 0, 0)),
    ],
)
def test_a_matter_counts_in_the_month_of_its_opening_and_of_its_end(
    world: World, opened: str, ended: str | None, stood: Stood
) -> None:
    world.page(world.organisation())
    matter = opens(world.db, local(opened))
    if ended:
        ends(world.db, matter, local(ended))

    told = facts(world)

    balance = told.violations
    assert Stood(balance.before, balance.opened, balance.resolved, balance.left) == stood
    assert len(told.open) == stood.left


@pytest.mark.parametrize("event", [Event.EXPIRED, Event.FOLLOWED])
def test_a_week_that_passed_is_no_remedy(world: World, event: Event) -> None:
    world.page(world.organisation())
    matter = opens(world.db, local("10-06"), rule="posts_weekly_min", clauses=("P2.2",), period="2026-W40")
    ends(world.db, matter, local("10-13"), event)

    balance = facts(world).violations

    assert (balance.opened, balance.resolved, balance.ran_out, balance.left) == (1, 0, 1, 0)


def test_a_later_occurrence_does_not_hide_what_stood_before(world: World) -> None:
    world.page(world.organisation())
    first = opens(world.db, local("10-05"), evidence="обложки не было в октябре")
    ends(world.db, first, local("11-05"))
    opens(world.db, local("11-10"), evidence="обложки нет и в ноябре")

    line = facts(world).open[0]

    assert line.fact == "ВКонтакте: обложки не было в октябре"
    assert line.later == "устранено 05.11.2026"


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[int, Event | None]]:
    """Days of openings and ends of one matter, in turn."""
    count = draw(st.integers(1, 8))
    days = sorted(draw(st.lists(st.integers(0, 88), min_size=count, max_size=count, unique=True)))
    ending = st.sampled_from([Event.RESOLVED, Event.WITHDRAWN, Event.EXPIRED, Event.FOLLOWED])
    return [(day, draw(ending) if place % 2 else None) for place, day in enumerate(days)]


@given(st.lists(lives(), min_size=1, max_size=3))
@settings(max_examples=25)
def test_what_was_and_came_is_what_went_and_stays(told: list[list[tuple[int, Event | None]]]) -> None:
    db = Database(memory=True)
    migrations.apply(db)
    world = World(db, now=local("12-05"))
    world.page(world.organisation())
    for number, life in enumerate(told):
        matter = None
        for day, event in life:
            at = local("09-01") + timedelta(days=day)
            if event is None:
                matter = opens(db, at, period=f"item:{number}")
            elif matter is not None:
                ends(db, matter, at, event)

    for name in ("2026-08", "2026-09", "2026-10", "2026-11"):
        now = facts(world, name)
        one, before = now.violations, now.violations_before
        assert one.before + one.opened == one.resolved + one.ran_out + one.withdrawn + one.left
        assert before.left == one.before
        assert one.left == len(now.open)


def test_only_mandatory_requirements_are_violations(world: World) -> None:
    world.page(world.organisation())
    opens(world.db, local("10-05"))
    opens(world.db, local("10-05"), rule="page_extras", force=Force.RECOMMENDED, evidence="виджетов нет")
    opens(world.db, local("10-05"), rule="page_silent", evidence="нет публикаций 20 дней")
    opens(
        world.db, local("10-05"), rule="twofa_attested", kind=MatterKind.CONFIRMATION, evidence="не подтверждалось"
    )

    told = facts(world)

    assert [line.fact for line in told.open] == ["ВКонтакте: обложки нет"]
    assert {line.fact for line in told.recommendations} == {
        "ВКонтакте: виджетов нет",
        "ВКонтакте: нет публикаций 20 дней",
    }
    assert [(each.organisation, each.what, each.count) for each in told.awaited] == [
        ("Дом ремёсел", ("Двухфакторная аутентификация (ВК)",), 1)
    ]
    assert told.violations.left == 1


def test_a_deadline_says_whose_it_is_and_whether_it_passed(world: World) -> None:
    world.page(world.organisation())
    opens(world.db, local("10-05"), due=end_of_day(date(2026, 10, 12), ZONE))
    opens(world.db, local("10-05"), rule="page_avatar", due=end_of_day(date(2026, 11, 12), ZONE))

    told = {line.deadline: line.is_overdue for line in facts(world).open}

    assert told == {"прошёл 12 октября — по настройке": True, "до 12 ноября — по настройке": False}


def test_a_clause_counts_violations_of_the_month_and_organisations_of_the_last_check(world: World) -> None:
    world.page(world.organisation())
    opens(world.db, local("10-05"), clauses=("P2.4",))
    checked(world.db, local("11-24 08:00"))

    line = next(line for line in facts(world).clauses if line.cite == "п. 4 раздела 2 Порядка")

    assert (line.opened, line.resolved, line.left) == (1, 0, 1)
    assert "Обложка" in line.titles
    assert line.now is not None


def test_of_a_month_long_over_nobody_says_what_was_in_order(world: World) -> None:
    world.page(world.organisation())

    assert all(line.now is None for line in facts(world, "2026-09").clauses)
    assert all(line.now is not None for line in facts(world, "2026-11").clauses)


def test_a_clause_that_binds_nobody_is_left_out(world: World) -> None:
    world.organisation()

    cites = [line.cite for line in facts(world).clauses]

    assert "подп. 6.3 раздела 1 Порядка" not in cites
    assert len(cites) == len(set(cites))


def test_an_empty_registry_has_a_report(world: World) -> None:
    told = facts(world)

    assert (told.organisations, told.pages, told.open, told.violations.left) == (0, 0, (), 0)
    assert told.gaps[0] == "проверок в этом месяце не было, поэтому о нарушениях ничего не известно"


def test_days_without_a_check_are_told(world: World) -> None:
    days = [day for day in range(1, 32) if day not in (3, 4, 5, 20)]
    checked(world.db, *(local(f"10-{day:02d} 10:00") for day in days))

    assert facts(world).gaps == ("без проверок: 4 дня из 31 (3–5 октября, 20 октября)",)
    assert facts(world).checks == 27


def test_a_running_month_ends_with_the_present(world: World) -> None:
    world.page(world.organisation())
    opens(world.db, world.now)
    checked(world.db, *(local(f"11-{day:02d} 10:00") for day in range(1, 25)))

    told = facts(world, "2026-11")

    assert told.is_running
    assert told.violations.left == 1
    assert [week.title for week in told.weeks][-1] == "16–22 ноября"
    assert not [gap for gap in told.gaps if gap.startswith("без проверок")]


@pytest.mark.parametrize(
    ("days", "within"),
    [
        (("10-20", "10-21"), date(2026, 10, 20)),
        (("09-30", "10-20"), None),
        (("10-01", "10-20"), None),
        (("11-02",), None),
        ((), None),
    ],
)
def test_a_month_knows_whether_the_program_began_in_its_midst(
    world: World, days: tuple[str, ...], within: date | None
) -> None:
    checked(world.db, *(local(f"{day} 00:30") for day in days))

    assert facts(world).began_within == within


def test_unclear_weeks_and_networks_that_are_off_are_told(world: World) -> None:
    for name in ("Клуб", "Музей"):
        world.page(world.organisation(name), read_until=None)
    checked(world.db, *(local(f"10-{day:02d} 10:00") for day in range(1, 32)))
    frame = Frame(lambda: world.now, ZONE, DECREE, off=frozenset({Network.OK}))

    gaps = facts_of(world.db, frame, Month.parse("2026-10", ZONE), world.now).gaps

    assert gaps[0] == "Одноклассники: сеть выключена в настройках"
    assert gaps[1] == (
        "за неделю 28 сентября – 4 октября видно 0 из 2, но данные неполны: публикации не прочитаны: "
        "Клуб (ВК), Музей (ВК)"
    )
    assert len(gaps) == 5


def test_requests_of_cur_and_help_are_counted(world: World) -> None:
    organisation = world.organisation("Клуб")

    def asked(number: str, received: date, due: date, answered: date | None = None) -> None:
        request_id = requests.add(
            world.db,
            asked_by=RequestFrom.CUR,
            organisation_id=None,
            number=number,
            received=received,
            due_at=end_of_day(due, ZONE),
            due_source=DueSource.REQUEST,
            file_hash="",
            now=world.now,
        )
        if answered:
            requests.answer(world.db, request_id, day=answered, number="", file_hash="")

    asked("1", date(2026, 9, 28), date(2026, 10, 2), date(2026, 10, 2))
    asked("2", date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 9))
    asked("3", date(2026, 10, 28), date(2026, 10, 31), date(2026, 11, 2))
    asked("4", date(2026, 11, 2), date(2026, 11, 5))
    assistance.add(world.db, organisation_id=organisation, day=date(2026, 10, 31), topic="обложка", now=world.now)
    assistance.add(world.db, organisation_id=organisation, day=date(2026, 11, 1), topic="описание", now=world.now)

    told = facts(world)

    assert told.cur_requests == Dues(before=1, received=2, in_time=1, late=1, left=1, overdue=1)
    assert [(line.organisation, line.topic) for line in told.help] == [("Клуб", "обложка")]


def test_materials_of_the_month_are_counted_by_how_they_stand(world: World) -> None:
    page = world.page(world.organisation("Клуб"))
    world.page(world.organisation("Музей"))

    def came(number: str, when: str) -> int:
        return central.add(
            world.db,
            number=number,
            title="Пропуск",
            text="",
            links=(),
            received_at=local(when),
            due_at=local(when) + timedelta(days=1),
            due_source=DueSource.REQUEST,
            addressed=(),
            now=local(when),
        )

    item = came("1", "10-12")
    came("2", "09-30")
    came("3", "11-02")
    world.post(page, "10-12 15:00")
    post = placements.Publication("77", local("10-12 15:00"), Content(), world.now)
    placements.place(world.db, item, page, post, world.now)

    told = facts(world).central

    assert told.items == 1
    assert dict(told.places) == {"размещён": 1, "не найден": 1}


DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS, st.none() | DAYS), max_size=12))
def test_what_was_asked_is_answered_or_left(spans: list[tuple[date, date, date | None]]) -> None:
    sane = [(asked, due, done) for asked, due, done in spans if done is None or done >= asked]

    dues = Dues.of(sane, date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))

    assert dues.before + dues.received == dues.in_time + dues.late + dues.left
    assert dues.overdue <= dues.left


def test_a_report_made_twice_says_the_same_but_for_the_time(world: World) -> None:
    page = world.page(world.organisation())
    filled(world, page, "10-06", "10-07")
    opens(world.db, local("10-05"))
    first = facts(world)
    world.now += timedelta(hours=5)
    second = facts(world)

    assert [getattr(first, name) for name in KEPT] == [getattr(second, name) for name in KEPT]
    assert facts(world) == facts(world)


KEPT = ("weeks", "weeks_before", "clauses", "violations", "violations_before", "open", "awaited", "gaps", "until")
