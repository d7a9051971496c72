"""What a paper is: a kind of file made of what is stored, for a period or a thing that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from app.frame import Frame
from domain.month import Month
from domain.week import Week


class PaperFault(Exception):
    """The paper cannot be made as asked; the text, Russian, says what to do about it."""


class Option(StrEnum):
    """What may be said about a paper; the value is how it is said on the command line."""

    WEEK = "--week"
    MONTH = "--month"
    ABOUT = "--about"
    TEMPLATE = "--template"
    PEOPLE = "--people"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the file's kind by its `suffix` («.xlsx»), and what the paper is about.

    `week` and `month` are the last complete ones unless another was named. `about` is the number of a matter or of
    a change, 0 when none was named. `template` replaces the one that is shipped. `people`: with who is responsible.
    """

    suffix: str
    week: Week
    month: Month
    about: int = 0
    template: Path | None = None
    people: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file. `name` is its name without suffix and without anything personal.

    `covers` says in Russian what it is about: «за ноябрь 2026 г.», «на 24.11.2026». `period` is what the log of
    papers keeps: «2026-W47», «2026-11», empty for a paper without one. `personal`: it does name people.
    """

    content: bytes
    name: str
    covers: str
    period: str = ""
    personal: bool = False


Make = Callable[[Database, Frame, Order], Made]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. `makes` maps a suffix to what makes it, the usual one first; `takes` is what may be said.

    `personal`: it always may name people, so it never goes through Telegram. `listed` says what there is to choose
    from, for a paper about one thing when none is named.
    """

    kind: str
    title: str
    makes: Mapping[str, Make]
    takes: frozenset[Option] = frozenset()
    personal: bool = False
    listed: Callable[[Database, Frame], str] | None = None


def log_period(period: Week | Month, now: datetime) -> str:
    """What the log of papers keeps: a paper made before the period's end stands for no whole period."""
    return period.name if period.end <= now else f"{period.name}, неполный"


def still_running(period: Week | Month, now: datetime) -> bool:
    """The period has not ended at `now` (aware UTC), so the paper must say so."""
    return now < period.end
