"""The table of pages: names that look like markup, what could not be judged, sums that add up, and its length."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from app.table import print_overview, show_overview
from app.table_rows import block_of
from domain.finding import Finding, MatterKind, Outcome, Subject, SubjectKind, Verdict
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
LONG = found("page_cover", Verdict.violated("за 30 дней пять публикаций, все одного вида: текст"))
WEEK_UNSEEN = found("posts_weekly_min", Verdict.unknown("лента прочитана не вся"))
UNSEEN = found("page_avatar", Verdict.unknown("поле не пришло"))
UNSEEN_ADVICE = found("page_geo", Verdict.unknown("поле не пришло"), Force.RECOMMENDED)
ADVICE = found("page_geo", Verdict.violated("геолокации нет"), Force.RECOMMENDED)
QUIET = found("page_silent", Verdict.violated("давно молчит"))
BROKEN = found("data_unavailable", Verdict.unknown("сеть не отвечает", opens=MatterKind.TECHNICAL))
REFUSED = found("twofa_attested", Verdict.violated("получен ответ «нет»"))
ASKED_AGAIN = found("twofa_attested", Verdict.unknown("срок истёк", opens=MatterKind.CONFIRMATION))
ASKED = found("twofa_attested", Verdict.unknown("не подтверждалось", opens=MatterKind.CONFIRMATION))


def an_organisation(name: str = "Клуб", **more: object) -> Organisation:
    return Organisation(7, name, f"МКУ {name}", **{"status": Status.RUNS, **more})  # type: ignore[arg-type] # the fields are named where it is called


def a_page(*findings: Finding, title: str = "Клуб Мокдола", data: Freshness = Freshness.FRESH) -> PageLine:
    return PageLine(11, Network.VK, 101, "https://vk.com/club101", title, data, "", NOW, findings)


def printed(capsys: pytest.CaptureFixture[str], line: OrgLine, trouble: str = "") -> str:
    outbox = OutboxLine(1, 0, 0, nobody_reachable=False, trouble=trouble)
    print_overview(Overview(NOW, (line,), (), (), (), outbox), DECREE, ZONE)
    return capsys.readouterr().out


def of_page(said: str) -> list[str]:
    """What is said of the first page after how it was read, and under it; then of its organisation."""
    block = said.split("\n\n", maxsplit=1)[0].split("\n")
    judged = block[2].split(" · ")[2:]
    return [*judged, *(line.strip(" •") for line in block[3:])]


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
        ([FINE, UNSEEN_ADVICE], ["нарушений не видно, не оценено: 1"]),
        ([FINE, UNSEEN], ["нарушений не видно, не оценено: 1"]),
        ([BARE], ["нарушение: обложки нет (п. 4)"]),
        ([HINT], ["по другому акту: возможно, реклама (п. 4)"]),
        ([BARE, UNSEEN], ["не оценено: 1", "нарушение: обложки нет (п. 4)"]),
        (
            [FINE, WEEK_UNSEEN],
            ["нарушений не видно, не оценено: 1", "в том числе: лента прочитана не вся (п. 4)"],
        ),
        (
            [WEEK_UNSEEN, UNSEEN],
            ["нарушений не видно, не оценено: 2", "в том числе: лента прочитана не вся (п. 4)"],
        ),
        ([FINE, ASKED], ["нарушений не видно", "нужно подтвердить (1): вход (ВК)"]),
        ([BARE, ASKED_AGAIN], ["нарушение: обложки нет (п. 4)", "нужно подтвердить (1): вход — срок истёк (ВК)"]),
        ([REFUSED], ["нарушение: вход — получен ответ «нет» (п. 4)"]),
    ],
)
def test_a_page_of_which_something_is_unknown_is_not_called_fine(
    capsys: pytest.CaptureFixture[str], findings: list[Finding], said: list[str]
) -> None:
    assert of_page(printed(capsys, OrgLine(an_organisation(), (), (a_page(*findings),)))) == said


def test_what_is_amiss_stands_by_its_weight_and_questions_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    page = a_page(ASKED, BROKEN, HINT, QUIET, ADVICE, BARE)
    assert of_page(printed(capsys, OrgLine(an_organisation(), (), (page,)))) == [
        "нарушение: обложки нет (п. 4)",
        "рекомендация: геолокации нет (п. 4)",
        "предупреждение: давно молчит (п. 4)",
        "по другому акту: возможно, реклама (п. 4)",
        "техническое: сеть не отвечает (п. 4)",
        "нужно подтвердить (1): вход (ВК)",
    ]


def test_all_that_an_organisation_has_to_confirm_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    there = replace(ASKED, subject=Subject.page(12, Network.OK))
    own = replace(ASKED, rule="cur_request_due", verdict=replace(ASKED.verdict, evidence="ответ нужен"))
    line = OrgLine(
        an_organisation(),
        (replace(own, subject=Subject.organisation(7)),),
        (a_page(ASKED), replace(a_page(there), id=12, network=Network.OK)),
    )
    said = printed(capsys, line)
    assert said.count("нужно подтвердить") == 1
    assert "  • нужно подтвердить (3): ответ нужен; вход (ВК, ОК)\n" in said


def test_a_page_that_was_not_read_is_said_to_be_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    page = a_page(WEEK_UNSEEN, UNSEEN, data=Freshness.UNAVAILABLE)
    said = printed(capsys, OrgLine(an_organisation(), (), (page,)))
    assert of_page(said) == ["не проверялось, не оценено: 2"]
    assert "данных нет ·" in said


@pytest.mark.parametrize(("finding", "rest"), [(ASKED, "не проверялось"), (BARE, "остальное не проверялось")])
def test_of_an_unread_page_with_a_finding_it_is_said_that_the_rest_was_not_checked(
    capsys: pytest.CaptureFixture[str], finding: Finding, rest: str
) -> None:
    page = a_page(finding, UNSEEN, data=Freshness.UNAVAILABLE)
    assert of_page(printed(capsys, OrgLine(an_organisation(), (), (page,))))[0] == f"{rest}, не оценено: 1"


@pytest.mark.parametrize(
    ("is_judged", "data", "said"),
    [
        (False, Freshness.FRESH, "ещё не проверялось"),
        (True, Freshness.UNAVAILABLE, "не проверялось"),
        (True, Freshness.FRESH, "постановление ничего не требует"),
        (True, Freshness.STALE, "постановление ничего не требует"),
    ],
)
def test_a_page_without_findings_was_not_checked_or_nothing_is_asked_of_it(
    capsys: pytest.CaptureFixture[str], is_judged: bool, data: Freshness, said: str
) -> None:
    line = OrgLine(an_organisation(), (), (a_page(data=data),), is_judged=is_judged)
    assert of_page(printed(capsys, line)) == [said]


@pytest.mark.parametrize(
    ("is_judged", "said"), [(False, "ещё не проверялось"), (True, "постановление ничего не требует")]
)
def test_so_is_an_organisation_without_pages(
    capsys: pytest.CaptureFixture[str], is_judged: bool, said: str
) -> None:
    line = OrgLine(an_organisation(), (), (), is_judged=is_judged)
    assert printed(capsys, line).startswith(f"Клуб\n  • {said}\n\n")


def test_what_an_organisation_owes_as_a_whole_and_nobody_knows_stands_beside_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = printed(capsys, OrgLine(an_organisation(), (UNSEEN,), (a_page(FINE),)))
    assert said.startswith("Клуб · об организации не оценено: 1\n  ВК")
    assert of_page(said) == ["замечаний нет"]


def test_the_administrations_own_duties_stand_last(capsys: pytest.CaptureFixture[str]) -> None:
    mine = [replace(each, subject=Subject(SubjectKind.ADMINISTRATION)) for each in (UNSEEN, ASKED)]
    outbox = OutboxLine(0, 0, 0, nobody_reachable=False, trouble="")
    club = OrgLine(an_organisation(), (), (a_page(FINE),))
    print_overview(Overview(NOW, (club,), tuple(mine), (), (), outbox), DECREE, ZONE)
    assert capsys.readouterr().out.split("\n\n")[1] == (
        "Обязанности администрации · не оценено: 1\n  • нужно подтвердить (1): вход"
    )


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
def test_lines_and_counts_of_an_organisation_add_up_to_all_that_is_not_met(line: OrgLine) -> None:
    block = block_of(line, DECREE, ZONE)
    said = (block.left, *block.own, *(text for row in block.pages for text in (row.state, *row.found)))
    amiss = sum(finding.outcome is not Outcome.OK for finding in line.all_findings)
    assert sum(map(counted, said)) == amiss


def counted(said: str) -> int:
    """Findings a sentence speaks of, by itself or as a number."""
    if said.startswith("в том числе"):
        return 0
    numbers = [int(found) for found in re.findall(r"(?:не оценено: |подтвердить \()(\d+)", said)]
    return sum(numbers) + said.count("(п. 4)")


@given(st.lists(LINES, min_size=1, max_size=5))
def test_the_pages_below_the_table_add_up(lines: list[OrgLine]) -> None:
    found = re.search(
        r"Страниц в реестре: (\d+)\. Данные: свежие — (\d+), устарели — (\d+), нет — (\d+)\.", shown(lines, 300)
    )
    pages = sum(len(line.pages) for line in lines)
    assert bool(found) is bool(pages)
    if found:
        assert int(found[1]) == pages == sum(map(int, found.groups()[1:]))


def test_what_wraps_stands_under_its_own_beginning() -> None:
    club = OrgLine(an_organisation(), (LONG,), (a_page(LONG), a_page(FINE, data=Freshness.STALE)))
    assert shown([club, OrgLine(an_organisation("Школа"), (), ())], 50).split("\n")[:18] == [
        "Клуб",
        "  ВК  Клуб Мокдола — https://vk.com/club101",
        "      данные свежие · последняя публикация 24",
        "      ноября 08:30",
        "      • нарушение: за 30 дней пять публикаций, все",
        "        одного вида: текст (п. 4)",
        "  ВК  Клуб Мокдола — https://vk.com/club101",
        "      данные устарели · последняя публикация 24",
        "      ноября 08:30 · замечаний нет",
        "  • нарушение: за 30 дней пять публикаций, все",
        "    одного вида: текст (п. 4)",
        "",
        "Школа",
        "  • постановление ничего не требует",
        "",
        "Страниц в реестре: 2. Данные: свежие — 1, устарели",
        "— 1, нет — 0.",
        "Последняя проверка: 24 ноября 08:30.",
    ]


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from([80, 100, 120, 160]))
def test_any_width_shows_the_same_words(lines: list[OrgLine], width: int) -> None:
    narrow = shown(lines, width)
    assert narrow.split() == shown(lines, 300).split()
    assert max(map(len, narrow.split("\n"))) <= width


def test_an_exempt_organisation_is_said_to_be_exempt(capsys: pytest.CaptureFixture[str]) -> None:
    exempt = an_organisation(status=Status.EXEMPT, exemption=Exemption("решение № 5", None))
    assert printed(capsys, OrgLine(exempt, (), ())).startswith("Клуб\n  • освобождена от ведения страниц\n\n")
