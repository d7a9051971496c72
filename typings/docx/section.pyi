from collections.abc import Sequence

from docx.shared import Length
from docx.text.paragraph import Paragraph

class Footer:
    paragraphs: Sequence[Paragraph]

class Section:
    page_width: Length
    page_height: Length
    left_margin: Length
    right_margin: Length
    top_margin: Length
    bottom_margin: Length
    footer: Footer
