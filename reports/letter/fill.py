"""Puts facts into a template, shipped or an operator's own, or says in Russian what is wrong with the template."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, MutableMapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from reports.document import clean

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
_NO_WORD_FILE = "шаблон не читается: это не файл Word (.docx)"
_ONLY_NAMES = "в шаблоне понимаются только заполнители вида {{ имя }}, без условий, циклов и вычислений"


class TemplateFault(Exception):
    """The template cannot be used; the message is Russian and names the place."""


def fill_template(template: bytes, values: Mapping[str, str]) -> bytes:
    """The filled Word file. Raises `TemplateFault`; then there is no file at all."""
    _check(template)
    filled = BytesIO()
    try:
        paper = DocxTemplate(BytesIO(template))
        paper.render({name: clean(value) for name, value in values.items()}, _Names(values))
        paper.save(filled)
    except TemplateError:
        raise TemplateFault(f"шаблон не разбирается: где-то не закрыты скобки; {_ONLY_NAMES}") from None
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError):
        # What python-docx and lxml say of a zip that holds no sound Word file; lxml's fault is a SyntaxError.
        raise TemplateFault(_NO_WORD_FILE) from None
    return filled.getvalue()


class _Names(SandboxedEnvironment):
    """Knows names and nothing else: no template computes, loops or looks inside values."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._values = values

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- jinja2's own name
        template_class: type[Template] | None = None,
    ) -> Template:
        """Compile one part of the file. Raises `TemplateFault`."""
        parsed = self.parse(source) if isinstance(source, str) else source
        self._require_plain(parsed)
        return super().from_string(source, globals, template_class)

    def _require_plain(self, parsed: nodes.Template) -> None:
        unknown = sorted({each.name for each in parsed.find_all(nodes.Name)} - set(self._values))
        if unknown:
            known = ", ".join(self._values)
            raise TemplateFault(f"в шаблоне неизвестный заполнитель: {', '.join(unknown)}; есть: {known}")
        if not all(isinstance(each, _PLAIN) for each in parsed.find_all(nodes.Node)):
            raise TemplateFault(_ONLY_NAMES)


def _check(template: bytes) -> None:
    if len(template) > MAX_BYTES:
        raise TemplateFault(f"шаблон больше {MAX_BYTES // 1024 // 1024} МБ")
    try:
        with ZipFile(BytesIO(template)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise TemplateFault(f"шаблон в распакованном виде больше {MAX_UNPACKED // 1024 // 1024} МБ")
            if archive.testzip():
                raise TemplateFault(_NO_WORD_FILE)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise TemplateFault(_NO_WORD_FILE) from None
