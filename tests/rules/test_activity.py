"""How often a page publishes: the week of P2.2, the warning, the silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.finding import DueSource, MatterKind, Outcome
from domain.page import Openness
from domain.post import Post, PostKind
from domain.reading import Route
from domain.view import Collection, PageView, ThemeCount
from rules.activity import page_silent, posts_weekly_min, posts_weekly_risk
from tests.rules.world import LONG_AGO, NOW, OK_PAGE, READ, VK_PAGE, at, gone, page_view, posts

OK, VIOLATED, UNKNOWN = Outcome.OK, Outcome.VIOLATED, Outcome.UNKNOWN
TUESDAY, FRIDAY = at(17), at(20)
YOUNG = replace(VK_PAGE, first_seen_at=TUESDAY, created_at=None)
STATISTICS = replace(READ, route=Route.STAT_TOPICS)


@pytest.mark.parametrize(
    ("published", "outcome", "evidence"),
    [
        ((), VIOLATED, "за неделю 16–22 ноября опубликовано 0 из 2"),
        ((TUESDAY,), VIOLATED, "за неделю 16–22 ноября опубликовано 1 из 2"),
        ((TUESDAY, FRIDAY), OK, "за неделю 16–22 ноября опубликовано 2 при норме 2"),
        ((at(15), at(23, 8)), VIOLATED, "за неделю 16–22 ноября опубликовано 0 из 2"),
    ],
)
def test_the_last_complete_week_is_counted(
    published: tuple[datetime, ...], outcome: Outcome, evidence: str
) -> None:
    verdict = posts_weekly_min(page_view(posts=posts(*published)), minimum=2)
    assert (verdict.outcome, verdict.evidence, verdict.period) == (outcome, evidence, "2026-W47")


def test_a_short_week_is_due_at_its_own_end_by_the_decree() -> None:
    verdict = posts_weekly_min(page_view(), minimum=2)
    assert (verdict.due, verdict.due_source) == (at(23, 0), DueSource.DECREE)
    assert verdict.opens is MatterKind.VIOLATION


BORDERS = [
    ("Asia/Vladivostok", "2026-11-15T14:00:00Z", "2026-11-22T14:00:00Z"),
    ("Europe/Kaliningrad", "2026-11-15T22:00:00Z", "2026-11-22T22:00:00Z"),
    ("America/New_York", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z"),
    ("America/New_York", "2026-03-02T05:00:00Z", "2026-03-09T04:00:00Z"),
]


@pytest.mark.parametrize(("zone", "start", "end"), BORDERS)
@pytest.mark.parametrize(
    ("from_start", "from_end", "outcome"),
    [(-1, None, VIOLATED), (0, None, OK), (None, -1, OK), (None, 0, VIOLATED)],
)
def test_a_week_is_local_to_the_second_and_may_be_167_or_169_hours_long(
    zone: str, start: str, end: str, from_start: int | None, from_end: int | None, outcome: Outcome
) -> None:
    first, after = datetime.fromisoformat(start), datetime.fromisoformat(end)
    moment = after + timedelta(seconds=from_end) if from_end is not None else first
    moment += timedelta(seconds=from_start or 0)
    view = page_view(
        zone=ZoneInfo(zone),
        now=after,
        page=replace(VK_PAGE, first_seen_at=datetime(2026, 1, 1, tzinfo=UTC)),
        feed=replace(READ, since=datetime(2026, 1, 1, tzinfo=UTC), until=after),
        posts=posts(moment),
    )
    assert posts_weekly_min(view, minimum=1).outcome is outcome


@pytest.mark.parametrize("kind", [PostKind.REPOST, PostKind.CLIP, PostKind.VIDEO, PostKind.PHOTO])
def test_a_disputed_kind_that_would_decide_leaves_the_week_unknown(kind: PostKind) -> None:
    view = page_view(posts=(*posts(TUESDAY), *posts(FRIDAY, kind=kind)))
    assert posts_weekly_min(view, minimum=2).outcome is UNKNOWN


def test_disputed_posts_are_told_apart_from_sure_ones() -> None:
    view = page_view(posts=(*posts(TUESDAY), *posts(at(18), FRIDAY, kind=PostKind.REPOST)))
    verdict = posts_weekly_min(view, minimum=2)
    assert verdict.evidence == (
        "за неделю 16–22 ноября без репостов 1, с ними 3: постановление не говорит, считать ли их"
    )
    assert (verdict.period, verdict.opens) == ("2026-W47", None)


def test_every_disputed_kind_met_is_named() -> None:
    mixed = (*posts(TUESDAY, kind=PostKind.PHOTO), *posts(at(18), FRIDAY, kind=PostKind.CLIP))
    assert "без клипов и фото 0, с ними 3" in posts_weekly_min(page_view(posts=mixed), minimum=2).evidence


WHOLLY = "вид спорных публикаций программе неизвестен"
PARTLY = "вид части спорных публикаций программе неизвестен, об остальных постановление не говорит"


@pytest.mark.parametrize(
    ("count_reposts", "told"),
    [
        (None, f"бесспорных 1, со спорными 4: {PARTLY}"),
        (True, f"бесспорных 2 (репосты считаются по настройке), со спорными 4: {WHOLLY}"),
        (False, f"бесспорных 1 (репосты не считаются по настройке), со спорными 3: {WHOLLY}"),
    ],
)
def test_a_kind_nobody_described_stays_disputed_whatever_is_set_about_reposts(
    count_reposts: bool | None, told: str
) -> None:
    longreads = posts(at(18), at(19), kind=PostKind.UNLISTED)
    view = page_view(posts=(*posts(TUESDAY), *longreads, *posts(FRIDAY, kind=PostKind.REPOST)))
    verdict = posts_weekly_min(view, minimum=3, count_reposts=count_reposts)
    assert (verdict.outcome, verdict.evidence) == (UNKNOWN, f"за неделю 16–22 ноября {told}")


def test_a_week_short_even_with_disputed_posts_is_violated_and_says_both_numbers() -> None:
    view = page_view(posts=(*posts(TUESDAY), *posts(FRIDAY, kind=PostKind.REPOST)))
    verdict = posts_weekly_min(view, minimum=3)
    assert verdict.outcome is VIOLATED
    assert "опубликовано 1 из 3 (без репостов 1, с ними 2" in verdict.evidence


@pytest.mark.parametrize(
    ("count_reposts", "outcome", "ending"),
    [
        (True, OK, "опубликовано 2 при норме 2, репосты считаются по настройке"),
        (False, VIOLATED, "опубликовано 1 из 2, репосты не считаются по настройке"),
    ],
)
def test_a_setting_settles_what_the_decree_leaves_open(count_reposts: bool, outcome: Outcome, ending: str) -> None:
    view = page_view(posts=(*posts(TUESDAY), *posts(FRIDAY, kind=PostKind.REPOST)))
    verdict = posts_weekly_min(view, minimum=2, count_reposts=count_reposts)
    assert verdict.outcome is outcome
    assert verdict.evidence.endswith(ending)


@pytest.mark.parametrize(
    "kind",
    [
        PostKind.AD,
        PostKind.VISITOR,
        PostKind.SUGGESTED,
        PostKind.POSTPONED,
        PostKind.HIDDEN,
        PostKind.OTHER,
    ],
)
def test_what_is_not_the_pages_own_publication_never_counts(kind: PostKind) -> None:
    view = page_view(posts=posts(TUESDAY, FRIDAY, kind=kind))
    assert posts_weekly_min(view, minimum=2, count_reposts=True).outcome is VIOLATED


@pytest.mark.parametrize(("published", "outcome"), [(at(10), VIOLATED), (FRIDAY, OK)])
def test_a_pinned_post_counts_by_its_own_date(published: datetime, outcome: Outcome) -> None:
    pinned = Post("7", published, pinned=True)
    assert posts_weekly_min(page_view(posts=(pinned,)), minimum=1).outcome is outcome


@pytest.mark.parametrize(
    ("minimum", "deleted", "evidence"),
    [
        (2, 1, "опубликовано 2 при норме 2, 1 из них позже удалена"),
        (2, 2, "опубликовано 2 при норме 2, 2 из них позже удалены"),
        (3, 1, "опубликовано 2 из 3, 1 из них позже удалена"),
    ],
)
def test_a_post_deleted_later_stays_counted_and_is_said_so(minimum: int, deleted: int, evidence: str) -> None:
    written = posts(TUESDAY, FRIDAY)
    kept = (*(gone(post) for post in written[:deleted]), *written[deleted:])
    assert posts_weekly_min(page_view(posts=kept), minimum=minimum).evidence.endswith(evidence)


def test_a_deleted_repost_is_said_so_too() -> None:
    view = page_view(posts=(*posts(TUESDAY), *map(gone, posts(FRIDAY, kind=PostKind.REPOST))))
    evidence = posts_weekly_min(view, minimum=2).evidence
    assert "без репостов 1, с ними 2, 1 из них позже удалена: постановление не говорит" in evidence


GAPS = [
    ({"feed": None}, "публикации не прочитаны"),
    ({"feed": None, "collection": Collection(reason="нет доступа")}, "публикации не прочитаны (нет доступа)"),
    ({"feed": replace(READ, until=at(22, 23, 59))}, "публикации не читались после 23 ноября 00:00"),
    ({"feed": replace(READ, since=at(16, 0, 1))}, "публикации не прочитаны вглубь до 16 ноября 00:00"),
    (
        {"feed": replace(READ, since=at(16, 0, 1), until=at(23, 0))},
        "публикации не прочитаны вглубь до 16 ноября 00:00",
    ),
    ({"feed": replace(READ, since=None)}, "публикации не прочитаны вглубь до 16 ноября 00:00"),
    ({"openness": Openness.WALL_OFF}, "стена на странице выключена"),
    ({"openness": Openness.CLOSED}, "страница закрыта"),
    ({"openness": Openness.BLOCKED}, "страница заблокирована"),
    ({"openness": Openness.DELETED}, "страница удалена"),
    ({"page": YOUNG}, "не видно, что страница уже была до 16 ноября 00:00"),
    ({"page": replace(YOUNG, first_seen_at=at(16, 0))}, "не видно, что страница уже была до 16 ноября 00:00"),
    ({"page": replace(YOUNG, first_seen_at=None)}, "не видно, что страница уже была до 16 ноября 00:00"),
]


@pytest.mark.parametrize(("changes", "reason"), GAPS)
def test_missing_data_never_accuses_and_says_what_is_missing(changes: dict[str, object], reason: str) -> None:
    verdict = posts_weekly_min(page_view(posts=posts(TUESDAY), **changes), minimum=2)
    assert verdict.outcome is UNKNOWN
    assert verdict.evidence == f"за неделю 16–22 ноября видно 1 из 2, но данные неполны: {reason}"
    assert verdict.period == "2026-W47"


@pytest.mark.parametrize("changes", [changes for changes, _ in GAPS])
def test_enough_posts_are_enough_whatever_else_is_missing(changes: dict[str, object]) -> None:
    assert posts_weekly_min(page_view(posts=posts(TUESDAY, FRIDAY), **changes), minimum=2).outcome is OK


@pytest.mark.parametrize(
    "proof",
    [
        {"page": replace(YOUNG, first_seen_at=at(15, 23, 59))},
        {"page": replace(YOUNG, created_at=LONG_AGO)},
        {"page": YOUNG, "posts": posts(at(15, 23, 59))},
        {"page": YOUNG, "posts": (Post("1", LONG_AGO, pinned=True),)},
        {"page": YOUNG, "posts": posts(at(10), kind=PostKind.VISITOR)},
    ],
)
def test_any_older_sight_proves_that_the_page_stood(proof: dict[str, object]) -> None:
    assert posts_weekly_min(page_view(**proof), minimum=2).outcome is VIOLATED


def test_a_feed_read_to_its_beginning_covers_any_week() -> None:
    feed = replace(READ, since=None, whole=True)
    assert posts_weekly_min(page_view(feed=feed), minimum=2).outcome is VIOLATED


def statistics_view(until: datetime, *counts: ThemeCount, published: tuple[Post, ...] = ()) -> PageView:
    return page_view(
        page=OK_PAGE,
        now=until,
        feed=replace(STATISTICS, until=until),
        theme_counts=counts,
        posts=published,
    )


@pytest.mark.parametrize(
    ("until", "outcome"), [(at(24, 23, 59), UNKNOWN), (at(25, 0), VIOLATED), (at(26, 0), VIOLATED)]
)
def test_late_statistics_are_given_time_to_settle(until: datetime, outcome: Outcome) -> None:
    verdict = posts_weekly_min(statistics_view(until), minimum=2)
    assert verdict.outcome is outcome
    assert ("нужно чтение после 25 ноября 00:00" in verdict.evidence) is (outcome is UNKNOWN)


def test_other_routes_need_no_time_to_settle() -> None:
    view = page_view(page=OK_PAGE, feed=replace(READ, route=Route.TOPICS))
    assert posts_weekly_min(view, minimum=2).outcome is VIOLATED


LATER = at(25, 12)


@pytest.mark.parametrize(
    ("counts", "published", "outcome"),
    [
        ((ThemeCount(at(15), 40), ThemeCount(LATER, 41)), posts(TUESDAY), VIOLATED),
        ((ThemeCount(at(15), 40), ThemeCount(LATER, 42)), posts(TUESDAY), UNKNOWN),
        ((ThemeCount(at(14), 30), ThemeCount(at(15), 40), ThemeCount(LATER, 40)), (), VIOLATED),
        ((ThemeCount(LATER, 42), ThemeCount(at(15), 40)), posts(TUESDAY), UNKNOWN),
        ((ThemeCount(at(19), 41), ThemeCount(LATER, 41)), posts(TUESDAY), VIOLATED),
        ((ThemeCount(at(19), 41), ThemeCount(LATER, 42)), posts(TUESDAY), UNKNOWN),
        ((ThemeCount(LATER, 42),), posts(TUESDAY), VIOLATED),
        ((ThemeCount(at(15), 30), ThemeCount(at(16, 0), 40), ThemeCount(LATER, 40)), (), VIOLATED),
        ((ThemeCount(at(17), 40), ThemeCount(LATER, 41)), posts(at(17)), UNKNOWN),
        ((ThemeCount(at(15), 40), ThemeCount(LATER, 41)), tuple(map(gone, posts(TUESDAY))), UNKNOWN),
        (
            (ThemeCount(at(9), 40), ThemeCount(LATER, 41)),
            (gone(Post("1", at(9, 11, 30))), *posts(TUESDAY)),
            UNKNOWN,
        ),
    ],
    ids=[
        "grew by what we saw",
        "grew by more",
        "the sample nearest before the week counts",
        "samples in any order",
        "a sample inside the week counts posts after it",
        "a sample inside the week and one unseen topic",
        "one sample tells nothing",
        "a sample of the week's first moment is the nearest before it",
        "a topic that was there at the sample does not explain growth",
        "a deleted post does not explain growth",
        "an older topic that went hides a new one",
    ],
)
def test_a_counter_of_topics_that_outgrew_the_list_forbids_a_verdict(
    counts: tuple[ThemeCount, ...], published: tuple[Post, ...], outcome: Outcome
) -> None:
    assert posts_weekly_min(statistics_view(LATER, *counts, published=published), minimum=2).outcome is outcome


def test_a_wall_list_needs_no_counter_of_topics() -> None:
    counts = (ThemeCount(at(15), 40), ThemeCount(NOW, 90))
    assert posts_weekly_min(page_view(theme_counts=counts), minimum=2).outcome is VIOLATED


@pytest.mark.parametrize(
    ("now", "published", "outcome", "evidence"),
    [
        (at(19, 9, 59), (), OK, "за неделю 16–22 ноября опубликовано 0 из 2, время ещё есть"),
        (at(19, 10), (), VIOLATED, "до конца недели нужны ещё 2 публикации"),
        (at(19, 10), (TUESDAY,), OK, "за неделю 16–22 ноября опубликовано 1 из 2, время ещё есть"),
        (at(20, 15, 59), (TUESDAY,), OK, "за неделю 16–22 ноября опубликовано 1 из 2, время ещё есть"),
        (at(20, 16), (TUESDAY,), VIOLATED, "до конца недели нужна ещё 1 публикация"),
        (at(22, 23, 59), (TUESDAY, at(18)), OK, "за неделю 16–22 ноября опубликовано 2 из 2"),
        (at(22, 12), (at(15),), VIOLATED, "до конца недели нужны ещё 2 публикации"),
    ],
)
def test_a_week_that_runs_short_is_warned_about_in_time(
    now: datetime, published: tuple[datetime, ...], outcome: Outcome, evidence: str
) -> None:
    view = page_view(now=now, feed=replace(READ, until=now), posts=posts(*published))
    verdict = posts_weekly_risk(view, minimum=2)
    assert (verdict.outcome, verdict.evidence, verdict.period) == (outcome, evidence, "2026-W47")


def test_the_hours_of_the_warning_are_settings() -> None:
    view = page_view(now=at(17, 9), feed=replace(READ, until=at(17, 9)))
    assert posts_weekly_risk(view, minimum=5, none_by="TU 09:00").outcome is VIOLATED
    verdict = posts_weekly_risk(view, minimum=5, none_by="SU 09:00", short_by="MO 00:00")
    assert verdict.evidence == "до конца недели нужно ещё 5 публикаций"


def test_a_warning_is_due_at_the_end_of_the_running_week_by_setting() -> None:
    view = page_view(now=at(20, 17), feed=replace(READ, until=at(20, 17)))
    verdict = posts_weekly_risk(view, minimum=2)
    assert (verdict.due, verdict.due_source) == (at(23, 0), DueSource.SETTING)


@pytest.mark.parametrize(
    "changes",
    [
        {"feed": None},
        {"feed": replace(READ, until=at(19, 15))},
        {"feed": replace(READ, since=at(17), until=at(20, 17))},
        {"openness": Openness.WALL_OFF},
        {"page": YOUNG},
    ],
)
def test_no_warning_without_a_fresh_and_deep_enough_reading(changes: dict[str, object]) -> None:
    view = replace(page_view(now=at(20, 17), feed=replace(READ, until=at(20, 17))), **changes)  # type: ignore[arg-type]  # named where it is called
    verdict = posts_weekly_risk(view, minimum=2)
    assert (verdict.outcome, verdict.period) == (UNKNOWN, "2026-W47")


@pytest.mark.parametrize(
    ("published", "route", "outcome"),
    [
        ((), Route.STAT_TOPICS, UNKNOWN),
        ((TUESDAY,), Route.STAT_TOPICS, UNKNOWN),
        ((TUESDAY, at(18)), Route.STAT_TOPICS, OK),
        ((), Route.TOPICS, VIOLATED),
        ((TUESDAY,), Route.STREAM, VIOLATED),
    ],
)
def test_late_statistics_warn_of_no_week_that_still_runs(
    published: tuple[datetime, ...], route: Route, outcome: Outcome
) -> None:
    now = at(22, 23)
    view = page_view(page=OK_PAGE, now=now, feed=replace(READ, until=now, route=route), posts=posts(*published))
    verdict = posts_weekly_risk(view, minimum=2)
    assert verdict.outcome is outcome
    assert ("статистика Одноклассников приходит с опозданием" in verdict.evidence) is (outcome is UNKNOWN)


def test_a_reading_of_yesterday_is_fresh_enough_for_a_warning() -> None:
    view = page_view(now=at(20, 17), feed=replace(READ, until=at(19, 17)))
    assert posts_weekly_risk(view, minimum=2).outcome is VIOLATED


@pytest.mark.parametrize(("count_reposts", "outcome"), [(None, UNKNOWN), (True, OK), (False, VIOLATED)])
def test_disputed_posts_hold_a_warning_back_until_a_setting_decides(
    count_reposts: bool | None, outcome: Outcome
) -> None:
    now = at(20, 17)
    reposts = posts(TUESDAY, at(18), kind=PostKind.REPOST)
    view = page_view(now=now, feed=replace(READ, until=now), posts=reposts)
    assert posts_weekly_risk(view, minimum=2, count_reposts=count_reposts).outcome is outcome


@pytest.mark.parametrize(
    ("published", "kind", "outcome", "evidence"),
    [
        ((at(20),), PostKind.POST, OK, "последняя публикация 20 ноября"),
        ((at(9, 9, 1),), PostKind.POST, OK, "последняя публикация 9 ноября"),
        ((at(9, 9),), PostKind.POST, VIOLATED, "нет публикаций 14 дней"),
        ((at(2, 9),), PostKind.POST, VIOLATED, "нет публикаций 21 день"),
        ((at(1, 9), at(1, 8)), PostKind.POST, VIOLATED, "нет публикаций 22 дня"),
        ((at(20),), PostKind.REPOST, OK, "последняя публикация 20 ноября"),
        ((at(20),), PostKind.AD, VIOLATED, "нет публикаций больше 14 дней"),
    ],
)
def test_long_silence_is_measured_from_the_last_own_post(
    published: tuple[datetime, ...], kind: PostKind, outcome: Outcome, evidence: str
) -> None:
    verdict = page_silent(page_view(posts=posts(*published, kind=kind)), days=14)
    assert (verdict.outcome, verdict.evidence, verdict.period) == (outcome, evidence, "")


@pytest.mark.parametrize(
    "changes",
    [
        {"feed": None},
        {"feed": replace(READ, until=NOW - timedelta(hours=25))},
        {"feed": replace(READ, since=at(9, 9, 1))},
        {"openness": Openness.CLOSED},
        {"page": replace(VK_PAGE, first_seen_at=at(10))},
    ],
)
def test_silence_is_unknown_where_posts_may_be_unseen_or_the_page_is_young(changes: dict[str, object]) -> None:
    verdict = page_silent(page_view(**changes))
    assert verdict.outcome is UNKNOWN
    assert verdict.evidence.startswith("давно ли были публикации, неизвестно: ")


@pytest.mark.parametrize(
    ("published", "outcome", "evidence"),
    [
        (at(9, 9, 1), OK, "последняя публикация 9 ноября"),
        (
            at(7, 9, 1),
            UNKNOWN,
            "давно ли были публикации, неизвестно: статистика Одноклассников приходит с опозданием",
        ),
        (at(7, 9), VIOLATED, "нет публикаций 14 дней по статистике на 21 ноября"),
        (at(2, 9), VIOLATED, "нет публикаций 19 дней по статистике на 21 ноября"),
        (at(20, month=10), VIOLATED, "нет публикаций больше 14 дней"),
    ],
)
def test_silence_in_statistics_is_judged_up_to_where_they_have_settled(
    published: datetime, outcome: Outcome, evidence: str
) -> None:
    verdict = page_silent(statistics_view(NOW, published=posts(published)), days=14)
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


@pytest.mark.parametrize(("since", "outcome"), [(at(7, 9), VIOLATED), (at(7, 9, 1), UNKNOWN)])
def test_silence_in_statistics_needs_as_many_days_read_before_they_settled(
    since: datetime, outcome: Outcome
) -> None:
    view = page_view(page=OK_PAGE, feed=replace(STATISTICS, since=since))
    assert page_silent(view, days=14).outcome is outcome


def test_statistics_that_are_set_to_need_no_time_are_taken_as_they_are() -> None:
    view = replace(statistics_view(NOW, published=posts(at(9, 9))), settle_hours=0)
    assert page_silent(view, days=14).evidence == "нет публикаций 14 дней"


def test_a_pinned_post_older_than_the_reading_does_not_measure_silence() -> None:
    verdict = page_silent(page_view(posts=(Post("1", LONG_AGO, pinned=True),)), days=14)
    assert (verdict.outcome, verdict.evidence) == (VIOLATED, "нет публикаций больше 14 дней")


def test_the_length_of_silence_is_a_setting() -> None:
    view = page_view(posts=posts(at(18)))
    assert [page_silent(view, days=days).outcome for days in (3, 5)] == [VIOLATED, OK]
