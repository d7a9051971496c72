"""Content plans of organisations (P1.6.1): what was planned for which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.network import Network


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """One row of a plan. `network` None: in every network the organisation has a page in."""

    row: int
    day: date
    title: str
    text: str = ""
    network: Network | None = None


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
