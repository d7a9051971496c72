"""The digest of a week that is long over: what was found then, and plainly what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.render.book import Book
from bot.render.glance import name
from bot.render.news import changes, passing, section
from bot.render.open_matters import open_blocks
from bot.render.pack import Block
from bot.render.sections import of_matter, tally
from bot.render.words import after_dash, evidence_html, told
from domain.digest import Digest, Past
from domain.finding import Outcome
from domain.russian import moment_title

_JUDGED_LATER = "; норма публикаций оценена по публикациям, прочитанным в другое время"


def blocks(digest: Digest, past: Past, book: Book) -> list[Block]:
    """Everything under the heading; deadlines are told as they stood when the week ended."""
    then = replace(book, now=digest.week.end - timedelta(microseconds=1))
    return [
        *section("Изменилось за ту неделю", changes(digest, then)),
        *section("Норма публикаций не выполнена", _pages(digest, Outcome.VIOLATED, then)),
        *section("Норма публикаций не оценена", _pages(digest, Outcome.UNKNOWN, then)),
        *open_blocks(digest, then, "Было открыто на конец недели"),
        *section("Возникло и устранено, пока сообщить не удалось", passing(digest, then)),
        *section("Проверки той недели", [_checks(digest, past, then)]),
    ]


def state(digest: Digest, past: Past) -> str:
    """What was open when the week ended; the week's norm is told apart."""
    if not past.checks:
        return "Проверок на той неделе не было, поэтому что тогда было открыто, неизвестно."
    counts = tally(of_matter(matter) for matter in digest.matters)
    if not counts:
        return "Других открытых дел на конец недели не было."
    return f"Кроме того, на конец недели было открыто: {counts}."


def _pages(digest: Digest, outcome: Outcome, book: Book) -> list[str]:
    return [
        f"{name(line)} — {evidence_html(after_dash(told(found.rule, found.subject, found.verdict.evidence, book)))}"
        for line in digest.overview.organisations
        for found in line.all_findings
        if found.outcome is outcome
    ]


def _checks(digest: Digest, past: Past, book: Book) -> str:
    if past.last is None:
        is_judged = digest.tally.met or digest.tally.short
        return f"не было ни одной{_JUDGED_LATER if is_judged else ''}"
    last = f"последняя {moment_title(past.last, book.zone)}: опрошено страниц — {past.pages}"
    return f"всего {past.checks}, {last}, из них без ответа — {past.failed}"
