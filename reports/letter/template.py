"""The template that is shipped; an operator may take it as a file, change it in Word, and have it used instead."""

from __future__ import annotations

from datetime import UTC, datetime

from docx.shared import Pt

from reports.word import markup
from reports.word.page import fill, saved
from reports.word.sheet import CELL, NORMAL, NOTE, TITLE, blank_sheet

_SIZE = 14
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The template is the same whenever it is made."""

_TABLE = (
    ("Фамилия, имя, отчество", "{{ ответственный }}"),
    ("Должность", "{{ должность }}"),
    ("Рабочий телефон", "{{ телефон }}"),
    ("Приказ о назначении", "{{ приказ }}"),
    ("Приступает с", "{{ начало }}"),
)


def shipped_template() -> bytes:
    """A Word file with every placeholder in its place."""
    sheet = blank_sheet("Уведомление о смене ответственного", _MADE)
    for style in (NORMAL, CELL):
        sheet.styles[style].font.size = Pt(_SIZE if style == NORMAL else 13)
    sheet.styles[NORMAL].paragraph_format.space_after = Pt(8)
    fill(sheet, "".join(_parts()))
    return saved(sheet)


def _parts() -> list[str]:
    return [
        _line("{{ администрация }}"),
        _line("{{ адресат }}", to_right=True, room=(12, 12)),
        _line("{{ дата }}   № {{ исходящий }}"),
        _line(
            "Уведомление о смене ответственного за ведение аккаунтов в социальных сетях", style=TITLE, room=(30, 18)
        ),
        _line(
            "В соответствии с {{ пункт }} ({{ постановление }}; «{{ слова_пункта }}») сообщаем, что сменился "
            "ответственный за ведение аккаунтов в социальных сетях организации: {{ организация }}."
        ),
        _line("Сведения о новом ответственном:"),
        _table(),
        _line("Официальные страницы организации: {{ страницы }}.", room=(12, 8)),
        _line("Ответственный от администрации   ________________   ________________", room=(48, 24)),
        _line(
            "Строка для исполнителя, перед отправкой её удаляют: письмо составлено программой «Постовой», "
            "срок отправки — {{ срок }}.",
            style=NOTE,
        ),
    ]


def _line(text: str, style: str = NORMAL, *, to_right: bool = False, room: tuple[int, int] | None = None) -> str:
    return markup.paragraph(markup.run(text), style, to_right=to_right, room=room)


def _table() -> str:
    name_width, value_width = widths = markup.widths_of([40, 60])
    rows = [
        markup.row(
            [
                markup.cell(markup.run(name), name_width, grey=markup.ASIDE),
                markup.cell(markup.run(value), value_width),
            ]
        )
        for name, value in _TABLE
    ]
    return markup.table(widths, rows)
