"""Duties of all kinds that no program can see, so that a person states them (contract, "Attestations")."""

from __future__ import annotations

from domain.finding import Verdict
from domain.view import AdminView, PageView
from rules.params import Positive, PositiveOrOpen
from rules.rule import rule
from rules.security import attested


@rule("gospabliki_connected", on=PageView)
def gospabliki_connected(view: PageView, *, valid_days: Positive = 365) -> Verdict:
    """The page is connected to «Госпаблики» (P1.5.4, P1.6.5)."""
    return attested(view, "gospabliki_connected", valid_days)


@rule("messages_moderated", on=PageView)
def messages_moderated(view: PageView, *, valid_days: Positive = 31) -> Verdict:
    """Somebody has looked at the page's private messages (P2.6); the program itself never reads them."""
    return attested(view, "messages_moderated", valid_days)


@rule("style_review", on=PageView)
def style_review(view: PageView, *, valid_days: Positive = 31) -> Verdict:
    """Somebody has read the publications for their style (P2.5)."""
    return attested(view, "style_review", valid_days)


@rule("content_8fz_reviewed", on=PageView)
def content_8fz_reviewed(view: PageView, *, valid_days: Positive = 365) -> Verdict:
    """Somebody has compared the page with what 8-ФЗ asks to be told (P2.1.2, an open list)."""
    return attested(view, "content_8fz_reviewed", valid_days)


@rule("decree_published", on=AdminView)
def decree_published(view: AdminView, *, valid_days: PositiveOrOpen = None) -> Verdict:
    """The decree was published (D4): done once, so a «да» has no end unless the settings give it one."""
    return attested(view, "decree_published", valid_days)


@rule("cur_contact_set", on=AdminView)
def cur_contact_set(view: AdminView, *, valid_days: Positive = 365) -> Verdict:
    """Somebody has checked whom to turn to in ЦУР (P1.7.1); the contact itself is not kept here."""
    return attested(view, "cur_contact_set", valid_days)
