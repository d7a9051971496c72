from collections.abc import Sequence
from datetime import datetime
from typing import IO

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.styles.style import Styles

class CoreProperties:
    title: str
    author: str
    language: str
    comments: str
    created: datetime
    modified: datetime

class Part:
    def relate_to(self, target: str, reltype: str, is_external: bool = ...) -> str: ...

class DocumentElement(BaseOxmlElement):
    body: BaseOxmlElement

class Document:
    core_properties: CoreProperties
    element: DocumentElement
    part: Part
    sections: Sequence[Section]
    styles: Styles
    def save(self, path_or_stream: str | IO[bytes]) -> None: ...
