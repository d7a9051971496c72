"""What reads like a press release (P2.5), what does not, and what is shown of it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.content import Content
from domain.finding import Outcome
from domain.post import Post, PostKind
from rules.officialese.measure import measure
from rules.officialese.morphology import Sort, may_be_deverbal, sort_of
from rules.officialese.phrases import opening, phrases_in
from rules.officialese.remark import ENOUGH, points, remark
from rules.officialese.style import style_officialese
from tests.rules.world import NOW, OK_PAGE, READ, gone, page_view

RELEASE = (
    "Администрация сообщает, что в целях обеспечения безопасности граждан осуществляется проведение мероприятий "
    "по очистке кровель зданий от снега."
)
PAPER = (
    "В рамках реализации программы на базе учреждения было организовано проведение мероприятия, направленного на "
    "формирование правовой культуры подрастающего поколения."
)
LIVELY = "Друзья, завтра чистим крыши от снега! Обходите сторонкой, а машины лучше убрать с вечера."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (RELEASE, "администрация … сообщает"),
        (PAPER, "подрастающего поколения"),
        (
            "Как сообщает пресс-служба района, завершено выполнение работ по восстановлению покрытия дороги.",
            "пресс-служба … сообщает",
        ),
        (
            "Уважаемые жители! Доводим до вашего сведения, что будет осуществлено отключение горячей воды.",
            "доводим до вашего сведения",
        ),
        (
            "В целях недопущения распространения заболеваний необходимо соблюдение мер личной гигиены.",
            "в целях недопущения",
        ),
        (
            "Имеет место быть увеличение количества отходов. В связи с вышеизложенным просим не сорить.",
            "имеет место быть",
        ),
    ],
)
def test_a_press_release_is_known_by_its_phrases(text: str, shown: str) -> None:
    assert remark(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        LIVELY,
        "В рамках недели кино крутим мультики и комедии. Вход бесплатный, печенье приносите с собой.",
        "Уважаемые жители! В среду вывозим крупный мусор, ставьте его у калитки до восьми утра.",
        "Администрация обещала, и вот — фонари на Лесной горят! Гуляйте смело, а если какой погаснет — пишите.",
        "На проведение ёлки скинулись всем селом: кто конфетами, кто гирляндой, кто дровами для самовара.",
        "Работа комиссии закончилась, и нам сказали: принимаем! Значит, в новом зале можно играть уже в субботу.",
        "Сообщаем радостную новость: наш хор едет на фестиваль! Спасибо всем, кто болел и держал кулаки.",
        "Занятия по рисованию и вязанию начинаются в понедельник. Чтение вслух — по средам, чаепитие — всегда.",
        "",
        "Фото.",
        "https://example.com/v-celyah #вцелях @club1",
    ],
)
def test_an_ordinary_post_is_left_alone(text: str) -> None:
    assert remark(text) == ()


def test_what_a_talker_writes_speaks_against_officialese() -> None:
    dry = (
        "Проводится набор в группы по программам художественной направленности, зачисление по заявлению родителей."
    )
    said = dry.replace(".", "!") + " Ждём вас! А вы с нами? Мы вам рады! 😊"
    assert points(measure(said)) < points(measure(dry))


def test_the_measures_are_those_of_the_text() -> None:
    found = measure("Проведение проверки готовности систем оповещения населения завершено. Всё исправно.")
    assert (found.words, found.deverbal, found.chains) == (9, 2, 1)
    assert found.sentence == 4.5
    assert found.letters == pytest.approx(73 / 9)
    assert found.per_hundred == pytest.approx(200 / 9)


@pytest.mark.parametrize("word", ["осуществление", "проведения", "реализацией", "закрытию", "вовлечении"])
def test_a_noun_made_of_a_verb_is_known_in_any_case(word: str) -> None:
    assert Sort.DEVERBAL in sort_of(word)
    assert may_be_deverbal(word)


@pytest.mark.parametrize("word", ["печенье", "здания", "настроением", "станция", "провели", "мишутиние", "весёлые"])
def test_everyday_and_unknown_words_are_no_deverbal_nouns(word: str) -> None:
    assert Sort.DEVERBAL not in sort_of(word)


def test_every_reading_of_a_form_counts() -> None:
    assert Sort.GENITIVE in sort_of("мероприятия")
    assert {Sort.NOUN, Sort.ADJECTIVE} <= set(sort_of("рабочего"))


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        ("администрация сельского поселения информирует жителей", "администрация … информирует"),
        ("по информации пресс-службы района", "пресс-службы … информации"),
        ("отдел культуры извещает о наборе", "отдел … извещает"),
        ("фонари чинила администрация", ""),
        ("администрация починила фонари", ""),
        ("уважаемые жители", ""),
        ("наш сосед сообщает что управление закрыто", ""),
    ],
)
def test_openings_of_press_releases(words: str, opened: str) -> None:
    assert opening(words.split()) == opened


def test_a_longer_phrase_is_found_before_the_shorter_one_within_it() -> None:
    tokens = ["имеет", "место", "быть", "нехватка", "времени"]
    assert [found.said for found in phrases_in(tokens)] == ["имеет место быть"]


texts = st.lists(
    st.sampled_from(
        [*RELEASE.split(), *PAPER.split(), *LIVELY.split(), "Иванова", "Мария", "89000000000", "\n", "#а"]
    )
    | st.text(max_size=12),
    max_size=40,
).map(" ".join)


@given(texts | st.text(max_size=300))
def test_no_text_raises_and_what_is_shown_is_short(text: str) -> None:
    shown = remark(text)
    assert all(0 < len(phrase) <= 60 for phrase in shown)
    assert bool(shown) <= (points(measure(text)) >= ENOUGH)


@given(texts)
def test_no_name_and_no_number_is_ever_shown(text: str) -> None:
    told = " ".join(measure(text).shown)
    assert not re.search(r"[А-ЯЁA-Za-z0-9#@]|иванов|мари", told)


NAMES = ("Иванова", "Мария", "Петровна", "Сидоренко", "Седых", "Величанская", "Рождественский", "Благовещенский")


@pytest.mark.parametrize("pair", list(pairwise(NAMES)), ids=" ".join)
def test_names_within_a_press_release_stay_out_of_the_phrases(pair: tuple[str, str]) -> None:
    text = f"В целях {pair[0]} {pair[1]} осуществляется проведение {pair[0]}, телефон 8 900 000-00-00. {RELEASE}"
    told = " ".join(remark(text))
    assert told
    assert not any(name.casefold() in told for name in pair)


# ------------------------------------------------------------------ the rule

WALL = "https://vk.com/wall-777"
MONTH = replace(READ, since=NOW - timedelta(days=30))


def page_with(*texts: str, **changes: object) -> tuple[Outcome, str]:
    posts = tuple(
        Post(str(100 + n), NOW - timedelta(days=n + 1), content=Content(text))
        for n, text in enumerate(reversed(texts))
    )
    given_ = {"posts": tuple(reversed(posts)), "feed": MONTH, **changes}
    verdict = style_officialese(page_view(**given_))
    return verdict.outcome, verdict.evidence


def test_the_remark_tells_how_many_the_phrases_and_where_the_newest_come_first() -> None:
    outcome, evidence = page_with(LIVELY, PAPER, RELEASE)
    assert outcome is Outcome.VIOLATED
    assert evidence.split(": ", 1) == [
        "2 публикации за 14 дней похожи на пресс-релиз",
        f"«администрация … сообщает» ({WALL}_100), «подрастающего поколения» ({WALL}_101)",
    ]


def test_three_are_shown_and_the_rest_is_counted() -> None:
    outcome, evidence = page_with(*[RELEASE] * 5, page=OK_PAGE)
    assert outcome is Outcome.VIOLATED
    assert evidence.startswith("5 публикаций за 14 дней похожи на пресс-релиз: ")
    assert evidence.count("https://ok.ru/group/888/topic/") == 3
    assert evidence.endswith(" и ещё 2")


def test_without_the_pages_number_there_are_no_addresses() -> None:
    unresolved = replace(OK_PAGE, network_id=None)
    assert "http" not in page_with(RELEASE, PAPER, page=unresolved)[1]


@pytest.mark.parametrize(
    ("texts_", "evidence"),
    [
        ((LIVELY, LIVELY), "за 14 дней 2 публикации, похожих на пресс-релиз нет"),
        ((LIVELY, RELEASE), "за 14 дней 2 публикации, 1 из них похожа на пресс-релиз"),
    ],
)
def test_a_single_press_release_is_forgiven(texts_: tuple[str, ...], evidence: str) -> None:
    assert page_with(*texts_) == (Outcome.OK, evidence)


def test_what_was_not_read_may_be_a_press_release() -> None:
    outcome, evidence = page_with(LIVELY, posts=(Post("1", NOW - timedelta(days=2)),))
    assert (outcome, evidence) == (
        Outcome.UNKNOWN,
        "стиль публикаций за 14 дней оценить нельзя: содержание части публикаций неизвестно",
    )
    assert page_with(LIVELY, feed=None)[0] is Outcome.UNKNOWN
    assert page_with(RELEASE, PAPER, feed=None)[0] is Outcome.VIOLATED


def test_reposts_deleted_and_old_publications_are_not_judged() -> None:
    one, two = (Post(str(n), NOW - timedelta(days=n), content=Content(RELEASE)) for n in (1, 2))
    for other in (
        replace(two, kind=PostKind.REPOST),
        gone(two),
        replace(two, published_at=NOW - timedelta(days=15)),
        replace(two, content=Content("", quoted=RELEASE)),
    ):
        assert style_officialese(page_view(posts=(one, other), feed=MONTH)).outcome is Outcome.OK


@pytest.mark.story
def test_the_dictionary_is_not_loaded_until_a_text_asks_for_it() -> None:
    check = (
        "import sys, app.cli, app.judging; from rules.officialese.remark import remark; "
        f"remark({LIVELY!r}); cold = 'pymorphy3' in sys.modules; remark({RELEASE!r}); "
        "sys.exit(cold or 'pymorphy3' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: S603 -- our own words
