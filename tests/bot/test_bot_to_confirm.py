"""What is to be confirmed by its deadlines, and of whom nothing is found: two places that easily say too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from bot_world import (
    BOOK,
    DECREE,
    NOW,
    ON_OK,
    ZONE,
    a_page_line,
    a_question,
    an_organisation,
    an_overview,
    finding,
    local_day,
)

from bot import render
from bot.render.listing import confirmations
from domain import digest as digests
from domain.digest import Tally
from domain.finding import DueSource, Subject
from domain.matter import Matter
from domain.norm import Clause
from domain.organisation import Status
from domain.overview import Freshness, OrgLine
from domain.week import Week

WEEK = Week.parse("2026-W47", ZONE)
OURS = Subject.organisation(7)
CLUB = OrgLine(an_organisation(), (), (a_page_line(),))


def asked_till(*days: int | None) -> list[Matter]:
    """Questions to the club, each with its day of November."""
    return [
        a_question(
            "org_request_due",
            OURS,
            id=number,
            due_at=local_day(day) if day else None,
            due_source=DueSource.SETTING if day else None,
            evidence=f"вопрос {number}",
        )
        for number, day in enumerate(days, start=1)
    ]


def to_confirm(*found: Matter) -> str:
    """The digest's section of what is to be confirmed."""
    digest = digests.compose(WEEK, Tally(1, 0, 0), an_overview([CLUB], *found), (), now=NOW, late=timedelta())
    return render.digest_text(digest, BOOK).split("Открыто: нужно подтвердить\n")[1].split("\n\n")[0]


def test_what_an_organisation_has_to_confirm_till_one_day_stands_in_one_line_of_the_digest() -> None:
    asked = (a_question(id=1), a_question(id=2, subject=ON_OK), a_question("credentials_ledger", OURS, id=3))
    due = [replace(matter, due_at=local_day(27), due_source=DueSource.SETTING) for matter in asked]
    assert to_confirm(*due) == (
        "• Клуб — двухфакторная аутентификация (ВК, ОК); учёт логинов и паролей\n"
        "подп. 6.3 раздела 1 Порядка · срок до 27 ноября — по настройке"
    )


def test_two_deadlines_of_an_organisation_have_a_line_each() -> None:
    assert to_confirm(*asked_till(30, 27, None, 30)) == (
        "• Клуб — вопрос 2\nподп. 6.3 раздела 1 Порядка · срок до 27 ноября — по настройке\n"
        "• Клуб — вопрос 1; вопрос 4\nподп. 6.3 раздела 1 Порядка · срок до 30 ноября — по настройке\n"
        "• Клуб — вопрос 3\nподп. 6.3 раздела 1 Порядка"
    )


def test_of_more_deadlines_the_earliest_is_told_and_called_so() -> None:
    assert to_confirm(*asked_till(30, 27, None, 28)).endswith(
        "\nподп. 6.3 раздела 1 Порядка · ближайший срок до 27 ноября — по настройке"
    )


@pytest.mark.parametrize(("clauses", "told"), [(3, "P1.1, P1.2, P1.3 · срок"), (4, "\nсрок")])
def test_many_clauses_are_not_listed_apart_from_what_they_belong_to(clauses: int, told: str) -> None:
    asked = asked_till(*(27,) * clauses)
    cited = [replace(matter, clause=f"P1.{number}") for number, matter in enumerate(asked, start=1)]
    decree = replace(DECREE, clauses=tuple(Clause(each.clause, None, each.clause, "Слова") for each in cited))
    assert told in confirmations(cited, replace(BOOK, decree=decree))


def card(line: OrgLine) -> str:
    return "\n\n".join(map(render.plain, render.organisation(line, [], BOOK)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (OrgLine(an_organisation(), (), (a_page_line(),)), "Постановление ничего не требует."),
        (OrgLine(an_organisation(), (), (), is_judged=False), "Ещё не проверялось."),
    ],
)
def test_a_card_without_findings_says_why(line: OrgLine, said: str) -> None:
    assert card(line).endswith(f"\n\n{said}")


@pytest.mark.parametrize(
    "line",
    [
        OrgLine(an_organisation(), (), (a_page_line(data=Freshness.UNAVAILABLE),)),
        OrgLine(an_organisation(), (), (a_page_line(findings=(finding("page_cover", "обложка есть"),)),)),
        OrgLine(an_organisation(status=Status.EXEMPT), (), ()),
    ],
)
def test_a_card_does_not_say_that_nothing_is_asked_where_that_is_not_known(line: OrgLine) -> None:
    assert "ничего не требует" not in card(line)


def test_an_organisation_that_was_just_added_is_said_to_be_not_checked() -> None:
    new = OrgLine(an_organisation(), (), (), is_judged=False)
    assert "• Клуб — ещё не проверялось\n" in "".join(map(render.plain, render.status(an_overview([new]), BOOK)))
