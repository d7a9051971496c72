"""Safety of accounts, which only a person can state (P1.5.2, P1.6.3; contract, "Attestations")."""

from __future__ import annotations

from datetime import timedelta

from domain.finding import MatterKind, Verdict
from domain.russian import date_title
from domain.view import AdminView, OrgView, PageView
from rules.params import Positive
from rules.rule import rule

NEVER_ATTESTED = "не подтверждалось"


@rule("twofa_attested", on=PageView)
def twofa_attested(view: PageView, *, valid_days: Positive = 90) -> Verdict:
    """A person has lately stated that two-factor sign-in is on."""
    return attested(view, "twofa_attested", valid_days)


@rule("credentials_ledger", on=OrgView)
def credentials_ledger(view: OrgView, *, valid_days: Positive = 90) -> Verdict:
    """A person has lately stated that logins and passwords are accounted for."""
    return attested(view, "credentials_ledger", valid_days)


def attested(view: PageView | OrgView | AdminView, rule_id: str, valid_days: int) -> Verdict:
    """A «нет» stands until another answer; a «да» ends as recorded, or earlier if `valid_days` became fewer."""
    attestation = view.attestations.get(rule_id)
    if attestation is None:
        return Verdict.unknown(NEVER_ATTESTED, opens=MatterKind.CONFIRMATION)
    day = date_title(attestation.at, view.zone)
    if not attestation.answer:
        return Verdict.violated(f"{day} получен ответ «нет»")
    end = min(attestation.valid_until, attestation.at + timedelta(days=valid_days))
    last_day = date_title(end, view.zone)
    if view.now >= end:
        return Verdict.unknown(f"срок истёк {last_day}", opens=MatterKind.CONFIRMATION)
    return Verdict.ok(f"подтверждено {day}, действует до {last_day}")
