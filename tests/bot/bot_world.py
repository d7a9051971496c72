"""An invented settlement for the tests of the bot: a small decree, matters, letters, and a database of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.render import Book
from domain.alerting import Alert, Ended, Opened
from domain.attestation import Role
from domain.finding import DueSource, Finding, MatterKind, Outcome, Subject, Verdict
from domain.letter import Item, Letter, LetterKind, PageCard, Part
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Bound, Clause, Decree, Force, Norm, Severity
from domain.organisation import Organisation, Status
from domain.overview import Freshness, OrgLine, OutboxLine, Overview, PageLine
from storage import matters, outbox, people, sql
from storage.outbox import Occasion

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
"""Tuesday 24 November, 08:30 local."""

SPECIALIST, DEPUTY, HEAD, KEEPER, STRANGER = 1001, 1002, 1003, 1004, 1999
EVERYBODY = (Bound.SUBORDINATE, Bound.ADMINISTRATION)


def norm(rule: str, clause: str, title: str, **more: object) -> Norm:
    """A mandatory norm that binds everybody."""
    plain = Norm(clause=clause, quote="слова", force=Force.MANDATORY, rule=rule, title=title, binds=EVERYBODY)
    return replace(plain, **more)  # type: ignore[arg-type] # the fields are named where it is called


DECREE = Decree(
    name="mockdale-7",
    title="Постановление № 7",
    text="",
    clauses=(
        Clause("P2.2", None, "п. 2 раздела 2 Порядка", "Публикации"),
        Clause("P2.4", None, "п. 4 раздела 2 Порядка", "Оформление"),
        Clause("P1.2", None, "п. 2 раздела 1 Порядка", "Страницы"),
        Clause("P1.6.3", None, "подп. 6.3 раздела 1 Порядка", "Безопасность"),
        Clause("D2.b", None, "п. 2 постановления", "Контроль"),
    ),
    norms=(
        norm("posts_weekly_min", "P2.2", "Публикации за неделю", params={"minimum": 2}),
        norm("page_avatar", "P2.4", "Аватар"),
        norm("page_cover", "P2.4", "Обложка"),
        norm("page_exists_ok", "P1.2", "Страница в Одноклассниках"),
        norm("credentials_ledger", "P1.6.3", "Учёт логинов и паролей", params={"valid_days": 90}),
        norm("twofa_attested", "P1.6.3", "Двухфакторная аутентификация", params={"valid_days": 30}),
        norm("data_unavailable", "D2.b", "Получение данных", force=Force.RECOMMENDED),
    ),
)
BOOK = Book(DECREE, ZONE, NOW)

VK_PAGE = PageCard(11, Network.VK, "https://vk.com/club101", "Клуб Мокдола")
OK_PAGE = PageCard(12, Network.OK, "https://ok.ru/group/202", "Клуб Мокдола")
ON_VK = Subject.page(11, Network.VK)
ON_OK = Subject.page(12, Network.OK)


def local_day(day: int, month: int = 11, year: int = 2026) -> datetime:
    """The last second of a local day, aware UTC."""
    return datetime(year, month, day, 23, 59, 59, tzinfo=ZONE).astimezone(UTC)


def a_matter(**more: object) -> Matter:
    """An open violation without a deadline: no cover on the VK page."""
    plain = Matter(
        id=1,
        rule="page_cover",
        subject=ON_VK,
        period="",
        kind=MatterKind.VIOLATION,
        organisation_id=7,
        occurrence=1,
        streak=1,
        opened_at=NOW - timedelta(hours=1),
        due_at=None,
        due_source=None,
        evidence="обложки нет",
        clause="P2.4",
        clauses=("P2.4",),
        force=Force.MANDATORY,
        severity=Severity.MEDIUM,
        params="",
    )
    return replace(plain, **more)  # type: ignore[arg-type] # the fields are named where it is called


def a_short_week(**more: object) -> Matter:
    """A matter of the week's norm, its deadline the week's end."""
    week: dict[str, object] = {
        "rule": "posts_weekly_min",
        "evidence": "за неделю 16–22 ноября опубликовано 1 из 2",
        "clause": "P2.2",
        "period": "2026-W47",
        "due_at": datetime(2026, 11, 22, 14, tzinfo=UTC),
        "due_source": DueSource.DECREE,
    }
    return a_matter(**{**week, **more})


def a_question(rule: str = "twofa_attested", subject: Subject = ON_VK, **more: object) -> Matter:
    """A confirmation due."""
    asked: dict[str, object] = {
        "kind": MatterKind.CONFIRMATION,
        "evidence": "не подтверждалось",
        "clause": "P1.6.3",
    }
    return a_matter(rule=rule, subject=subject, **{**asked, **more})


def a_letter(*items: Item, name: str | None = "Клуб", **more: object) -> Letter:
    """An alert about one organisation."""
    plain = Letter(12, SPECIALIST, SPECIALIST, LetterKind.ALERT, NOW, (Part(7 if name else None, name, items),))
    return replace(plain, **more)  # type: ignore[arg-type] # the fields are named where it is called


def opened(matter: Matter, page: PageCard | None = VK_PAGE) -> Item:
    """Its opening."""
    return Item(matter, Event.OPENED, page)


def finding(rule: str, evidence: str, outcome: Outcome = Outcome.OK, subject: Subject = ON_VK) -> Finding:
    """A stored finding."""
    return Finding(rule, subject, 7, Verdict(outcome, evidence), "P2.4", ("P2.4",), Force.MANDATORY)


def an_organisation(number: int = 7, name: str = "Клуб", **more: object) -> Organisation:
    """An organisation that keeps pages."""
    plain = Organisation(number, name, f"Муниципальное учреждение «{name}»", status=Status.RUNS)
    return replace(plain, **more)  # type: ignore[arg-type] # the fields are named where it is called


def a_page_line(network: Network = Network.VK, data: Freshness = Freshness.FRESH, **more: object) -> PageLine:
    """A page that was read."""
    number = 11 if network is Network.VK else 12
    plain = PageLine(number, network, 101, network.page_url(101), "Клуб Мокдола", data, "", NOW, ())
    return replace(plain, **more)  # type: ignore[arg-type] # the fields are named where it is called


def an_overview(lines: Sequence[OrgLine], *found: Matter, outbox_line: OutboxLine | None = None) -> Overview:
    """The registry with these organisations and open matters."""
    fine = OutboxLine(0, 3, 0, nobody_reachable=False, trouble="")
    return Overview(NOW, tuple(lines), (), (), tuple(found), outbox_line or fine)


# What follows works on a database.


def add_organisation(db: Database, name: str, **more: str) -> int:
    """Its id."""
    row: dict[str, sql.Value] = {
        "short_name": name,
        "short_key": name.casefold(),
        "full_name": f"Муниципальное учреждение «{name}»",
        "kind": "подведомственная",
        "status": "ведёт",
        "added_at": sql.stamp(NOW),
        **more,
    }
    return sql.inserted(db, "organisation", row)


def add_page(db: Database, organisation_id: int, number: int) -> int:
    """A resolved VK page; its id."""
    row: dict[str, sql.Value] = {
        "organisation_id": organisation_id,
        "network": "vk",
        "written": f"vk.com/club{number}",
        "link_number": number,
        "network_id": number,
        "title": f"Страница № {number}",
        "resolution": "found",
        "added_at": sql.stamp(NOW),
    }
    return sql.inserted(db, "page", row)


def let_in(db: Database, person_id: int, role: Role, organisation_id: int | None = None) -> None:
    """By an invitation, as everybody comes in."""
    code = people.invite(db, role, organisation_id, NOW)
    people.accept(db, code, person_id, person_id, NOW)


def find_violation(db: Database, organisation_id: int, page_id: int, rule: str = "page_cover") -> list[Matter]:
    """Open a matter about a page and return what is open now of its organisation."""
    verdict = Verdict.violated("обложки нет")
    subject = Subject.page(page_id, Network.VK)
    found = Finding(rule, subject, organisation_id, verdict, "P2.4", ("P2.4",), Force.MANDATORY)
    matters.apply(db, [Opened(found, MatterKind.VIOLATION, None, None)], NOW)
    return matters.open_of(db, organisation_id)


def mend(db: Database, matter: Matter) -> Matter:
    """End a matter as resolved."""
    matters.apply(db, [Ended(matter, Event.RESOLVED, "обложка есть")], NOW)
    ended = matters.by_id(db, matter.id)
    assert ended is not None
    return ended


def tell(db: Database, organisation_id: int, found: Sequence[Matter], *, ending: bool = False) -> None:
    """Post a letter about the matters to everybody who gets alerts."""
    alerts = [Alert(matter, (matter.ending if ending else None) or Event.OPENED) for matter in found]
    outbox.post(db, alerts, organisation_id, people.alerted(db), Occasion(NOW, NOW))
