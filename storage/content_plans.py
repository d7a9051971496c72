"""Content plans of organisations, the newest for each month, and the posts recognised as planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlite_utils import Database

from domain.content_plan import ContentPlan, PlanFile, PlanMatch, PlannedPost
from domain.network import Network
from storage.sql import Row, inserted, moment, rows, run, run_many, stamp

_PLANS = """
select id, organisation_id, month, imported_at, file_hash from content_plan
where organisation_id = ? and replaced_at is null and month >= ? order by month
"""
_MATCHES = """
select plan_match.* from plan_match join content_plan on content_plan.id = plan_match.plan_id
where page_id = ? and replaced_at is null and month >= ?
"""


def take_over(db: Database, organisation_id: int, file: PlanFile, *, now: datetime, file_hash: str) -> bool:
    """Keep the file as the organisation's plan for its month; whether an earlier one was replaced."""
    earlier = rows(
        db,
        "update content_plan set replaced_at = ? where organisation_id = ? and month = ? and replaced_at is null "
        "returning id",
        (stamp(now), organisation_id, file.month),
    )
    plan_id = inserted(
        db,
        "content_plan",
        {
            "organisation_id": organisation_id,
            "month": file.month,
            "imported_at": stamp(now),
            "file_hash": file_hash,
        },
    )
    run_many(
        db,
        "insert into planned_post (plan_id, row, day, network, title, text) values (?, ?, ?, ?, ?, ?)",
        [(plan_id, post.row, post.day.isoformat(), post.network, post.title, post.text) for post in file.posts],
    )
    return bool(earlier)


def of_organisation(db: Database, organisation_id: int, since_month: str) -> tuple[ContentPlan, ...]:
    """Its plans for that month («2026-11») and later ones, by month."""
    return tuple(_plan(db, found) for found in rows(db, _PLANS, (organisation_id, since_month)))


def matches(db: Database, page_id: int, since_month: str) -> tuple[PlanMatch, ...]:
    """What was recognised on a page of plans for that month and later ones."""
    return tuple(_match(found) for found in rows(db, _MATCHES, (page_id, since_month)))


def add_matches(db: Database, found: Iterable[PlanMatch]) -> None:
    """Keep what was recognised; what is known already stays as it is."""
    run_many(
        db,
        "insert or ignore into plan_match (plan_id, row, page_id, post_id, published_at) values (?, ?, ?, ?, ?)",
        [(each.plan_id, each.row, each.page_id, each.post_id, stamp(each.published_at)) for each in found],
    )


def purge(db: Database, before_month: str) -> None:
    """Forget plans of months before that one, and all that was replaced."""
    gone = "select id from content_plan where month < ? or replaced_at is not null"
    for table in ("plan_match", "planned_post"):
        run(db, f"delete from {table} where plan_id in ({gone})", (before_month,))
    run(db, "delete from content_plan where month < ? or replaced_at is not null", (before_month,))


def _plan(db: Database, found: Row) -> ContentPlan:
    posts = rows(db, "select * from planned_post where plan_id = ? order by row", (found["id"],))
    return ContentPlan(
        id=found["id"],
        organisation_id=found["organisation_id"],
        month=found["month"],
        imported_at=moment(found["imported_at"]),
        file_hash=found["file_hash"],
        posts=tuple(_post(each) for each in posts),
    )


def _post(found: Row) -> PlannedPost:
    network = Network(found["network"]) if found["network"] else None
    return PlannedPost(found["row"], date.fromisoformat(found["day"]), found["title"], found["text"], network)


def _match(found: Row) -> PlanMatch:
    return PlanMatch(
        found["plan_id"], found["row"], found["page_id"], found["post_id"], moment(found["published_at"])
    )
