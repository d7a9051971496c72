"""An empty A4 sheet with the styles of an official paper: one font, its margins, its language, page numbers."""

from __future__ import annotations

from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.document import clean

FONT = "Times New Roman"
LANGUAGE = "ru-RU"
NORMAL, TITLE, UNDER_TITLE, HEADING, CAPTION, POINT = (
    "Normal",
    "Title",
    "Subtitle",
    "Heading1",
    "Caption",
    "ListBullet",
)
NOTE, CELL, HEAD_CELL = "PostovoyNote", "PostovoyCell", "PostovoyHead"
"""Ids of styles; the first six are Word's own, so that headings show in its outline."""

CELL_ROOM = 4.25
"""Points beside a cell's words. An indent: programs disagree where a table with margins begins."""

_BLACK = RGBColor(0, 0, 0)


def blank_sheet(title: str, made_at: datetime) -> WordDocument:
    """The sheet; `title` and `made_at` (aware UTC) go into the file's properties."""
    sheet = docx.Document()
    _set_page(sheet)
    _set_language(sheet)
    _set_fonts(sheet)
    _set_styles(sheet)
    _number_pages(sheet)
    known = sheet.core_properties
    known.title, known.author, known.language, known.comments = clean(title), "Постовой", LANGUAGE, ""
    known.created = known.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    return sheet


def _set_page(sheet: WordDocument) -> None:
    """A4 and margins of 30, 15, 20 and 20 mm (left, right, top, bottom)."""
    section = sheet.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)


def _set_language(sheet: WordDocument) -> None:
    """The spelling is checked as Russian, whatever the reader's Word is set to."""
    for language in sheet.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def _set_fonts(sheet: WordDocument) -> None:
    """The template's theme has fonts and blues of its own: no style, and no twin of one, may bring them back."""
    for fonts in sheet.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
    for colour in sheet.styles.element.iter(qn("w:color")):
        colour.attrib.clear()
        colour.set(qn("w:val"), str(_BLACK))


def _set_styles(sheet: WordDocument) -> None:
    for name in (NOTE, CELL, HEAD_CELL):
        sheet.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _style(sheet, "Normal", 12, after=6)
    _style(sheet, "Title", 15, bold=True, after=4, middle=True)
    _style(sheet, "Subtitle", 12, after=2, middle=True)
    _style(sheet, "Heading 1", 13, bold=True, before=14, after=4).paragraph_format.keep_with_next = True
    _style(sheet, "Caption", 11, bold=True, before=6, after=3).paragraph_format.keep_with_next = True
    _style(sheet, "List Bullet", 12, after=2)
    _style(sheet, NOTE, 10, before=3, after=6)
    _style(sheet, CELL, 10)
    _style(sheet, HEAD_CELL, 9, bold=True)
    for name in (CELL, HEAD_CELL):
        beside = sheet.styles[name].paragraph_format
        beside.left_indent = beside.right_indent = Pt(CELL_ROOM)


def _style(
    sheet: WordDocument,
    name: str,
    size: float,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    middle: bool = False,
) -> ParagraphStyle:
    """What the library's own template says otherwise (theme fonts, blue headings, lines) is taken back."""
    style = sheet.styles[name]
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(size), bold, False, _BLACK
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
    _unadorn(style.element)
    return style


def _unadorn(style: BaseOxmlElement) -> None:
    stretched = list(style.iterfind(f"{qn('w:rPr')}/{qn('w:spacing')}"))
    lines = list(style.iterfind(f"{qn('w:pPr')}/{qn('w:pBdr')}"))
    for each in (*stretched, *lines):
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)


def _number_pages(sheet: WordDocument) -> None:
    """A field that Word counts by itself (ECMA-376 part 1, 17.16.5.44, PAGE)."""
    foot = sheet.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot.paragraph_format.element.append(parse_xml(field))
