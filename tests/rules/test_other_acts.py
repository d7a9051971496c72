"""Hints from other acts: what calls for a look, what does not, and that they only say «возможно»."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decree import load_decree
from domain.content import Content
from domain.finding import Outcome
from domain.norm import Force
from domain.post import Post
from domain.profile import Expected
from rules.engine import judge_page
from rules.other_acts import (
    ad_without_erid,
    advertised,
    announced,
    banned,
    banned_org_mention,
    event_age_mark,
)
from rules.rule import PageRule
from rules.settings import RuleSetting
from tests.rules.world import NOW, READ, page_view

MONTH = replace(READ, since=NOW - timedelta(days=30))
RULES = (event_age_mark, ad_without_erid, banned_org_mention)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Приглашаем на концерт хора в субботу!", "концерт"),
        ("Спектакль «Морозко» — 28 ноября в 17:00, дом культуры.", "спектакль"),
        ("АФИША НА ДЕКАБРЬ. Ждём всех!", "афиша"),
        ("В пятницу покажем комедию: кинопоказ во дворе, начало в семь.", "кинопоказ"),
        ("Премьера в воскресенье, билеты в кассе.", "премьера"),
        ("Завтра  показ   фильма «Ёлки».", "показ фильма"),
    ],
)
def test_an_announcement_without_an_age_category_calls_for_a_look(text: str, word: str) -> None:
    assert announced(Content(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "Приглашаем на концерт хора в субботу! 6+",
        "Приглашаем на концерт хора в субботу! (0 +)",
        "Дискотека в пятницу, ждём всех старше 16 лет.",
        "Спектакль 28 ноября в 17:00. Возрастная категория 12 плюс.",
        "Вчера прошёл концерт хора, спасибо всем! Приходите ещё.",
        "Концерт был чудесный, ловите фото.",
        "Приходите на субботник, ждём всех!",
        "",
    ],
)
def test_other_texts_are_no_announcement_without_a_category(text: str) -> None:
    assert announced(Content(text)) is None


@pytest.mark.parametrize(
    ("text", "links", "word"),
    [
        ("Скидка 20% на валенки в магазине у почты.", (), "скидка 20%"),
        ("Промокод МОКДОЛ даст скидку.", (), "промокод"),
        ("Реклама. Окна и двери.", (), "реклама."),
        ("На правах рекламы: окна и двери.", (), "на правах рекламы"),
        ("Спасибо спонсорам праздника!", ("https://okna.example/buy",), "спонсорам"),
        ("Купить можно по ссылке.", ("www.okna.example",), "купить"),
    ],
)
def test_an_advertisement_without_a_mark_calls_for_a_look(text: str, links: tuple[str, ...], word: str) -> None:
    assert advertised(Content(text, links=links)) == word


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Скидка 20% на валенки. Реклама. erid: 2VtzqwXYZ", ()),
        ("Купить можно по ссылке.", ("https://okna.example/?erid=2Vtzq",)),
        ("Спасибо спонсорам праздника!", ()),
        ("Спасибо спонсорам праздника!", ("https://vk.com/club5", "https://www.gosuslugi.ru/1", "пример.рф")),
        ("Ребята сделали социальную рекламу о спорте.", ()),
        ("Расписание на сайте.", ("https://okna.example",)),
        ("", ()),
    ],
)
def test_other_texts_are_no_unmarked_advertisement(text: str, links: tuple[str, ...]) -> None:
    assert advertised(Content(text, links=links)) is None


@pytest.mark.parametrize(
    ("text", "links", "word"),
    [
        ("Мы есть и в Инстаграме!", (), "инстаграме"),
        ("Ищите нас в Facebook", (), "facebook"),
        ("Видео по ссылке", ("https://www.instagram.com/p/1",), "ссылка на неё"),
        ("Instagram (запрещён в России)", ("http://m.facebook.com/1",), "ссылка на неё"),
    ],
)
def test_a_banned_network_calls_for_a_look(text: str, links: tuple[str, ...], word: str) -> None:
    assert banned(Content(text, links=links)) == word


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Instagram (принадлежит Meta Platforms, признана экстремистской и запрещена в России)", ()),
        ("Переезжаем ВКонтакте", ("https://vk.com/instagram.com",)),
        ("Инстанция рассмотрела вопрос, метаморфозы продолжаются", ("https://notinstagram.com",)),
        ("", ()),
    ],
)
def test_other_texts_name_nobody_banned(text: str, links: tuple[str, ...]) -> None:
    assert banned(Content(text, links=links)) is None


def a_post(text: str, days: int = 1, **changes: object) -> Post:
    content = replace(Content(text), **changes)
    return Post(str(days), NOW - timedelta(days=days), content=content)


CONCERT = a_post("Приглашаем на концерт в субботу!")


def test_a_hint_says_perhaps_and_where() -> None:
    verdict = event_age_mark(page_view(posts=(CONCERT,), feed=MONTH))
    assert verdict.outcome is Outcome.VIOLATED
    assert verdict.evidence == (
        "возможно, в анонсе нет возрастной отметки (если её нет и на афише): «концерт» (https://vk.com/wall-777_1)"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.id)
def test_nothing_suspicious_is_ok_and_what_was_not_read_is_unknown(rule: PageRule) -> None:
    calm = page_view(posts=(a_post("Субботник удался."),), feed=MONTH)
    assert rule(calm).outcome is Outcome.OK
    assert rule(replace(calm, feed=None)).outcome is Outcome.UNKNOWN
    assert rule(replace(calm, posts=(Post("1", NOW - timedelta(days=1)),))).outcome is Outcome.UNKNOWN


def test_a_mark_may_stand_in_the_part_that_did_not_come() -> None:
    part = replace(CONCERT, content=replace(CONCERT.content or Content(), cut=True))
    assert event_age_mark(page_view(posts=(part,), feed=MONTH)).outcome is Outcome.UNKNOWN
    link = a_post("Смотрите", links=("https://instagram.com/1",), cut=True)
    assert banned_org_mention(page_view(posts=(link,), feed=MONTH)).outcome is Outcome.VIOLATED


def test_the_organisations_own_site_pays_nobody() -> None:
    ticket = a_post("Билеты можно купить на сайте.", links=("https://www.klub.example/tickets",))
    view = page_view(posts=(ticket,), feed=MONTH)
    assert ad_without_erid(view).outcome is Outcome.VIOLATED
    own = replace(view, expected=Expected(sites=("http://klub.example",)))
    assert ad_without_erid(own).outcome is Outcome.OK


def test_older_publications_are_left_alone() -> None:
    old = a_post("Приглашаем на концерт в субботу!", days=15)
    assert event_age_mark(page_view(posts=(old,), feed=MONTH)).outcome is Outcome.OK


words = st.sampled_from(
    [
        "концерт",
        "приходите",
        "6+",
        "вчера",
        "скидка 5%",
        "erid",
        "https://fb.com",
        "инста",
        "запрещена",
        "\n",
        "28 мая",
    ]
)
texts = st.lists(words | st.text(max_size=10), max_size=12).map(" ".join) | st.text(max_size=200)
links = st.lists(st.text(max_size=30) | st.just("https://instagram.com/x"), max_size=3).map(tuple)


@given(texts, links)
def test_no_text_and_no_link_raises(text: str, found: tuple[str, ...]) -> None:
    view = page_view(posts=(a_post(text, links=found),), feed=MONTH)
    for rule in RULES:
        verdict = rule(view)
        assert verdict.evidence.startswith("возможно, ") == (verdict.outcome is Outcome.VIOLATED)


@given(texts)
def test_a_category_always_settles_an_announcement(text: str) -> None:
    assert announced(Content(f"{text} 12+")) is None


def test_hints_are_off_until_switched_on() -> None:
    decree = load_decree("amurzet-98", Path(), {})
    view = page_view(posts=(CONCERT,), feed=MONTH)
    mine = {rule.id for rule in RULES}
    assert not mine & {finding.rule for finding in judge_page(view, decree, {})}
    on = {"event_age_mark": RuleSetting(enabled=True)}
    [finding] = [each for each in judge_page(view, decree, on) if each.rule in mine]
    assert (finding.clause, finding.clauses, finding.force) == ("F38.5.10.1", ("F38.5.10.1",), Force.EXTERNAL)
    assert decree.clause(finding.clause).cite == "ч. 10.1 ст. 5 Федерального закона № 38-ФЗ «О рекламе»"
