"""Materials of «Госпаблики» on one page: what each state is called, and what it takes to say «не найден»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.central import Addressed, CentralItem, Placement, Placing, Resemblance, placing
from domain.content import Content, Format
from domain.finding import DueSource, MatterKind, Outcome, Verdict
from domain.page import Openness, Resolution
from domain.post import Post, PostKind
from domain.reading import Route
from domain.view import PageView
from rules.central import gospabliki_item_published
from tests.rules.world import NOW, OK_PAGE, READ, VK_PAGE, at, page_view, posts

ITEM = CentralItem(
    id=12,
    number="12",
    title="Ярмарка мёда",
    text="10 октября пройдёт ярмарка мёда.",
    links=(),
    received_at=at(20, 10),
    due_at=at(22, 18),
    due_source=DueSource.REQUEST,
)
FOUND = Placement(12, VK_PAGE.id, "7", at(21), at(21, 13))
ALIKE = Resemblance(12, VK_PAGE.id, "8", at(21), "другая дата, время или число (17.10)")
CUT = tuple(replace(post, content=Content("Начало", cut=True)) for post in posts(at(12), at(21)))
TOLD = tuple(replace(post, content=Content("Новости клуба")) for post in posts(at(12), at(21)))


def view(
    placement: Placement | None = None,
    alike: Resemblance | None = None,
    item: CentralItem = ITEM,
    **changes: object,
) -> PageView:
    """A page read whole an hour ago, with a text to every post."""
    return page_view(**{"posts": TOLD, "central": (Addressed(item, placement, alike),), **changes})


def judged(seen: PageView) -> Verdict:
    """The verdict on the one item."""
    whole = gospabliki_item_published(seen)
    assert whole.cases is not None
    [case] = whole.cases
    return case


class TestPlacing:
    @pytest.mark.parametrize(
        ("placement", "now", "expected"),
        [
            (None, at(22, 17), Placing.AWAITED),
            (None, at(22, 18), Placing.MISSING),
            (FOUND, NOW, Placing.PLACED),
            (replace(FOUND, published_at=at(22, 18)), NOW, Placing.PLACED),
            (replace(FOUND, published_at=at(22, 18, 1)), NOW, Placing.LATE),
            (replace(FOUND, lost_at=at(22)), NOW, Placing.EDITED),
            (replace(FOUND, lost_at=at(22), confirmed=True), NOW, Placing.PLACED),
            (replace(FOUND, removed_at=at(22)), NOW, Placing.REMOVED),
            (replace(FOUND, lost_at=at(21, 15), removed_at=at(22)), NOW, Placing.REMOVED),
            (replace(FOUND, removed_at=at(22), confirmed=True), NOW, Placing.REMOVED),
        ],
    )
    def test_where_everything_was_seen(self, placement: Placement | None, now: datetime, expected: Placing) -> None:
        assert placing(Addressed(ITEM, placement), now, ITEM.due_at, None) is expected

    def test_what_was_not_seen_is_not_missing(self) -> None:
        assert placing(Addressed(ITEM), NOW, ITEM.due_at, "не читалось") is Placing.UNKNOWN
        assert placing(Addressed(ITEM, alike=ALIKE), NOW, ITEM.due_at, None) is Placing.UNKNOWN
        assert placing(Addressed(ITEM), at(22, 17), ITEM.due_at, "не читалось") is Placing.AWAITED

    def test_an_item_without_a_deadline_is_due_by_the_setting(self) -> None:
        own = replace(ITEM, due_source=DueSource.SETTING)
        assert own.due(timedelta(hours=24)) == at(21, 10)
        assert ITEM.due(timedelta(hours=24)) == at(22, 18)


class TestVerdicts:
    def test_a_page_without_materials_is_in_order(self) -> None:
        assert gospabliki_item_published(page_view()) == Verdict(
            Outcome.OK, "материалов для размещения нет", cases=()
        )

    def test_before_the_deadline_nothing_is_amiss_and_nothing_mended(self) -> None:
        waiting = judged(view(item=replace(ITEM, due_at=at(23, 18))))
        assert waiting == Verdict.ok(
            "материал № 12 «Ярмарка мёда» ждём ВКонтакте до 23 ноября 18:00", period="item:12", closes=False
        )

    def test_a_missing_one_is_a_violation_with_its_own_deadline(self) -> None:
        assert judged(view()) == Verdict.violated(
            "материал № 12 «Ярмарка мёда» не найден ВКонтакте к 22 ноября 18:00",
            period="item:12",
            due=at(22, 18),
            due_source=DueSource.REQUEST,
        )

    def test_a_page_that_came_into_the_registry_after_the_deadline_is_not_accused(self) -> None:
        late = judged(view(page=replace(VK_PAGE, added_at=at(22, 19))))
        assert late == Verdict.unknown(
            "материал № 12 «Ярмарка мёда»: страница попала в реестр, когда срок материала уже прошёл",
            period="item:12",
        )
        assert judged(view(page=replace(VK_PAGE, added_at=at(22, 17)))).outcome is Outcome.VIOLATED

    def test_a_picture_without_words_may_show_the_text_but_not_a_link(self) -> None:
        silent = tuple(replace(post, content=Content(formats=(Format.PHOTO,))) for post in TOLD)
        found = judged(view(posts=silent))
        assert found.evidence == "материал № 12 «Ярмарка мёда»: не всё прочитано: публикаций без текста 1"
        assert found.outcome is Outcome.UNKNOWN
        link = replace(ITEM, text="", links=("https://mokdol.example/fair",))
        assert judged(view(posts=silent, item=link)).outcome is Outcome.VIOLATED

    def test_the_setting_s_deadline_is_told_as_such(self) -> None:
        verdict = judged(view(item=replace(ITEM, due_source=DueSource.SETTING)))
        assert (verdict.due, verdict.due_source) == (at(21, 10), DueSource.SETTING)

    def test_a_placed_one_is_in_order_and_a_late_one_says_so(self) -> None:
        assert judged(view(FOUND)) == Verdict.ok(
            "материал № 12 «Ярмарка мёда» размещён ВКонтакте 21.11.2026", period="item:12"
        )
        late = judged(view(replace(FOUND, published_at=at(23, 8))))
        assert late.outcome is Outcome.OK
        assert late.evidence.endswith("размещён ВКонтакте 23.11.2026 с опозданием, срок был 22 ноября 18:00")

    def test_a_deleted_one_is_a_violation_once_its_time_is_over(self) -> None:
        removed = replace(FOUND, removed_at=at(22))
        assert judged(view(removed)).outcome is Outcome.VIOLATED
        assert judged(view(removed)).evidence.endswith("размещён ВКонтакте 21.11.2026 и удалён")
        early = judged(view(removed, item=replace(ITEM, due_at=at(24))))
        assert (early.outcome, early.closes) == (Outcome.OK, False)

    def test_one_that_was_there_at_its_deadline_and_deleted_later_was_published(self) -> None:
        removed = judged(view(replace(FOUND, removed_at=at(23))))
        assert removed.outcome is Outcome.OK
        assert removed.evidence.endswith("размещён ВКонтакте 21.11.2026, потом удалён")

    def test_about_an_edited_one_a_person_is_asked(self) -> None:
        edited = judged(view(replace(FOUND, lost_at=at(22))))
        assert (edited.outcome, edited.opens) == (Outcome.UNKNOWN, MatterKind.CONFIRMATION)

    def test_about_a_publication_much_like_it_a_person_is_asked(self) -> None:
        asked = judged(view(alike=ALIKE))
        assert (asked.outcome, asked.opens) == (Outcome.UNKNOWN, MatterKind.CONFIRMATION)
        assert asked.evidence == (
            "материал № 12 «Ярмарка мёда»: ВКонтакте 21.11.2026 вышла похожая публикация "
            "(другая дата, время или число (17.10)), подтвердите или отклоните её"
        )

    def test_a_long_title_is_cut(self) -> None:
        titled = judged(view(item=replace(ITEM, title="Очень длинный заголовок " * 5)))
        assert "«Очень длинный заголовок Очень длинный з…»" in titled.evidence

    def test_each_item_is_a_case_of_its_own(self) -> None:
        other = replace(ITEM, id=13, number="13")
        whole = gospabliki_item_published(view(central=(Addressed(ITEM, FOUND), Addressed(other))))
        assert whole.outcome is Outcome.VIOLATED
        assert [case.period for case in whole.cases or ()] == ["item:12", "item:13"]

    def test_old_items_are_looked_at_no_more(self) -> None:
        old = replace(ITEM, received_at=NOW - timedelta(days=29))
        assert gospabliki_item_published(view(item=old)).cases == ()
        assert gospabliki_item_published(view(item=old), watch_days=30).cases != ()


class TestNotProven:
    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"feed": None}, "публикации не прочитаны"),
            ({"feed": replace(READ, since=at(20))}, "публикации не прочитаны вглубь до 19 ноября 10:00"),
            ({"feed": replace(READ, until=at(22))}, "публикации не читались после 22 ноября 18:00"),
            ({"openness": Openness.CLOSED}, "страница закрыта"),
            ({"posts": posts(at(12), at(21))}, "не всё прочитано: публикаций без текста 1"),
            (
                {
                    "posts": tuple(
                        replace(post, content=Content("Начало", cut=True)) for post in posts(at(12), at(21))
                    )
                },
                "не всё прочитано: публикаций без текста 1",
            ),
            (
                {"page": OK_PAGE, "feed": replace(READ, route=Route.STAT_TOPICS)},
                "список публикаций Одноклассников опаздывает, нужно чтение после 24 ноября 18:00",
            ),
        ],
    )
    def test_missing_is_never_said_of_what_may_stand_there_unseen(
        self, changes: dict[str, object], why: str
    ) -> None:
        verdict = judged(view(**changes))
        assert (verdict.outcome, verdict.opens) == (Outcome.UNKNOWN, None)
        assert why in verdict.evidence

    def test_words_of_visitors_are_no_part_of_the_proof(self) -> None:
        visitors = (*TOLD, Post("99", at(21), PostKind.VISITOR))
        assert judged(view(posts=visitors)).outcome is Outcome.VIOLATED

    def test_a_contested_page_is_not_judged(self) -> None:
        verdict = gospabliki_item_published(view(page=replace(VK_PAGE, resolution=Resolution.SHARED)))
        assert (verdict.outcome, verdict.opens) == (Outcome.UNKNOWN, None)
