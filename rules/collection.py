"""Whether the data about a page could be had; never an accusation (D2.b)."""

from __future__ import annotations

from datetime import timedelta

from domain.finding import MatterKind, Verdict
from domain.russian import moment_title
from domain.view import PageView
from rules.params import Positive
from rules.rule import rule


@rule("data_unavailable", on=PageView)
def data_unavailable(view: PageView, *, after_hours: Positive = 6) -> Verdict:
    """The network answers about the page; silence longer than `after_hours` is a technical matter."""
    collection = view.collection
    if collection.failing_since is None:
        if collection.answered_at is None:
            return Verdict.unknown("данные ещё не запрашивались")
        return Verdict.ok(f"данные получены {moment_title(collection.answered_at, view.zone)}")
    reason = f": {collection.reason}" if collection.reason else ""
    is_long = view.now - collection.failing_since >= timedelta(hours=after_hours)
    return Verdict.unknown(
        f"данные не получены с {moment_title(collection.failing_since, view.zone)}{reason}",
        opens=MatterKind.TECHNICAL if is_long else None,
    )
