"""The registry at a glance: pages, findings, the outbox, as `status`, the bot and the JSON show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.finding import Finding, Outcome
from domain.matter import Matter
from domain.network import Network
from domain.organisation import Organisation
from domain.view import Collection


class Freshness(StrEnum):
    """Contract, "JSON": answered in the last cycle; not then but within `stale_after`; neither."""

    FRESH = "fresh"
    STALE = "stale"
    UNAVAILABLE = "unavailable"


def freshness(
    collection: Collection, now: datetime, stale_after: timedelta, cycle_began: datetime | None
) -> Freshness:
    """How fresh a page's data are at `now`; the last cycle that ended began at `cycle_began`, None before any."""
    answered = collection.answered_at
    if collection.off or answered is None or now - answered > stale_after:
        return Freshness.UNAVAILABLE
    was_asked = cycle_began is None or answered >= cycle_began
    return Freshness.FRESH if was_asked and collection.failing_since is None else Freshness.STALE


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page of the registry. `id` is ours, `network_id` the network's."""

    id: int
    network: Network
    network_id: int | None
    url: str
    title: str | None
    data: Freshness
    reason: str
    last_post_at: datetime | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OrgLine:
    """One organisation with its pages and its own findings (contract, "JSON": what stands where).

    `is_judged` is False from the import that added it to the end of its turn in the next cycle.
    """

    organisation: Organisation
    findings: tuple[Finding, ...]
    pages: tuple[PageLine, ...]
    is_judged: bool = True

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Its own and its pages'."""
        return (*self.findings, *(finding for page in self.pages for finding in page.findings))

    @property
    def is_unasked(self) -> bool:
        """Judged with all its pages read, and nothing was found, not even good: the decree asks nothing of it."""
        is_read = all(page.data is not Freshness.UNAVAILABLE for page in self.pages)
        return self.is_judged and is_read and not self.all_findings


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """Letters waiting, delivered, given up; `trouble` is the newest reason for waiting, Russian.

    `nobody_yet`: none of those who get letters was ever let in. `channel_on` and `folder_on` tell where letters
    may go. `quiet_till` is the local end of the quiet hours that waiting letters wait for, None outside them.
    """

    due: int
    sent: int
    given_up: int
    nobody_reachable: bool
    trouble: str
    nobody_yet: bool = False
    channel_on: bool = True
    folder_on: bool = False
    quiet_till: time | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at a glance; `checked_at` is the end of the last cycle, None before the first.

    `matters` are all open ones but those of organisations that left the registry, worst first; `technical` those
    findings about networks as a whole.
    """

    checked_at: datetime | None
    organisations: tuple[OrgLine, ...]
    administration: tuple[Finding, ...]
    technical: tuple[Finding, ...]
    matters: tuple[Matter, ...]
    outbox: OutboxLine

    @property
    def pages(self) -> tuple[PageLine, ...]:
        """Every page of the registry."""
        return tuple(page for line in self.organisations for page in line.pages)

    def organisation(self, organisation_id: int) -> OrgLine | None:
        """The line of one organisation."""
        return next((line for line in self.organisations if line.organisation.id == organisation_id), None)


def quiet(overview: Overview) -> list[OrgLine]:
    """Organisations judged since they were added, without any open matter, all pages read in the last cycle."""
    busy = {matter.organisation_id for matter in overview.matters}
    return [
        line
        for line in overview.organisations
        if line.organisation.id not in busy
        and line.is_judged
        and all(page.data is Freshness.FRESH for page in line.pages)
    ]


def unjudged(findings: Sequence[Finding]) -> list[Finding]:
    """Those of which nothing is known and that open no matter, so that no other line speaks of them."""
    return [each for each in findings if each.outcome is Outcome.UNKNOWN and each.verdict.opens is None]
