"""What a rule may look at: a page, an organisation, the administration, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.attestation import Attestation
from domain.central import Addressed
from domain.content_plan import ContentPlan, PlannedPlace
from domain.control import Controlled
from domain.network import Network
from domain.officer import Tenure
from domain.organisation import Organisation
from domain.page import Openness, Page
from domain.post import Post
from domain.profile import NOTHING_EXPECTED, Expected, Profile
from domain.reading import Route
from domain.request import Request
from domain.site import SITES_OFF, SiteKnowledge
from domain.task import Task
from domain.workdays import WEEKDAYS, Calendar


@dataclass(frozen=True, slots=True)
class Feed:
    """The contiguous stretch of a page's feed that was read; times aware UTC.

    `since` None with `whole` True: read to the very beginning. `until` is when the newest reading began.
    """

    since: datetime | None
    until: datetime
    whole: bool
    route: Route

    def covers(self, start: datetime, end: datetime) -> bool:
        """Everything published in [start, end) was looked at."""
        reaches_back = self.whole or (self.since is not None and self.since <= start)
        return reaches_back and self.until >= end


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """OK's counter of a group's topics at a moment (aware UTC)."""

    at: datetime
    themes: int


@dataclass(frozen=True, slots=True)
class Collection:
    """How collecting from one page goes. `failing_since` None: the last attempt was answered.

    `off` means the network is left out of the settings; `reason` is the latest trouble in Russian.
    """

    answered_at: datetime | None = None
    failing_since: datetime | None = None
    reason: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of the registry as it is known at `now` (aware UTC).

    `posts` hold what is stored since some weeks, deleted ones too. `profile` is None when never read or older
    than `stale_after`. `openness` likewise UNKNOWN then. `settle_hours` and `zone` come from the settings.
    `central` are the items of «Госпаблики» the page has to carry, each with where it was recognised; `plans`
    the organisation's content plans, `planned` what they name for this page up to today. `tasks` are those of the
    organisation after a change of its responsible.
    """

    organisation: Organisation
    page: Page
    now: datetime
    zone: ZoneInfo
    collection: Collection = Collection()
    openness: Openness = Openness.UNKNOWN
    profile: Profile | None = None
    posts: tuple[Post, ...] = ()
    feed: Feed | None = None
    theme_counts: tuple[ThemeCount, ...] = ()
    settle_hours: int = 48
    expected: Expected = NOTHING_EXPECTED
    attestations: dict[str, Attestation] = field(default_factory=dict[str, Attestation])
    central: tuple[Addressed, ...] = ()
    plans: tuple[ContentPlan, ...] = ()
    planned: tuple[PlannedPlace, ...] = ()
    calendar: Calendar = WEEKDAYS
    tasks: tuple[Task, ...] = ()

    @property
    def network(self) -> Network:
        """The page's network."""
        return self.page.network


@dataclass(frozen=True, slots=True)
class OrgView:
    """One organisation: its registry row, which networks it has pages in, its own attestations by rule.

    `networks_off` are the networks left out of the settings. `tenures` are who keeps its pages, without names;
    `tasks` what a change of them asks for, done or not; `changed` how often each of its fields in the registry was
    changed since the last review; `requests` what the administration asked of it; `site`
    what is known of its official site.
    """

    organisation: Organisation
    pages: tuple[Page, ...]
    now: datetime
    zone: ZoneInfo
    attestations: dict[str, Attestation] = field(default_factory=dict[str, Attestation])
    networks_off: frozenset[Network] = frozenset()
    calendar: Calendar = WEEKDAYS
    tenures: tuple[Tenure, ...] = ()
    tasks: tuple[Task, ...] = ()
    changed: dict[str, int] = field(default_factory=dict[str, int])
    requests: tuple[Request, ...] = ()
    site: SiteKnowledge = SITES_OFF

    def has_page(self, network: Network) -> bool:
        """The registry holds a page of that network."""
        return any(page.network is network for page in self.pages)


@dataclass(frozen=True, slots=True)
class AdminView:
    """The administration's own duties; `tasks` are notices owed to ЦУР, `requests` are those of ЦУР.

    `control` is what the run log tells of the last complete week. `began` is when the program's first cycle started
    (aware UTC), None before it. `assisted` counts the notes of help in the present month, `head_reports` maps a
    month («2026-11») to when its report to the head was first made (aware UTC).
    """

    now: datetime
    zone: ZoneInfo
    attestations: dict[str, Attestation] = field(default_factory=dict[str, Attestation])
    calendar: Calendar = WEEKDAYS
    tenures: tuple[Tenure, ...] = ()
    tasks: tuple[Task, ...] = ()
    requests: tuple[Request, ...] = ()
    control: Controlled | None = None
    began: datetime | None = None
    assisted: int = 0
    head_reports: dict[str, datetime] = field(default_factory=dict[str, datetime])
