"""Foreign texts in cells: nothing a table program would run, nothing it cannot hold."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from paper_world import ZONE, formulas

from reports.cells import LONGEST, csv_text, looks_live, restored, visible
from reports.csv_sheet import write_csv
from reports.sheet import Cell, Column, Shape, Sheet
from reports.workbook import write_workbook

MADE_AT = datetime(2026, 11, 24, 12, 0, tzinfo=ZONE)
LIVE = [
    '=HYPERLINK("http://example.org";"премия")',
    "+7 900",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "   =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "'=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\u22121",
]
texts = st.one_of(
    st.text(max_size=40), st.builds(str.__add__, st.sampled_from(LIVE), st.text(max_size=10)), st.sampled_from(LIVE)
)


@pytest.mark.parametrize("text", LIVE)
def test_what_a_table_program_may_run_is_seen(text: str) -> None:
    assert looks_live(text)
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Дом культуры", "5=5", "№ 1", "🎉 =", "«=»", "12-й клуб", "'Заря'"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert csv_text(text) == text


@given(texts)
@example("''=")
def test_what_was_put_before_a_live_text_is_taken_off_again(text: str) -> None:
    assert restored(csv_text(text)) == text


@given(texts)
@settings(max_examples=40)
def test_no_cell_of_a_workbook_is_a_formula_and_every_text_is_whole(text: str) -> None:
    columns = (Column(text, 10), Column("Ссылка", 10, Shape.LINK), Column("Число", 10, Shape.NUMBER))
    row = (Cell(text), Cell(text), Cell(text))
    sheet = Sheet("Лист", text, columns, (row,), lines=(text,), totals=row)

    content = write_workbook([sheet], text, MADE_AT)

    assert formulas(content) == []
    page = load_workbook(io.BytesIO(content))["Лист"]
    assert not [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"]
    # A carriage return, alone among what a cell may hold, is written as a space.
    assert (page.cell(4, 1).value or "") == visible(text)


@pytest.mark.parametrize("text", LIVE)
def test_a_live_text_in_a_workbook_stays_text_when_a_person_edits_its_cell(text: str) -> None:
    sheet = Sheet("Лист", "Название", (Column("Имя", 10),), ((Cell(text),),))

    page = load_workbook(io.BytesIO(write_workbook([sheet], "Название", MADE_AT)))["Лист"]

    assert page.cell(4, 1).quotePrefix is True


@given(st.lists(texts, min_size=1, max_size=4))
def test_no_field_of_a_csv_looks_live(fields: list[str]) -> None:
    columns = tuple(Column(f"Столбец {number}", 10) for number in range(len(fields)))
    content = write_csv(Sheet("Лист", "Название", columns, (tuple(Cell(field) for field in fields),)))

    written = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1]

    assert not [field for field in written if looks_live(field) and not field.startswith("'")]


def test_a_text_longer_than_a_cell_may_hold_is_cut_and_not_lost() -> None:
    assert len(visible("ы" * (LONGEST + 1))) == LONGEST
    assert visible("ы" * LONGEST) == "ы" * LONGEST


def test_signs_xml_has_no_place_for_become_spaces() -> None:
    assert visible("а\x00б\ud800в") == "а б в"


@pytest.mark.parametrize("name", ["Дом 🎉 культуры", "ы" * 5_000, "Клуб\n«Заря»", "<b>&amp;\"'"])
def test_any_name_makes_a_whole_file(name: str) -> None:
    sheet = Sheet("Лист", name, (Column("Имя", 10),), ((Cell(name),),))

    content = write_workbook([sheet], name, MADE_AT)

    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert load_workbook(io.BytesIO(content))["Лист"].cell(4, 1).value == name
