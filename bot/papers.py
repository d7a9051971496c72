"""Papers a person may ask the bot for: files that hold nothing personal, made anew at every request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field


class NoPaper(Exception):
    """There is no such paper; the text, Russian, says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file for a chat; `about` is Russian, plain text."""

    name: str
    content: bytes
    about: str


MakePaper = Callable[[str, str], Awaitable[Document]]


async def _none(_kind: str, _period: str) -> Document:
    raise NoPaper("документов нет")


@dataclass(frozen=True, slots=True)
class Papers:
    """`titles` maps the kinds there are to their Russian titles; `make` takes a kind and a week or month.

    An empty period is the last complete one. `make` raises `NoPaper`.
    """

    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    make: MakePaper = _none
