"""Requirements that speaking depends on: what mutes what, what belongs to a week, what is a warning."""

from __future__ import annotations

WEEKLY = "posts_weekly_min"
RISK = "posts_weekly_risk"
SILENT = "page_silent"
# Their matters are a page's and a week's, and are never reminded of (contract, "The week").
OF_A_WEEK = (WEEKLY, RISK)
# Ours, not the decree's: they are headed «Предупреждение» (architecture, section 3).
WARNINGS = (RISK, SILENT)
PAGE_OPEN = "page_open"
UNAVAILABLE = "data_unavailable"
REVIEWED = "registry_reviewed"
EXEMPT = "exemption_documented"
# Said of an organisation, but by the administration: it keeps the registry and agrees to exemptions (P1.3, P1.5.1).
FOR_THE_ADMINISTRATION = frozenset({REVIEWED, EXEMPT})
# What nobody can see, or mend, while a page is closed (architecture, section 4).
HIDDEN_BY_CLOSURE = frozenset(
    {
        WEEKLY,
        RISK,
        SILENT,
        "profile_about",
        "profile_address",
        "profile_geo",
        "profile_email",
        "profile_phone",
        "profile_site",
        "content_variety",
        "style_officialese",
        "event_age_mark",
        "ad_without_erid",
        "banned_org_mention",
        "page_description",
        "page_avatar",
        "page_cover",
        "page_extras",
        "profile_matches_registry",
        "pos_widgets",
        "gospabliki_item_published",
    }
)
