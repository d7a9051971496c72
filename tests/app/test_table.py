"""The table of pages: names that look like markup, what could not be judged, and sums that add up."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from app.table import print_overview, show_overview
from app.table_rows import rows_of
from domain.finding import Finding, MatterKind, Outcome, Subject, Verdict
from domain.network import Network
from domain.norm import Clause, Decree, Force, Norm
from domain.organisation import Exemption, Organisation, Status
from domain.overview import Freshness, OrgLine, OutboxLine, Overview, PageLine

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
DECREE = Decree(
    name="mockdale-7",
    title="Постановление № 7",
    text="",
    clauses=(Clause("P2.4", None, "п. 4", "Оформление"),),
    norms=(Norm(clause="P2.4", quote="слова", force=Force.MANDATORY, rule="twofa_attested", title="Вход"),),
)
ON_VK = Subject.page(11, Network.VK)


def found(rule: str, verdict: Verdict, force: Force = Force.MANDATORY) -> Finding:
    return Finding(rule, ON_VK, 7, verdict, "P2.4", ("P2.4",), force)


FINE = found("page_cover", Verdict.ok("обложка есть"))
BARE = found("page_cover", Verdict.violated("обложки нет"))
HINT = found("ad_without_erid", Verdict.violated("возможно, реклама"), Force.EXTERNAL)
WEEK_UNSEEN = found("posts_weekly_min", Verdict.unknown("лента прочитана не вся"))
UNSEEN = found("page_avatar", Verdict.unknown("поле не пришло"))
UNSEEN_ADVICE = found("page_geo", Verdict.unknown("поле не пришло"), Force.RECOMMENDED)
ASKED = found("twofa_attested", Verdict.unknown("не подтверждалось", opens=MatterKind.CONFIRMATION))


def an_organisation(name: str = "Клуб", **more: object) -> Organisation:
    return Organisation(7, name, f"МКУ {name}", **{"status": Status.RUNS, **more})  # type: ignore[arg-type] # the fields are named where it is called


def a_page(*findings: Finding, title: str = "Клуб Мокдола", data: Freshness = Freshness.FRESH) -> PageLine:
    return PageLine(11, Network.VK, 101, "https://vk.com/club101", title, data, "", NOW, findings)


def printed(capsys: pytest.CaptureFixture[str], line: OrgLine, trouble: str = "") -> str:
    outbox = OutboxLine(1, 0, 0, nobody_reachable=False, trouble=trouble)
    print_overview(Overview(NOW, (line,), (), (), (), outbox), DECREE, ZONE)
    return capsys.readouterr().out


def last_column(table: str) -> list[str]:
    """What was found, as it stands in the first row, line by line."""
    rows = [line.split("│") for line in table.splitlines() if line.startswith("│")]
    return [cells[-2].strip() for cells in rows if cells[-2].strip()]


@pytest.mark.parametrize("title", ["Дом культуры [/Сосновка]", "ДК [/b] [news]", "[red]Клуб[/red] :house: \\[x]"])
def test_names_are_printed_as_they_are_whatever_they_look_like(
    capsys: pytest.CaptureFixture[str], title: str
) -> None:
    said = printed(capsys, OrgLine(an_organisation(title), (), (a_page(BARE, title=title),)), trouble=title)
    assert said.count(title) == 3


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([FINE], ["замечаний нет"]),
        ([FINE, UNSEEN_ADVICE], ["нарушений не видно, нет данных, не оценено: 1"]),
        ([FINE, UNSEEN], ["нарушений не видно, нет данных, не оценено: 1"]),
        ([BARE], ["нарушение: обложки нет (п. 4)"]),
        ([HINT], ["по другому акту: возможно, реклама (п. 4)"]),
        ([BARE, UNSEEN], ["нарушение: обложки нет (п. 4)", "кроме того, нет данных, не оценено: 1"]),
        ([FINE, WEEK_UNSEEN], ["не оценено: лента прочитана не вся (п. 4)"]),
        (
            [WEEK_UNSEEN, UNSEEN],
            ["не оценено: лента прочитана не вся (п. 4)", "кроме того, нет данных, не оценено: 1"],
        ),
        ([FINE, ASKED], ["нужно подтвердить: вход — ответа ещё не было (п. 4)"]),
    ],
)
def test_a_page_of_which_something_is_unknown_is_not_called_fine(
    capsys: pytest.CaptureFixture[str], findings: list[Finding], said: list[str]
) -> None:
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), (a_page(*findings),)))) == said


def test_a_page_that_was_not_read_is_said_to_be_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    page = a_page(WEEK_UNSEEN, UNSEEN, data=Freshness.UNAVAILABLE)
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), (page,)))) == [
        "не проверялось, нет данных: 2"
    ]


def test_of_an_unread_page_with_a_question_it_is_said_that_the_rest_was_not_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = a_page(ASKED, UNSEEN, data=Freshness.UNAVAILABLE)
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), (page,)))) == [
        "нужно подтвердить: вход — ответа ещё не было (п. 4)",
        "остальное не проверялось, нет данных: 1",
    ]


@pytest.mark.parametrize("pages", [(), (a_page(),)])
def test_what_was_never_judged_is_not_called_fine(
    capsys: pytest.CaptureFixture[str], pages: tuple[PageLine, ...]
) -> None:
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), pages))) == ["ещё не проверялось"]


def test_what_an_organisation_owes_as_a_whole_and_nobody_knows_has_a_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = OrgLine(an_organisation(), (UNSEEN,), (a_page(FINE),))
    assert last_column(printed(capsys, line)) == ["замечаний нет", "нарушений не видно, нет данных, не оценено: 1"]


FINDINGS = st.lists(st.sampled_from([FINE, BARE, WEEK_UNSEEN, UNSEEN, UNSEEN_ADVICE, ASKED]), max_size=8)
PAGES = st.lists(st.builds(lambda found, data: a_page(*found, data=data), FINDINGS, st.sampled_from(Freshness)))
LINES = st.builds(
    lambda name, own, pages: OrgLine(an_organisation(name), tuple(own), tuple(pages[:2])),
    st.sampled_from(["Клуб", "Школа", "Музей"]),
    FINDINGS,
    PAGES,
)


def shown(lines: Sequence[OrgLine], width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    outbox = OutboxLine(1, 0, 0, nobody_reachable=False, trouble="")
    show_overview(console, Overview(NOW, tuple(lines), (), (), (), outbox), DECREE, ZONE)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@given(LINES)
def test_lines_and_counts_of_a_row_add_up_to_all_that_is_not_met(line: OrgLine) -> None:
    rows = rows_of(line, DECREE, ZONE)
    whole = [*(page.findings for page in line.pages), line.findings]
    for row, findings in zip_longest(rows, whole):
        amiss = sum(finding.outcome is not Outcome.OK for finding in findings)
        assert counted(row.found if row else "") == amiss


def counted(cell: str) -> int:
    """Findings a cell speaks of, by lines and by numbers."""
    numbers = [int(found[1]) for found in re.finditer(r"(?:нет данных|не оценено): (\d+)$", cell, re.MULTILINE)]
    return sum(numbers) + cell.count("(п. 4)")


@given(st.lists(LINES, min_size=1, max_size=5))
def test_the_pages_below_the_table_add_up(lines: list[OrgLine]) -> None:
    found = re.search(
        r"Страниц в реестре: (\d+)\. Данные: свежие — (\d+), устарели — (\d+), нет — (\d+)\.", shown(lines, 300)
    )
    pages = sum(len(line.pages) for line in lines)
    assert bool(found) is bool(pages)
    if found:
        assert int(found[1]) == pages == sum(map(int, found.groups()[1:]))


def test_a_narrow_terminal_gets_a_block_an_organisation() -> None:
    club = OrgLine(an_organisation(), (UNSEEN,), (a_page(BARE), a_page(FINE, data=Freshness.STALE)))
    school = OrgLine(an_organisation("Школа"), (), ())
    assert shown([club, school], 99).split("\n")[:16] == [
        "Клуб",
        "  ВК",
        "    Клуб Мокдола",
        "    https://vk.com/club101",
        "    данные: свежие; последняя публикация: 24 ноября 08:30",
        "    • нарушение: обложки нет (п. 4)",
        "  ВК",
        "    Клуб Мокдола",
        "    https://vk.com/club101",
        "    данные: устарели; последняя публикация: 24 ноября 08:30",
        "    • замечаний нет",
        "  • нарушений не видно, нет данных, не оценено: 1",
        "",
        "Школа",
        "  • ещё не проверялось",
        "",
    ]


@given(st.lists(LINES, min_size=1, max_size=4))
def test_a_narrow_terminal_shows_every_word_of_the_table(lines: list[OrgLine]) -> None:
    wide, narrow = words(shown(lines, 300)), words(shown(lines, 99))
    assert {each for each in wide if each not in HEADINGS} <= narrow


HEADINGS = {"Организация", "Сеть", "Страница", "Данные", "Последняя", "публикация", "Что", "найдено"}


def words(text: str) -> set[str]:
    return {word.strip(":;,.") for word in re.split(r"[\s│┃]+", text) if re.search(r"\w", word)}


def test_an_exempt_organisation_is_said_to_be_exempt(capsys: pytest.CaptureFixture[str]) -> None:
    exempt = an_organisation(status=Status.EXEMPT, exemption=Exemption("решение № 5", None))
    assert last_column(printed(capsys, OrgLine(exempt, (), ()))) == ["освобождена от ведения страниц"]
