"""Content plans of organisations (P1.6.1): what was planned for which day, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.network import Network

PLAN_SHEET = "Контент-план"


class PlanColumn(StrEnum):
    """Headings of a content plan in their order; the last two may be left out."""

    DAY = "Дата"
    TITLE = "Заголовок"
    NETWORK = "Сеть"
    TEXT = "Текст"


class PlanNetwork(StrEnum):
    """Words of the column «Сеть»; an empty cell is BOTH."""

    VK = "ВКонтакте"
    OK = "Одноклассники"
    BOTH = "обе"

    @property
    def network(self) -> Network | None:
        """None: every network the organisation has a page in."""
        return {PlanNetwork.VK: Network.VK, PlanNetwork.OK: Network.OK}.get(self)


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """One row of a plan. `network` None: in every network the organisation has a page in."""

    row: int
    day: date
    title: str
    text: str = ""
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole valid file: the month («2026-12») and its rows in the file's order."""

    month: str
    posts: tuple[PlannedPost, ...]


@dataclass(frozen=True, slots=True)
class ContentPlan:
    """A plan of one organisation for one month («2026-12»). `file_hash` is the SHA-256 of the file it came from."""

    id: int
    organisation_id: int
    month: str
    imported_at: datetime
    file_hash: str
    posts: tuple[PlannedPost, ...]


@dataclass(frozen=True, slots=True)
class PlanMatch:
    """The post in which a planned one was recognised."""

    plan_id: int
    row: int
    page_id: int
    post_id: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """A planned post on one page: where it was found, and up to when the feed was looked through since its day.

    `read_until` is aware UTC; None: not even its day was read, or some text there did not come.
    """

    plan_id: int
    planned: PlannedPost
    page_id: int
    match: PlanMatch | None
    read_until: datetime | None

    @property
    def case(self) -> str:
        """The name of its case in a verdict."""
        return f"plan:{self.plan_id}:{self.planned.row}"


def month_of(day: date) -> str:
    """«2026-12»."""
    return f"{day:%Y-%m}"
