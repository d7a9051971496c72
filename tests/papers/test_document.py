"""Papers as values: numbers, clean text, charts drawn in both kinds of file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Chart, Document, Group, Pairs, Paragraph, clean, number
from reports.web import web_page
from reports.word import word_file

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "нет данных"), (0, "0"), (2.0, "2"), (2.5, "2,5"), (1.96, "2,0"), (11, "11")]
)
def test_numbers_are_printed_as_people_write_them(value: float | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("а\x00б\x1fв", "абв"),
        ("а\nб\tв\r\nг", "а б в г"),
        ("  край  и   середина ", "край и середина"),
        ("\u202eраwол\u202c", "раwол"),
        ("№\xa012", "№\xa012"),
        ("\ud800х", "х"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_text_is_cleaned_of_what_breaks_files_and_eyes(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(), st.text(max_size=30))
@settings(max_examples=30)
def test_any_text_makes_a_sound_page_and_a_sound_word_file(text: str, title: str) -> None:
    document = Document(title, (), (Paragraph(text), Pairs("", ((title, text),))))

    ET.fromstring(web_page(document).decode().split("\n", 1)[1])  # noqa: S314 -- of our own making
    sheet = docx.Document(io.BytesIO(word_file(document, NOW)))

    assert sheet.tables[0].rows[0].cells[1].text.replace("\xad", "") == clean(text).replace("\xad", "")


VALUES = st.none() | st.floats(0, 1000).map(lambda value: round(value, 1))


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=6), st.none() | st.floats(0.5, 100))
@settings(max_examples=30)
def test_bars_stay_in_the_picture_whatever_the_values(
    values: list[tuple[float | None, ...]], line: float | None
) -> None:
    groups = tuple(Group(f"неделя {place}", pair) for place, pair in enumerate(values))
    chart = Chart("Число", ("было", "стало"), groups, line, "норма" if line else "")
    document = Document("Отчёт", (), (chart,))

    root = ET.fromstring(web_page(document).decode().split("\n", 1)[1])  # noqa: S314 -- of our own making
    bars = [each for each in root.iter("rect") if each.get("x") and float(each.get("y") or 0) > 4]

    for bar in bars:
        assert float(bar.get("y") or 0) >= 40
        assert float(bar.get("y") or 0) + float(bar.get("height") or 0) == pytest.approx(204, abs=0.2)
        assert 0 <= float(bar.get("x") or 0) <= 660 - float(bar.get("width") or 0)


@pytest.mark.parametrize("line", [None, 2.0])
def test_a_drawn_table_has_every_row_of_the_same_width(line: float | None) -> None:
    groups = (Group("а", (0.0,)), Group("б", (0.01,)), Group("в", (2.0,)), Group("г", (7.0,)), Group("д", (None,)))
    chart = Chart("Число", ("есть",), groups, line, "норма: 2" if line else "")

    sheet = docx.Document(io.BytesIO(word_file(Document("Отчёт", (), (chart,)), NOW)))

    rows = sheet.tables[0]._tbl.tr_lst
    spans = [sum(int(cell.grid_span) for cell in row.tc_lst) for row in rows]
    assert spans == [50] * 5
    shaded = [sum(int(cell.grid_span) for cell in row.tc_lst if list(cell.iter(qn("w:shd")))) for row in rows]
    assert shaded == [0, 1, 14, 48, 0]
    assert [[cell.text for cell in row.cells][-1] for row in sheet.tables[0].rows] == [
        "0",
        "0,0",
        "2",
        "7",
        "нет данных",
    ]


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = Chart("Нарушения", ("октябрь", "ноябрь"), (Group("возникло", (2, None)), Group("устранено", (0, 1))))

    assert chart.words == "возникло: октябрь — 2, ноябрь — нет данных; устранено: октябрь — 0, ноябрь — 1"
