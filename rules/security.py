"""Safety of accounts, which only a person can state (P1.5.2, P1.6.3; contract, "Attestations")."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.attestation import Attestation
from domain.finding import MatterKind, Verdict
from domain.russian import date_title
from domain.view import AdminView, OrgView, PageView
from rules.anew import asked_anew
from rules.params import Positive
from rules.rule import rule

NEVER_ATTESTED = "не подтверждалось"


@rule("twofa_attested", on=PageView)
def twofa_attested(view: PageView, *, valid_days: Positive = 90, change_workdays: Positive = 3) -> Verdict:
    """A person has lately stated that two-factor sign-in is on, and again after a change of the responsible."""
    anew = asked_anew(view, "twofa_attested", change_workdays, "подтвердите заново")
    return anew or attested(view, "twofa_attested", valid_days)


@rule("credentials_ledger", on=OrgView)
def credentials_ledger(view: OrgView, *, valid_days: Positive = 90, change_workdays: Positive = 3) -> Verdict:
    """A person has lately stated that logins and passwords are accounted for, and again after such a change."""
    ask = "поэтому смените пароли, перевыпустите доступ и подтвердите учёт заново"
    anew = asked_anew(view, "credentials_ledger", change_workdays, ask)
    return anew or attested(view, "credentials_ledger", valid_days)


@rule("security_review_admin", on=AdminView)
def security_review_admin(view: AdminView, *, valid_days: Positive = 90) -> Verdict:
    """A person of the administration has lately looked at how safe the accounts are (P1.5.2)."""
    return attested(view, "security_review_admin", valid_days)


def attested(view: PageView | OrgView | AdminView, rule_id: str, valid_days: int | None) -> Verdict:
    """A «нет» stands until another answer; a «да» ends as recorded, or earlier if `valid_days` became fewer.

    With `valid_days` None it has no end unless one was recorded.
    """
    attestation = view.attestations.get(rule_id)
    if attestation is None:
        return Verdict.unknown(NEVER_ATTESTED, opens=MatterKind.CONFIRMATION)
    day = date_title(attestation.at, view.zone)
    if not attestation.answer:
        return Verdict.violated(f"{day} получен ответ «нет»")
    if valid_days is None and attestation.is_endless:
        return Verdict.ok(f"подтверждено {day}")
    end = _end(attestation, valid_days)
    last_day = date_title(end, view.zone)
    if view.now >= end:
        return Verdict.unknown(f"срок истёк {last_day}", opens=MatterKind.CONFIRMATION)
    return Verdict.ok(f"подтверждено {day}, действует до {last_day}")


def _end(attestation: Attestation, valid_days: int | None) -> datetime:
    if valid_days is None:
        return attestation.valid_until
    return min(attestation.valid_until, attestation.at + timedelta(days=valid_days))
