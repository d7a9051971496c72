"""A page's address, phones and e-mails against the registry's: the same, surely others, or in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.likeness import address_match, emails_match, phones_match
from domain.profile import Match

EQUAL, DIFFERENT, UNKNOWN = Match.EQUAL, Match.DIFFERENT, Match.UNKNOWN
HOME = "679999, Заречная область, Дальний район, с. Озёрное, ул. Лесная, д. 5"
NAMED = "с. Озёрное, ул. 60 лет Победы, д. 12 А"


@pytest.mark.parametrize(
    ("told", "ours", "match"),
    [
        (HOME, HOME, EQUAL),
        ("ул. Лесная, 5", HOME, EQUAL),
        ("УЛ. ЛЕСНАЯ, 5", HOME, EQUAL),
        ("Лесная улица, дом 5", HOME, EQUAL),
        ("улица Лесная дом 5 село Озерное", HOME, EQUAL),
        ("село Озерное ул Лесная д5", HOME, EQUAL),
        ("с.Озёрное,ул.Лесная,д.5", HOME, EQUAL),
        ("Россия, Заречная область, Озёрное, Лесная, 5", HOME, EQUAL),
        ("с. Озёрное, ул. Лесная, 5, каб. 2", HOME, EQUAL),
        ("ул. Лесная, 5 (2 этаж)", HOME, EQUAL),
        ("ул. 60 лет Победы, 12а", NAMED, EQUAL),
        ("60 лет Победы 12-А", NAMED, EQUAL),
        ("с. Озерное, ул. 60 лет Победы, д. 12 «А»", NAMED, EQUAL),
        ("ул. 1-я Речная, 3", "1-я Речная улица, д. 3", EQUAL),
        ("ул. Мира, 4 корп. 2", "улица Мира, дом 4к2", EQUAL),
        ("ул. Гагарина, 9", "ул. Ю. Гагарина, д. 9", EQUAL),
        ("ул. им. Гагарина, 9", "ул. Гагарина, д. 9", EQUAL),
        ("деревня Сосновка, дом 5", "д. Сосновка, д. 5", EQUAL),
        ("ул. Лесная, 7", HOME, DIFFERENT),
        ("ул. Полевая, 5", HOME, DIFFERENT),
        ("с. Сосновка, ул. Лесная, 5", HOME, DIFFERENT),
        ("ул. 8 Марта, 12а", NAMED, DIFFERENT),
        ("деревня Сосновка, дом 7", "д. Сосновка, д. 5", DIFFERENT),
        ("ул. Мира, 4 корп. 2", "улица Мира, дом 14", DIFFERENT),
        ("ул. Лесная, 5а", HOME, UNKNOWN),
        ("ул. Мира, 4", "улица Мира, дом 4, корпус 2", UNKNOWN),
        ("ул. Лестная, 5", HOME, UNKNOWN),
        ("пер. Лесной, 5", HOME, UNKNOWN),
        ("пер. Лесная, 5", HOME, UNKNOWN),
        ("ул. Лесная", HOME, UNKNOWN),
        ("с. Озёрное", HOME, UNKNOWN),
        ("с. Озёрное, 5", HOME, UNKNOWN),
        ("Сосновка, 7", "д. Сосновка, д. 5", UNKNOWN),
        ("-", HOME, UNKNOWN),
        ("ул. Лесная, 5", "", UNKNOWN),
        ("ул. Лесная, 5", None, UNKNOWN),
    ],
)
def test_an_address_against_the_registrys(told: str, ours: str | None, match: Match) -> None:
    assert address_match([told], None, ours) is match


def test_one_right_address_among_several_is_enough_and_all_must_be_others_to_differ() -> None:
    assert address_match(["ул. Полевая, 7", "ул. Лесная, 5"], None, HOME) is EQUAL
    assert address_match(["ул. Полевая, 7", "ул. Мирная, 3"], None, HOME) is DIFFERENT
    assert address_match(["ул. Полевая, 7", "у фонтана"], None, HOME) is UNKNOWN


@pytest.mark.parametrize(
    ("description", "match"),
    [
        ("Клуб села.\nМы ждём вас: ул. Лесная, 5. Тел. 2-11-22", EQUAL),
        ("Адрес: с. Озёрное, ул. Полевая, 7", DIFFERENT),
        ("Наш адрес — ул. Полевая, 7", DIFFERENT),
        ("Праздник пройдёт по адресу ул. Полевая, 7", UNKNOWN),
        ("Праздник: ул. Полевая, 7", UNKNOWN),
        ("Адрес: ул. Полевая, 7\nФилиал: ул. Лесная, 5", EQUAL),
        ("Клуб села", UNKNOWN),
    ],
)
def test_in_a_description_only_what_is_called_the_address_may_differ(description: str, match: Match) -> None:
    assert address_match([], description, HOME) is match


@pytest.mark.parametrize(
    ("told", "ours", "whole", "match"),
    [
        (["8 (42666) 2-13-45"], "+7 42666 21345", True, EQUAL),
        (["звоните +7 (426) 662-13-45 с 9 до 17"], "8 42666 2 13 45", True, EQUAL),
        (["8 42666 21345 доб. 12"], "8 (42666) 2-13-45", True, EQUAL),
        (["", "8 (42666) 9-99-99", "8-924-000-11-22"], "8 (42666) 2-13-45, 8 924 000 11 22", True, EQUAL),
        (["8-924-000-11-22"], "8 924 000 11 22", False, EQUAL),
        (["тел. 2-13-45"], "8 (42666) 2-13-45", True, EQUAL),
        (["2-13-45"], "8 (42666) 2-13-45", True, EQUAL),
        (["8 (42666) 2-13-45"], "2-13-45", True, EQUAL),
        (["21345"], "2-13-45", True, EQUAL),
        (["+7 000 000-00-00"], "8 000 000 00 00", True, EQUAL),
        (["8 (42666) 2-13-46"], "8 (42666) 2-13-45", True, DIFFERENT),
        (["8 (42666) 2-13-46"], "8 (42666) 2-13-45", False, UNKNOWN),
        (["тел. 2-13-46"], "8 (42666) 2-13-45", True, UNKNOWN),
        (["8 (42666) 2-13-46"], "2-13-45", True, UNKNOWN),
        (["8 (42666) 9-99-99, 2-13-46"], "8 (42666) 2-13-45", True, UNKNOWN),
        (["ИНН 7999123456"], "8 (42666) 2-13-45", True, UNKNOWN),
        (["звоните"], "8 (42666) 2-13-45", True, UNKNOWN),
        (["8 (42666) 2-13-46"], "спросить в администрации", True, UNKNOWN),
        (["8 (42666) 2-13-46"], None, True, UNKNOWN),
    ],
)
def test_phones_against_the_registrys(told: list[str], ours: str | None, whole: bool, match: Match) -> None:
    assert phones_match(told, ours, whole=whole) is match


@pytest.mark.parametrize(
    ("told", "ours", "whole", "match"),
    [
        (["DK@Zarya.Example.RU"], "dk@zarya.example.ru", True, EQUAL),
        (["Пишите: dk @ zarya.ru"], "dk@zarya.ru", True, EQUAL),
        (["dk(собака)zarya.ru"], "dk@zarya.ru", True, EQUAL),
        (["a@b.example.ru, dk@zarya.ru"], "dk@zarya.ru", True, EQUAL),
        (["почта@дк.рф"], "почта@xn--d1am.xn--p1ai", True, EQUAL),
        (["dk@zarya.ru"], "dk@zarya.ru; info@zarya.ru", False, EQUAL),
        (["a@b.example.ru"], "dk@zarya.ru", True, DIFFERENT),
        (["a@b.example.ru"], "dk@zarya.ru", False, UNKNOWN),
        (["почты нет"], "dk@zarya.ru", True, UNKNOWN),
        (["a@b.example.ru"], "", True, UNKNOWN),
        (["a@b.example.ru"], None, True, UNKNOWN),
    ],
)
def test_emails_against_the_registrys(told: list[str], ours: str | None, whole: bool, match: Match) -> None:
    assert emails_match(told, ours, whole=whole) is match


WORDS = st.lists(
    st.sampled_from(["ул.", "Лесная", "д.", "5", "5а", "/", "с.", "корп.", "кв.", ",", "\n", "8", "Марта", "1-я"]),
    max_size=9,
).map(" ".join)
TEXTS = WORDS | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_comparing_never_raises_and_does_not_depend_on_whose_address_is_which(one: str, other: str) -> None:
    assert address_match([one], None, other) is address_match([other], None, one)
    assert phones_match([one], other, whole=True) in set(Match)
    assert emails_match([one], other, whole=True) in set(Match)


@given(TEXTS)
def test_an_address_never_differs_from_itself(text: str) -> None:
    assert address_match([text], None, text) is not DIFFERENT
