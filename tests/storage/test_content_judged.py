"""Contents in a real database, judged as the program judges them: variety, style, hints of other acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from small_registry import DAY, NOON, ZONE, a_page, reading, save
from sqlite_utils import Database

from app import judging
from app.decree import load_decree
from app.frame import Frame
from app.judging import Sweep
from domain.content import Content, Format
from domain.finding import Finding, Outcome
from domain.organisation import Organisation
from domain.post import Post
from rules.settings import RuleSetting
from storage import matters, people, registry, sql
from storage.store import transaction

pytestmark = pytest.mark.story

RELEASE = (
    "Администрация сообщает, что в целях обеспечения безопасности осуществляется проведение обследования кровель."
)
LAW = Frame(
    clock=lambda: NOON, zone=ZONE, decree=load_decree("amurzet-98", Path(), {}), stale_after=timedelta(days=2)
)


def published(number: int, text: str, *formats: Format) -> Post:
    """One in two days, with what it is made of."""
    return Post(str(number), NOON - number * 2 * DAY, content=Content(text, formats=formats))


def organisation_of(db: Database, page_id: int) -> Organisation:
    owner = next(page.organisation_id for page in registry.pages(db) if page.id == page_id)
    return next(each for each in registry.organisations(db) if each.id == owner)


def judged(db: Database, page_id: int, law: Frame = LAW) -> dict[str, Finding]:
    return {each.rule: each for each in judging.judge_pages(db, organisation_of(db, page_id), law, NOON)}


def test_stored_contents_are_judged(db: Database) -> None:
    page_id = a_page(db)
    posts = [
        published(n, RELEASE if n < 4 else "Приходите на концерт!", Format.TEXT, Format.PHOTO) for n in range(1, 8)
    ]
    save(db, reading(page_id, NOON, *posts, published(20, "", Format.VIDEO), since=NOON - 45 * DAY))
    found = judged(db, page_id)
    variety, style = found["content_variety"], found["style_officialese"]
    assert (variety.outcome, variety.clause) == (Outcome.VIOLATED, "P2.3")
    assert "7 публикаций, все одного вида: фото; по настройке" in variety.verdict.evidence
    assert (style.outcome, style.clause) == (Outcome.VIOLATED, "P2.5")
    assert style.verdict.evidence.startswith(
        "3 публикации за 14 дней похожи на пресс-релиз: «администрация … сообщает»"
    )
    assert "event_age_mark" not in found


def test_a_hint_of_another_act_is_judged_once_it_is_switched_on(db: Database) -> None:
    page_id = a_page(db)
    save(db, reading(page_id, NOON, published(1, "Приходите на концерт!", Format.TEXT), since=NOON - 45 * DAY))
    on = replace(LAW, rules={"event_age_mark": RuleSetting(enabled=True)})
    assert judged(db, page_id, on)["event_age_mark"].outcome is Outcome.VIOLATED


def test_posts_without_contents_are_judged_neither_way(db: Database) -> None:
    page_id = a_page(db)
    posts = [Post(str(n), NOON - n * 2 * DAY) for n in range(1, 20)]
    save(db, reading(page_id, NOON, *posts, since=NOON - 45 * DAY))
    found = judged(db, page_id)
    assert {found[rule].outcome for rule in ("content_variety", "style_officialese")} == {Outcome.UNKNOWN}


def test_style_is_told_in_the_digest_and_never_in_a_letter(db: Database) -> None:
    page_id = a_page(db)
    posts = [published(n, RELEASE, Format.TEXT, Format.PHOTO) for n in (*range(1, 8), 20)]
    brought = reading(page_id, NOON, *posts, since=NOON - 45 * DAY)
    organisation = organisation_of(db, page_id)
    with transaction(db):
        people.let_in_configured(db, [700_000_001], NOON)
        judging.settle(db, organisation, [brought], LAW, Sweep(NOON, {}))
    opened = {matter.rule: matter.id for matter in matters.open_of(db, organisation.id)}
    told = {row["matter_id"] for row in sql.rows(db, "select matter_id from letter_item")}
    assert {"content_variety", "style_officialese"} <= opened.keys()
    assert opened["content_variety"] in told
    assert opened["style_officialese"] not in told
