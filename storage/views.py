"""What rules may look at and what collectors are to be asked, put together from what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from domain.central import SLACK
from domain.finding import Subject, SubjectKind
from domain.month import Month
from domain.network import Network
from domain.organisation import Organisation
from domain.page import Page
from domain.polling import Candidate, holds_minimum, order, wish_for
from domain.profile import Expected
from domain.reading import Wish
from domain.request import RequestFrom
from domain.rule_ids import REVIEWED
from domain.view import AdminView, Collection, OrgView, PageView
from domain.week import Week
from domain.workdays import WEEKDAYS, Calendar
from storage import (
    assistance,
    attestations,
    central,
    comments,
    content_plans,
    control,
    officers,
    placements,
    planned,
    posts,
    profiles,
    registry,
    registry_history,
    report_runs,
    requests,
    sites,
    tasks,
)
from storage.sql import Row, moment_or_none, row

# The last complete week, and enough before it to see how long a page is silent.
_POSTS_KEPT_IN_VIEW = timedelta(weeks=6)
# Publications of an item may be a day older than the item.
_ITEMS_KEPT_IN_VIEW = _POSTS_KEPT_IN_VIEW - SLACK
# Long enough for a program that was off to see that a request it spoke of was answered meanwhile.
_ANSWERED_KEPT_IN_VIEW = timedelta(weeks=4)


def page_views(
    db: Database,
    organisation: Organisation,
    *,
    now: datetime,
    zone: ZoneInfo,
    stale_after: timedelta,
    settle_hours: int,
    off: frozenset[Network],
    expected: Expected,
    calendar: Calendar = WEEKDAYS,
) -> list[PageView]:
    """The organisation's pages at `now` (aware UTC) with posts of the last weeks.

    A profile and an openness older than `stale_after` are not known any more; `off` are networks left out of the
    settings.
    """
    asked = tasks.of_view(db, organisation.id, now)
    items = central.items_for(db, organisation.id, now - _ITEMS_KEPT_IN_VIEW)
    return [
        _page_view(
            db,
            PageView(
                organisation,
                page,
                now,
                zone,
                settle_hours=settle_hours,
                expected=expected,
                calendar=calendar,
                tasks=asked,
                central=placements.addressed(db, page.id, items),
            ),
            fresh_since=now - stale_after,
            posts_since=now - _POSTS_KEPT_IN_VIEW,
            off=page.network in off,
        )
        for page in registry.pages(db, organisation.id)
    ]


def organisation_view(
    db: Database,
    organisation: Organisation,
    *,
    now: datetime,
    zone: ZoneInfo,
    off: frozenset[Network],
    calendar: Calendar = WEEKDAYS,
    sites_every: timedelta | None = None,
) -> OrgView:
    """The organisation with its pages, its site, and what people stated about it as a whole.

    `sites_every` is how often sites are read, None when they are not.
    """
    stated = attestations.latest(db, Subject.organisation(organisation.id))
    reviewed = stated.get(REVIEWED)
    return OrgView(
        organisation,
        tuple(registry.pages(db, organisation.id)),
        now,
        zone,
        stated,
        networks_off=off,
        calendar=calendar,
        tenures=officers.tenures_of(db, organisation.id),
        tasks=tasks.of_view(db, organisation.id, now),
        changed=registry_history.counted(db, organisation.id, reviewed.at if reviewed else None),
        requests=requests.of_view(db, RequestFrom.ADMINISTRATION, organisation.id, _answered_since(now, zone)),
        site=sites.knowledge(db, organisation.site, now, sites_every),
    )


def administration_view(
    db: Database,
    *,
    now: datetime,
    zone: ZoneInfo,
    off: frozenset[Network] = frozenset(),
    calendar: Calendar = WEEKDAYS,
) -> AdminView:
    """What people stated about the administration's own duties, its journals and the program's own logs."""
    month = Month.of(now, zone)
    return AdminView(
        now,
        zone,
        attestations.latest(db, Subject(SubjectKind.ADMINISTRATION)),
        calendar=calendar,
        tenures=tuple(each for founder in registry.founders(db) for each in officers.tenures_of(db, founder.id)),
        tasks=tasks.owed_to_cur(db, now),
        requests=requests.of_view(db, RequestFrom.CUR, None, _answered_since(now, zone)),
        control=control.of_week(db, Week.last_complete(now, zone), off),
        began=control.recorded_since(db, zone),
        assisted=assistance.count(db, month.first, month.last),
        head_reports=report_runs.first_made(db, report_runs.MONTH),
    )


def _answered_since(now: datetime, zone: ZoneInfo) -> date:
    return (now - _ANSWERED_KEPT_IN_VIEW).astimezone(zone).date()


def expected(db: Database, organisation: Organisation) -> Expected:
    """What the registry lets a collector compare the organisation's pages with."""
    return expected_of(organisation, registry.founders(db))


def expected_of(organisation: Organisation, founders: list[Organisation]) -> Expected:
    """As `expected`, for many organisations in a row."""
    names = [name for each in (organisation, *founders) for name in (each.full_name, each.short_name)]
    sites = [organisation.site] if organisation.site else [each.site for each in founders]
    return Expected(
        tuple(dict.fromkeys(filter(None, names))),
        tuple(site for site in sites if site),
        organisation.address,
        organisation.phone,
        organisation.email,
    )


def wishes(
    db: Database, network: Network, *, now: datetime, zone: ZoneInfo, comments_days: int, minimum: int
) -> list[Wish]:
    """What to ask about every page of the network that is collected at all, the most urgent first."""
    found = candidates(db, network, now=now, zone=zone, comments_days=comments_days, minimum=minimum)
    return [candidate.wish for candidate in order(found, now)]


def candidates(
    db: Database, network: Network, *, now: datetime, zone: ZoneInfo, comments_days: int, minimum: int
) -> list[Candidate]:
    """As `wishes`, with what `polling.due_pages` must know; pages of exempt organisations are not collected.

    `minimum` is how many posts a week must hold, from the norm.
    """
    owners = {each.id: each for each in registry.organisations(db) if not each.is_exempt}
    founders = registry.founders(db)
    return [
        _candidate(
            db,
            page,
            expected_of(owners[page.organisation_id], founders),
            now=now,
            zone=zone,
            comments_days=comments_days,
            minimum=minimum,
        )
        for page in registry.pages(db)
        if page.network is network and page.organisation_id in owners
    ]


def _candidate(
    db: Database,
    page: Page,
    expectation: Expected,
    *,
    now: datetime,
    zone: ZoneInfo,
    comments_days: int,
    minimum: int,
) -> Candidate:
    # What is stored is of the page at the earlier link, so the one at the new link is asked for in full.
    is_known = page.former_id is None
    state = _state(db, page) if is_known else None
    last = Week.last_complete(now, zone)
    recent = posts.since(db, page.id, last.start) if is_known else ()
    is_decided = holds_minimum(recent, last, minimum)
    wish = wish_for(
        page,
        posts.feed_of(state) if state else None,
        now=now,
        zone=zone,
        comments_days=comments_days,
        weekly_decided=is_decided,
        expected=expectation,
        known_posts=_known_posts(db, page, min(last.start, now - timedelta(days=comments_days))),
    )
    is_settled = is_decided and holds_minimum(recent, last.next, minimum)
    return Candidate(wish, moment_or_none(state["answered_at"]) if state else None, is_settled)


def _known_posts(db: Database, page: Page, since: datetime) -> dict[str, int | None]:
    return comments.counters(db, page.id, since) if page.former_id is None else {}


def _page_view(
    db: Database, bare: PageView, *, fresh_since: datetime, posts_since: datetime, off: bool
) -> PageView:
    page = bare.page
    stored = replace(
        bare,
        collection=Collection(off=off),
        posts=posts.since(db, page.id, posts_since),
        theme_counts=posts.theme_counts(db, page.id, posts_since),
        plans=content_plans.of_organisation(db, page.organisation_id, Month.of(bare.now, bare.zone).name),
        planned=planned.places(db, page, now=bare.now, zone=bare.zone),
        attestations=attestations.latest(db, Subject.page(page.id, page.network)),
    )
    state = _state(db, page)
    if state is None:
        return stored
    if page.is_doubtful:
        return replace(bare, collection=_collection(state, off=off), attestations=stored.attestations)
    return replace(
        stored,
        collection=_collection(state, off=off),
        openness=profiles.openness_of(state, fresh_since),
        profile=profiles.profile_of(state, fresh_since),
        feed=posts.feed_of(state),
    )


def _state(db: Database, page: Page) -> Row | None:
    return row(db, "select * from page_state where page_id = ?", (page.id,))


def _collection(state: Row, *, off: bool) -> Collection:
    return Collection(
        moment_or_none(state["answered_at"]),
        moment_or_none(state["failing_since"]),
        state["trouble_reason"] or "",
        off=off,
    )
