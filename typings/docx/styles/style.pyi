from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, RGBColor
from docx.text.paragraph import ParagraphFormat

class Color:
    rgb: RGBColor | None

class Font:
    name: str | None
    size: Length | None
    bold: bool | None
    italic: bool | None
    color: Color

class ParagraphStyle:
    font: Font
    paragraph_format: ParagraphFormat
    element: BaseOxmlElement

class Styles:
    element: BaseOxmlElement
    def __getitem__(self, key: str) -> ParagraphStyle: ...
    def add_style(self, name: str, style_type: WD_STYLE_TYPE, builtin: bool = ...) -> ParagraphStyle: ...
