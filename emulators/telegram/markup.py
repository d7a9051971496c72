"""Telegram's HTML parse mode: the same grammar and the same complaints as TDLib's `parse_html`.

Source: td/telegram/MessageEntity.cpp and test/message_entities.cpp of https://github.com/tdlib/td;
offsets in complaints are UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulators.telegram.entities import Entity, Formatted, in_order, units
from emulators.telegram.references import BadMarkup, decoded
from emulators.telegram.tags import ATTRIBUTES, KINDS, OpenTag, close_tag

_SPACES = " \t\r\n\v"
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def parse_html(source: str) -> Formatted:
    """Plain text and entities of `source`.

    Raises:
        BadMarkup: an unknown, unclosed or unmatched tag, a malformed attribute, a lone surrogate.
    """
    return _Parser(source).formatted()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._units = 0
        self._open: list[OpenTag] = []
        self._entities: list[Entity] = []

    def formatted(self) -> Formatted:
        while self._at < len(self._source):
            self._step()
        if self._open:
            raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        entities = [replace(entity, language="") if entity.kind == "code" else entity for entity in self._entities]
        return Formatted("".join(self._text), in_order(entities))

    def _step(self) -> None:
        if self._here() != "<":
            self._write(self._character())
        elif self._source.startswith("</", self._at):
            self._end_tag()
        else:
            self._start_tag()

    def _here(self) -> str:
        return self._source[self._at : self._at + 1]

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode())

    def _write(self, character: str) -> None:
        self._text.append(character)
        self._units += units(character)

    def _character(self) -> str:
        """The next character, a character reference counted as the one it stands for."""
        reference = decoded(self._source, self._at) if self._here() == "&" else None
        character, self._at = reference or (self._here(), self._at + 1)
        return character

    def _until(self, stops: str) -> str:
        start = self._at
        while self._here() and self._here() not in stops:
            self._at += 1
        return self._source[start : self._at]

    def _skip_spaces(self) -> None:
        while self._here() and self._here() in _SPACES:
            self._at += 1

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._until(_SPACES + ">").lower()
        if not self._here():
            raise BadMarkup(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in KINDS:
            raise BadMarkup(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = self._attributes(name, begin)
        if name == "span" and argument != "tg-spoiler":
            raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._at += 1
        self._open.append(OpenTag(name, argument, self._units))

    def _attributes(self, tag: str, begin: int) -> str:
        """The value of the one attribute that matters in `tag`; stops at the closing bracket."""
        argument = ""
        while True:
            self._skip_spaces()
            if self._here() == ">":
                return argument
            name, value = self._attribute(tag, begin)
            if not self._here():
                raise BadMarkup(f"Unclosed start tag at byte offset {self._byte(begin)}")
            argument = value if name == ATTRIBUTES.get(tag) else argument

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._until(_SPACES + "=>")
        where = f'of the tag "{tag}" at byte offset {self._byte(begin)}'
        if not name:
            raise BadMarkup(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_spaces()
        if self._here() != "=" and (tag, name) == ("blockquote", "expandable"):
            return name, name
        if self._here() != "=":
            raise BadMarkup(f"Expected equal sign in declaration of an attribute {where}")
        self._at += 1
        self._skip_spaces()
        if not self._here():
            raise BadMarkup(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        value = self._value()
        return name, name if tag == "blockquote" else value

    def _value(self) -> str:
        if self._here() in {'"', "'"}:
            return self._literal(self._here())
        start = self._at
        token = _TOKEN.match(self._source, start)
        self._at = token.end() if token else start
        if self._here() and self._here() not in _SPACES + ">":
            raise BadMarkup(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return self._source[start : self._at].lower()

    def _literal(self, quote: str) -> str:
        self._at += 1
        value: list[str] = []
        while self._here() and self._here() != quote:
            value.append(self._character())
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise BadMarkup(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        name = self._until(_SPACES + ">").lower()
        self._skip_spaces()
        if self._here() != ">":
            raise BadMarkup(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name not in {"", tag.name}:
            wanted = f'expected "</{tag.name}>", found "</{name}>"'
            raise BadMarkup(f"Unmatched end tag at byte offset {self._byte(begin)}, {wanted}")
        if self._units > tag.offset:
            close_tag(self._entities, tag, self._units - tag.offset, self._since(tag.offset))

    def _since(self, offset: int) -> str:
        return "".join(self._text).encode("utf-16-le")[offset * 2 :].decode("utf-16-le")
