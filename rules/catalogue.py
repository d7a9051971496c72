"""All rules there are, in the order in which their findings stand."""

from __future__ import annotations

from rules.activity import page_silent, posts_weekly_min, posts_weekly_risk
from rules.attested import (
    content_8fz_reviewed,
    cur_contact_set,
    decree_published,
    gospabliki_connected,
    messages_moderated,
    style_review,
)
from rules.central import gospabliki_item_published
from rules.collection import data_unavailable
from rules.content_plan import content_plan_followed, content_plan_present
from rules.control import assistance_logged, control_run_done, head_report_sent
from rules.design import page_avatar, page_cover, page_description, page_extras
from rules.epgu import gos_badge, pos_widgets
from rules.matching import profile_matches_registry
from rules.officers import (
    admin_responsible_set,
    cur_notified_of_change,
    org_notified_of_change,
    org_responsible_set,
)
from rules.officialese.style import style_officialese
from rules.other_acts import ad_without_erid, banned_org_mention, event_age_mark
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
from rules.registry_life import org_status_defined, registry_complete, registry_reviewed
from rules.requests import cur_request_due, org_request_due
from rules.rule import AdministrationRule, AnyRule, OrganisationRule, PageRule
from rules.security import credentials_ledger, security_review_admin, twofa_attested
from rules.sites import site_links_ok, unregistered_page
from rules.variety import content_variety

ORGANISATION_RULES: tuple[OrganisationRule, ...] = (
    page_exists_vk,
    page_exists_ok,
    exemption_documented,
    exempt_page_seen,
    credentials_ledger,
    org_status_defined,
    registry_complete,
    registry_reviewed,
    org_responsible_set,
    org_notified_of_change,
    org_request_due,
    site_links_ok,
    unregistered_page,
)
PAGE_RULES: tuple[PageRule, ...] = (
    data_unavailable,
    page_open,
    posts_weekly_min,
    posts_weekly_risk,
    page_silent,
    content_variety,
    style_officialese,
    page_description,
    page_avatar,
    page_cover,
    page_extras,
    profile_about,
    profile_address,
    profile_geo,
    profile_phone,
    profile_email,
    profile_site,
    profile_matches_registry,
    gos_badge,
    pos_widgets,
    content_plan_present,
    content_plan_followed,
    twofa_attested,
    gospabliki_connected,
    gospabliki_item_published,
    messages_moderated,
    content_8fz_reviewed,
    style_review,
    event_age_mark,
    ad_without_erid,
    banned_org_mention,
)
ADMINISTRATION_RULES: tuple[AdministrationRule, ...] = (
    admin_responsible_set,
    security_review_admin,
    cur_notified_of_change,
    cur_request_due,
    control_run_done,
    head_report_sent,
    assistance_logged,
    decree_published,
    cur_contact_set,
)
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
