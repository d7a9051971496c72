"""Matters that come and go in the invented settlement, and the monthly report read back from its files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from paper_world import World
from selectolax.lexbor import LexborHTMLParser
from sqlite_utils import Database

from app.papers.month_paper import facts_of
from domain.alerting import Ended, Opened
from domain.finding import DueSource, Finding, MatterKind, Subject, Verdict
from domain.matter import Event, Matter
from domain.month import Month
from domain.network import Network
from domain.norm import Force
from reports.month.facts import MonthFacts
from storage import cycles, matters


def opens(
    db: Database,
    at: datetime,
    *,
    rule: str = "page_cover",
    organisation_id: int | None = 1,
    evidence: str = "обложки нет",
    clauses: tuple[str, ...] = ("P2.4",),
    force: Force = Force.MANDATORY,
    kind: MatterKind = MatterKind.VIOLATION,
    due: datetime | None = None,
    period: str = "",
) -> Matter:
    """A matter about the first page in VK opens, or opens again."""
    verdict = Verdict.violated(evidence, period=period)
    found = Finding(rule, Subject.page(1, Network.VK), organisation_id, verdict, clauses[0], clauses, force)
    source = DueSource.SETTING if due else None
    matters.apply(db, [Opened(found, kind, due, source, muted=False)], at)
    return next(each for each in matters.open_all(db) if (each.rule, each.period) == (rule, period))


def ends(
    db: Database, matter: Matter, at: datetime, event: Event = Event.RESOLVED, note: str = "обложка есть"
) -> None:
    """The matter ends."""
    matters.apply(db, [Ended(matter, event, note)], at)


def checked(db: Database, *moments: datetime) -> None:
    """Whole checks ended then."""
    for moment in moments:
        cycles.end(db, cycles.begin(db, moment), moment, pages=1, failed=0)


def facts(world: World, name: str = "2026-10") -> MonthFacts:
    """The report's facts as of the world's present."""
    frame = world.frame()
    return facts_of(world.db, frame, Month.parse(name, frame.zone), world.now)


def word(content: bytes) -> WordDocument:
    """The Word file, opened."""
    return docx.Document(io.BytesIO(content))


def page(content: bytes) -> LexborHTMLParser:
    """The web page, parsed."""
    return LexborHTMLParser(content.decode())


def word_tables(content: bytes) -> list[list[list[str]]]:
    """Every table with lines (charts have none) as rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in word(content).tables
        if len(table.columns) < 20
    ]


def web_tables(content: bytes) -> list[list[list[str]]]:
    """Every table as rows of texts."""
    return [
        [[cell.text() for cell in row.css("th, td")] for row in table.css("tr")]
        for table in page(content).css("table")
    ]


def word_lines(content: bytes) -> Iterator[str]:
    """Every paragraph outside tables."""
    return (paragraph.text for paragraph in word(content).paragraphs)


def plain(text: str) -> str:
    """Without marks that only a typesetter sees."""
    return text.replace("\xad", "").replace("\xa0", " ")
