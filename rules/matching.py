"""Whether a page tells of its organisation what the registry has (P2.1.1); fields are named, never values."""

from __future__ import annotations

from domain.finding import Verdict
from domain.profile import Expected, Match, Presence, Profile, Trait
from domain.view import PageView
from rules.presence import UNREAD
from rules.rule import rule


@rule("profile_matches_registry", on=PageView)
def profile_matches_registry(view: PageView) -> Verdict:
    """Address, phone and e-mail of the page are the registry's; what it lacks is the matter of other rules."""
    if view.profile is None:
        return Verdict.unknown(UNREAD.why)
    found = _comparable(view.profile, view.expected)
    different = [title for title, trait in found.items() if trait.match is Match.DIFFERENT]
    if different:
        return Verdict.violated(f"отличаются от реестра: {', '.join(different)}")
    if not found:
        return Verdict.unknown("сверять нечего: данных нет на странице или в реестре")
    unsure = [title for title, trait in found.items() if trait.match is Match.UNKNOWN]
    if unsure:
        return Verdict.unknown(f"не удалось сверить с реестром: {', '.join(unsure)}")
    return Verdict.ok(f"совпадают с реестром: {', '.join(found)}")


def _comparable(profile: Profile, expected: Expected) -> dict[str, Trait]:
    """What both the page and the registry have, by its Russian name."""
    fields = {
        "адрес": (profile.address, expected.address),
        "телефон": (profile.phone, expected.phone),
        "e-mail": (profile.email, expected.email),
    }
    return {
        title: trait
        for title, (trait, ours) in fields.items()
        if ours is not None and trait.presence is Presence.PRESENT
    }
