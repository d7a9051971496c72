"""A page whose data cannot be had is a technical matter, never an accusation."""

from __future__ import annotations

import pytest

from domain.finding import MatterKind, Outcome
from domain.view import Collection
from rules.collection import data_unavailable
from tests.rules.world import NOW, at, page_view

OK, UNKNOWN = Outcome.OK, Outcome.UNKNOWN
TECHNICAL = MatterKind.TECHNICAL


@pytest.mark.parametrize(
    ("collection", "outcome", "opens", "evidence"),
    [
        (Collection(answered_at=NOW), OK, None, "данные получены 23 ноября 09:00"),
        (Collection(), UNKNOWN, None, "данные ещё не запрашивались"),
        (Collection(NOW, at(23, 3, 1)), UNKNOWN, None, "данные не получены с 23 ноября 03:01"),
        (Collection(NOW, at(23, 3)), UNKNOWN, TECHNICAL, "данные не получены с 23 ноября 03:00"),
        (
            Collection(None, at(20), "нет доступа"),
            UNKNOWN,
            TECHNICAL,
            "данные не получены с 20 ноября 12:00: нет доступа",
        ),
    ],
)
def test_failing_for_hours_opens_a_technical_matter(
    collection: Collection, outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    verdict = data_unavailable(page_view(collection=collection))
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, opens, evidence)


def test_the_patience_is_a_setting() -> None:
    view = page_view(collection=Collection(None, at(23, 8)))
    assert [data_unavailable(view, after_hours=hours).opens for hours in (1, 2)] == [TECHNICAL, None]
