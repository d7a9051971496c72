"""A content plan's file: what is taken, what is refused, and where the fault is."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from domain.content_plan import PLAN_SHEET, PlanColumn, PlannedPost
from domain.network import Network
from domain.table_fault import TableFault
from reports.plan_file import read_plan, write_plan_template

LEAF = "лист «Контент-план»"


def csv(*lines: str) -> bytes:
    return "\n".join(("Дата;Заголовок;Сеть;Текст", *lines)).encode()


def book(*lines: tuple[object, ...], sheet: str = PLAN_SHEET) -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for line in (tuple(PlanColumn), *lines):
        page.append([str(cell) if isinstance(cell, PlanColumn) else cell for cell in line])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def refused(name: str, content: bytes) -> list[str]:
    with pytest.raises(TableFault) as found:
        read_plan(name, content)
    return [str(fault) for fault in found.value.faults]


def test_a_plan_is_read_from_a_csv_and_from_a_book_alike() -> None:
    from_csv = read_plan("план.csv", csv("04.12.2026;Ёлка;ВКонтакте;", "25.12.2026;Концерт;;Приходите"))
    from_book = read_plan(
        "план.xlsx",
        book((date(2026, 12, 4), "Ёлка", "ВКонтакте", None), ("25.12.2026", "Концерт", "обе", "Приходите")),
    )
    assert from_csv == from_book
    assert from_csv.month == "2026-12"
    assert from_csv.posts == (
        PlannedPost(2, date(2026, 12, 4), "Ёлка", "", Network.VK),
        PlannedPost(3, date(2026, 12, 25), "Концерт", "Приходите", None),
    )


def test_the_columns_of_network_and_text_may_be_left_out() -> None:
    assert len(read_plan("план.csv", "Дата;Заголовок\n04.12.2026;Ёлка".encode()).posts) == 1


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([], [f"{LEAF}: в плане нет ни одной публикации"]),
        ([";Ёлка;;"], [f"{LEAF}, строка 2, столбец «Дата»: не заполнено"]),
        (["04.12.2026;;;"], [f"{LEAF}, строка 2, столбец «Заголовок»: не заполнено"]),
        (["4 декабря;Ёлка;;"], [f"{LEAF}, строка 2, столбец «Дата»: нужна дата вида ДД.ММ.ГГГГ"]),
        (
            ["04.12.2026;Ёлка;Телеграм;"],
            [f"{LEAF}, строка 2, столбец «Сеть»: пишите одно из слов: ВКонтакте, Одноклассники, обе"],
        ),
        (
            ["04.12.2026;Ёлка;;", "04.01.2027;Рождество;;"],
            [f"{LEAF}, строка 3, столбец «Дата»: другой месяц, чем в строке 2: план — на один месяц"],
        ),
        (
            [";;ВК;", "32.12.2026;Ёлка;;"],
            [
                f"{LEAF}, строка 2, столбец «Дата»: не заполнено",
                f"{LEAF}, строка 2, столбец «Заголовок»: не заполнено",
                f"{LEAF}, строка 2, столбец «Сеть»: пишите одно из слов: ВКонтакте, Одноклассники, обе",
                f"{LEAF}, строка 3, столбец «Дата»: такой даты нет в календаре",
            ],
        ),
    ],
)
def test_every_fault_is_told_with_its_place(lines: list[str], faults: list[str]) -> None:
    assert refused("план.csv", csv(*lines)) == faults


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("план.docx", b"PK", "нужен файл .xlsx или .csv"),
        ("план.csv", b"", "файл пуст"),
        ("план.csv", "День;О чём\n1;2".encode(), "неизвестный столбец"),
        ("план.xlsx", b"not a book", "файл повреждён или это не книга .xlsx"),
        ("план.xlsx", book(("04.12.2026", "Ёлка", "", ""), sheet="Лист1"), "в книге нет такого листа"),
        ("план.xlsx", book(("=1+1", "Ёлка", "", "")), "формула; впишите значение"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(name: str, content: bytes, said: str) -> None:
    assert said in "\n".join(refused(name, content))


@pytest.mark.parametrize("name", ["план.xlsx", "план.csv"])
def test_a_template_has_our_headings_and_nothing_in_it(name: str) -> None:
    assert refused(name, write_plan_template(name)) == [f"{LEAF}: в плане нет ни одной публикации"]
