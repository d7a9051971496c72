"""What this program uses of docxtpl 0.20 (it is annotated only in part and has no py.typed)."""

from collections.abc import Mapping
from typing import IO

from jinja2 import Environment

class DocxTemplate:
    def __init__(self, template_file: IO[bytes]) -> None: ...
    def render(self, context: Mapping[str, str], jinja_env: Environment | None = ...) -> None: ...
    def save(self, filename: IO[bytes]) -> None: ...
