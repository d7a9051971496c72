"""Papers as the bot asks for them: which may go into a chat, and that each is noted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from paper_world import DECREE, NOW, ZONE

from app.frame import Frame
from app.papers.catalogue import PAPERS
from app.papers.chatting import papers_of
from bot.papers import NoPaper, Papers
from storage.sql import rows
from storage.store import Store

FRAME = Frame(lambda: NOW, ZONE, DECREE)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "postovoy.db")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def papers(store: Store) -> Papers:
    return papers_of(store, FRAME)


def test_what_may_name_people_is_not_offered(papers: Papers) -> None:
    personal = {paper.kind for paper in PAPERS if paper.personal}

    assert {"registry", "week", "counts", "month"} <= set(papers.titles)
    assert not personal & set(papers.titles)


async def test_a_paper_that_was_given_is_noted(papers: Papers, store: Store) -> None:
    document = await papers.make("counts", "2026-10")

    assert document.name == "счётчики-по-неделям-2026-10.xlsx"
    assert document.content.startswith(b"PK")
    assert document.about == "Счётчики по неделям (справка для ЦУР) за октябрь 2026 г."
    noted = await store.read(lambda db: [tuple(each) for each in rows(db, "select kind, period from report_run")])
    assert noted == [("counts", "2026-10")]


@pytest.mark.parametrize(
    ("kind", "period", "told"),
    [
        ("бумага", "", "нет"),
        ("week", "2026-w99", "не неделя"),
        ("counts", "2027-01", "ещё не наступил"),
        ("registry", "2026-10", "не относится"),
    ],
)
async def test_what_cannot_be_given_is_told_and_not_noted(
    papers: Papers, store: Store, kind: str, period: str, told: str
) -> None:
    with pytest.raises(NoPaper, match=told):
        await papers.make(kind, period)

    assert await store.read(lambda db: rows(db, "select * from report_run")) == []
