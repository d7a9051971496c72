"""The letter to ЦУР: whom it names, what it leaves blank, and templates of an operator's own."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from month_world import plain, word
from paper_world import World, local

from app.papers.paper import PaperFault
from domain.registry import OfficerRole
from reports.letter.facts import BLANK, PLACEHOLDERS, LetterFacts, values_of
from reports.letter.fill import TemplateFault, fill_template
from reports.letter.template import shipped_template
from storage import tasks
from storage.sql import inserted, stamp

KEEPER = "Образцова Проба Примеровна"


def officer(world: World, organisation_id: int, **more: str | None) -> None:
    """The new responsible, known in full unless `more` says otherwise."""
    known: dict[str, str | None] = {
        "role": OfficerRole.KEEPER,
        "name": KEEPER,
        "position": "методист",
        "phone": "8 (000) 000-00-00",
        "order_number": "14-к",
        "order_date": "2026-11-10",
        "valid_from": "2026-11-12",
    }
    inserted(world.db, "officer", {"organisation_id": organisation_id, **known, **more})


def change(world: World, organisation_id: int, day: str = "11-12", *, done: bool = False) -> int:
    """A change with its notice to ЦУР, due the next day at the end; the change's id."""
    noted = {"organisation_id": organisation_id, "noticed_at": stamp(local(day)), "begins": f"2026-{day}"}
    change_id = inserted(world.db, "officer_change", noted)
    task = {
        "change_id": change_id,
        "kind": "cur-notice",
        "organisation_id": organisation_id,
        "opened_at": stamp(local(day)),
        "due_at": stamp(local("11-13 23:59")),
        "due_source": "setting",
    }
    task_id = inserted(world.db, "task", task)
    if done:
        tasks.finish(world.db, task_id, local("11-13"), "исх. № 5")
    return change_id


def text_of(sheet: WordDocument) -> str:
    cells = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    feet = [paragraph.text for section in sheet.sections for paragraph in section.footer.paragraphs]
    return plain("\n".join([*(paragraph.text for paragraph in sheet.paragraphs), *cells, *feet]))


def letter(world: World, **asked: object) -> str:
    made = world.made("letter", ".docx", **asked)
    assert made.personal
    return text_of(word(made.content))


def own_template(folder: Path, *lines: str) -> Path:
    sheet = docx.Document()
    for line in lines:
        sheet.add_paragraph(line)
    file = folder / "свой.docx"
    sheet.save(str(file))
    return file


def test_the_letter_names_the_new_responsible_and_the_clause(world: World) -> None:
    museum = world.organisation("Музей", full_name="МКУ «Музей села»")
    world.page(museum, number=904)
    officer(world, museum)
    change(world, museum)

    text = letter(world)

    for words in (
        KEEPER,
        "методист",
        "8 (000) 000-00-00",
        "№ 14-к от 10 ноября 2026 года",
        "12 ноября 2026 года",
        "МКУ «Музей села»",
        "подп. 5.3 раздела 1 Порядка",
        "https://vk.com/club904",
        "до 13 ноября 2026 года, по настройке",
    ):
        assert words in text
    assert "{{" not in text


def test_what_nobody_wrote_down_is_a_blank_line(world: World) -> None:
    museum = world.organisation("Музей")
    officer(world, museum, position=None, phone=None, order_number=None, order_date=None)
    change(world, museum)

    sheet = word(world.made("letter", ".docx").content)

    told = dict([cell.text for cell in row.cells] for row in sheet.tables[0].rows)
    assert told == {
        "Фамилия, имя, отчество": KEEPER,
        "Должность": BLANK,
        "Рабочий телефон": BLANK,
        "Приказ о назначении": BLANK,
        "Приступает с": "12 ноября 2026 года",
    }


def test_nobody_in_office_leaves_the_name_blank(world: World) -> None:
    museum = world.organisation("Музей")
    officer(world, museum, valid_from="2026-01-01", valid_to="2026-11-11")
    officer(world, museum, role=OfficerRole.DEPUTY, name="Заместителева")
    change(world, museum)

    text = letter(world)

    assert KEEPER not in text
    assert "Заместителева" not in text


def test_the_newest_change_without_a_notice_is_meant_unless_one_is_named(world: World) -> None:
    museum, club = world.organisation("Музей"), world.organisation("Клуб")
    first, second = change(world, museum), change(world, club)
    change(world, museum, done=True)

    assert "«Клуб»" in letter(world)
    assert "«Музей»" in letter(world, about=first)
    assert second > first


@pytest.mark.parametrize(
    ("about", "told"), [(None, "о прежней — --about НОМЕР"), (77, "смены ответственного № 77 нет")]
)
def test_without_such_a_change_the_known_ones_are_listed(world: World, about: int | None, told: str) -> None:
    done = change(world, world.organisation("Музей"), done=True)

    with pytest.raises(PaperFault) as fault:
        letter(world, about=about)

    assert told in str(fault.value)
    assert f"{done} — Музей, 12.11.2026" in str(fault.value)


def test_the_file_is_named_without_anything_personal(world: World) -> None:
    museum = world.organisation("Музей")
    officer(world, museum)
    change(world, museum)

    made = world.made("letter", ".docx")

    assert made.name == "письмо-ЦУР-1"
    assert KEEPER.split(maxsplit=1)[0] not in f"{made.name}{made.covers}{made.period}"


@pytest.mark.parametrize(
    "name", ["<w:p>& «имя»", "{{ 7*7 }}", "{% for x in y %}", "=cmd", "a\x00b\nc", "{_{ x }_}"]
)
def test_strange_names_stay_text(world: World, name: str) -> None:
    museum = world.organisation("Музей")
    officer(world, museum, name=name)
    change(world, museum)

    text = letter(world)

    assert "49" not in text
    assert name.replace("\x00", "").replace("\n", " ").replace("{_{", "{{").replace("}_}", "}}") in text


def test_an_own_template_is_filled_in_body_and_footer(world: World, tmp_path: Path) -> None:
    museum = world.organisation("Музей")
    officer(world, museum)
    change(world, museum)
    file = own_template(tmp_path, "Кому: {{ адресат }}. Новый: {{ ответственный }}, тел. {{телефон}}.")
    sheet = docx.Document(str(file))
    sheet.sections[0].footer.paragraphs[0].text = "{{ краткое_название }}"
    sheet.save(str(file))

    text = letter(world, template=file)

    assert f"Новый: {KEEPER}, тел. 8 (000) 000-00-00." in text
    assert text.endswith("Музей")


def test_a_placeholder_that_word_tore_apart_is_still_found() -> None:
    sheet = docx.Document()
    paragraph = sheet.add_paragraph()
    for piece in ("{", "{ ответ", "ственный }", "}"):
        paragraph.add_run(piece).bold = piece == "{ ответ"
    file = io.BytesIO()
    sheet.save(file)

    filled = fill_template(file.getvalue(), values_of(LetterFacts(keeper=KEEPER)))

    assert KEEPER in text_of(word(filled))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ фамилия }}", "неизвестный заполнитель: фамилия; есть: администрация, адресат"),
        ("{{ ответственный.__class__ }}", "понимаются только заполнители вида {{ имя }}"),
        ("{{ 7*7 }}", "понимаются только заполнители вида {{ имя }}"),
        ("{{ ''.join(['a'] * 10) }}", "понимаются только заполнители вида {{ имя }}"),
        ("{{ ответственный|upper }}", "понимаются только заполнители вида {{ имя }}"),
        ("{% for буква in ответственный %}{{ буква }}{% endfor %}", "неизвестный заполнитель: буква"),
        ("{% if ответственный %}да{% endif %}", "понимаются только заполнители вида {{ имя }}"),
        ("{{ ответственный", "не закрыты скобки"),
        ("{% if %}", "не закрыты скобки"),
        ("{{ }}", "не закрыты скобки"),
    ],
)
def test_a_template_of_anything_but_known_names_is_refused(
    world: World, tmp_path: Path, line: str, told: str
) -> None:
    change(world, world.organisation("Музей"))

    with pytest.raises(PaperFault, match="шаблон") as fault:
        letter(world, template=own_template(tmp_path, line))

    assert told in str(fault.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken", "текст".encode()])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateFault, match="это не файл Word"):
        fill_template(content, values_of(LetterFacts()))


def test_the_shipped_template_holds_only_known_placeholders_and_fills_without_any_fact() -> None:
    filled = text_of(word(fill_template(shipped_template(), values_of(LetterFacts()))))

    assert "{{" not in filled
    assert filled.count(BLANK) >= 10
    used = re.findall(r"{{ (\w+) }}", text_of(word(shipped_template())))
    assert set(used) == set(PLACEHOLDERS) - {"краткое_название"}


def test_every_fact_has_a_placeholder() -> None:
    assert sorted(PLACEHOLDERS.values()) == sorted(LetterFacts.__dataclass_fields__)


def test_every_placeholder_is_explained_to_the_operator() -> None:
    guide = (Path(__file__).parents[2] / "docs/ru/papers.md").read_text(encoding="utf-8")

    assert set(re.findall(r"`{{ (\w+) }}`", guide)) == set(PLACEHOLDERS)


def test_the_template_is_a_paper_of_its_own_and_holds_nobody(world: World) -> None:
    made = world.made("letter-template", ".docx")

    assert not made.personal
    assert "{{ ответственный }}" in text_of(word(made.content))


def test_a_later_day_of_the_change_finds_who_comes_then(world: World) -> None:
    museum = world.organisation("Музей")
    officer(world, museum, valid_from="2026-12-01")
    officer(world, museum, name="Уходящева", valid_from=None, valid_to="2026-11-30")
    change(world, museum, "12-01")

    text = letter(world)

    assert KEEPER in text
    assert "Уходящева" not in text
    assert date(2026, 12, 1) > world.now.date()
