"""Every fault of a file is told at once, with its sheet, row and column."""

from datetime import date, time

import pytest
from registry_files import ACCOUNTS, OFFICERS, account, as_csv, as_xlsx, faults, officer, ogrn

from domain.table_fault import Fault

BAD_CELLS = [
    ("FULL_NAME", "", "не заполнено"),
    ("SHORT_NAME", " \u00a0 ", "не заполнено"),
    ("OGRN", "1027700220625", "контрольная"),
    ("OGRN", "304500116000157", "ОГРНИП"),
    ("OGRN", "1,0277E+12", "13 цифр"),
    ("STATUS", "закрыта", "ведёт, освобождена, создаётся"),
    ("PHONE", "21-0-00", "телефон"),
    ("EMAIL", "dom@", "почты"),
    ("SITE", "нет сайта", "сайта"),
    ("VK", "https://vk.com/id900001", "ВКонтакте"),
    ("VK", "https://ok.ru/group/90000000000001", "ВКонтакте"),
    ("OK", "https://ok.ru/profile/900001", "Одноклассники"),
    ("GROUND_DATE", "31.06.2026", "календаре"),
    ("GROUND_DATE", "июнь", "ДД.ММ.ГГГГ"),
    ("KIND", "прочее", "администрация"),
    ("ADDRESS", "с. Новое" * 501, "4000"),
]
NOT_VALUES = [
    ("ADDRESS", "=1+1", "формула"),
    ("PHONE", date(2026, 1, 2), "дата вместо текста"),
    ("OK", 90000000000000001, "последние цифры"),
    ("ADDRESS", True, "впишите его текстом"),
    ("GROUND_DATE", time(9, 30), "впишите его текстом"),
    ("GROUND_DATE", 46000, "ДД.ММ.ГГГГ"),
    ("GROUND_DATE", date(2222, 1, 1), "год"),
]
BAD_OFFICERS = [
    ("SHORT_NAME", "", "не заполнено"),
    ("ROLE", "директор", "ответственный, замещающий"),
    ("PHONE", "21-0-00", "телефон"),
    ("ORDER_DATE", "вчера", "ДД.ММ.ГГГГ"),
    ("VALID_FROM", "00.00.2026", "календаре"),
]


def place(fault: Fault) -> tuple[object, ...]:
    return fault.sheet, fault.row, fault.column


@pytest.mark.parametrize(("column", "value", "phrase"), BAD_CELLS)
@pytest.mark.parametrize("name", ["registry.csv", "registry.xlsx"])
def test_a_bad_cell_is_told_with_its_place(name: str, column: str, value: str, phrase: str):
    rows = [account(), account(**{"FULL_NAME": "Клуб", "SHORT_NAME": "Клуб", column: value})]
    write = as_csv if name.endswith("csv") else as_xlsx
    [fault] = faults(name, write(rows))
    heading = next(each for each in ACCOUNTS if each.name == column)
    assert place(fault) == ("Аккаунты", 3, heading)
    assert phrase in fault.message


@pytest.mark.parametrize(("column", "value", "phrase"), NOT_VALUES)
def test_a_cell_that_is_no_value_is_told_with_its_place(column: str, value: object, phrase: str):
    [fault] = faults("registry.xlsx", as_xlsx([account(**{column: value})]))
    assert (fault.row, fault.column) == (2, next(each for each in ACCOUNTS if each.name == column))
    assert phrase in fault.message


@pytest.mark.parametrize(("column", "value", "phrase"), BAD_OFFICERS)
def test_a_bad_officer_is_told_with_its_place(column: str, value: str, phrase: str):
    [fault] = faults("registry.xlsx", as_xlsx([account()], officers=[officer(**{column: value})]))
    heading = next(each for each in OFFICERS if each.name == column)
    assert place(fault) == ("Ответственные", 2, heading)
    assert phrase in fault.message


def test_an_officer_may_not_leave_before_coming():
    spoilt = officer(VALID_FROM=date(2026, 2, 1), VALID_TO=date(2026, 1, 31))
    [fault] = faults("registry.xlsx", as_xlsx([account()], officers=[spoilt]))
    assert place(fault) == ("Ответственные", 2, "По")


def test_all_faults_of_all_sheets_are_told_at_once_in_order():
    rows = [account(OGRN="1"), account(FULL_NAME=None, SHORT_NAME="Клуб", EMAIL="клуб"), account(SHORT_NAME="Сад")]
    found = faults("registry.xlsx", as_xlsx(rows, officers=[officer(ROLE="директор")]))
    assert [place(each) for each in found] == [
        ("Аккаунты", 2, "ОГРН"),
        ("Аккаунты", 3, "Организация"),
        ("Аккаунты", 3, "E-mail"),
        ("Ответственные", 2, "Роль"),
    ]
    assert str(found[0]).startswith("лист «Аккаунты», строка 2, столбец «ОГРН»: ")


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        ({"OGRN": ogrn(1)}, {"OGRN": ogrn(1)}, "ОГРН"),
        ({"SHORT_NAME": "Клуб «Заря»"}, {"SHORT_NAME": "КЛУБ  «ЗАРЯ»"}, "Краткое название"),
        ({"SHORT_NAME": "Дом ремёсел"}, {"SHORT_NAME": "дом ремесел"}, "Краткое название"),
        ({"VK": "https://vk.com/club900001"}, {"VK": "public900001"}, "ВКонтакте"),
        ({"VK": "vk.com/dom_remesel"}, {"VK": "@Dom_Remesel"}, "ВКонтакте"),
        ({"OK": "ok.ru/group/90000000000001"}, {"OK": "90000000000001"}, "Одноклассники"),
    ],
)
def test_what_must_be_sole_is_refused_the_second_time(first: dict, second: dict, column: str):
    rows = [account(**{"SHORT_NAME": "Первый", **first}), account(**{"SHORT_NAME": "Второй", **second})]
    [fault] = faults("registry.csv", as_csv(rows))
    assert place(fault) == ("Аккаунты", 3, column)
    assert "в строке 2" in fault.message


def test_the_same_name_in_two_networks_is_no_repetition():
    rows = [account(VK="zarya"), account(SHORT_NAME="Клуб", OK="ok.ru/zarya")]
    [fault] = faults("registry.csv", as_csv([*rows, account(SHORT_NAME="Сад", VK="vk.com/zarya")]))
    assert place(fault) == ("Аккаунты", 4, "ВКонтакте")


def test_an_unknown_column_is_refused_by_name():
    [fault] = faults("registry.csv", as_csv([account()], [*ACCOUNTS, "Телеграм"]))
    assert place(fault) == ("Аккаунты", 1, "Телеграм")


def test_every_missing_column_is_named_and_costs_no_fault_in_each_row():
    found = faults("registry.csv", as_csv([], ["Краткое название", "ОГРН", *ACCOUNTS[3:11]]))
    assert [each.column for each in found] == ["Организация", "Дата основания"]


def test_a_repeated_column_is_refused():
    content = as_csv([account()]).replace("Вид".encode(), "ОГРН".encode(), 1)
    assert [place(each) for each in faults("registry.csv", content)] == [("Аккаунты", 1, "ОГРН")]


def test_a_value_beside_the_headings_is_refused_by_its_letter():
    content = as_csv([account()]).rstrip() + ";лишнее\r\n".encode()
    assert [place(each) for each in faults("registry.csv", content)] == [("Аккаунты", 2, "N")]


@pytest.mark.parametrize("name", ["registry.xls", "registry.ods", "registry", "registry.xlsm", "registry.csv.gz"])
def test_other_kinds_of_file_are_refused_by_name(name: str):
    [fault] = faults(name, b"PK")
    assert place(fault) == (None, None, None)


@pytest.mark.parametrize("name", ["registry.csv", "registry.xlsx"])
def test_empty_and_huge_files_are_refused(name: str):
    assert "пуст" in faults(name, b"")[0].message
    assert "10 МБ" in faults(name, b"\n" * (10 * 1024 * 1024 + 1))[0].message


@pytest.mark.parametrize("content", [b" \r\n\t\n", b"\xef\xbb\xbf;;;\n", b'""'])
def test_a_file_of_empty_lines_is_refused(content: bytes):
    assert [fault.message for fault in faults("registry.csv", content)] == ["пусто: нет даже строки заголовков"]


def test_a_fault_never_repeats_what_stands_in_the_cell():
    rows = [account(PHONE="Секретное Имя", EMAIL="secret@", VK="secret/имя", STATUS="Секретное Имя", OGRN="77")]
    told = "\n".join(map(str, faults("registry.csv", as_csv(rows))))
    assert "екретн" not in told
    assert "secret" not in told
    assert told.count("\n") == 4
