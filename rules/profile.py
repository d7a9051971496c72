"""What a page tells about its organisation (P2.1.1): presence and agreement, never a value."""

from __future__ import annotations

from domain.finding import Verdict
from domain.profile import Match, Presence, Profile, Trait
from domain.russian import plural
from domain.view import PageView
from rules.params import Positive
from rules.rule import rule

UNREAD = Trait(Presence.UNKNOWN, why="профиль страницы не прочитан")
_NO_ANSWER = "поле не пришло"


def presence(trait: Trait, present: str, absent: str) -> Verdict:
    """The verdict on a mere presence; the phrases are Russian, e.g. «адрес указан» and «адрес не указан»."""
    if trait.presence is Presence.PRESENT:
        return Verdict.ok(f"{present} {trait.where}".rstrip())
    if trait.presence is Presence.ABSENT:
        return Verdict.violated(absent)
    return Verdict.unknown(trait.why or _NO_ANSWER)


@rule("profile_address", on=PageView)
def profile_address(view: PageView) -> Verdict:
    """The page gives an address."""
    address = view.profile.address if view.profile else UNREAD
    return presence(address, "адрес указан", "адрес не указан")


@rule("profile_geo", on=PageView)
def profile_geo(view: PageView) -> Verdict:
    """The page gives a place on the map."""
    geo = view.profile.geo if view.profile else UNREAD
    return presence(geo, "геолокация указана", "геолокация не указана")


@rule("profile_email", on=PageView)
def profile_email(view: PageView) -> Verdict:
    """The page gives an e-mail address."""
    email = view.profile.email if view.profile else UNREAD
    return presence(email, "адрес электронной почты указан", "адрес электронной почты не указан")


@rule("profile_phone", on=PageView)
def profile_phone(view: PageView) -> Verdict:
    """The page gives the telephone of an enquiry line."""
    phone = view.profile.phone if view.profile else UNREAD
    return presence(phone, "телефон указан", "телефон справочной службы не указан")


@rule("profile_site", on=PageView)
def profile_site(view: PageView) -> Verdict:
    """The page gives the official site, the one of the registry where the registry has it."""
    site = view.profile.site if view.profile else UNREAD
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
