"""What a paper is: a kind of file made of what is stored, for a period or a thing that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from app.frame import Frame


class PaperFault(Exception):
    """The paper cannot be made as asked; the text, Russian, says what to do about it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the file's kind by its `suffix` («.xlsx»), and what the paper is about.

    `period` is a week («2026-W47») or a month («2026-11»), empty for the last complete one. `about` is the number
    of a matter or of a change, 0 where the paper knows none. `template` replaces the one that is shipped.
    """

    suffix: str
    period: str = ""
    about: int = 0
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file; `period` is what it covers, «реестр на 24.11.2026» has none."""

    content: bytes
    name: str
    period: str = ""


Make = Callable[[Database, Frame, Order], Made]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. `makes` maps a suffix to what makes it; `personal`: it may name people, so it never goes
    through Telegram and its file is for its owner alone (0600).
    """

    kind: str
    title: str
    makes: Mapping[str, Make]
    personal: bool = False
