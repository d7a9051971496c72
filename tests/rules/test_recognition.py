"""Recognising an announcement: what a page may do to it, and what makes another announcement of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.content import Content
from rules.recognition import Alike, recognise

FAIR = (
    "В субботу, 10 октября, на Торговой площади Мокдола пройдёт ярмарка мёда.\n\n"
    "Пасечники из девяти сёл привезут липовый, гречишный и луговой мёд. Торговля с 9:00 до 15:00.\n\n"
    "Гостей угостят чаем и покажут, как устроен улей. Места для машин — у стадиона «Луч».\n\n"
    "Справки по телефону +7 000 000-31-13, подробности: https://example.org/med."
)
LINK = "https://example.org/med"


def published(text: str, *links: str, quoted: str = "") -> Alike:
    return recognise(FAIR, [LINK], Content(text, quoted, links)).alike


def without(*parts: str) -> str:
    left = FAIR
    for part in parts:
        assert part in left
        left = left.replace(part, "")
    return left


def instead(old: str, new: str) -> str:
    assert old in FAIR
    return FAIR.replace(old, new)


class TestWhatAPageMayDo:
    @pytest.mark.parametrize(
        "text",
        [
            FAIR.upper(),
            FAIR.replace("ё", "е").replace("—", "-").replace("9:00", "9.00").replace("«", '"').replace("»", '"'),
            FAIR.replace("9:00", "09-00").replace("15:00", "15-00"),
            FAIR.replace("10 октября", "10.10.2026"),
            "🍯 " + FAIR.replace("\n\n", "\n\n🐝 "),
            FAIR.replace("ярмарка мёда", "#ярмаркамёда") + "\n\n#мёд #мокдол #ярмарка",
            FAIR.replace(". ", ".\n"),
            FAIR.replace("Мокдола", "[club5|Мокдола]"),
        ],
        ids=["capitals", "typography", "hours", "a date in figures", "emoji", "hashtags", "paragraphs", "mention"],
    )
    def test_the_looks_do_not_matter(self, text: str) -> None:
        assert published(text) is Alike.SAME

    def test_it_may_be_trimmed(self) -> None:
        assert published(FAIR.partition("\n\nГостей")[0]) is Alike.SAME
        assert (
            published(without("Пасечники из девяти сёл привезут липовый, гречишный и луговой мёд. ")) is Alike.SAME
        )

    @pytest.mark.parametrize(
        "text",
        [
            f"Сладкоежки, собирайтесь!\n\n{FAIR}",
            f"У нас в Заречье мёд тоже есть, но туда стоит съездить.\n\n{FAIR}",
            f"{FAIR}\n\nОт клуба «Искра» в 8:15 пойдёт автобус, возвращение в 16:00. Записывайтесь у вахтёра!",
        ],
    )
    def test_words_of_its_own_may_stand_around(self, text: str) -> None:
        assert published(text) is Alike.SAME

    def test_the_beginning_may_be_reworded_while_its_date_stays(self) -> None:
        lead = "В субботу, 10 октября, на Торговой площади Мокдола пройдёт ярмарка мёда."
        told = "Любите сладкое? 10 октября приезжайте в Мокдол: на площади весь день будут продавать мёд."
        assert published(instead(lead, told)) is Alike.SAME

    def test_two_materials_in_one_publication_are_both_there(self) -> None:
        other = (
            "Библиотека Заречья с 12 октября меняет часы работы. Читателей ждут с 11:00 до 19:00, в воскресенье "
            "выходной.\n\nКниги можно продлить по телефону +7 000 000-77-71 или у библиотекаря."
        )
        both = Content(f"{FAIR}\n\n***\n\n{other}")
        assert recognise(FAIR, [], both).is_same
        assert recognise(other, [], both).is_same

    def test_a_repost_of_it_publishes_it(self) -> None:
        assert published("Едем!", quoted=FAIR) is Alike.SAME


class TestAnotherAnnouncement:
    @pytest.mark.parametrize(
        ("text", "why"),
        [
            (instead("10 октября", "17 октября"), "другая дата, время или число (17.10)"),
            (instead("с 9:00 до 15:00", "с 12:00 до 18:00"), "другая дата, время или число (12, 18)"),
            (instead("Торговой площади Мокдола", "стадионе Заречья"), "другое место или название"),
            (instead("пройдёт", "прошла"), "слова об итогах"),
            (instead("привезут", "привезли"), "сказано как о прошедшем"),
            (instead("пройдёт ярмарка", "ярмарка не пройдёт"), "сказано обратное"),
            (f"Внимание: перенос ярмарки мёда!\n\n{FAIR}", "слова о переносе или изменении"),
            (f"Отмена!\n\n{FAIR}", "слова об отмене"),
            (instead("Гостей угостят", "Чай из-за ветра отменили, но гостей угостят"), "слова об отмене"),
            (
                f"Ещё раз о ярмарке.\n\n{without('Места для машин — у стадиона «Луч».')}",
                "слова напоминания",
            ),
            (
                instead("В субботу, 10 октября,", "Завтра"),
                "«сегодня» или «завтра» вместо даты",
            ),
            (instead("+7 000 000-31-13", "+7 000 000-99-99"), "другая дата, время или число"),
            (
                instead("пройдёт ярмарка мёда", "открывается вторая часть ярмарки мёда"),
                "слова о продолжении",
            ),
        ],
    )  # fmt: skip
    def test_it_is_not_taken_for_a_placement(self, text: str, why: str) -> None:
        likeness = recognise(FAIR, [LINK], Content(text))
        assert (likeness.alike, likeness.why) == (Alike.DOUBTFUL, why)

    def test_another_host_with_a_telephone_of_its_own(self) -> None:
        told = without("Справки по телефону +7 000 000-31-13, подробности: https://example.org/med.")
        likeness = recognise(FAIR, [LINK], Content(f"{told} Пасека «Шмель» ждёт звонков: +7 000 000-44-55."))
        assert (likeness.alike, likeness.why) == (Alike.DOUBTFUL, "другой телефон")

    def test_a_row_of_a_schedule_moved_within_it(self) -> None:
        plan = (
            "Передвижная библиотека объедет сёла округа в октябре.\n5 октября — Заречье, у школы\n"
            "7 октября — Липки, у почты\n9 октября — Мокдол, у клуба\nЗаписать в неё можно и детей."
        )
        moved = plan.replace("7 октября — Липки, у почты", "8 октября — Липки, у почты")
        assert recognise(plan, [], Content(plan)).is_same
        assert recognise(plan, [], Content(moved)).alike is Alike.DOUBTFUL

    def test_a_reason_shows_no_words_and_no_telephones(self) -> None:
        told = recognise(FAIR, [], Content(instead("+7 000 000-31-13", "+7 000 000-99-99"))).why
        assert "99" not in told

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "🎉🎉🎉",
            "С праздником!",
            "Мёд в этом году удался, говорит наш завхоз.",
            "10 октября у нас выходной.",
        ],
    )
    def test_the_page_s_own_life_is_something_else(self, text: str) -> None:
        assert published(text) is Alike.OTHER


class TestLinks:
    @pytest.mark.parametrize(
        "link",
        [
            "https://example.org/med",
            "http://www.example.org/med/",
            "https://example.org/med?utm_source=vk&utm_campaign=fair",
            "example.org/med?from=group",
        ],
    )
    def test_a_link_with_a_couple_of_words_places_the_material(self, link: str) -> None:
        assert published("Всё о ярмарке мёда", link) is Alike.SAME
        assert published(f"Всё о ярмарке мёда: {link}") is Alike.SAME

    def test_the_same_link_under_a_story_of_the_page_s_own_does_not(self) -> None:
        story = (
            "Наши третьеклассники ездили на пасеку, видели матку и трутней, пили чай с сотами и теперь рисуют "
            "ульи на уроках. Фотографии выложит классный руководитель, а рецепт коврижки ищите сами."
        )
        assert published(story, LINK) is not Alike.SAME

    def test_a_link_under_words_of_a_cancellation_does_not(self) -> None:
        assert published("Ярмарка мёда отменяется", LINK) is not Alike.SAME

    @pytest.mark.parametrize(
        ("sent", "given"),
        [
            ("https://vk.com/wall-77_15", "https://m.vk.com/wall-77_15?from=feed"),
            ("https://vk.ru/mokdol?w=wall-77_15", "vk.com/wall-77_15"),
            ("https://ok.ru/group/5500/topic/123", "https://m.ok.ru/group/5500/topic/123"),
            (
                "https://xn--e1afmkfd.xn--p1ai/новость",
                "https://пример.рф/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C",
            ),
            ("https://example.org/news?id=7", "https://example.org/news?utm_medium=post&id=7#top"),
        ],
    )
    def test_an_item_that_is_a_link_alone_is_found_by_it(self, sent: str, given: str) -> None:
        assert recognise("", [sent], Content("Делимся", links=(given,))).is_same

    @pytest.mark.parametrize(
        ("sent", "given"),
        [
            ("https://vk.com/wall-77_15", "https://vk.com/wall-77_16"),
            ("https://vk.com/wall-77_15", "https://vk.com/wall-78_15"),
            ("https://ok.ru/group/5500/topic/123", "https://ok.ru/group/5500/topic/124"),
            ("https://example.org/news?id=7", "https://example.org/news?id=8"),
            ("https://example.org/med", "https://example.net/med"),
        ],
    )
    def test_another_address_is_another_item(self, sent: str, given: str) -> None:
        assert recognise("", [sent], Content("Делимся", links=(given,))).alike is Alike.OTHER


SAID = "ярмарка мёда пройдёт 10 октября в Мокдоле не отменена завтра итоги +7 000 000-31-13 . ! ? : «Луч» 9:00 #мёд"
WORDS = st.sampled_from(SAID.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
def test_an_announcement_is_always_found_in_its_own_words(text: str) -> None:
    likeness = recognise(text, [], Content(text))
    told_something = any(map(str.isalpha, text)) and likeness.why != "общих слов почти нет"
    assert likeness.is_same or not told_something


@given(TEXTS, TEXTS, TEXTS, st.lists(st.text(max_size=40), max_size=3))
def test_it_never_raises_and_its_score_is_a_share(text: str, own: str, quoted: str, links: list[str]) -> None:
    likeness = recognise(text, links, Content(own, quoted, tuple(links)))
    assert 0 <= likeness.score <= 1
    assert likeness.why
