"""Letters about matters, as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bot_world import (
    BOOK,
    DECREE,
    NOW,
    OK_PAGE,
    ON_OK,
    ON_VK,
    VK_PAGE,
    ZONE,
    a_letter,
    a_matter,
    a_question,
    a_short_week,
    local_day,
    opened,
)

from bot import render
from bot.render import Book, letter_messages, plain
from domain.finding import DueSource, MatterKind, Subject, SubjectKind
from domain.letter import Item, Letter, LetterKind, PageCard, Part
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force


def words(letter: Letter, book: Book = BOOK) -> str:
    """The letter as plain text."""
    return "\n\n".join(render.plain(html) for html in render.letter(letter, book))


def test_an_alert_names_organisation_network_finding_clause_deadline_and_page() -> None:
    cover = a_matter(due_at=local_day(27), due_source=DueSource.SETTING)
    assert words(a_letter(opened(cover), name="Дом культуры")) == (
        "№ 12 · Дом культуры\n\n"
        "Нарушения\n"
        "• ВКонтакте: обложки нет\n"
        "п. 4 раздела 2 Порядка · срок до 27 ноября — по настройке · страница (https://vk.com/club101)"
    )


@pytest.mark.parametrize(
    ("item", "heading"),
    [
        (opened(a_matter()), "Нарушения"),
        (opened(a_matter(force=Force.RECOMMENDED)), "Рекомендации"),
        (opened(a_matter(force=Force.EXTERNAL)), "По другим актам"),
        (opened(a_matter(rule="posts_weekly_risk")), "Предупреждения"),
        (opened(a_matter(rule="page_silent", force=Force.RECOMMENDED)), "Предупреждения"),
        (opened(a_question()), "Нужно подтвердить"),
        (opened(a_matter(kind=MatterKind.TECHNICAL)), "Техническое"),
        (Item(a_matter(), Event.REMINDER_1, VK_PAGE), "Напоминание"),
        (Item(a_matter(), Event.RESOLVED, VK_PAGE), "Устранено"),
        (Item(a_question(), Event.RESOLVED, VK_PAGE), "Ответ получен"),
        (Item(a_matter(), Event.WITHDRAWN, VK_PAGE), "Снято"),
        (Item(a_matter(), Event.EXPIRED, VK_PAGE), "Неделя прошла"),
    ],
)
def test_every_event_stands_under_its_own_heading(item: Item, heading: str) -> None:
    assert words(a_letter(item)).split("\n")[2] == heading


@pytest.mark.parametrize(
    "item",
    [
        opened(a_matter(force=Force.RECOMMENDED)),
        opened(a_matter(force=Force.EXTERNAL)),
        opened(a_matter(rule="page_silent")),
        opened(a_question()),
        opened(a_question("credentials_ledger", Subject.organisation(7)), None),
        opened(a_matter(kind=MatterKind.TECHNICAL)),
        Item(a_question(), Event.RESOLVED, VK_PAGE),
    ],
)
@pytest.mark.parametrize("kind", [LetterKind.ALERT, LetterKind.STORM, LetterKind.CATCH_UP])
def test_only_a_mandatory_requirement_is_called_a_violation(item: Item, kind: LetterKind) -> None:
    assert "наруш" not in words(a_letter(item, kind=kind)).lower()


@pytest.mark.parametrize(
    ("due_day", "source", "said"),
    [
        (27, DueSource.SETTING, "срок до 27 ноября — по настройке"),
        (27, DueSource.REQUEST, "срок до 27 ноября — по запросу"),
        (27, DueSource.DECREE, "срок до 27 ноября — по постановлению"),
        (24, DueSource.SETTING, "срок сегодня, 24 ноября — по настройке"),
        (20, DueSource.SETTING, "срок прошёл 20 ноября — по настройке"),
    ],
)
def test_a_deadline_says_whose_it_is_and_whether_it_has_passed(due_day: int, source: DueSource, said: str) -> None:
    matter = a_matter(due_at=local_day(due_day), due_source=source)
    assert f" · {said} · " in words(a_letter(opened(matter)))


def test_a_deadline_in_another_year_names_the_year() -> None:
    matter = a_matter(due_at=local_day(14, month=1, year=2027), due_source=DueSource.SETTING)
    assert "срок до 14 января 2027 года — по настройке" in words(a_letter(opened(matter)))


def test_a_week_that_ends_at_midnight_is_due_on_its_sunday() -> None:
    assert "срок прошёл 22 ноября — по постановлению" in words(a_letter(opened(a_short_week())))


@pytest.mark.parametrize(
    ("event", "due_day", "said"),
    [
        (Event.REMINDER_0, 24, "срок сегодня, 24 ноября — по настройке"),
        (Event.REMINDER_1, 23, "срок прошёл 23 ноября, 1 день назад — по настройке"),
        (Event.REMINDER_2, 20, "срок прошёл 20 ноября, 4 дня назад — по настройке"),
    ],
)
def test_a_reminder_counts_the_days_since_the_deadline(event: Event, due_day: int, said: str) -> None:
    matter = a_matter(due_at=local_day(due_day), due_source=DueSource.SETTING)
    assert said in words(a_letter(Item(matter, event, VK_PAGE)))


@pytest.mark.parametrize(
    ("streak", "said"),
    [
        (2, "вторая неделя подряд"),
        (3, "третья неделя подряд"),
        (4, "четвёртая неделя подряд"),
        (11, "11-я неделя подряд"),
        (12, "12-я неделя подряд"),
    ],
)
def test_another_short_week_is_one_line_in_place_of_an_opening(streak: int, said: str) -> None:
    lines = words(a_letter(opened(a_short_week(streak=streak)))).split("\n")
    assert lines[3:] == [
        (
            f"• ВКонтакте: {said} — за неделю 16–22 ноября опубликовано 1 из 2 · п. 2 раздела 2 Порядка · "
            "страница (https://vk.com/club101)"
        )
    ]


def test_a_first_short_week_is_a_full_opening() -> None:
    assert "подряд" not in words(a_letter(opened(a_short_week())))


def test_a_remedy_tells_what_there_is_now_and_what_there_was() -> None:
    mended = Item(a_matter(ending_note="обложка есть"), Event.RESOLVED, VK_PAGE)
    assert "• ВКонтакте: обложка есть (было: обложки нет)\nп. 4 раздела 2 Порядка" in words(a_letter(mended))


def test_a_withdrawal_tells_its_reason_and_never_says_it_was_mended() -> None:
    gone = Item(a_matter(ending_note="проверка выключена в настройках"), Event.WITHDRAWN, VK_PAGE)
    said = words(a_letter(gone))
    assert "• ВКонтакте: обложки нет. Причина: проверка выключена в настройках" in said
    assert "странено" not in said


def test_a_week_in_order_again_is_one_line() -> None:
    passed = Item(a_short_week(ending_note="норма снова соблюдается"), Event.EXPIRED, VK_PAGE)
    line = "• ВКонтакте: норма снова соблюдается (было: за неделю 16–22 ноября опубликовано 1 из 2)"
    assert words(a_letter(passed)).split("\n")[3] == line


def test_an_answer_no_is_told_as_an_answer() -> None:
    ledger = a_question("credentials_ledger", Subject.organisation(7), ending_note="получен ответ «нет»")
    said = words(a_letter(Item(ledger, Event.RESOLVED, None)))
    assert "Ответ получен\n• Учёт логинов и паролей: получен ответ «нет»" in said


def test_a_question_about_passwords_warns_not_to_send_them() -> None:
    ledger = a_question("credentials_ledger", Subject.organisation(7))
    assert "Учёт логинов и паролей: не подтверждалось. Сами пароли сюда не присылайте" in words(
        a_letter(opened(ledger, None))
    )


def test_a_question_shows_how_to_answer_it_and_a_violation_does_not() -> None:
    assert words(a_letter(opened(a_question()))).endswith("\nОтветить: /attest")
    assert "/attest" not in words(a_letter(opened(a_matter())))


def test_the_way_to_answer_is_told_once_under_the_last_question() -> None:
    ledger = a_question("credentials_ledger", Subject.organisation(7), id=2)
    said = words(a_letter(opened(a_question()), opened(ledger, None), opened(a_matter(id=3))))
    assert said.count("/attest") == 1
    assert said.endswith(
        "• Двухфакторная аутентификация (ВК) — подп. 6.3 раздела 1 Порядка\n"
        "• Учёт логинов и паролей — подп. 6.3 раздела 1 Порядка. Сами пароли сюда не присылайте\n"
        "не подтверждалось · страница ВКонтакте (https://vk.com/club101)\nОтветить: /attest"
    )


def test_questions_that_are_alike_stand_together_by_requirement_and_last_in_their_section() -> None:
    due = local_day(8, month=12)
    ledger = a_question(
        "credentials_ledger", Subject.organisation(7), id=2, due_at=due, due_source=DueSource.SETTING
    )
    both = [
        a_question(subject=subject, id=number, due_at=due, due_source=DueSource.SETTING)
        for number, subject in ((3, ON_VK), (4, ON_OK))
    ]
    run_out = a_question(id=5, evidence="срок истёк 12.03.2026", due_at=due, due_source=DueSource.SETTING)
    request = a_question(
        "org_request_due",
        Subject.organisation(7),
        id=6,
        evidence="ответ на запрос № 7 нужен до 27.11.2026",
        due_at=due,
        due_source=DueSource.SETTING,
    )
    said = words(
        a_letter(
            opened(both[0]), opened(both[1], OK_PAGE), opened(run_out), opened(ledger, None), opened(request, None)
        )
    )
    assert said.partition("Нужно подтвердить\n")[2] == (
        "• Ответ на запрос № 7 нужен до 27.11.2026\n"
        "подп. 6.3 раздела 1 Порядка · срок до 8 декабря — по настройке\n"
        "• Двухфакторная аутентификация (ВК, ОК) — подп. 6.3 раздела 1 Порядка\n"
        "• Учёт логинов и паролей — подп. 6.3 раздела 1 Порядка. Сами пароли сюда не присылайте\n"
        "не подтверждалось · срок до 8 декабря — по настройке · страница ВКонтакте (https://vk.com/club101) · "
        "страница в Одноклассниках (https://ok.ru/group/202)\n"
        "• ВКонтакте, двухфакторная аутентификация: срок истёк 12.03.2026\n"
        "подп. 6.3 раздела 1 Порядка · срок до 8 декабря — по настройке · страница (https://vk.com/club101)\n"
        "Ответить: /attest"
    )


def test_reminders_of_questions_stand_together_and_count_as_all_of_them() -> None:
    due = local_day(24)
    both = [
        a_question(subject=subject, id=number, due_at=due, due_source=DueSource.SETTING)
        for number, subject in ((3, ON_VK), (4, ON_OK))
    ]
    letter = a_letter(*(Item(matter, Event.REMINDER_0, VK_PAGE) for matter in both))
    (message,) = letter_messages(letter, BOOK)
    assert message.told == 2
    assert plain(message.html).partition("Напоминание\n")[2] == (
        "• Двухфакторная аутентификация (ВК, ОК) — подп. 6.3 раздела 1 Порядка\n"
        "не подтверждалось · срок сегодня, 24 ноября — по настройке · страница ВКонтакте (https://vk.com/club101)"
    )


def test_what_only_a_journal_answers_does_not_send_to_the_bot() -> None:
    request = a_question(
        "cur_request_due", Subject(SubjectKind.ADMINISTRATION), evidence="ответ нужен до 27.11.2026"
    )
    assert "/attest" not in words(a_letter(opened(request, None), name=None))


def test_a_missing_page_needs_no_second_mention_of_its_network() -> None:
    missing = a_matter(
        rule="page_exists_ok",
        subject=Subject.page_of(7, Network.OK),
        evidence="в реестре нет страницы в Одноклассниках",
        clause="P1.2",
    )
    assert "• В реестре нет страницы в Одноклассниках\nп. 2 раздела 1 Порядка" in words(
        a_letter(opened(missing, None))
    )


def test_the_first_message_about_a_page_shows_its_own_name_once() -> None:
    new = PageCard(11, Network.VK, "https://vk.com/club101", "Клуб «Заря»", is_new=True)
    said = words(a_letter(opened(a_matter(), new), opened(a_short_week(id=2), new)))
    shown = "страница: «Клуб „Заря“» (https://vk.com/club101) — сверьте, та ли это"
    assert said.count(shown) == 1
    assert said.split("\n")[4].endswith(shown)


def test_pages_shown_for_the_first_time_together_are_told_apart_by_their_networks() -> None:
    new = [replace(page, is_new=True) for page in (VK_PAGE, OK_PAGE)]
    asked = [a_question(), a_question(subject=ON_OK, id=2)]
    first = [opened(matter, page) for matter, page in zip(asked, new, strict=True)]
    assert words(a_letter(*first)).split("\n")[-2] == (
        "не подтверждалось · страница ВКонтакте: «Клуб Мокдола» (https://vk.com/club101), "
        "страница в Одноклассниках: «Клуб Мокдола» (https://ok.ru/group/202) — сверьте, те ли это"
    )
    seen = words(a_letter(opened(a_matter(id=3), new[0]), *first)).split("\n")
    assert seen[4].endswith("страница: «Клуб Мокдола» (https://vk.com/club101) — сверьте, та ли это")
    assert seen[-2] == (
        "не подтверждалось · страница в Одноклассниках: «Клуб Мокдола» (https://ok.ru/group/202) — "
        "сверьте, та ли это · страница ВКонтакте (https://vk.com/club101)"
    )


@pytest.mark.parametrize("page", [VK_PAGE, PageCard(11, Network.VK, "vk.com/klub", None, is_new=True)])
def test_a_page_that_is_known_or_was_never_read_is_not_introduced(page: PageCard) -> None:
    assert "сверьте" not in words(a_letter(opened(a_matter(), page)))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("vk.com/klub", "https://vk.com/klub"),
        ("club101", "https://vk.com/club101"),
        ("@klub", "https://vk.com/klub"),
        ("http://m.vk.com/public101", "https://vk.com/club101"),
    ],
)
def test_a_link_leads_to_the_page_however_it_is_written_in_the_registry(written: str, address: str) -> None:
    page = PageCard(11, Network.VK, written, None)
    assert f"страница ({address})" in words(a_letter(opened(a_matter(), page)))


def test_what_is_no_address_is_not_made_a_link() -> None:
    page = PageCard(11, Network.VK, "javascript:alert(1)", None)
    assert "страница" not in words(a_letter(opened(a_matter(), page)))


def test_a_storm_is_one_list_with_counts_the_worst_and_a_command() -> None:
    club = Part(7, "Клуб", (opened(a_short_week()), opened(a_question(id=2)), opened(a_question(id=3))))
    school = Part(8, "Школа", (opened(a_matter(id=4)),))
    network = Subject(SubjectKind.NETWORK, network=Network.VK)
    lost = a_matter(
        id=5,
        subject=network,
        kind=MatterKind.TECHNICAL,
        clause="D2.b",
        evidence="доступ потерян",
        organisation_id=None,
    )
    storm = a_letter(kind=LetterKind.STORM, parts=(club, school, Part(None, None, (opened(lost, None),))))
    assert words(storm).split("\n")[0] == "№ 12 · Новое сразу по 2 организациям"
    assert words(storm).split("\n")[2:] == [
        (
            "• Клуб — всего 3: 1 нарушение, 2 ждут подтверждения; главное — ВКонтакте: за неделю 16–22 ноября "
            "опубликовано 1 из 2 (п. 2 раздела 2 Порядка). /org Клуб"
        ),
        "• Школа — 1 нарушение; ВКонтакте: обложки нет (п. 4 раздела 2 Порядка). /org Школа",
        "• Доступ к сетям — 1 технический вопрос; ВКонтакте: доступ потерян (п. 2 постановления)",
    ]


def test_a_catch_up_tells_part_after_part_what_holds_now() -> None:
    parts = (Part(7, "Клуб", (opened(a_matter()),)), Part(8, "Школа", (opened(a_matter(id=2)),)))
    said = words(a_letter(kind=LetterKind.CATCH_UP, parts=parts))
    assert said.startswith("№ 12 · Что известно на 24 ноября 08:30\n\nКлуб\nНарушения\n•")
    assert "\n\nШкола\nНарушения\n•" in said


def test_a_clause_of_an_earlier_decree_is_never_told_by_its_id() -> None:
    assert "по прежнему постановлению · страница" in words(a_letter(opened(a_matter(clause="P9.9"))))


def test_names_and_evidence_cannot_bring_markup_into_a_message() -> None:
    matter = a_matter(evidence="a < b & <b>c</b>")
    html = render.letter(a_letter(opened(matter), name="<i>Клуб</i> & Co"), BOOK)[0]
    assert "&lt;i&gt;Клуб&lt;/i&gt; &amp; Co" in html
    assert "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;" in html


def test_invisible_characters_and_line_breaks_of_a_name_are_dropped() -> None:
    said = words(a_letter(opened(a_matter()), name="Клуб\u202e\n\n  Заря\ud800"))
    assert said.startswith("№ 12 · Клуб Заря\n")


def many(count: int) -> list[Item]:
    return [
        opened(a_matter(id=number, subject=ON_OK, evidence=f"замечание № {number} " + "о многом " * 20), OK_PAGE)
        for number in range(1, count + 1)
    ]


def test_a_long_letter_is_split_between_items_and_every_message_tells_where_it_belongs() -> None:
    messages = render.letter_messages(a_letter(*many(60)), BOOK)
    assert len(messages) > 2
    assert messages[0].html.startswith("№ 12 · <b>Клуб</b>\n\n<b>Нарушения</b>\n• ")
    assert all(
        message.html.startswith("№ 12, продолжение · <b>Клуб</b>\n\n<b>Нарушения</b>\n• ")
        for message in messages[1:]
    )
    assert messages[-1].told == 60


@pytest.mark.parametrize("place", [0, 1])
def test_a_letter_goes_on_after_the_items_that_have_arrived(place: int) -> None:
    whole = render.letter_messages(a_letter(*many(60)), BOOK)
    rest = render.letter_messages(a_letter(*many(60), progress=whole[place].told), BOOK)
    assert [message.html for message in rest] == [message.html for message in whole[place + 1 :]]


def test_a_later_try_tells_exactly_the_rest_though_words_have_changed() -> None:
    """Between two tries a deadline passes and evidence grows; items are counted, so none is lost or repeated."""
    first = render.letter_messages(a_letter(*many(60)), BOOK)[0]
    later = [opened(longer(item.matter), item.page) for item in many(60)]
    rest = words(a_letter(*later, progress=first.told), Book(DECREE, ZONE, NOW))
    told = {number for number in range(1, 61) if f"замечание № {number} " in render.plain(first.html)}
    retold = {number for number in range(1, 61) if f"замечание № {number} " in rest}
    assert told | retold == set(range(1, 61))
    assert not told & retold


def longer(matter: Matter) -> Matter:
    return a_matter(id=matter.id, subject=ON_OK, evidence=f"{matter.evidence} и ещё о чём-то", due_at=NOW)
