"""The letter that the specialist's guide explains is one the program really writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from docs_shelf import SPECIALIST, blocks, text

from app.decree import load_decree
from bot import render
from bot.render import Book
from bot.render.sections import Section
from domain.finding import DueSource, MatterKind, Subject
from domain.letter import Item, Letter, LetterKind, PageCard, Part
from domain.matter import Event, Matter
from domain.network import Network
from domain.norm import Force, Norm
from domain.organisation import Organisation, Status
from domain.workdays import Calendar, deadline

ZONE = ZoneInfo("Asia/Vladivostok")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZONE).astimezone(UTC)
WEEK_END = datetime(2026, 11, 23, tzinfo=ZONE).astimezone(UTC)
DECREE = load_decree("amurzet-98", Path(), {})
CLUB = Organisation(1, "Дом культуры", "Дом культуры", status=Status.RUNS)
PAGE = PageCard(1, Network.VK, "https://vk.com/club777", "Дом культуры села Сосновка", is_new=True)
BOOK = Book(DECREE, ZONE, MONDAY)


def norm_of(rule: str) -> Norm:
    return DECREE.norms_of(rule, CLUB)[0]


def opened(rule: str, evidence: str, kind: MatterKind = MatterKind.VIOLATION) -> Item:
    """A matter of the page that opened this Monday, due by the pack's setting."""
    norm = norm_of(rule)
    due = deadline(MONDAY, norm.due_workdays or 0, Calendar(), ZONE)
    matter = Matter(
        id=1,
        rule=rule,
        subject=Subject.page(1, Network.VK),
        period="",
        kind=kind,
        organisation_id=1,
        occurrence=1,
        streak=1,
        opened_at=MONDAY,
        due_at=due,
        due_source=DueSource.SETTING,
        evidence=evidence,
        clause=norm.clause,
        clauses=(norm.clause,),
        force=norm.force,
        severity=norm.severity,
        params="",
    )
    return Item(matter, Event.OPENED, PAGE)


def test_the_letter_in_the_specialists_guide_is_as_the_program_writes_it() -> None:
    weekly = opened("posts_weekly_min", "за неделю 16–22 ноября опубликовано 1 из 2")
    of_week = replace(weekly.matter, period="2026-W47", due_at=WEEK_END, due_source=DueSource.DECREE)
    items = (
        replace(weekly, matter=of_week),
        opened("profile_email", "адрес электронной почты не указан"),
        opened("twofa_attested", "не подтверждалось", MatterKind.CONFIRMATION),
    )
    letter = Letter(12, 1, 1, LetterKind.ALERT, MONDAY, (Part(1, CLUB.short_name, items),))
    [message] = render.letter(letter, BOOK)
    [printed] = [block.text for block in blocks(SPECIALIST)]
    assert render.plain(message) == printed.strip()


def test_every_heading_the_specialist_may_meet_is_explained() -> None:
    is_met = any(norm.force is Force.EXTERNAL for norm in DECREE.norms)
    met = [section for section in Section if section is not Section.OTHER_ACTS or is_met]
    assert [section for section in met if f"«{section}»" not in text(SPECIALIST)] == []
