"""The card of a matter: its ground, what was counted, its history, and the list of numbers."""

from __future__ import annotations

from datetime import date

import pytest
from month_world import checked, ends, opens, page, plain, web_tables, word_lines, word_tables
from paper_world import DECREE, ZONE, World, local

from app.papers.paper import PaperFault
from domain.finding import MatterKind
from domain.matter import Event
from domain.norm import Force
from domain.post import PostKind
from domain.workdays import end_of_day


def web(world: World, number: int) -> bytes:
    return world.made("card", ".html", about=number).content


def pairs(content: bytes) -> dict[str, str]:
    return {row[0]: plain(row[1]) for row in web_tables(content)[0]}


def title(content: bytes) -> str:
    heading = page(content).css_first("h1")
    assert heading is not None
    return heading.text()


@pytest.mark.parametrize(
    ("rule", "force", "kind", "name"),
    [
        ("page_cover", Force.MANDATORY, MatterKind.VIOLATION, "нарушение"),
        ("page_extras", Force.RECOMMENDED, MatterKind.VIOLATION, "рекомендация"),
        ("page_silent", Force.RECOMMENDED, MatterKind.VIOLATION, "предупреждение"),
        ("event_age_mark", Force.EXTERNAL, MatterKind.VIOLATION, "замечание по другому акту"),
        ("twofa_attested", Force.MANDATORY, MatterKind.CONFIRMATION, "нужно подтвердить"),
        ("data_unavailable", Force.MANDATORY, MatterKind.TECHNICAL, "технический вопрос"),
    ],
)
def test_only_a_mandatory_requirement_is_called_a_violation(
    world: World, rule: str, force: Force, kind: MatterKind, name: str
) -> None:
    world.page(world.organisation())
    matter = opens(world.db, local("11-10"), rule=rule, force=force, kind=kind)

    card = web(world, matter.id)

    assert title(card) == f"Карточка № {matter.id}: {name}"
    assert ("арушени" in page(card).text()) is (name == "нарушение")


def test_the_card_quotes_the_clause_and_says_whose_the_deadline_is(world: World) -> None:
    world.page(world.organisation("Клуб"), number=905)
    due = end_of_day(date(2026, 11, 27), ZONE)
    matter = opens(world.db, local("11-10"), clauses=("P2.4",), due=due)
    checked(world.db, local("11-24 08:00"))
    norm = next(norm for norm in DECREE.norms if norm.rule == "page_cover")

    card = web(world, matter.id)

    told = pairs(card)
    assert told["Организация"] == "Клуб"
    assert told["Страница"] == "ВКонтакте, https://vk.com/club905"
    assert told["Факт"] == "ВКонтакте: обложки нет"
    assert told["Пункт"] == "п. 4 раздела 2 Порядка"
    assert told["Срок и чей он"] == "до 27 ноября — по настройке"
    assert told["Кто устраняет"] == "ответственный организации (Клуб)"
    assert told["Статус"] == "открыто"
    assert told["Дата проверки"] == "последняя проверка 24.11.2026 08:00; страница ответила 24.11.2026 12:00"
    assert norm.quote in page(card).text()
    assert "срок установлен" not in page(card).text().casefold()


def weekly(world: World) -> int:
    """A week of four publications, two of which the decree surely counts; the matter's number."""
    found = world.page(world.organisation(), number=905)
    world.post(found, "11-09 10:00")
    world.post(found, "11-12 10:00", deleted=True)
    world.post(found, "11-13 10:00", kind=PostKind.REPOST)
    world.post(found, "11-14 10:00", kind=PostKind.AD)
    world.post(found, "11-16 10:00")
    evidence = "за неделю 9–15 ноября опубликовано 1 из 2"
    matter = opens(
        world.db, local("11-16"), rule="posts_weekly_min", clauses=("P2.2",), evidence=evidence, period="2026-W46"
    )
    return matter.id


def test_every_publication_of_the_week_is_shown_with_how_it_was_counted(world: World) -> None:
    card = web(world, weekly(world))

    table = next(table for table in web_tables(card) if table[0][0] == "Опубликовано")
    assert [row[:3] for row in table[1:]] == [
        ["09.11.2026 10:00", "запись", "посчитана"],
        ["12.11.2026 10:00", "запись", "посчитана, позже удалена (замечено 24.11.2026)"],
        ["13.11.2026 10:00", "репост", "спорная: постановление не говорит, считать ли такие"],
        ["14.11.2026 10:00", "реклама", "не считается"],
    ]
    links = [link.attributes["href"] for link in page(card).css("a")]
    assert len(links) == 4
    assert links[0] == "https://vk.com/wall-905_11090000post"


def test_both_files_hold_the_same_tables(world: World) -> None:
    number = weekly(world)
    made = world.made("card", ".docx", about=number)

    assert word_tables(made.content) == web_tables(web(world, number))
    assert made.name == f"карточка-{number}"
    assert "История" in list(word_lines(made.content))


def test_a_week_without_publications_says_so(world: World) -> None:
    world.page(world.organisation())
    matter = opens(world.db, local("11-16"), rule="posts_weekly_min", clauses=("P2.2",), period="2026-W46")

    assert "Публикации недели 9–15 ноября: публикаций не найдено." in page(web(world, matter.id)).text()


def test_the_history_tells_openings_ends_and_letters(world: World) -> None:
    world.page(world.organisation())
    first = opens(world.db, local("11-10"))
    ends(world.db, first, local("11-12"))
    again = opens(world.db, local("11-15"), evidence="обложка снова пропала")
    world.db.table("person").insert({"id": 7, "role": "specialist", "chat_id": 7, "joined_at": "x"})
    letter = {
        "id": 31,
        "person_id": 7,
        "kind": "alert",
        "created_at": "x",
        "not_before": "x",
        "state": "sent",
        "sent_at": "2026-11-15T03:00:00.000000Z",
    }
    world.db.table("letter").insert(letter)
    item = {"person_id": 7, "matter_id": again.id, "event": "opened", "occurrence": 2, "letter_id": 31}
    world.db.table("letter_item").insert(item)

    table = web_tables(web(world, again.id))[-1]

    assert [row[1] for row in table[1:]] == [
        "обнаружено: обложки нет",
        "устранено: обложка есть",
        "обнаружено: обложка снова пропала",
        "сообщено письмом № 31",
    ]


@pytest.mark.parametrize(
    ("event", "kind", "told"),
    [
        (Event.RESOLVED, MatterKind.VIOLATION, "устранено 20.11.2026"),
        (Event.WITHDRAWN, MatterKind.VIOLATION, "снято 20.11.2026"),
        (Event.EXPIRED, MatterKind.VIOLATION, "неделя прошла, закрыто 20.11.2026"),
        (Event.RESOLVED, MatterKind.CONFIRMATION, "ответ получен 20.11.2026"),
    ],
)
def test_an_ended_matter_says_how_it_ended(world: World, event: Event, kind: MatterKind, told: str) -> None:
    world.page(world.organisation())
    matter = opens(world.db, local("11-10"), kind=kind)
    ends(world.db, matter, local("11-20"), event)

    card = web(world, matter.id)

    assert pairs(card)["Статус"] == told
    assert "нужно подтвердить" not in title(card)


def test_a_duty_of_the_administration_names_it(world: World) -> None:
    matter = opens(world.db, local("11-10"), rule="head_report_sent", organisation_id=None, clauses=("D3",))

    told = pairs(web(world, matter.id))

    assert (told["Организация"], told["Кто устраняет"]) == (
        "Обязанности администрации",
        "ответственный администрации",
    )


@pytest.mark.parametrize(("about", "told"), [(None, "назовите номер карточки"), (99, "карточки № 99 нет")])
def test_without_a_number_the_open_matters_are_listed(world: World, about: int | None, told: str) -> None:
    world.page(world.organisation("Клуб"))
    gone = opens(world.db, local("11-09"), rule="page_avatar")
    ends(world.db, gone, local("11-10"))
    matter = opens(world.db, local("11-10"))

    with pytest.raises(PaperFault) as fault:
        world.made("card", ".html", about=about)

    assert told in str(fault.value)
    assert str(fault.value).splitlines()[1:] == [f"  {matter.id} — Клуб, нарушение: ВКонтакте: обложки нет"]


def test_with_nothing_open_the_list_says_so(world: World) -> None:
    with pytest.raises(PaperFault, match="открытых вопросов сейчас нет"):
        world.made("card", ".html")


def test_strange_evidence_stays_text(world: World) -> None:
    world.page(world.organisation("<b>Клуб</b>"))
    matter = opens(world.db, local("11-10"), evidence="указано {{ 7*7 }} <script>")

    card = web(world, matter.id)

    assert pairs(card)["Факт"] == "ВКонтакте: указано {{ 7*7 }} <script>"
    assert not page(card).css("script, b")
