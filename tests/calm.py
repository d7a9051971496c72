"""Settings for a test of the main job: every rule that is not part of it is switched off."""

from __future__ import annotations

from rules.catalogue import ALL_RULES

MAIN_JOB = frozenset(
    {
        "page_exists_vk",
        "page_exists_ok",
        "exemption_documented",
        "exempt_page_seen",
        "credentials_ledger",
        "data_unavailable",
        "page_open",
        "posts_weekly_min",
        "posts_weekly_risk",
        "page_silent",
        "page_description",
        "page_avatar",
        "page_cover",
        "profile_about",
        "profile_address",
        "profile_geo",
        "profile_phone",
        "profile_email",
        "profile_site",
        "twofa_attested",
    }
)


def calm(settings: str, keep: frozenset[str] = frozenset()) -> str:
    """The settings with all other rules switched off, but for those it names itself and those of `keep`."""
    others = [rule.id for rule in ALL_RULES if rule.id not in MAIN_JOB | keep]
    off = [f"[rules.{each}]\nenabled = false\n" for each in others if f"[rules.{each}]" not in settings]
    return "\n".join((settings, *off))
