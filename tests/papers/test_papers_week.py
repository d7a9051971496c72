"""The weekly control sheet: what it says of every page, and how it is printed."""

from __future__ import annotations

import pytest
from paper_world import World, local, rows

from domain.network import Network
from domain.organisation import Kind, Status
from domain.post import PostKind
from rules.settings import RuleSetting

KEYS = ("Сеть", "Постов / норма", "Норма недели", "Данные полные?")


def told(world: World, **asked: object) -> list[tuple[object, ...]]:
    return [tuple(line[key] for key in KEYS) for line in rows(world.book("week", **asked), "Контроль")]


def test_a_page_is_told_with_its_posts_and_whether_they_are_enough(world: World) -> None:
    page = world.page(world.organisation("Клуб"))
    for day in ("11-16", "11-18", "11-20"):
        world.post(page, day)
    short = world.page(world.organisation("Музей"))
    world.post(short, "11-17")

    table = told(world)

    assert table[0] == ("ВКонтакте", 3, "выполнена", "да")
    assert table[1] == ("ВКонтакте", 1, "не выполнена", "да")
    assert table[2] == ("страниц: 2", 4, "выполнена: 1 из 2", "полные: 2 из 2")


def test_the_norm_stands_behind_the_number_and_leaves_it_a_number(world: World) -> None:
    world.post(world.page(world.organisation()), "11-17")
    world.post(1, "11-18", kind=PostKind.REPOST)

    cell = world.book("week")["Контроль"].cell(6, 3)

    assert cell.value == 1
    assert " / 2 (+1 спорн.)" in cell.number_format


@pytest.mark.parametrize(("counts", "posts", "norm"), [(True, 2, "выполнена"), (False, 1, "не выполнена")])
def test_reposts_count_as_the_settings_say(world: World, counts: bool, posts: int, norm: str) -> None:
    world.rules = {"posts_weekly_min": RuleSetting(params={"count_reposts": counts})}
    page = world.page(world.organisation())
    world.post(page, "11-17")
    world.post(page, "11-18", kind=PostKind.REPOST)

    assert told(world)[0] == ("ВКонтакте", posts, norm, "да")


def test_a_page_never_read_has_no_number_and_no_violation(world: World) -> None:
    world.page(world.organisation(), read_until=None)

    assert told(world)[0] == ("ВКонтакте", "нет данных", "не оценена", "нет: публикации не прочитаны")


def test_what_was_seen_of_a_page_read_in_part_carries_a_star(world: World) -> None:
    page = world.page(world.organisation(), read_since=local("11-18"))
    world.post(page, "11-19")

    book = world.book("week")

    assert rows(book, "Контроль")[0]["Норма недели"] == "не оценена"
    assert "*" in book["Контроль"].cell(6, 3).number_format


@pytest.mark.parametrize(
    ("kind", "status", "norm"),
    [
        (Kind.ADMINISTRATION, Status.RUNS, "не требуется"),
        (Kind.SUBORDINATE, Status.EXEMPT, "освобождена"),
    ],
)
def test_of_whom_the_norm_asks_nothing_nothing_is_judged(
    world: World, kind: Kind, status: Status, norm: str
) -> None:
    world.page(world.organisation(kind=kind, status=status))

    assert told(world)[0] == ("ВКонтакте", 0, norm, "да")


def test_an_organisation_without_pages_has_a_row_of_its_own(world: World) -> None:
    world.organisation()

    assert told(world)[0] == ("—", None, "нет страниц", None)


def test_a_week_that_still_runs_is_no_verdict(world: World) -> None:
    world.post(world.page(world.organisation("Клуб")), "11-23")
    busy = world.page(world.organisation("Музей"))
    world.post(busy, "11-23")
    world.post(busy, "11-24 09:00")

    book = world.book("week", week="2026-W48")

    assert [line["Норма недели"] for line in rows(book, "Контроль")[:2]] == ["неделя идёт", "выполнена"]
    assert "Неделя ещё идёт, это не итог" in str(book["Контроль"].cell(3, 1).value)
    assert world.made("week", week="2026-W48").period == "2026-W48, неполный"
    assert world.made("week").period == "2026-W47"


def test_open_matters_stand_with_their_page_or_with_the_organisation(world: World) -> None:
    club = world.organisation("Клуб")
    vk = world.page(club)
    world.page(club, Network.OK)
    world.matter("profile_address", f"page:{vk}/vk", club, due="11-20")
    world.matter("page_silent", f"page:{vk}/vk", club, force="recommended")
    world.matter("twofa_attested", f"page:{vk}/vk", club, kind="confirmation", due="11-25")
    world.matter("exemption_documented", f"org:{club}", club)
    world.matter("data_unavailable", f"page:{vk}/vk", club, kind="technical")
    world.matter("security_review_admin", "admin", None, kind="confirmation")
    keys = ("Открытые нарушения", "Просрочено", "Рекомендации", "Нужно подтвердить")

    table = [(line["Организация"], *(line[key] for key in keys)) for line in rows(world.book("week"), "Контроль")]

    assert table == [
        ("Клуб", 1, 1, 1, 1),
        ("Клуб", 0, 0, 0, 0),
        ("Клуб", 1, 0, 0, 0),
        ("Обязанности администрации", 0, 0, 0, 1),
        ("Всего", 2, 1, 1, 2),
    ]


def test_a_week_long_past_is_counted_from_what_is_stored(world: World) -> None:
    page = world.page(world.organisation())
    world.post(page, "08-04")
    world.post(page, "08-06")

    assert told(world, week="2026-W32")[0] == ("ВКонтакте", 2, "выполнена", "да")


def test_six_weeks_are_drawn_with_disputed_posts(world: World) -> None:
    page = world.page(world.organisation())
    for day in ("11-17", "11-10", "11-12", "10-20"):
        world.post(page, day)
    world.post(page, "11-11", kind=PostKind.REPOST)
    world.post(page, "11-11 13:00", kind=PostKind.AD)

    book = world.book("week")

    drawn = {line["Неделя"]: line["ВКонтакте"] for line in rows(book, "Динамика", "Неделя")}
    assert list(drawn.values()) == [0, 1, 0, 0, 3, 1]
    assert list(drawn)[-1] == "16–22 ноября"


def test_the_sheet_is_ready_for_the_printer_and_for_a_long_table(world: World) -> None:
    world.page(world.organisation())

    page = world.book("week")["Контроль"]

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert (page.print_title_rows, page.freeze_panes, page.auto_filter.ref) == ("$5:$5", "C6", "A5:J6")


def test_an_empty_registry_makes_a_sheet_that_says_so(world: World) -> None:
    page = world.book("week")["Контроль"]

    assert [cell.value for cell in page["A"]][-1] == "Здесь пока ничего нет."
