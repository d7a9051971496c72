from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

class ParagraphFormat:
    alignment: WD_ALIGN_PARAGRAPH | None
    element: BaseOxmlElement
    keep_with_next: bool | None
    left_indent: Length | None
    line_spacing: float | None
    right_indent: Length | None
    space_before: Length | None
    space_after: Length | None

class Paragraph:
    alignment: WD_ALIGN_PARAGRAPH | None
    paragraph_format: ParagraphFormat
    text: str
