"""The monthly report as files: the same numbers in both, nothing from outside, nothing broken by strange names."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx.oxml.ns import qn
from month_world import checked, facts, opens, page, plain, web_tables, word, word_lines, word_tables
from paper_world import World, local

from domain.norm import Force

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "=cmd|'/c calc'!A1",
    "a\x00b\x07",
    "«A & B» \u202ename",
    '"><img src=x>',
)


@pytest.fixture
def settled(world: World) -> World:
    """A page with publications, violations and questions."""
    first = world.page(world.organisation("Клуб"))
    for day in ("10-06", "10-07", "10-13", "09-08", "09-09"):
        world.post(first, day)
    world.page(world.organisation("Музей"))
    opens(world.db, local("10-05"), evidence="обложки нет")
    opens(world.db, local("10-05"), rule="page_extras", force=Force.RECOMMENDED, evidence="виджетов нет")
    checked(world.db, local("09-30"), local("10-05"), local("11-24 08:00"))
    return world


def both(world: World, name: str = "2026-10") -> tuple[bytes, bytes]:
    return tuple(world.made("month", suffix, month=name).content for suffix in (".docx", ".html"))  # type: ignore[return-value] # two suffixes


def test_both_files_hold_the_same_tables(settled: World) -> None:
    word_file, web_file = both(settled)

    assert [[list(map(plain, row)) for row in table] for table in word_tables(word_file)] == [
        [list(map(plain, row)) for row in table] for table in web_tables(web_file)
    ]


def test_the_tables_hold_the_facts(settled: World) -> None:
    told = facts(settled)
    _, web_file = both(settled)

    tables = {table[0][0]: table for table in web_tables(web_file)}

    weeks = [row for row in tables["Неделя"][1:] if row[0] in {week.title for week in told.weeks}]
    assert [(int(row[1]), int(row[3]), int(row[4]), int(row[5])) for row in weeks] == [
        (week.posts, week.met, week.short, week.unknown) for week in told.weeks
    ]
    assert tables["Нарушения"][-1] == ["Осталось", str(told.violations_before.left), str(told.violations.left)]


def section(content: bytes, heading: str) -> list[str]:
    """The paragraphs of a Word file under that heading."""
    told, found = False, []
    for paragraph in word(content).paragraphs:
        if paragraph.style.name == "Heading 1":
            told = paragraph.text == heading
        elif told:
            found.append(plain(paragraph.text))
    return found


@pytest.mark.parametrize(
    ("checks", "since"),
    [((), "программа ещё ничего не проверяла"), (("11-10",), "программа работает с 10.11.2026")],
)
def test_of_a_month_when_nobody_looked_no_number_is_told(world: World, checks: tuple[str, ...], since: str) -> None:
    world.post(world.page(world.organisation("Клуб")), "10-06")
    checked(world.db, *map(local, checks))

    word_file, web_file = both(world)

    first, *rest = section(word_file, "Главное")
    assert first == f"За октябрь 2026 г. данных нет: полных проверок не было, {since}."
    assert "Сколько нарушений возникло и устранено, неизвестно." in rest
    assert rest[-1].startswith("Есть ли неподтверждённые вопросы, неизвестно;")
    clauses, balance = word_tables(word_file)[:2]
    assert {cell for row in clauses[1:] for cell in row[2:5]} == {"нет данных"}
    assert {cell for row in balance[1:] for cell in row[1:]} == {"нет данных"}
    assert not page(web_file).css("svg")
    assert section(word_file, "Не устранённые нарушения") == ["Неизвестно: полных проверок за месяц не было."]
    assert section(word_file, "Публикации по неделям") == [
        "За сентябрь 2026 г. и октябрь 2026 г. данных нет: полных проверок не было."
    ]


def test_what_stood_before_a_month_when_nobody_looked_is_said_to_be_old(world: World) -> None:
    world.page(world.organisation("Клуб"))
    checked(world.db, local("09-10"))
    opens(world.db, local("09-10"), evidence="обложки нет")

    word_file, _ = both(world)

    told = section(word_file, "Главное")
    assert "Сколько нарушений возникло и устранено, неизвестно; по прежним проверкам не устранено 1." in told
    assert section(word_file, "Не устранённые нарушения") == [
        "По прежним проверкам: за сам месяц полных проверок не было."
    ]


def test_a_month_in_which_the_program_began_says_since_when(world: World) -> None:
    found = world.page(world.organisation("Клуб"))
    for day in ("10-06", "10-07"):
        world.post(found, day)
    checked(world.db, local("10-20"))
    opens(world.db, local("10-20"), evidence="обложки нет")

    word_file, web_file = both(world)

    told = section(word_file, "Главное")
    assert told[0] == "Программа работает с 20.10.2026: что было раньше, она не видела."
    assert "Нарушений возникло 1, устранено 0, не устранено на конец месяца 1." in told
    tables = {table[0][0]: table for table in web_tables(web_file)}
    assert tables["Нарушения"][1:3] == [
        ["Было на начало", "нет данных", "нет данных"],
        ["Возникло", "нет данных", "1"],
    ]
    assert [row[0] for row in tables["Неделя"]][1] == "28 сентября – 4 октября"
    charts = [plain(chart.text()) for chart in page(web_file).css("svg")]
    assert not [chart for chart in charts if "сентябрь" in chart or "?" in chart]
    assert any("посчитаны по лентам" in line for line in section(word_file, "Публикации по неделям"))


def test_a_week_of_which_nothing_is_known_has_no_zeros(world: World) -> None:
    world.page(world.organisation("Клуб"), read_until=None)
    checked(world.db, local("09-30"), local("10-20"))

    _, web_file = both(world)

    weeks = next(table for table in web_tables(web_file) if table[0][0] == "Неделя")
    assert {tuple(row[1:]) for row in weeks[1:]} == {("нет данных",) * 4 + ("1", "нет данных")}


@pytest.mark.parametrize("name", ["2026-10", "2026-11"])
def test_requirements_have_far_more_room_than_a_number(settled: World, name: str) -> None:
    word_file, _ = both(settled, name)

    widths = [column.width or 0 for column in word(word_file).tables[0].columns]

    assert widths[1] > 1.8 * widths[0]
    assert all(3.5 * width < widths[1] for width in widths[2:])


def test_what_is_open_stands_under_its_own_heading(settled: World) -> None:
    told = facts(settled)
    _, web_file = both(settled)

    listed = [[row[0] for row in table[1:]] for table in web_tables(web_file) if table[0][0] == "№"]

    assert listed == [[str(line.number) for line in lines] for lines in (told.open, told.recommendations)]


def test_the_first_sentences_are_three_and_hold_the_numbers(settled: World) -> None:
    told = facts(settled)
    lines = list(map(plain, word_lines(both(settled)[0])))
    start = lines.index("Главное") + 1

    first, second, third = lines[start : start + 3]

    last = told.weeks[-1]
    assert f"выполнили {last.met} из {last.judged} страниц" in first
    assert "возникло 1, устранено 0, не устранено на конец месяца 1 (на начало месяца было 0)" in second
    assert "данные не полны" in third
    assert lines[start + 3] == "Исполнение по пунктам"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strange_name_is_text_in_both_files(world: World, name: str) -> None:
    world.page(world.organisation(name))
    opens(world.db, local("10-05"), evidence=f"указано «{name}»")

    word_file, web_file = both(world)

    shown = "".join(each for each in name if each not in "\x00\x07\u202e")
    assert any(shown in row[1] for table in word_tables(word_file) for row in table[1:])
    assert any(shown in row[1] for table in web_tables(web_file) for row in table[1:])
    assert not page(web_file).css("script, img")


def test_the_page_loads_nothing_and_runs_nothing(settled: World) -> None:
    _, web_file = both(settled)
    text = web_file.decode()

    assert not page(web_file).css("script, link, img, iframe, object, embed, form, a, [src], [href], [onclick]")
    assert not re.search(r"https?:|@import|url\((?!#)|javascript:", text)
    assert "default-src 'none'" in text


def test_the_page_is_well_formed_and_says_its_charts_in_words(settled: World) -> None:
    _, web_file = both(settled)

    root = ET.fromstring(web_file.decode().split("\n", 1)[1])  # noqa: S314 -- of our own making

    charts = [element for element in root.iter() if element.tag == "svg"]
    assert len(charts) == 2
    for chart in charts:
        named = set((chart.get("aria-labelledby") or "").split())
        assert {each.get("id") for each in chart if each.tag in ("title", "desc")} == named
    assert all(table.find("thead") is not None for table in root.iter("table"))
    assert root.get("lang") == "ru"


def test_the_chart_prints_the_values_it_draws(settled: World) -> None:
    told = facts(settled)
    _, web_file = both(settled)

    chart = page(web_file).css("svg")[1]

    shown = [text.text() for text in chart.css("text")]
    balance, before = told.violations, told.violations_before
    for value in (before.opened, balance.opened, before.resolved, balance.resolved, before.left, balance.left):
        assert str(value) in shown


def test_the_word_file_is_an_official_sheet(settled: World) -> None:
    sheet = word(both(settled)[0])
    section = sheet.sections[0]

    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sizes if each] == [210, 297, 30, 15]
    assert next(each.text for each in sheet.paragraphs if each.style.name == "Heading 1") == "Главное"
    assert all(paragraph.text.strip() for paragraph in sheet.paragraphs)
    fonts = list(sheet.styles.element.iter(qn("w:rFonts")))
    assert {font for each in fonts for font in each.attrib.values()} == {"Times New Roman"}
    assert {colour.get(qn("w:val")) for colour in sheet.styles.element.iter(qn("w:color"))} == {"000000"}
    assert {lang.get(qn("w:val")) for lang in sheet.styles.element.iter(qn("w:lang"))} == {"ru-RU"}
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]


def test_headings_of_word_tables_repeat_and_rows_do_not_break(settled: World) -> None:
    sheet = word(both(settled)[0])
    tables = [table for table in sheet.tables if len(table.columns) < 20]

    assert tables
    for table in tables:
        marks = [{child.tag for child in row._tr.trPr} for row in table.rows]
        assert all(qn("w:cantSplit") in mark for mark in marks)
        assert qn("w:tblHeader") in marks[0]


def test_a_table_begins_where_the_words_around_it_begin(settled: World) -> None:
    for table in word(both(settled)[0]).tables:
        beside = [side for name in ("w:tblInd", "w:left", "w:right") for side in table._tbl.tblPr.iter(qn(name))]
        assert {side.get(qn("w:w")) for side in beside if side.get(qn("w:w"))} == {"0"}


def test_the_word_file_refers_to_nothing_outside(settled: World) -> None:
    with zipfile.ZipFile(io.BytesIO(both(settled)[0])) as package:
        relations = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]

    assert not [each for each in relations if "External" in each]


@pytest.mark.parametrize("name", ["2026-10", "2026-11"])
def test_an_empty_registry_makes_both_files(world: World, name: str) -> None:
    word_file, web_file = both(world, name)

    assert "В реестре нет организаций, проверять нечего." in list(word_lines(word_file))
    assert "В реестре нет организаций" in page(web_file).text()


def test_a_report_of_a_running_month_says_so(settled: World) -> None:
    made = settled.made("month", ".html", month="2026-11")

    assert "за ноябрь 2026 г., месяц ещё не закончился" in page(made.content).text()
    assert (made.period, made.covers) == ("2026-11, неполный", "за ноябрь 2026 г., неполный")
    assert settled.made("month", ".html").period == "2026-10"


def test_nothing_personal_is_in_the_report(settled: World) -> None:
    settled.db.table("officer").insert(
        {"organisation_id": 1, "role": "ответственный", "name": "Пробный Пётр", "phone": "+7 900 000-00-00"}
    )

    word_file, web_file = both(settled)

    assert "Пробный" not in page(web_file).html
    assert not [line for line in word_lines(word_file) if "Пробный" in line]
