"""Attestations: what only a person can state, and for how long it holds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.finding import MatterKind, Outcome
from rules.security import credentials_ledger, twofa_attested
from tests.rules.world import NOW, at, org_view, page_view, statement

TWOFA = "twofa_attested"


@pytest.mark.parametrize(
    ("answer", "made", "outcome", "opens", "evidence"),
    [
        (True, at(1, month=9), Outcome.OK, None, "подтверждено 01.09.2026, действует до 30.11.2026"),
        (True, at(12, month=3), Outcome.UNKNOWN, MatterKind.CONFIRMATION, "срок истёк 10.06.2026"),
        (False, at(1, month=9), Outcome.VIOLATED, MatterKind.VIOLATION, "01.09.2026 получен ответ «нет»"),
        (False, at(12, month=3), Outcome.VIOLATED, MatterKind.VIOLATION, "12.03.2026 получен ответ «нет»"),
    ],
)
def test_an_answer_is_judged_by_what_it_says_and_how_old_it_is(
    answer: bool, made: datetime, outcome: Outcome, opens: MatterKind | None, evidence: str
) -> None:
    verdict = twofa_attested(page_view(attestations=statement(TWOFA, made, answer=answer)))
    assert (verdict.outcome, verdict.opens, verdict.evidence) == (outcome, opens, evidence)


def test_silence_opens_a_confirmation_and_accuses_nobody() -> None:
    for verdict in (twofa_attested(page_view()), credentials_ledger(org_view())):
        assert verdict.evidence == "не подтверждалось"
        assert (verdict.outcome, verdict.opens) == (Outcome.UNKNOWN, MatterKind.CONFIRMATION)


@pytest.mark.parametrize(("left", "outcome"), [(timedelta(seconds=1), Outcome.OK), (timedelta(), Outcome.UNKNOWN)])
def test_a_yes_holds_to_the_second(left: timedelta, outcome: Outcome) -> None:
    made = NOW + left - timedelta(days=90)
    assert twofa_attested(page_view(attestations=statement(TWOFA, made))).outcome is outcome


def test_a_shorter_validity_by_setting_ends_an_older_yes_sooner() -> None:
    view = page_view(attestations=statement(TWOFA, at(1)))
    assert twofa_attested(view, valid_days=30).outcome is Outcome.OK
    assert twofa_attested(view, valid_days=20).evidence == "срок истёк 21.11.2026"


def test_a_longer_validity_by_setting_does_not_prolong_what_was_said() -> None:
    view = page_view(attestations=statement(TWOFA, at(1), days=10))
    assert twofa_attested(view, valid_days=365).evidence == "срок истёк 11.11.2026"


def test_an_answer_about_one_requirement_says_nothing_of_another() -> None:
    view = org_view(attestations=statement(TWOFA, NOW))
    assert credentials_ledger(view).outcome is Outcome.UNKNOWN
    view = org_view(attestations=statement("credentials_ledger", NOW))
    assert credentials_ledger(view).outcome is Outcome.OK
