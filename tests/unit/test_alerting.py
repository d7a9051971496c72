"""When matters open, are muted, end, and when that is worth a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.alerting import Ended, Kept, Opened, Standing, plan, words
from domain.finding import DueSource, Finding, MatterKind, Outcome, Subject, SubjectKind, Verdict
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force, Severity
from domain.quiet_hours import NO_QUIET, QuietHours
from domain.workdays import Calendar

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # Monday 10:30 in the settlement
PAGE = Subject.page(1, Network.VK)
OTHER_PAGE = Subject.page(2, Network.OK)
STANDING = Standing(NOW, ZONE, Calendar(), live_pages=frozenset({1, 2}))


def finding(
    rule: str,
    verdict: Verdict,
    *,
    subject: Subject = PAGE,
    params: str = "",
    due_workdays: int | None = None,
) -> Finding:
    return Finding(
        rule, subject, 7, verdict, "P2.2", ("P2.2",), Force.MANDATORY, Severity.HIGH, due_workdays, params
    )


def matter(
    rule: str,
    *,
    kind: MatterKind = MatterKind.VIOLATION,
    subject: Subject = PAGE,
    period: str = "",
    streak: int = 1,
) -> Matter:
    return Matter(
        id=1,
        rule=rule,
        subject=subject,
        period=period,
        kind=kind,
        organisation_id=7,
        occurrence=1,
        streak=streak,
        opened_at=NOW - timedelta(days=3),
        due_at=None,
        due_source=None,
        evidence="адреса нет",
        clause="P2.2",
        clauses=("P2.2",),
        force=Force.MANDATORY,
        severity=Severity.HIGH,
        params="",
        announced_at=NOW - timedelta(days=3),
    )


BROKEN = Verdict.violated("адреса нет")
GOOD = Verdict.ok("адрес указан")
UNSEEN = Verdict.unknown("поле не пришло")
ASK = Verdict.unknown("не подтверждалось", opens=MatterKind.CONFIRMATION)


def test_a_violation_opens_a_matter_with_a_deadline_by_setting() -> None:
    (change,) = plan([finding("profile_address", BROKEN, due_workdays=5)], [], STANDING)
    assert isinstance(change, Opened)
    assert change.due_source is DueSource.SETTING
    assert change.due_at == datetime(2026, 11, 30, 13, 59, 59, tzinfo=UTC)


def test_a_deadline_of_the_verdict_wins_over_the_setting() -> None:
    due = NOW + timedelta(days=1)
    verdict = Verdict.violated("мало", due=due, due_source=DueSource.DECREE)
    (change,) = plan([finding("x", verdict, due_workdays=5)], [], STANDING)
    assert isinstance(change, Opened)
    assert (change.due_at, change.due_source) == (due, DueSource.DECREE)


@pytest.mark.parametrize("verdict", [GOOD, UNSEEN])
def test_what_does_not_accuse_opens_nothing(verdict: Verdict) -> None:
    assert plan([finding("profile_address", verdict)], [], STANDING) == []


@pytest.mark.parametrize("verdict", [BROKEN, UNSEEN])
def test_an_open_matter_is_kept_while_nothing_proves_the_remedy(verdict: Verdict) -> None:
    (change,) = plan([finding("profile_address", verdict)], [matter("profile_address")], STANDING)
    assert isinstance(change, Kept)


def test_fresh_proof_resolves() -> None:
    (change,) = plan([finding("profile_address", GOOD)], [matter("profile_address")], STANDING)
    assert isinstance(change, Ended)
    assert change.ending is Event.RESOLVED


def test_a_change_of_parameters_is_no_remedy() -> None:
    (change,) = plan([finding("page_silent", GOOD, params="days=30")], [matter("page_silent")], STANDING)
    assert isinstance(change, Ended)
    assert (change.ending, change.note) == (Event.WITHDRAWN, "изменены параметры правила")


@pytest.mark.parametrize(
    ("standing", "note"),
    [
        (replace(STANDING, archived=True), "организация убрана из реестра"),
        (replace(STANDING, exempt=True), "организация освобождена от ведения страниц"),
        (replace(STANDING, rules_off=frozenset({"page_cover"})), "проверка выключена в настройках"),
        (replace(STANDING, live_pages=frozenset({2})), "ссылка на страницу в реестре изменена"),
        (STANDING, "требование больше не применяется к организации"),
    ],
)
def test_a_finding_that_is_gone_withdraws_and_says_why(standing: Standing, note: str) -> None:
    (change,) = plan([], [matter("page_cover")], standing)
    assert isinstance(change, Ended)
    assert (change.ending, change.note) == (Event.WITHDRAWN, note)


def test_a_confirmation_due_ends_with_either_answer() -> None:
    asked = matter("twofa_attested", kind=MatterKind.CONFIRMATION)
    (confirmed,) = plan([finding("twofa_attested", Verdict.ok("подтверждено"))], [asked], STANDING)
    assert isinstance(confirmed, Ended)
    assert confirmed.ending is Event.RESOLVED
    denied = plan([finding("twofa_attested", Verdict.violated("ответ «нет»"))], [asked], STANDING)
    assert [type(change) for change in denied] == [Ended, Opened]


def test_an_expired_denial_stays_a_violation_and_asks_nothing_beside_it() -> None:
    (change,) = plan([finding("twofa_attested", ASK)], [matter("twofa_attested")], STANDING)
    assert isinstance(change, Kept)


def week(period: str, verdict: Outcome) -> Finding:
    makers = {
        Outcome.OK: Verdict.ok("2 из 2", period=period),
        Outcome.VIOLATED: Verdict.violated("1 из 2", period=period),
        Outcome.UNKNOWN: Verdict.unknown("данные неполны", period=period),
    }
    return finding("posts_weekly_min", makers[verdict])


@pytest.mark.parametrize(
    ("period", "outcome", "ending", "note"),
    [
        ("2026-W47", Outcome.OK, Event.RESOLVED, "публикации найдены"),
        ("2026-W48", Outcome.OK, Event.EXPIRED, "норма снова соблюдается"),
        ("2026-W48", Outcome.VIOLATED, Event.FOLLOWED, "более поздняя неделя тоже неполная"),
        ("2026-W47", Outcome.VIOLATED, None, ""),
        ("2026-W47", Outcome.UNKNOWN, None, ""),
        ("2026-W48", Outcome.UNKNOWN, None, ""),
    ],
)
def test_the_next_complete_week_closes_a_matter_of_the_weekly_norm(
    period: str, outcome: Outcome, ending: Event | None, note: str
) -> None:
    changes = plan([week(period, outcome)], [matter("posts_weekly_min", period="2026-W47")], STANDING)
    ended = [change for change in changes if isinstance(change, Ended)]
    assert [(change.ending, change.note) for change in ended] == ([(ending, note)] if ending else [])


def test_the_second_short_week_in_a_row_is_counted() -> None:
    open_one = matter("posts_weekly_min", period="2026-W47", streak=2)
    _, opened = plan([week("2026-W48", Outcome.VIOLATED)], [open_one], STANDING)
    assert isinstance(opened, Opened)
    assert opened.streak == 3


@pytest.mark.parametrize(
    ("earlier", "later", "streak"),
    [
        ("2026-W47", "2026-W48", 3),
        ("2026-W46", "2026-W48", 1),
        ("2026-W53", "2027-W01", 3),
        ("2026-W52", "2027-W01", 1),
    ],
)
def test_only_the_week_directly_before_makes_a_row(earlier: str, later: str, streak: int) -> None:
    open_one = matter("posts_weekly_min", period=earlier, streak=2)
    ended, opened = plan([week(later, Outcome.VIOLATED)], [open_one], STANDING)
    assert isinstance(ended, Ended)
    assert isinstance(opened, Opened)
    assert (ended.ending, opened.streak) == (Event.FOLLOWED, streak)


@pytest.mark.parametrize(
    ("verdict", "params"),
    [(BROKEN, "minimum=3"), (UNSEEN, "minimum=2")],
)
def test_who_is_still_accused_by_new_parameters_is_held_to_them(verdict: Verdict, params: str) -> None:
    accused = replace(matter("page_cover"), params="minimum=2")
    (change,) = plan([finding("page_cover", verdict, params="minimum=3")], [accused], STANDING)
    assert isinstance(change, Kept)
    assert change.now.params == params


def test_an_open_matter_follows_the_clause_of_another_decree() -> None:
    moved = replace(finding("page_cover", BROKEN), clause="2.4", clauses=("2.4",), force=Force.RECOMMENDED)
    (change,) = plan([moved], [matter("page_cover")], STANDING)
    assert isinstance(change, Kept)
    assert (change.now.clause, change.now.clauses, change.now.force) == ("2.4", ("2.4",), Force.RECOMMENDED)


def test_a_deadline_that_the_rule_knows_moves_an_open_matter_and_one_by_working_days_does_not() -> None:
    sooner = NOW + timedelta(days=3)
    asked = Verdict.unknown("ответственный сменился", opens=MatterKind.CONFIRMATION, due=sooner)
    waited = replace(matter("twofa_attested", kind=MatterKind.CONFIRMATION), due_at=NOW + timedelta(days=9))
    (moved,) = plan([finding("twofa_attested", asked)], [waited], STANDING)
    (stays,) = plan([finding("twofa_attested", ASK, due_workdays=1)], [waited], STANDING)
    assert isinstance(moved, Kept)
    assert isinstance(stays, Kept)
    assert (moved.now.due_at, stays.now.due_at) == (sooner, NOW + timedelta(days=9))


def test_a_warning_ends_with_its_week_whatever_the_next_one_says() -> None:
    warned = matter("posts_weekly_risk", period="2026-W47")
    unseen = finding("posts_weekly_risk", Verdict.unknown("лента не прочитана", period="2026-W48"))
    (change,) = plan([unseen], [warned], STANDING)
    assert isinstance(change, Ended)
    assert change.ending is Event.EXPIRED


def test_an_ok_that_only_says_not_yet_ends_no_warning() -> None:
    warned = matter("posts_weekly_risk", period="2026-W47")
    patient = finding("posts_weekly_risk", Verdict.ok("время ещё есть", period="2026-W47", closes=False))
    (change,) = plan([patient], [warned], STANDING)
    assert isinstance(change, Kept)


MISSING = finding("page_exists_vk", Verdict.violated("нет"), subject=Subject.page_of(7, Network.VK))
DUPLICATE = finding(
    "page_exists_vk",
    Verdict.unknown("ссылка из другой строки", opens=MatterKind.TECHNICAL),
    subject=Subject.page_of(7, Network.VK),
)
UNASKED = finding("page_exists_vk", Verdict.unknown("не проверена"), subject=Subject.page_of(7, Network.VK))
SHUT = finding("page_open", Verdict.violated("закрыта"))
SILENT = finding("page_silent", Verdict.violated("14 дней"))
UNREAD = finding("data_unavailable", Verdict.unknown("нет данных", opens=MatterKind.TECHNICAL))


@pytest.mark.parametrize(
    ("cause", "rule", "subject", "muted"),
    [
        (MISSING, "twofa_attested", PAGE, True),
        (MISSING, "twofa_attested", OTHER_PAGE, False),
        (MISSING, "credentials_ledger", Subject.organisation(7), False),
        (DUPLICATE, "page_cover", PAGE, True),
        (DUPLICATE, "twofa_attested", PAGE, True),
        (DUPLICATE, "page_cover", OTHER_PAGE, False),
        (DUPLICATE, "page_exists_vk", Subject.page_of(7, Network.VK), False),
        (UNASKED, "page_cover", PAGE, False),
        (SHUT, "posts_weekly_min", PAGE, True),
        (SHUT, "page_cover", PAGE, True),
        (SHUT, "twofa_attested", PAGE, False),
        (SILENT, "posts_weekly_risk", PAGE, True),
        (SILENT, "posts_weekly_min", PAGE, False),
        (UNREAD, "profile_email", PAGE, True),
        (UNREAD, "data_unavailable", PAGE, False),
        (UNREAD, "profile_email", OTHER_PAGE, False),
    ],
)
def test_one_cause_mutes_what_follows_from_it(cause: Finding, rule: str, subject: Subject, muted: bool) -> None:
    accused = finding(rule, BROKEN, subject=subject)
    changes = plan([cause, accused], [matter(rule, subject=subject)], STANDING)
    kept = next(change for change in changes if isinstance(change, Kept))
    assert kept.muted is muted


def test_a_dead_token_mutes_every_page_of_its_network() -> None:
    standing = replace(STANDING, mute_all=frozenset({Network.VK}))
    changes = plan([finding("page_cover", BROKEN)], [], standing)
    assert [isinstance(change, Opened) and change.muted for change in changes] == [True]


def test_a_matter_is_told_once_and_its_end_only_after_it_was_announced() -> None:
    fresh = replace(matter("page_cover"), announced_at=None)
    over = replace(matter("page_cover"), ended_at=NOW, ending=Event.RESOLVED)
    assert [alert.event for alert in words([fresh], STANDING)] == [Event.OPENED]
    assert [alert.event for alert in words([over], STANDING)] == [Event.RESOLVED]
    assert words([replace(over, announced_at=None)], STANDING) == []
    assert words([replace(over, ending=Event.FOLLOWED)], STANDING) == []
    assert words([replace(fresh, muted_since=NOW)], STANDING) == []


@pytest.mark.parametrize(
    ("day", "event"),
    [
        (19, None),
        (20, Event.REMINDER_0),  # Friday, the deadline
        (21, None),  # Saturday
        (22, None),
        (23, Event.REMINDER_1),
        (24, Event.REMINDER_2),
        (25, None),
    ],
)
def test_reminders_come_on_the_deadline_and_two_working_days_after(day: int, event: Event | None) -> None:
    due = datetime(2026, 11, 20, 13, 59, 59, tzinfo=UTC)
    late = replace(matter("page_cover"), due_at=due, announced_at=due - timedelta(days=5))
    standing = replace(STANDING, now=datetime(2026, 11, day, 1, tzinfo=UTC))
    assert [alert.event for alert in words([late], standing)] == ([event] if event else [])


def test_a_matter_of_one_week_is_never_reminded() -> None:
    due = NOW - timedelta(hours=1)
    weekly = replace(matter("posts_weekly_min", period="2026-W47"), due_at=due)
    assert words([weekly], STANDING) == []


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (7, 8),  # 07:00 waits till 08:00
        (8, 8),
        (19, 19),
        (20, 32),  # 20:00 waits till 08:00 of the next day
        (23, 32),
    ],
)
def test_quiet_hours_hold_letters_till_morning(hour: int, expected: int) -> None:
    midnight = datetime(2026, 11, 23, tzinfo=ZONE)
    quiet = QuietHours(time(20), time(8))
    assert quiet.until(midnight + timedelta(hours=hour), ZONE) == midnight + timedelta(hours=expected)


@pytest.mark.parametrize(
    ("hour", "began"),
    [
        (7, -4),  # 07:00: since 20:00 of the day before
        (8, None),
        (19, None),
        (20, 20),
        (23, 20),
    ],
)
def test_quiet_hours_know_when_they_began(hour: int, began: int | None) -> None:
    midnight = datetime(2026, 11, 23, tzinfo=ZONE)
    quiet = QuietHours(time(20), time(8))
    expected = None if began is None else midnight + timedelta(hours=began)
    assert quiet.since(midnight + timedelta(hours=hour), ZONE) == expected


def test_quiet_hours_within_one_day_began_that_day() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=ZONE)
    assert QuietHours(time(11), time(13)).since(noon, ZONE) == noon - timedelta(hours=1)


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert NO_QUIET.until(NOW, ZONE) == NOW
    assert NO_QUIET.since(NOW, ZONE) is None


def test_a_network_switched_off_withdraws_its_own_matter() -> None:
    subject = Subject(SubjectKind.NETWORK, network=Network.OK)
    silent = matter("data_unavailable", kind=MatterKind.TECHNICAL, subject=subject)
    (change,) = plan([], [silent], replace(STANDING, networks_off=frozenset({Network.OK})))
    assert isinstance(change, Ended)
    assert change.note == "сеть выключена в настройках"


def request(number: int, outcome: Verdict) -> Verdict:
    return replace(outcome, period=f"request:{number}")


def test_every_case_of_a_requirement_has_a_matter_of_its_own() -> None:
    late = Verdict.violated("запрос без ответа", due=NOW, due_source=DueSource.REQUEST)
    verdict = Verdict.of_cases([request(1, late), request(2, GOOD), request(3, late)], "запросов нет")
    changes = plan([finding("cur_request_due", verdict)], [matter("cur_request_due", period="request:1")], STANDING)
    kept, opened = changes
    assert isinstance(kept, Kept)
    assert isinstance(opened, Opened)
    assert (opened.finding.verdict.period, opened.due_source) == ("request:3", DueSource.REQUEST)


def test_a_case_that_is_met_ends_its_own_matter_only() -> None:
    verdict = Verdict.of_cases([request(1, GOOD), request(2, BROKEN)], "запросов нет")
    open_ones = [matter("cur_request_due", period=f"request:{number}") for number in (1, 2)]
    changes = plan([finding("cur_request_due", verdict)], open_ones, STANDING)
    assert [(type(change), change.matter.period) for change in changes if not isinstance(change, Opened)] == [
        (Ended, "request:1"),
        (Kept, "request:2"),
    ]
    assert [change.ending for change in changes if isinstance(change, Ended)] == [Event.RESOLVED]


def test_a_case_that_ran_out_of_time_is_followed_by_its_violation_without_a_word() -> None:
    waited = matter("cur_request_due", kind=MatterKind.CONFIRMATION, period="request:1")
    verdict = Verdict.of_cases([request(1, BROKEN)], "запросов нет")
    ended, opened = plan([finding("cur_request_due", verdict)], [waited], STANDING)
    assert isinstance(ended, Ended)
    assert isinstance(opened, Opened)
    assert (ended.ending, opened.kind) == (Event.FOLLOWED, MatterKind.VIOLATION)


def test_one_case_that_is_violated_keeps_no_other_from_being_asked_about() -> None:
    asked = Verdict.unknown("ответ не отмечен", opens=MatterKind.CONFIRMATION)
    verdict = Verdict.of_cases([request(1, BROKEN), request(2, asked)], "запросов нет")
    _, opened = plan(
        [finding("cur_request_due", verdict)], [matter("cur_request_due", period="request:1")], STANDING
    )
    assert isinstance(opened, Opened)
    assert (opened.kind, opened.finding.verdict.period) == (MatterKind.CONFIRMATION, "request:2")


def test_matters_of_the_lowest_severity_wait_for_the_digest() -> None:
    quiet = replace(matter("page_extras"), severity=Severity.INFO)
    assert words([quiet], STANDING) == []


def test_a_case_that_is_looked_at_no_more_has_run_out_of_time() -> None:
    verdict = Verdict.of_cases([], "запросов нет")
    (change,) = plan(
        [finding("cur_request_due", verdict)], [matter("cur_request_due", period="request:1")], STANDING
    )
    assert isinstance(change, Ended)
    assert (change.ending, change.note) == (Event.EXPIRED, "больше не отслеживается")


def test_a_case_goes_with_its_whole_requirement() -> None:
    off = replace(STANDING, rules_off=frozenset({"cur_request_due"}))
    (change,) = plan([], [matter("cur_request_due", period="request:1")], off)
    assert isinstance(change, Ended)
    assert (change.ending, change.note) == (Event.WITHDRAWN, "проверка выключена в настройках")


def test_a_case_is_reminded_of_on_the_day_of_its_deadline() -> None:
    due = replace(matter("cur_request_due", period="request:1"), due_at=NOW, due_source=DueSource.REQUEST)
    assert [alert.event for alert in words([due], STANDING)] == [Event.REMINDER_0]


@pytest.mark.parametrize(
    ("cases", "outcome", "evidence"),
    [
        ([], Outcome.OK, "запросов нет"),
        ([GOOD, GOOD], Outcome.OK, "адрес указан"),
        ([GOOD, UNSEEN], Outcome.UNKNOWN, "поле не пришло"),
        ([UNSEEN, BROKEN, Verdict.violated("телефона нет")], Outcome.VIOLATED, "адреса нет; телефона нет"),
    ],
)
def test_many_cases_make_one_verdict_the_worst(cases: list[Verdict], outcome: Outcome, evidence: str) -> None:
    numbered = [request(number, case) for number, case in enumerate(cases)]
    verdict = Verdict.of_cases(numbered, "запросов нет")
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_of_very_many_cases_only_the_first_are_told() -> None:
    many = [request(number, Verdict.violated(f"запрос № {number}")) for number in range(1, 8)]
    told = Verdict.of_cases(many, "запросов нет").evidence
    assert told == "запрос № 1; запрос № 2; запрос № 3; запрос № 4; запрос № 5; и ещё 2"


def test_the_verdict_of_many_cases_has_the_nearest_deadline() -> None:
    near = Verdict.violated("запрос № 1", due=NOW, due_source=DueSource.REQUEST)
    far = Verdict.violated("запрос № 2", due=NOW + timedelta(days=1), due_source=DueSource.SETTING)
    none = Verdict.violated("запрос № 3")
    verdict = Verdict.of_cases([request(number, each) for number, each in enumerate([none, far, near])], "")
    assert (verdict.due, verdict.due_source) == (NOW, DueSource.REQUEST)


@pytest.mark.parametrize("names", [["", "a"], ["a", "a"]])
def test_cases_without_names_of_their_own_are_a_mistake_of_the_rule(names: list[str]) -> None:
    with pytest.raises(ValueError, match="a name of its own"):
        Verdict.of_cases([replace(BROKEN, period=name) for name in names], "")
