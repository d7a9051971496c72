"""All rules there are, in the order in which their findings stand."""

from __future__ import annotations

from rules.activity import page_silent, posts_weekly_min, posts_weekly_risk
from rules.collection import data_unavailable
from rules.design import page_avatar, page_cover, page_description
from rules.params import LegalParams
from rules.profile import (
    profile_about,
    profile_address,
    profile_email,
    profile_geo,
    profile_phone,
    profile_site,
)
from rules.registry import exempt_page_seen, exemption_documented, page_exists_ok, page_exists_vk, page_open
from rules.rule import AdministrationRule, AnyRule, OrganisationRule, PageRule
from rules.security import credentials_ledger, twofa_attested

ORGANISATION_RULES: tuple[OrganisationRule, ...] = (
    page_exists_vk,
    page_exists_ok,
    exemption_documented,
    exempt_page_seen,
    credentials_ledger,
)
PAGE_RULES: tuple[PageRule, ...] = (
    data_unavailable,
    page_open,
    posts_weekly_min,
    posts_weekly_risk,
    page_silent,
    page_description,
    page_avatar,
    page_cover,
    profile_about,
    profile_address,
    profile_geo,
    profile_phone,
    profile_email,
    profile_site,
    twofa_attested,
)
ADMINISTRATION_RULES: tuple[AdministrationRule, ...] = ()
ALL_RULES: tuple[AnyRule, ...] = (*ORGANISATION_RULES, *PAGE_RULES, *ADMINISTRATION_RULES)


def rule_of(rule_id: str) -> AnyRule | None:
    """The rule of that id, None when there is none."""
    return next((rule for rule in ALL_RULES if rule.id == rule_id), None)


def legal_params(rule_id: str) -> LegalParams:
    """The parameters that settings may give a rule, by name. Raises KeyError when there is no such rule."""
    rule = rule_of(rule_id)
    if rule is None:
        raise KeyError(rule_id)
    return rule.params
