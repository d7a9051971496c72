"""Reading a page's free text: contacts, addresses, sites, the owner's name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.description import (
    address_in,
    email_in,
    names_owner,
    phone_in,
    presence_trait,
    read_description,
    same_site,
    site_trait,
)
from domain.profile import Expected, Match, Presence, Trait

WORDY = st.text(st.sampled_from("аяё АЯ.,;:-()/@+0159\n«»№ulrwh"), max_size=200)


@pytest.mark.parametrize(
    "text",
    [
        "8 (426-65) 21-1-23",
        "8(42665)21-1-23",
        "+7 914 000-11-22",
        "Звоните: 89140001122, каждый день",
        "тел.: 21-3-45",
        "т. 2-12-34",
        "Телефон для справок: 21345",
        "тел.\n2-11-22",
        "тел./факс 21-1-22",
        "☎ 2-11-22",
        "☎\ufe0f2-11-22",
        "📞89140001122",
        "Звонить 2-11-22",
        "8\u2011914\u2011000\u201111\u201122",
    ],
)
def test_a_phone_is_seen_however_a_village_writes_it(text: str) -> None:
    assert phone_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ИНН 4212345678, КПП 790101001, ОГРН 1027900123456",
        "р/с 40102810445370000086",
        "2026-2027 учебный год",
        "01.09.2023",
        "с 9:00 до 17:00, индекс 679230",
        "собрали 1 200 000 рублей",
        "график: 9-18, 12-13",
        "телефон доверия скоро заработает",
        "тел.",
        "тел. уточняйте",
        "т.е. 12345 человек",
        "т. к. 12345 человек",
        "телефон: 112",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert not phone_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "dk@example.ru",
        "Почта: dk.zarya-2@mail.example.ru.",
        "почта@пример.рф",
        "(a_b+c@example.com)",
        "DK@Example.RU.",
        "📧dk@example.ru",
        "dk @ example.ru",
        "dk@ mail.example.ru",
        "dk@example .ru",
        "dk(собака)example.ru",
        "DK [at] EXAMPLE.RU",
    ],
)
def test_an_email_is_seen(text: str) -> None:
    assert email_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "@zarya_club", "цена@10.50", "a@b", "пишите на @ собаку", "a@1.5"),
        *("vk @zarya.ru", "https://vk.com/@zarya.ru", "dk @\nexample.ru"),
    ],
)
def test_a_sign_at_alone_is_no_email(text: str) -> None:
    assert not email_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "с. Приречное, ул. Школьная, 25",
        "улица Садовая 5",
        "Школьная ул., 10",
        "пер.Лесной,12/1",
        "ул. 50 лет Октября, 3",
        "ул. 8 Марта, д. 2а",
        "ул. 2-я Набережная, 4",
        "г. Приозёрск, пр-кт 60-летия СССР, 18",
        "с. Приречное, 15",
        "село Приречное, дом 3",
        "д. Заречье, д. 5",
        "мкр. Южный 7",
        "679000, с. Приречное, ул.Лесная, дом №5, тел. 8 914 000 11 22",
    ],
)
def test_a_street_or_a_settlement_with_a_house_is_an_address(text: str) -> None:
    assert address_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ул. Школьная",
        "ул. 50 лет Октября",
        "ул. Школьная тел. 8-914-000-11-22",
        "ул. Школьная тел. 8 914 000 11 22",
        "ул. Школьная, с 9 до 17",
        "в 2023 г. открыт 12 кружков",
        "5 г. назад",
        "г. Приозёрск, 2024 год",
        "п. 5 ст. 10",
        "каждую пятницу, 12 ноября",
    ],
)
def test_a_street_without_a_house_is_no_address(text: str) -> None:
    assert not address_in(text)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("https://www.zarya.example.ru/", "zarya.example.ru"),
        ("HTTP://Zarya.Example.RU/about?x=1", "http://zarya.example.ru"),
        ("приречное.рф", "https://xn--e1aahvfchb8d.xn--p1ai/"),
        ("https://ПРИРЕЧНОЕ.РФ", "http://www.приречное.рф/новости"),
        ("zarya.example.ru:8080", "zarya.example.ru"),
        ("//zarya.example.ru", "zarya.example.ru."),
        ("http:/zarya.example.ru", "zarya.example.ru"),
        ("https://https://zarya.example.ru/", "zarya.example.ru"),
        ("WWW.ZARYA.EXAMPLE.RU/", "http://zarya.example.ru"),
    ],
)
def test_a_site_is_its_host(found: str, expected: str) -> None:
    assert same_site(found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("zarya.example.ru", "example.ru"),
        ("zarya.example.ru", "zarya.example.com"),
        ("", ""),
        ("  ", "zarya.example.ru"),
        ("https://", "https://"),
    ],
)
def test_another_host_is_another_site(found: str, expected: str) -> None:
    assert not same_site(found, expected)


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("Наш сайт: zarya.example.ru.", ("zarya.example.ru",)),
        ("сайт приречное.рф, почта dk@example.ru", ("приречное.рф",)),
        ("https://vk.com/club1 и m.ok.ru/group/1, t.me/zarya, max.ru/zarya", ()),
        ("https://pos.gosuslugi.ru/form/?opaId=1", ()),
        ("https://www.gosuslugi.ru", ()),
        ("https://zarya-r79.gosweb.gosuslugi.ru/about/", ("https://zarya-r79.gosweb.gosuslugi.ru/about/",)),
        ("https://sites.google.com/view/zarya https://docs.google.com/x", ("https://sites.google.com/view/zarya",)),
        ("г.Приозёрск, т.е. и т.д., ул.Школьная", ()),
        ("сайт: zarya.дети, zarya.москва", ("zarya.дети", "zarya.москва")),
        ("ЗАРЯ.РФ/", ("ЗАРЯ.РФ/",)),
        ("сайт XN--80AQECDR.XN--P1AI.", ("XN--80AQECDR.XN--P1AI",)),
        ("(https://zarya.example.дети)", ("https://zarya.example.дети",)),
    ],
)
def test_only_what_may_be_an_official_site_is_one(text: str, sites: tuple[str, ...]) -> None:
    assert read_description(text).sites == sites


def test_a_description_is_read_as_a_whole() -> None:
    told = read_description(
        "МБУ «Дом культуры «Заря».\nАдрес: с. Приречное, ул. Школьная, 25\n"
        "Тел. 8 (42665) 21-1-23, dk@example.ru, https://zarya.example.ru\nЖдём вас!"
    )
    assert (told.address, told.phone, told.email, told.sites) == (True, True, True, ("https://zarya.example.ru",))
    assert told.about_length == len("МБУ «Дом культуры «Заря». Ждём вас!")


def test_contacts_alone_tell_nothing_about_the_organisation() -> None:
    told = read_description("ул. Школьная, 25\n8 914 000 11 22\ndk@example.ru\nhttps://zarya.example.ru")
    assert told.about_length == 0


STORY = "Дом культуры села Приречное зовёт в кружки вокала, танца и театра детей и взрослых"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{STORY}, ул. Школьная, 25", f"{STORY},"),
        (f"ул. 50 лет Октября, 3. {STORY}", f". {STORY}"),
        (f"{STORY}. Наш адрес: 679230, ЕАО, Октябрьский район, с. Приречное, ул. Школьная, д. 25!", f"{STORY}."),
        (f"с. Приречное, 15 — {STORY}, тел. 2-11-22", f"{STORY},"),
        ("В селе Приречное поёт хор, ул. Школьная, 25, и танцует кружок, ул. Мира, 7", 42 * "а"),
        ("Ждём вас по адресу: с. Приречное, ул. Школьная, 25", "Ждём вас"),
        ("Еврейская автономная область, Октябрьский муниципальный район, с. Приречное, ул. Школьная, 25", ""),
        ("Адрес: Россия, Хабаровский край, г. Приозёрск, пр-кт 60-летия СССР, 18", ""),
        ("dk @ example.ru\n☎ 2-11-22", ""),
        ("🎉🎉🎉 ===== 🎭 " * 20, ""),
        (" \n\t ", ""),
        ("", ""),
    ],
)
def test_beside_its_contacts_a_description_counts_whole(text: str, left: str) -> None:
    assert abs(read_description(text).about_length - len(left)) <= 2


def test_a_long_line_keeps_what_it_tells_beside_the_address() -> None:
    story = "Мы поём, танцуем и ставим спектакли для всего села и соседей. " * 4
    assert read_description(f"{story}ул. Школьная, 25").about_length > 200


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Мы — МКУ ДОМ КУЛЬТУРЫ «Заря»!", "МБУ «Дом культуры Заря»"),
        ("дом культуры с. Приречное", "Муниципальное бюджетное учреждение культуры «Дом культуры с. Приречное»"),
        ("ЗЕЛЁНЫЙ САД: новости", "МБДОУ «Зеленый сад»"),
        ("учредитель - Администрация  Приреченского\nпоселения", "Администрация Приреченского поселения"),
        ("МБУ ДК, село Приречное", "МБУ ДК"),
    ],
)
def test_the_owner_is_named_in_whatever_spelling(text: str, name: str) -> None:
    assert names_owner(text, [name]) is Match.EQUAL


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Межпоселенческий центр досуга", ["МКУ «Поселенческий центр досуга»"]),
        ("Дом культуры", []),
        ("Дом культуры", [""]),
        ("ДК «Восход»", ["МБУ ДК"]),
        ("", ["МБУ «Заря»"]),
    ],
)
def test_a_name_that_does_not_stand_there_is_unknown_never_different(text: str, names: list[str]) -> None:
    assert names_owner(text, names) is Match.UNKNOWN


SITE = Expected(sites=("zarya.example.ru",))


@pytest.mark.parametrize(
    ("found", "came", "expected", "trait"),
    [
        ([("тут", "https://zarya.example.ru")], True, SITE, Trait(Presence.PRESENT, "тут", Match.EQUAL)),
        (
            [("тут", "other.example.ru"), ("там", "www.zarya.example.ru")],
            True,
            SITE,
            Trait(Presence.PRESENT, "там", Match.EQUAL),
        ),
        ([("тут", "other.example.ru")], True, SITE, Trait(Presence.PRESENT, "тут", Match.DIFFERENT)),
        ([("тут", "other.example.ru")], True, Expected(), Trait(Presence.PRESENT, "тут")),
        ([("тут", "https://vk.com/zarya")], True, SITE, Trait(Presence.ABSENT)),
        ([("тут", "")], True, SITE, Trait(Presence.ABSENT)),
        ([], False, SITE, Trait(Presence.UNKNOWN, why="поле не пришло")),
        ([("там", "zarya.example.ru")], False, SITE, Trait(Presence.PRESENT, "там", Match.EQUAL)),
        ([("тут", "other.example.ru")], False, SITE, Trait(Presence.PRESENT, "тут", why="поле не пришло")),
        ([("тут", "Наш сайт: zarya.example.ru")], True, SITE, Trait(Presence.PRESENT, "тут", Match.EQUAL)),
        (
            [("тут", "other.example.ru, HTTP://zarya.example.ru/")],
            True,
            SITE,
            Trait(Presence.PRESENT, "тут", Match.EQUAL),
        ),
        ([("тут", "нет")], True, SITE, Trait(Presence.ABSENT)),
    ],
)
def test_a_site_is_compared_with_the_registry(
    found: list[tuple[str, str]], came: bool, expected: Expected, trait: Trait
) -> None:
    assert site_trait(found, came=came, expected=expected) == trait


@pytest.mark.parametrize(
    ("came", "filled", "in_description", "trait"),
    [
        (True, True, None, Trait(Presence.PRESENT, "в поле")),
        (True, False, True, Trait(Presence.PRESENT, "в описании")),
        (False, False, True, Trait(Presence.PRESENT, "в описании")),
        (True, False, False, Trait(Presence.ABSENT)),
        (True, False, None, Trait(Presence.UNKNOWN, why="описание не пришло")),
        (False, False, False, Trait(Presence.UNKNOWN, why="поле не пришло")),
        (False, False, None, Trait(Presence.UNKNOWN, why="поле не пришло")),
    ],
)
def test_only_what_came_empty_everywhere_is_absent(
    came: bool, filled: bool, in_description: bool | None, trait: Trait
) -> None:
    assert presence_trait(came=came, filled=filled, where="в поле", in_description=in_description) == trait


@given(st.one_of(st.text(max_size=300), WORDY))
def test_any_text_is_read(text: str) -> None:
    told = read_description(text)
    assert 0 <= told.about_length <= len(text)
    assert names_owner(text, [text, "МБУ «Заря»"]) in (Match.EQUAL, Match.UNKNOWN)
    assert not same_site(text, "zarya.example.ru") or "zarya" in text.casefold()


@given(WORDY)
def test_contacts_around_a_text_are_found_whatever_the_text(text: str) -> None:
    told = read_description(f"{text}\nул. Школьная, 25\n+7 914 000-11-22\ndk@example.ru\n")
    assert told.address
    assert told.phone
    assert told.email


@pytest.mark.parametrize(
    "seed",
    [
        *("1", "1 ", "((", "1-", "a.", "a@", "ул. ", "с. А", "т. ", " +7", "р/с 1 ", "x@a.", "https://", "-"),
        *("ул. А, 5 ", "А край, ", "Ааа ", "ЕАО, ", "с. А, ул. А, 5 ", "адрес ", "a@ a", "☎"),
    ],
)
def test_a_hostile_text_takes_no_long_time(seed: str) -> None:
    started = time.process_time()
    read_description(seed * (100_000 // len(seed)))
    assert time.process_time() - started < 2.0
