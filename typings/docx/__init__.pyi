"""What this program uses of python-docx 1.2 (its own annotations stop at lxml, which has none)."""

from typing import IO

from docx.document import Document as _Document

def Document(docx: str | IO[bytes] | None = ...) -> _Document: ...
