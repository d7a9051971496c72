"""The table of pages: names that look like markup, and what could not be judged."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.table import print_overview
from domain.finding import Finding, MatterKind, Subject, Verdict
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
        ([FINE, UNSEEN_ADVICE], ["замечаний нет"]),
        ([FINE, UNSEEN], ["нарушений нет, не оценено: 1"]),
        ([BARE], ["нарушение: обложки нет (п. 4)"]),
        ([BARE, UNSEEN], ["нарушение: обложки нет (п. 4)", "кроме того, не оценено: 1"]),
        ([FINE, WEEK_UNSEEN], ["не оценено: лента прочитана не вся (п. 4)"]),
        ([WEEK_UNSEEN, UNSEEN], ["не оценено: лента прочитана не вся (п. 4)", "кроме того, не оценено: 1"]),
        ([FINE, ASKED], ["нужно подтвердить, Вход: не подтверждалось (п. 4)"]),
    ],
)
def test_a_page_of_which_something_is_unknown_is_not_called_fine(
    capsys: pytest.CaptureFixture[str], findings: list[Finding], said: list[str]
) -> None:
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), (a_page(*findings),)))) == said


def test_a_page_that_was_not_read_is_said_to_be_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    page = a_page(WEEK_UNSEEN, UNSEEN, data=Freshness.UNAVAILABLE)
    assert last_column(printed(capsys, OrgLine(an_organisation(), (), (page,)))) == ["не проверялось"]


def test_an_exempt_organisation_is_said_to_be_exempt(capsys: pytest.CaptureFixture[str]) -> None:
    exempt = an_organisation(status=Status.EXEMPT, exemption=Exemption("решение № 5", None))
    assert last_column(printed(capsys, OrgLine(exempt, (), ()))) == ["освобождена от ведения страниц"]
