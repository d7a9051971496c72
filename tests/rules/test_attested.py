"""Duties of all kinds that a person states: for how long, about whom, and what without an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.attestation import WITHOUT_END, Attestation, Role
from domain.finding import MatterKind, Outcome, Verdict
from domain.view import AdminView
from rules.attested import (
    content_8fz_reviewed,
    cur_contact_set,
    decree_published,
    gospabliki_connected,
    messages_moderated,
    style_review,
)
from rules.rule import AdministrationRule, PageRule
from rules.security import security_review_admin
from tests.rules.world import NOW, admin_view, at, page_view, statement

DAY = timedelta(days=1)
TERMS: list[tuple[PageRule | AdministrationRule, int]] = [
    (gospabliki_connected, 365),
    (content_8fz_reviewed, 365),
    (messages_moderated, 31),
    (style_review, 31),
    (security_review_admin, 90),
    (cur_contact_set, 365),
]


def judged(rule: PageRule | AdministrationRule, said: dict[str, Attestation], **params: int) -> Verdict:
    view = admin_view(attestations=said) if rule.on is AdminView else page_view(attestations=said)
    return rule.judge(view, **params)  # type: ignore[arg-type] # the rule names the view it looks at


@pytest.mark.parametrize(("rule", "days"), TERMS, ids=lambda each: getattr(each, "id", str(each)))
@pytest.mark.parametrize("left", [timedelta(seconds=1), timedelta()])
def test_a_yes_holds_its_term_to_the_second(
    rule: PageRule | AdministrationRule, days: int, left: timedelta
) -> None:
    verdict = judged(rule, statement(rule.id, NOW + left - days * DAY, days=days))
    assert verdict.outcome is (Outcome.OK if left else Outcome.UNKNOWN)
    assert verdict.opens is (None if left else MatterKind.CONFIRMATION)


@pytest.mark.parametrize("rule", [rule for rule, _ in TERMS], ids=lambda rule: rule.id)
def test_silence_asks_and_a_no_accuses(rule: PageRule | AdministrationRule) -> None:
    silence = judged(rule, {})
    assert (silence.outcome, silence.opens, silence.evidence) == (
        Outcome.UNKNOWN,
        MatterKind.CONFIRMATION,
        "не подтверждалось",
    )
    refusal = judged(rule, statement(rule.id, at(1), answer=False))
    assert (refusal.outcome, refusal.evidence) == (Outcome.VIOLATED, "01.11.2026 получен ответ «нет»")


def published(until_days: int | None = None, note: str = "") -> dict[str, Attestation]:
    """The decree was said to be published, with an end or without."""
    made = at(1, month=2)
    end = WITHOUT_END if until_days is None else made + until_days * DAY
    said = Attestation("decree_published", "admin", answer=True, at=made, valid_until=end, role=Role.OPERATOR)
    return {"decree_published": replace(said, note=note)}


@pytest.mark.parametrize(
    ("said", "params", "outcome", "evidence"),
    [
        (published(), {}, Outcome.OK, "подтверждено 01.02.2026"),
        (published(), {"valid_days": 365}, Outcome.OK, "подтверждено 01.02.2026, действует до 01.02.2027"),
        (published(), {"valid_days": 30}, Outcome.UNKNOWN, "срок истёк 03.03.2026"),
        (published(30), {}, Outcome.UNKNOWN, "срок истёк 03.03.2026"),
        (published(365), {}, Outcome.OK, "подтверждено 01.02.2026, действует до 01.02.2027"),
    ],
)
def test_what_is_done_once_is_asked_once_unless_the_settings_say_otherwise(
    said: dict[str, Attestation], params: dict[str, int], outcome: Outcome, evidence: str
) -> None:
    verdict = decree_published(admin_view(attestations=said), **params)
    assert (verdict.outcome, verdict.evidence) == (outcome, evidence)


def test_an_evidence_never_repeats_what_a_person_noted() -> None:
    verdict = decree_published(admin_view(attestations=published(note="вестник № 5")))
    assert (verdict.outcome, "вестник" in verdict.evidence) == (Outcome.OK, False)
