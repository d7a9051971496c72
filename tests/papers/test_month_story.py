"""The monthly report, the card and the letter of the demo's settlement, made by the program itself."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from month_world import opens, page, plain, web_tables, word_lines
from test_letter import KEEPER

from app.demo import settlement
from app.demo.stage import stage
from app.papers.month_paper import facts_of
from domain.month import Month
from storage.store import writing
from tests.app.household import Household

pytestmark = pytest.mark.story

OFFICERS = (
    "insert into officer (organisation_id, role, name, valid_from) values (1, 'ответственный', ?, '2026-01-01')"
)
CHANGE = "insert into officer_change (organisation_id, noticed_at) values (1, '2026-11-12T02:00:00.000000Z')"


async def test_the_demo_settlement_has_a_report_after_its_first_check(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.sweep()
        frame, now = on.room.frame, on.clock()
        month = Month.of(now, settlement.ZONE)
        told = await on.room.store.read(lambda db: facts_of(db, frame, month, now))

    assert (told.organisations, told.pages, told.norm) == (10, 17, 2)
    assert [(week.title, week.met, week.short) for week in told.weeks] == [
        ("28 сентября – 4 октября", 15, 0),
        ("5–11 октября", 15, 0),
        ("12–18 октября", 13, 2),
        ("19–25 октября", 13, 1),
    ]
    assert told.weeks[-1].unknown == 1
    assert any("за неделю 19–25 октября" in gap and gap.endswith("Школа искусств (ОК)") for gap in told.gaps)
    assert told.violations.opened == told.violations.left > 0
    assert any(line.organisation == "Водоканал" for line in told.open)


def test_the_command_makes_both_files_of_a_month_without_data(home: Household) -> None:
    home.settle()

    for form in ("docx", "html"):
        answer = home.run("report", "month", "--month", "2026-02", "--format", form)
        assert answer.code == 0, answer.err

    made = (home.folder / "отчёт-главе-2026-02.html").read_bytes()
    assert "данные не полны" in plain(page(made).text())
    assert "1–28 февраля" not in page(made).text()
    assert ["Осталось", "нет данных", "нет данных"] in [row for table in web_tables(made) for row in table]
    assert (home.folder / "отчёт-главе-2026-02.docx").exists()


def test_the_letter_is_for_its_owner_alone_and_a_broken_template_leaves_nothing(home: Household) -> None:
    home.settle()
    with writing(home.database) as db:
        db.execute(OFFICERS, [KEEPER])
        db.execute(CHANGE)
    broken = home.folder / "свой.docx"
    broken.write_text("не Word", encoding="utf-8")

    refused = home.run("report", "letter", "--about", "1", "--template", str(broken), "--out", "п.docx")
    made = home.run("report", "letter", "--about", "1", "--out", "п.docx")

    assert (refused.code, made.code) == (2, 0)
    assert "шаблон не читается: это не файл Word" in refused.err
    assert "личные сведения" in made.out
    assert KEEPER not in made.out + refused.err
    file = home.folder / "п.docx"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert any("Уведомление о смене" in line for line in word_lines(file.read_bytes()))


def test_a_card_without_a_number_answers_with_the_open_ones(home: Household) -> None:
    home.settle()

    empty = home.run("report", "card")
    with writing(home.database) as db:
        opens(db, datetime(2026, 11, 10, tzinfo=UTC))
    answer = home.run("report", "card", "--format", "html")
    wrong = home.run("report", "card", "--about", "99")

    assert (empty.code, empty.out, empty.err) == (0, "Открытых вопросов сейчас нет.\n", "")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == "Открыты (карточка — --about НОМЕР):"
    assert "нарушение: ВКонтакте: обложки нет" in answer.out.splitlines()[1]
    assert (wrong.code, wrong.out) == (2, "")
    assert not list(home.folder.glob("карточка*"))
