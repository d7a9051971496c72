"""The month's counters by weeks: the form's sheets, sums, averages, and what is not known."""

from __future__ import annotations

from paper_world import World, local, rows

from domain.network import Network
from domain.post import PostKind

SHEETS = [
    "Организации",
    "Общий свод",
    "Посты свод",
    "Просмотры свод",
    "Репосты свод",
    "Комментарии свод",
    "Лайки свод",
    "Динамика",
    "Пояснения",
]
WEEKS = (
    "1 неделя (01–07.10)",
    "2 неделя (08–14.10)",
    "3 неделя (15–21.10)",
    "4 неделя (22–28.10)",
    "ост. дни (29–31.10)",
)


def october(world: World) -> int:
    """A page with three publications of October, which is over."""
    page = world.page(world.organisation("Клуб"))
    world.post(page, "10-02", likes=5, comments=1, reposts=0, views=100)
    world.post(page, "10-06", likes=3, comments=0, reposts=2, views=50)
    world.post(page, "10-30", likes=1, comments=0, reposts=0, views=None)
    return page


def test_the_book_has_the_sheets_of_the_form(world: World) -> None:
    assert world.book("counts").sheetnames == SHEETS


def test_counters_are_summed_by_weeks_with_a_total_and_a_mean(world: World) -> None:
    october(world)

    line, whole = rows(world.book("counts"), "Лайки свод")

    assert [line[week] for week in WEEKS] == [8, 0, 0, 0, 1]
    assert (line["Итого"], line["В среднем за неделю"]) == (9, 2)
    assert [whole[week] for week in WEEKS] == [8, 0, 0, 0, 1]


def test_a_counter_the_network_did_not_tell_is_no_nought(world: World) -> None:
    october(world)

    book = world.book("counts")

    line = rows(book, "Просмотры свод")[0]
    assert [line[week] for week in WEEKS] == [150, 0, 0, 0, "нет данных"]
    total = book["Просмотры свод"].cell(5, 9)
    assert (total.value, "*" in total.number_format) == (150, True)


def test_a_page_that_was_never_read_has_no_noughts(world: World) -> None:
    world.page(world.organisation(), read_until=None)

    book = world.book("counts")

    for name in SHEETS[2:7]:
        assert {rows(book, name)[0][week] for week in WEEKS} == {"нет данных"}
    assert rows(book, "Общий свод")[0]["Данные полные?"] == "нет, 1 неделя: публикации не прочитаны"


def test_the_whole_has_sums_and_means_of_a_post(world: World) -> None:
    october(world)

    line = rows(world.book("counts"), "Общий свод")[0]

    assert (line["Просмотры"], line["Просмотры на пост"]) == (150, 75)
    assert (line["Посты"], line["Лайки"], line["Лайки на пост"], line["Репосты на пост"]) == (3, 9, 3, 0.7)
    assert line["Данные полные?"] == "да"


def test_publications_are_listed_with_links_kinds_and_local_days(world: World) -> None:
    page = world.page(world.organisation("Клуб"), Network.OK, number=54000000000001)
    world.post(page, "10-01 00:30", kind=PostKind.REPOST, deleted=True)
    world.post(page, "10-02", kind=PostKind.AD)

    (line,) = rows(world.book("counts"), "Организации")

    assert str(line["Ссылка"]).startswith("https://ok.ru/group/54000000000001/topic/")
    assert (f"{line['Дата публикации']:%d.%m.%Y}", line["Неделя"], line["Вид"]) == (
        "01.10.2026",
        "1 неделя",
        "репост, удалено",
    )


def test_of_a_month_that_runs_what_is_ahead_is_not_known(world: World) -> None:
    world.post(world.page(world.organisation()), "11-03", likes=1)

    made, book = world.made("counts", month="2026-11"), world.book("counts", month="2026-11")

    line = rows(book, "Посты свод")[0]
    assert line["1 неделя (01–07.11)"] == 1
    assert line["ост. дни (29–30.11)"] == "нет данных"
    assert made.period == "2026-11, неполный"
    assert "Месяц ещё идёт" in str(book["Организации"].cell(3, 1).value)


def test_a_february_without_days_left_over_has_a_dash_for_them(world: World) -> None:
    world.now = local("03-02")
    world.page(world.organisation(), read_since=local("01-10"), read_until=world.now)

    line = rows(world.book("counts", month="2026-02"), "Посты свод")[0]

    assert line["ост. дни"] == "—"


def test_the_borders_of_weeks_are_said_to_be_ours(world: World) -> None:
    told = {line["Что"]: str(line["Как понимать"]) for line in rows(world.book("counts"), "Пояснения", "Что")}

    assert "Форма не говорит" in told["Границы недель"]
    assert "не ноль" in told["Счётчики"]


def test_an_empty_registry_makes_a_book_without_a_chart(world: World) -> None:
    book = world.book("counts")

    assert book["Динамика"]._charts == []
    assert "Здесь пока ничего нет." in [cell.value for cell in book["Посты свод"]["A"]]
