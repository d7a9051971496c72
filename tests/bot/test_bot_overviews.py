"""The digest, the state of all, the list of violations and an organisation's card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from bot_world import (
    BOOK,
    NOW,
    ON_OK,
    ZONE,
    a_matter,
    a_page_line,
    a_question,
    a_short_week,
    an_organisation,
    an_overview,
    finding,
    local_day,
)

from bot import render
from domain import digest as digests
from domain.digest import Digest, Tally
from domain.finding import DueSource, MatterKind, Outcome, Subject, SubjectKind, Verdict
from domain.matter import Event, Matter, MatterEvent
from domain.network import Network
from domain.norm import Force
from domain.organisation import Exemption, Status
from domain.overview import Freshness, OrgLine, OutboxLine, Overview
from domain.week import Week

WEEK = Week.parse("2026-W47", ZONE)
ADMINISTRATION = Subject(SubjectKind.ADMINISTRATION)
CLUB = OrgLine(an_organisation(), (), (a_page_line(),))
SCHOOL = OrgLine(an_organisation(8, "Школа"), (), ())
UNREAD = OrgLine(an_organisation(), (), (a_page_line(data=Freshness.STALE, reason="сеть занята"),))


def text(sheets: list[str]) -> str:
    return "\n\n".join(map(render.plain, sheets))


def composed(
    overview: Overview, *events: MatterEvent, tally: Tally | None = None, late: timedelta = timedelta()
) -> Digest:
    return digests.compose(WEEK, tally or Tally(1, 0, 0), overview, events, now=NOW, late=late)


def part(said: str, heading: str) -> list[str]:
    """The lines under a heading."""
    return said.split(f"\n{heading}\n")[1].split("\n\n", maxsplit=1)[0].split("\n")


def as_letter(digest: Digest) -> str:
    return text([message.html for message in render.digest_messages(digest, BOOK, 14)])


def test_a_week_without_faults_is_told_in_one_sentence() -> None:
    said = as_letter(composed(an_overview([CLUB, SCHOOL]), tally=Tally(12, 0, 0)))
    assert said == (
        "№ 14 · Сводка за неделю 16–22 ноября\n"
        "Всё в порядке: норма публикаций выполнена на всех 12 страницах, открытых дел нет.\n\n"
        "Без замечаний: 2 организации\n"
        "Клуб, Школа\n\n"
        "Сбор данных и доставка\n"
        "• Все страницы прочитаны"
    )


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (
            Tally(11, 1, 2),
            "Норма публикаций: выполнена на 11 страницах, не выполнена на 1 странице, не оценена на 2",
        ),
        (Tally(0, 21, 0), "Норма публикаций: не выполнена на 21 странице. "),
        (Tally(0, 0, 3), "Норма публикаций: не оценена на 3 страницах. "),
        (Tally(0, 0, 0), "Страниц с нормой публикаций в реестре нет. "),
        (Tally(1, 0, 0), "Всё в порядке: норма публикаций выполнена на единственной странице"),
        (
            Tally(13, 1, 1, 2),
            "на 13 страницах, не выполнена на 1 странице, не оценена на 1 странице; ещё на 2 страницах она не",
        ),
        (Tally(12, 0, 0, 1), "на всех 12 страницах, где она есть (ещё на 1 странице она не требуется), "),
    ],
)
def test_the_verdict_counts_pages_and_never_takes_unread_for_met(tally: Tally, said: str) -> None:
    assert said in as_letter(composed(an_overview([CLUB]), tally=tally))


def test_what_was_opened_this_week_and_still_stands_is_marked_new_where_it_stands() -> None:
    cover = a_matter(announced_at=NOW)
    said = as_letter(
        composed(an_overview([CLUB], cover), MatterEvent(cover, Event.OPENED, NOW, "", announced=True))
    )
    assert "Изменилось за неделю\n• Новых и ещё открытых дел: 1, ниже они отмечены словом «новое»" in said
    assert "Открыто: нарушения\n• Клуб — ВКонтакте: обложки нет\nновое · п. 4 раздела 2 Порядка" in said


def test_what_ended_this_week_is_told_with_how_it_ended() -> None:
    ends = [
        MatterEvent(a_matter(id=1), Event.RESOLVED, NOW, "обложка есть", announced=True),
        MatterEvent(a_short_week(id=2), Event.EXPIRED, NOW, "норма снова соблюдается", announced=True),
        MatterEvent(a_matter(id=3), Event.WITHDRAWN, NOW, "изменены параметры правила", announced=True),
    ]
    said = as_letter(composed(an_overview([CLUB]), *ends))
    assert "• Устранено: Клуб — ВКонтакте: обложка есть (было: обложки нет)" in said
    assert "• Неделя прошла: Клуб — ВКонтакте: норма снова соблюдается (было:" in said
    assert "• Снято: Клуб — ВКонтакте: обложки нет. Причина: изменены параметры правила" in said


def test_what_came_and_went_unannounced_stands_under_its_own_heading() -> None:
    event = MatterEvent(a_matter(), Event.RESOLVED, NOW, "обложка есть", announced=False)
    said = as_letter(composed(an_overview([CLUB]), event))
    assert "Возникло и устранено, пока сообщить не удалось\n• Клуб — ВКонтакте: обложка есть" in said
    assert "• Устранено" not in said


def test_deadlines_of_the_week_are_told_by_date_and_those_of_past_weeks_left_out() -> None:
    late = {"due_source": DueSource.SETTING, "announced_at": NOW}
    overview = an_overview(
        [CLUB, SCHOOL],
        a_matter(id=1, due_at=local_day(27), **late),
        a_matter(id=2, due_at=local_day(27), **late),
        a_matter(id=3, due_at=local_day(20), organisation_id=8, **late),
        a_matter(id=4, due_at=local_day(30), **late),
        a_short_week(id=5),
    )
    said = as_letter(composed(overview))
    assert part(said, "Просрочено") == ["• Срок прошёл 20 ноября — по настройке: Школа"]
    assert part(said, "Сроки на этой неделе") == ["• Срок до 27 ноября — по настройке: Клуб (2)"]


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        pytest.param(local_day(22), "Просрочено", id="last week"),
        pytest.param(local_day(23), "Просрочено", id="yesterday, though this week"),
        pytest.param(local_day(23) + timedelta(seconds=1), "Просрочено", id="the midnight that began today"),
        pytest.param(NOW - timedelta(hours=1), "Сроки на этой неделе", id="earlier today"),
        pytest.param(local_day(24), "Сроки на этой неделе", id="today"),
        pytest.param(local_day(29) + timedelta(seconds=1), "Сроки на этой неделе", id="the midnight after Sunday"),
        pytest.param(local_day(30), None, id="next Monday"),
    ],
)
def test_only_deadlines_of_this_week_stand_as_its_own(due: datetime, heading: str | None) -> None:
    said = as_letter(composed(an_overview([CLUB], a_matter(due_at=due, due_source=DueSource.SETTING))))
    assert [each for each in ("Просрочено", "Сроки на этой неделе") if f"\n{each}\n" in said] == (
        [heading] if heading else []
    )


def test_open_matters_stand_by_kind_and_the_muted_say_since_when() -> None:
    overview = an_overview(
        [CLUB],
        a_question(id=1),
        a_matter(id=2, force=Force.RECOMMENDED),
        a_matter(id=3, muted_since=local_day(20), announced_at=NOW),
        a_matter(id=4, kind=MatterKind.TECHNICAL, evidence="данные не получены"),
    )
    said = as_letter(composed(overview))
    headings = [line for line in said.split("\n") if line.startswith("Открыто: ") and "." not in line]
    assert headings == [
        "Открыто: нарушения",
        "Открыто: рекомендации",
        "Открыто: нужно подтвердить",
        "Открыто: техническое",
    ]
    assert "не проверялось с 20 ноября" in said


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (local_day(23), "не проверялось с 23 ноября"),
        (NOW - timedelta(hours=2), "не проверялось сегодня с 06:30"),
    ],
)
@pytest.mark.parametrize("make", [a_matter, a_question])
def test_what_is_muted_since_today_says_the_hour(since: datetime, said: str, make: Callable[..., Matter]) -> None:
    assert said in as_letter(composed(an_overview([CLUB], make(muted_since=since))))


def test_what_was_muted_before_anybody_was_told_is_counted_in_status_and_digest_alike() -> None:
    overview = an_overview([CLUB], a_question(id=1, muted_since=NOW), a_question(id=2, subject=ON_OK))
    for said in (text(render.status(overview, BOOK)), as_letter(composed(overview))):
        assert "2 ждут подтверждения." in said
        assert "Без замечаний" not in said


def test_a_line_of_several_questions_says_how_many_of_them_are_new() -> None:
    old, fresh = a_question(id=1), a_question(id=2, subject=ON_OK)
    said = as_letter(
        composed(an_overview([CLUB], old, fresh), MatterEvent(fresh, Event.OPENED, NOW, "", announced=True))
    )
    assert "Новых и ещё открытых дел: 1, ниже они отмечены словом «новое»" in said
    assert "новое: 1 из 2 · подп. 6.3" in said


def test_what_concerns_no_organisation_is_told_apart_from_them() -> None:
    dead = a_matter(kind=MatterKind.TECHNICAL, organisation_id=None, subject=Subject(SubjectKind.NETWORK))
    said = text(render.status(an_overview([CLUB], dead, a_matter(id=2)), BOOK))
    assert "Открыто: 1 нарушение, 1 технический вопрос." in said
    assert "• Клуб — 1 нарушение\n\nНе об отдельных организациях: 1 технический вопрос" in said


def test_an_organisation_with_only_a_technical_matter_is_not_called_clean_below_it() -> None:
    said = as_letter(composed(an_overview([CLUB, SCHOOL], a_matter(kind=MatterKind.TECHNICAL))))
    assert "Без замечаний: 1 организация\nШкола" in said


def test_a_clean_organisation_that_was_not_judged_in_everything_says_in_how_much() -> None:
    findings = (finding("page_avatar", "поле не пришло", Outcome.UNKNOWN), finding("page_cover", "обложка есть"))
    line = OrgLine(an_organisation(), (), (a_page_line(findings=findings),))
    overview = an_overview([line, SCHOOL])
    for said in (text(render.status(overview, BOOK)), as_letter(composed(overview))):
        assert "Без замечаний: 2 организации\nКлуб (не оценено: 1), Школа" in said


def test_a_digest_read_later_in_the_week_says_of_which_day_what_is_open_is() -> None:
    overview = an_overview([CLUB], a_matter())
    monday = replace(BOOK, now=WEEK.end + timedelta(hours=9))
    on_monday = digests.compose(WEEK, Tally(1, 0, 0), overview, [], now=monday.now, late=timedelta())
    assert "Открыто на 24 ноября: 1 нарушение." in as_letter(composed(overview))
    assert "Открыто: 1 нарушение." in render.digest_text(on_monday, monday)


def test_organisations_that_owe_the_same_answers_share_a_line_of_the_digest() -> None:
    due = local_day(27)
    overview = an_overview(
        [CLUB, SCHOOL],
        a_question("credentials_ledger", Subject.organisation(7), id=1, due_at=due, due_source=DueSource.SETTING),
        a_question(
            "credentials_ledger",
            Subject.organisation(8),
            id=2,
            organisation_id=8,
            due_at=due,
            due_source=DueSource.SETTING,
        ),
        a_question("cur_request_due", ADMINISTRATION, id=3, organisation_id=None, evidence="ответ нужен"),
    )
    section = as_letter(composed(overview)).split("Открыто: нужно подтвердить\n")[1].split("\n\n")[0]
    assert section == (
        "• Клуб, Школа — учёт логинов и паролей\n"
        "подп. 6.3 раздела 1 Порядка · срок до 27 ноября — по настройке\n"
        "• Обязанности администрации — ответ нужен\nподп. 6.3 раздела 1 Порядка"
    )


def test_the_administrations_own_matters_stand_under_its_own_name_everywhere() -> None:
    late = a_matter(
        rule="cur_request_due",
        subject=ADMINISTRATION,
        organisation_id=None,
        evidence="ответ не отмечен",
        clause="D2.b",
    )
    overview = an_overview([CLUB], late)
    assert "Обязанности администрации: 1 нарушение" in text(render.status(overview, BOOK))
    assert "• Обязанности администрации — ответ не отмечен\nп. 2 постановления" in text(
        render.violations(overview, BOOK)
    )
    assert "• Обязанности администрации — ответ не отмечен\n" in as_letter(composed(overview))


def test_a_card_tells_questions_that_are_alike_in_one() -> None:
    own = [
        a_question(id=1),
        a_question(id=2, subject=ON_OK),
        a_question("credentials_ledger", Subject.organisation(7)),
    ]
    card = text(render.organisation(CLUB, own, BOOK))
    assert (
        "• Двухфакторная аутентификация (ВК, ОК) — подп. 6.3 раздела 1 Порядка\n"
        "• Учёт логинов и паролей — подп. 6.3 раздела 1 Порядка. Сами пароли сюда не присылайте\n"
        "не подтверждалось\n"
    ) in card


def test_an_organisation_whose_page_was_not_read_is_not_called_clean() -> None:
    said = as_letter(composed(an_overview([UNREAD, SCHOOL])))
    assert "Без замечаний: 1 организация\nШкола" in said
    assert "Сбор данных и доставка\n• Клуб — ВКонтакте: данные устарели (сеть занята)" in said


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(minutes=25), "Сводка опоздала на 25 минут: программа не работала."),
        (timedelta(hours=1), "Сводка опоздала на 1 час: программа не работала."),
        (timedelta(days=2, hours=3), "Сводка опоздала на 2 дня: программа не работала."),
    ],
)
def test_a_late_digest_says_by_how_much(late: timedelta, said: str) -> None:
    assert said in as_letter(composed(an_overview([CLUB]), late=late))


def test_a_punctual_digest_says_nothing_of_it() -> None:
    assert "опоздала" not in as_letter(composed(an_overview([CLUB])))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (OutboxLine(0, 0, 0, nobody_reachable=True, trouble=""), ["Некому доставить"]),
        (OutboxLine(1, 0, 0, nobody_reachable=False, trouble=""), ["1 письмо ждёт доставки"]),
        (
            OutboxLine(3, 0, 0, nobody_reachable=False, trouble="нет связи"),
            ["3 письма ждут доставки", " (нет связи)."],
        ),
        (OutboxLine(0, 9, 5, nobody_reachable=False, trouble=""), ["срок вышел: 5 писем."]),
        (OutboxLine(0, 9, 0, nobody_reachable=False, trouble=""), []),
    ],
)
def test_letters_that_wait_are_told_in_status_and_digest(line: OutboxLine, said: list[str]) -> None:
    overview = an_overview([CLUB], outbox_line=line)
    for answer in (text(render.status(overview, BOOK)), as_letter(composed(overview))):
        assert all(words in answer for words in said)
        assert bool(said) is any(words in answer for words in ("доставить", "доставки", "Доставить"))


def test_the_digest_as_text_is_unbroken() -> None:
    found = [a_matter(id=number, evidence=f"замечание № {number} " + "слова " * 40) for number in range(1, 60)]
    digest = composed(an_overview([CLUB], *found))
    whole = render.digest_text(digest, BOOK)
    assert "продолжение" not in whole
    assert all(f"замечание № {number} " in whole for number in range(1, 60))
    assert len(render.digest(digest, BOOK)) > 5


def test_status_begins_with_the_pages_and_what_is_open() -> None:
    said = text(render.status(an_overview([UNREAD, SCHOOL], a_short_week(), a_question(id=2)), BOOK))
    assert said.split("\n")[:3] == [
        "Состояние на 24 ноября 08:30",
        "Страниц в реестре — 1. Данные: устаревшие — 1.",
        "Открыто: 1 нарушение, 1 ждёт подтверждения.",
    ]
    assert "• Клуб — 1 нарушение, 1 ждёт подтверждения; ВКонтакте: данные устарели (сеть занята)" in said
    assert "Без замечаний: 1 организация\nШкола" in said


def test_status_of_an_empty_registry_says_what_to_do_next() -> None:
    assert "postovoy registry import" in text(render.status(an_overview([]), BOOK))


def test_status_puts_the_organisation_with_the_worst_matter_first() -> None:
    third = OrgLine(an_organisation(9, "Музей"), (), ())
    found = sorted(
        [a_question(organisation_id=8), a_short_week(id=2, organisation_id=9)], key=lambda m: m.worst_first
    )
    said = text(render.status(an_overview([SCHOOL, third], *found), BOOK))
    assert said.index("Музей") < said.index("Школа")


def test_violations_leave_questions_out_but_mention_them() -> None:
    said = text(render.violations(an_overview([CLUB], a_short_week(), a_question(id=2)), BOOK))
    assert "• Клуб — ВКонтакте: за неделю 16–22 ноября опубликовано 1 из 2" in said
    assert "Двухфакторная" not in said
    assert said.endswith("Кроме того, ждёт подтверждения 1 вопрос. Ответить: /attest")


def test_without_violations_it_is_said_so() -> None:
    assert text(render.violations(an_overview([CLUB]), BOOK)) == "Открытых нарушений нет."


def test_a_second_short_week_says_so_in_every_list() -> None:
    overview = an_overview([CLUB], a_short_week(streak=2))
    answers = (
        text(render.violations(overview, BOOK)),
        text(render.organisation(CLUB, overview.matters, BOOK)),
        as_letter(composed(overview)),
    )
    assert all("вторая неделя подряд · п. 2 раздела 2 Порядка" in answer for answer in answers)


def test_a_card_shows_pages_with_their_own_names_and_a_missing_page() -> None:
    said = text(render.organisation(CLUB, (), BOOK))
    assert said.split("\n")[:6] == [
        "Клуб",
        "Муниципальное учреждение «Клуб»",
        "Ведёт страницы",
        "ВКонтакте: «Клуб Мокдола» (https://vk.com/club101)",
        "данные свежие · последняя публикация 24 ноября",
        "Одноклассники: страницы в реестре нет",
    ]


def test_a_card_shows_only_its_own_matters_and_what_could_not_be_judged() -> None:
    findings = (
        finding("page_cover", "обложки нет", Outcome.VIOLATED),
        finding("page_avatar", "поле не пришло", Outcome.UNKNOWN),
        finding("posts_weekly_min", "за неделю 16–22 ноября опубликовано 3 при норме 2", Outcome.OK),
    )
    line = OrgLine(an_organisation(), (), (a_page_line(findings=findings),))
    said = text(render.organisation(line, (a_matter(), a_matter(id=2, organisation_id=8, evidence="чужое")), BOOK))
    assert said.count("обложки нет") == 1
    assert "Оценить не удалось: 1\nВКонтакте, аватар: поле не пришло" in said
    assert "Соблюдается: 1\nВКонтакте: за неделю 16–22 ноября опубликовано 3 при норме 2" in said
    assert "чужое" not in said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-W48", "Текущая неделя, ещё идёт: 1\nВКонтакте: опубликовано 0 из 2, время ещё есть"),
        ("2026-W47", ""),
    ],
)
def test_what_the_running_week_may_still_bring_is_not_called_met(period: str, said: str) -> None:
    patient = Verdict.ok("опубликовано 0 из 2, время ещё есть", period=period, closes=False)
    findings = (replace(finding("posts_weekly_risk", ""), verdict=patient), finding("page_cover", "обложка есть"))
    card = text(render.organisation(OrgLine(an_organisation(), (), (a_page_line(findings=findings),)), (), BOOK))
    assert card.partition("Соблюдается: 1\n")[2] == "ВКонтакте: обложка есть"
    assert said in card
    assert ("время ещё есть" in card) is bool(said)


def test_a_card_of_an_exempt_organisation_names_its_ground() -> None:
    exemption = Exemption("решение № 5", date(2026, 3, 1))
    exempt = OrgLine(an_organisation(status=Status.EXEMPT, exemption=exemption), (), ())
    said = text(render.organisation(exempt, (), BOOK))
    assert said.endswith("Освобождена от ведения страниц: решение № 5 от 01.03.2026")


def test_a_card_says_that_a_page_was_not_read_and_why() -> None:
    page = a_page_line(Network.OK, Freshness.UNAVAILABLE, reason="ключ отозван", title=None, url="ok.ru/klub")
    said = text(render.organisation(OrgLine(an_organisation(), (), (page,)), (), BOOK))
    assert "Одноклассники: ok.ru/klub (https://ok.ru/klub)\nданных нет (ключ отозван)" in said


def test_no_overview_shows_phones_or_e_mails_of_the_registry() -> None:
    line = OrgLine(an_organisation(phone="8 000 000-00-00", email="klub@mockdale.example"), (), (a_page_line(),))
    overview = an_overview([line], a_matter(), a_matter(id=2, subject=ON_OK))
    digest = composed(overview)
    for said in (
        text(render.status(overview, BOOK)),
        text(render.violations(overview, BOOK)),
        text(render.organisation(line, overview.matters, BOOK)),
        as_letter(digest),
    ):
        assert "000-00-00" not in said
        assert "klub@" not in said
