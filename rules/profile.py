"""What a page tells about its organisation (P2.1.1): presence and agreement, never a value."""

from __future__ import annotations

from domain.finding import Verdict
from domain.profile import Match, Presence, Profile, Trait
from domain.russian import plural
from domain.view import PageView
from rules.params import Positive
from rules.presence import UNREAD, presence, presence_rule, trait_of
from rules.rule import rule

profile_address = presence_rule(
    "profile_address", lambda profile: profile.address, "адрес указан", "адрес не указан"
)
profile_geo = presence_rule(
    "profile_geo", lambda profile: profile.geo, "геолокация указана", "геолокация не указана"
)
profile_email = presence_rule(
    "profile_email",
    lambda profile: profile.email,
    "адрес электронной почты указан",
    "адрес электронной почты не указан",
)
profile_phone = presence_rule(
    "profile_phone", lambda profile: profile.phone, "телефон указан", "телефон справочной службы не указан"
)


@rule("profile_site", on=PageView)
def profile_site(view: PageView) -> Verdict:
    """The page gives the official site, the one of the registry where the registry has it."""
    site = trait_of(view, lambda profile: profile.site)
    if view.expected.sites:
        return _expected_site(site)
    if site.presence is Presence.ABSENT:
        return Verdict.unknown("сайта нет ни на странице, ни в реестре, а требуется он при наличии")
    return presence(site, "сайт указан", "")


def _expected_site(site: Trait) -> Verdict:
    if site.presence is not Presence.PRESENT:
        return presence(site, "", "официальный сайт не указан")
    if site.match is Match.EQUAL:
        return presence(site, "официальный сайт указан", "")
    if site.match is Match.DIFFERENT:
        return Verdict.violated("указан другой сайт, официальный сайт из реестра не найден")
    return Verdict.unknown(site.why or "сверить сайт с реестром не удалось")


@rule("profile_about", on=PageView)
def profile_about(view: PageView, *, min_length: Positive = 60) -> Verdict:
    """The description says something beside contacts; a short one is not proof of the contrary."""
    if view.profile is None:
        return Verdict.unknown(UNREAD.why)
    return _about(view.profile, min_length)


def _about(profile: Profile, min_length: int) -> Verdict:
    if profile.description.presence is Presence.ABSENT:
        return Verdict.unknown("описание пусто")
    if profile.about_length is None:
        return Verdict.unknown(profile.description.why or "описание не пришло")
    length = f"{profile.about_length} {plural(profile.about_length, 'знак', 'знака', 'знаков')}"
    if profile.about_length >= min_length:
        return Verdict.ok(f"сведения о деятельности в описании есть, {length}")
    return Verdict.unknown(f"в описании кроме контактов {length}, для сведений о деятельности мало")
