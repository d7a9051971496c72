"""What the text of one cell may be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_files import ogrn

from domain.network import Network
from domain.organisation import Kind, Status
from domain.registry import is_ogrn, name_key
from reports.registry_file import cells
from reports.table_file import cells as any_cells


@given(st.integers(0, 10**11 - 1), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_spoils_an_ogrn(number: int, place: int, shift: int):
    right = ogrn(number)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert is_ogrn(right)
    # A rest of 10 is written as 0, so the check digit cannot tell 0 from 10: only such pairs slip through.
    assert not is_ogrn(wrong) or int(wrong[:12]) % 11 == 10 or int(right[:12]) % 11 == 10


@pytest.mark.parametrize(
    "text", ["1027700220625", "102770022062", "١٠٢٧٧٠٠٢٢٠٦٢٤", "0000000000000", "304500116000157"]
)
def test_what_is_no_ogrn_is_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        cells.ogrn(text)


def test_a_published_ogrn_is_taken():
    # A worked example of the check digit that reference sites print.
    assert cells.ogrn("1117746358608") == "1117746358608"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ведёт", Status.RUNS),
        ("Ведет", Status.RUNS),
        ("ОСВОБОЖДЕНА", Status.EXEMPT),
        ("создается", Status.CREATING),
    ],
)
def test_status_words_are_known_in_any_case_and_without_dots(text: str, status: Status):
    assert any_cells.word(Status, text) is status


def test_an_unknown_word_is_refused_with_the_words_that_are_known():
    with pytest.raises(any_cells.CellFault, match="администрация, подведомственная"):
        any_cells.word(Kind, "прочее")


@pytest.mark.parametrize(
    "text",
    ["8 (42666) 21-0-00", "+7 999 000-00-01", "8 800 000 00 01, 8 800 000 00 02", "84266621000; 84266621001"],
)
def test_telephones_with_a_code_are_taken_as_written(text: str):
    assert cells.phones(text) == text


@pytest.mark.parametrize("text", ["21-0-00", "нет", "112", "8 (42666) 21-0-00,", "84266621000 и 84266621001"])
def test_what_is_no_telephone_is_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        cells.phones(text)


@pytest.mark.parametrize("text", ["dom@example.org", "дом@пример.рф", "dom@mail.example.test"])
def test_an_email_is_judged_by_its_form_alone(text: str):
    assert cells.email(text) == text


@pytest.mark.parametrize("text", ["dom", "dom@", "dom@test", "d om@example.org", "a@example.org, b@example.org"])
def test_what_is_no_email_is_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        cells.email(text)


@pytest.mark.parametrize(
    "text",
    ["example.org", "https://www.example.org/", "http://пример.рф/о-нас", "ДОМ.ПРИМЕР.РФ", "example.org:8080"],
)
def test_a_site_is_a_host_with_or_without_its_scheme(text: str):
    assert cells.site(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "нет",
        "сайт",
        "ftp://example.org",
        "https://",
        "a b.org",
        "dom@example.org",
        "http://10.0.0.1",
        "x..org",
        "http://[",
    ],
)
def test_what_is_no_site_is_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        cells.site(text)


def test_dates_are_day_month_year():
    assert any_cells.day("03.04.2026") == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["2026-04-03", "3.4.2026", "30.02.2026", "04/03/2026", "03.04.26", "01.01.0001"])
def test_other_dates_are_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        any_cells.day(text)


@pytest.mark.parametrize(
    ("network", "text", "number", "name"),
    [
        (Network.VK, "https://vk.com/club900001", 900001, None),
        (Network.VK, "m.vk.com/public900002", 900002, None),
        (Network.VK, "vk.ru/dom_remesel", None, "dom_remesel"),
        (Network.VK, "900003", 900003, None),
        (Network.OK, "https://ok.ru/group/90000000000001", 90000000000001, None),
        (Network.OK, "ok.ru/domremesel", None, "domremesel"),
    ],
)
def test_links_are_understood_in_the_forms_people_paste(network: Network, text: str, number, name):
    link = cells.link(network, text)
    assert (link.written, link.number, link.name) == (text, number, name)


def test_a_refused_link_is_not_repeated_in_the_fault():
    with pytest.raises(any_cells.CellFault) as refused:
        cells.link(Network.VK, "https://vk.com/id900001")
    assert "900001" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u00a0 Дом \u00a0 ремёсел\n", "Дом ремёсел"),
        ("Дом\u200b ре\u00adмёсел", "Дом ремёсел"),
        ("и\u0306 е\u0308", "й ё"),
        ("\ufeffДом\tремёсел", "Дом ремёсел"),
    ],
)
def test_a_text_loses_what_nobody_sees(text: str, seen: str):
    assert any_cells.clean(text) == seen


@pytest.mark.parametrize("text", ["Дом\x07", "\ud800", "Дом \ufffd", "a" * (any_cells.MAX_CELL + 1)])
def test_broken_and_endless_texts_are_refused(text: str):
    with pytest.raises(any_cells.CellFault):
        any_cells.clean(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd\ufffe\uffff")))
def test_a_clean_text_stays_as_it_is(text: str):
    once = any_cells.clean(text)
    assert any_cells.clean(once) == once


def test_names_are_compared_without_case_dots_and_spaces():
    assert name_key(" Дом\u00a0РЕМЁСЕЛ ") == name_key("дом ремесел") != name_key("дом ремесла")
