"""The registry at a glance, read from what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from domain.finding import Finding, SubjectKind
from domain.matter import Matter
from domain.network import Network
from domain.organisation import Organisation
from domain.overview import OrgLine, OutboxLine, Overview, PageLine, freshness
from domain.view import Collection
from storage import cycles, findings, matters, outbox, people, registry
from storage.sql import Row, moment_or_none, row, rows, stamp

NETWORK_OFF = "сеть выключена в настройках"
NOT_ASKED = "в последней проверке не опрашивалась"


def overview(
    db: Database, *, now: datetime, stale_after: timedelta, off: frozenset[Network], channel_on: bool = True
) -> Overview:
    """Everything at a glance at `now` (aware UTC); `off` are networks left out of the settings."""
    by_page, by_organisation, of_administration, of_networks = _sorted_findings(findings.all_of(db), _page_ids(db))
    began = cycles.last_ended_began(db)
    organisations = registry.organisations(db)
    turned = _had_turn(db, began)
    states = {state["page_id"]: state for state in rows(db, _STATES)}
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for page in registry.pages(db):
        collection = _collection(states.get(page.id), off=page.network in off)
        pages[page.organisation_id].append(
            PageLine(
                id=page.id,
                network=page.network,
                network_id=page.network_id,
                url=page.url,
                title=page.title,
                data=freshness(collection, now, stale_after, began),
                reason=_reason(collection, began),
                last_post_at=_last_post(states.get(page.id)),
                findings=tuple(by_page[page.id]),
            )
        )
    return Overview(
        checked_at=cycles.last_ended(db),
        organisations=tuple(
            _line(item, by_organisation[item.id], pages[item.id], had_turn=item.id in turned)
            for item in organisations
        ),
        administration=tuple(of_administration),
        technical=tuple(of_networks),
        matters=_matters(db, organisations),
        outbox=_outbox(db, channel_on=channel_on),
    )


_STATES = """
select page_state.page_id, tried_at, answered_at, failing_since, trouble_reason,
       (select max(published_at) from post where post.page_id = page_state.page_id and deleted_seen_at is null
        and kind not in ('ad', 'visitor', 'suggested', 'postponed', 'hidden', 'other')) as last_post
from page_state join page on page.id = page_state.page_id and page.archived_at is null
"""


def _had_turn(db: Database, began: datetime | None) -> set[int]:
    """Organisations that the last complete cycle, begun then, has met: of some the decree asks nothing."""
    if began is None:
        return set()
    return {each["id"] for each in rows(db, "select id from organisation where added_at < ?", [stamp(began)])}


def _line(
    organisation: Organisation, found: Sequence[Finding], pages: Sequence[PageLine], *, had_turn: bool
) -> OrgLine:
    is_judged = had_turn or bool(found) or any(page.findings for page in pages)
    return OrgLine(organisation, tuple(found), tuple(pages), is_judged)


def _matters(db: Database, organisations: Sequence[Organisation]) -> tuple[Matter, ...]:
    """The open ones, without those of organisations that left the registry: the next cycle will withdraw them."""
    present = {None, *(each.id for each in organisations)}
    return tuple(matter for matter in matters.open_all(db) if matter.organisation_id in present)


def _page_ids(db: Database) -> dict[tuple[int, Network], int]:
    return {(page.organisation_id, page.network): page.id for page in registry.pages(db)}


def _sorted_findings(
    found: list[Finding], page_ids: Mapping[tuple[int, Network], int]
) -> tuple[dict[int, list[Finding]], dict[int, list[Finding]], list[Finding], list[Finding]]:
    """Findings by their place: page, organisation, administration, network (contract, "JSON")."""
    by_page: dict[int, list[Finding]] = defaultdict(list)
    by_organisation: dict[int, list[Finding]] = defaultdict(list)
    of_administration: list[Finding] = []
    of_networks: list[Finding] = []
    for finding in found:
        subject = finding.subject
        page_id = subject.id if subject.kind is SubjectKind.PAGE else None
        if subject.kind is SubjectKind.PAGE_OF and subject.network is not None:
            page_id = page_ids.get((subject.id, subject.network))
        if page_id is not None:
            by_page[page_id].append(finding)
        elif subject.kind is SubjectKind.ADMINISTRATION:
            of_administration.append(finding)
        elif subject.kind is SubjectKind.NETWORK:
            of_networks.append(finding)
        else:
            by_organisation[subject.id].append(finding)
    return by_page, by_organisation, of_administration, of_networks


def _collection(state: Row | None, *, off: bool) -> Collection:
    if off:
        return Collection(reason=NETWORK_OFF, off=True)
    if state is None:
        return Collection(reason="ещё не опрашивалась")
    return Collection(
        moment_or_none(state["answered_at"]),
        moment_or_none(state["failing_since"]),
        state["trouble_reason"] or "",
    )


def _reason(collection: Collection, began: datetime | None) -> str:
    """What is wrong with the page's data; the last cycle, begun then, may have left a page out."""
    answered = collection.answered_at
    was_left_out = answered is not None and began is not None and answered < began
    return collection.reason or (NOT_ASKED if was_left_out else "")


def _last_post(state: Row | None) -> datetime | None:
    return moment_or_none(state["last_post"]) if state is not None else None


def _outbox(db: Database, *, channel_on: bool) -> OutboxLine:
    counts = outbox.counts(db)
    waiting = row(db, "select trouble from letter where state = 'due' and trouble != '' order by id desc limit 1")
    return OutboxLine(
        counts.due,
        counts.sent,
        counts.given_up,
        nobody_reachable=not channel_on or not people.alerted(db),
        trouble=waiting["trouble"] if waiting else "",
        nobody_yet=not people.is_anybody_let_in(db),
        channel_on=channel_on,
    )
