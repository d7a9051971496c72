"""A group's profile (P2.1.1, P2.4) as presence and comparison: no value is kept. Pure; never raises."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime

from collectors.description import (
    IN_DESCRIPTION,
    Description,
    names_owner,
    presence_trait,
    read_description,
    shows,
    site_trait,
    tells,
)
from collectors.likeness import address_match, emails_match, phones_match
from collectors.ok.shapes import Json, counted, is_odd, leaves, object_or_empty, text
from domain.profile import Expected, Match, Presence, Profile, Trait

# Names as in ok.md 4.2; fewer fields cost less of the application's allowance (ok.md 6).
GROUP_FIELDS = (
    "uid,name,description,access_type,private,blocked,disable_reason,created_ms,address,city,"
    "location_latitude,location_longitude,phone,homepage_url,main_photo,photo_id,cover"
)
# Listed among OK's names of fields (types/GroupBeanFields.json), but nobody was seen to ask for the first: a call
# that is refused for it is repeated without.
MORE_FIELDS = "gos_org,members_count"


ODD_FIELD = "вид поля не распознан"
NO_EMAIL_FIELD = "у групп Одноклассников нет поля для e-mail"


def profile(bean: Json, expected: Expected, seen_at: datetime) -> Profile:
    """The profile as presence and comparison; a field that came empty is absent, one that did not is unknown."""
    came = "description" in bean and not is_odd(bean["description"])
    written = text(bean["description"]) if came else None
    told = None if written is None else read_description(written)
    return Profile(
        seen_at=seen_at,
        address=_like(_address(bean, told), address_match(_addresses(bean), written, expected.address)),
        geo=_geo(bean),
        phone=_phone(bean, told, written, expected),
        email=_like(_email(told), emails_match([written or ""], expected.email, whole=True)),
        site=_site(bean, told, expected),
        description=_description(bean, written),
        names_owner=names_owner(written, expected.names) if written is not None else Match.UNKNOWN,
        about_length=told.about_length if told else None,
        avatar=_avatar(bean),
        cover=_cover(bean),
        badge=_badge(bean),
        members=counted(bean.get("members_count")),
    )


def _in_field(bean: Json, name: str, where: str, in_description: bool | None) -> Trait:
    """A field of text; one that holds something else may well be filled."""
    if is_odd(bean.get(name)):
        return _odd_field(in_description)
    came, filled = name in bean, tells(text(bean.get(name)))
    return presence_trait(came=came, filled=filled, where=where, in_description=in_description)


def _phone(bean: Json, told: Description | None, written: str | None, expected: Expected) -> Trait:
    trait = _in_field(bean, "phone", "в поле телефона", told.phone if told else None)
    is_whole = written is not None and "phone" in bean and not is_odd(bean["phone"])
    return _like(trait, phones_match([text(bean.get("phone")), written or ""], expected.phone, whole=is_whole))


def _like(trait: Trait, match: Match) -> Trait:
    return replace(trait, match=match) if trait.presence is Presence.PRESENT else trait


def _addresses(bean: Json) -> list[str]:
    """The address with its settlement, in whatever shape they come."""
    city, street = (", ".join(leaves(bean.get(name))) for name in ("city", "address"))
    return [f"{city}, {street}"] if street else []


def _badge(bean: Json) -> bool | None:
    """«Признак государственной организации» by one client alone (ok.md 4.2): its values are unsourced."""
    told = bean.get("gos_org")
    return told if isinstance(told, bool) else None


def _odd_field(in_description: bool | None) -> Trait:
    found = Trait(Presence.PRESENT, IN_DESCRIPTION)
    return found if in_description else Trait(Presence.UNKNOWN, why=ODD_FIELD)


def _description(bean: Json, written: str | None) -> Trait:
    if written is None:
        return _in_field(bean, "description", "", in_description=False)
    return presence_trait(came=True, filled=shows(written), where=IN_DESCRIPTION, in_description=False)


def _address(bean: Json, told: Description | None) -> Trait:
    """`city` alone is taken too, but only `address` that came empty proves that there is none.

    Whether they come as texts or as objects of texts is unsourced (ok.md 4.2).
    """
    for name, where in (("address", "в поле адреса"), ("city", "в поле города")):
        if any(map(tells, leaves(bean.get(name)))):
            return Trait(Presence.PRESENT, where)
    return _in_field(bean, "address", "", told.address if told else None)


def _geo(bean: Json) -> Trait:
    name = "location_latitude"
    told = bean.get(name)
    latitude = told.strip() if isinstance(told, str) else told
    if latitude and not _is_number(latitude):
        return Trait(Presence.UNKNOWN, why=ODD_FIELD)
    filled = bool(latitude) and float(str(latitude)) != 0
    return presence_trait(came=name in bean, filled=filled, where="на карте", in_description=False)


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, bool) and math.isfinite(float(str(value)))
    except ValueError:
        return False


def _email(told: Description | None) -> Trait:
    if told is not None and told.email:
        return presence_trait(came=False, filled=False, where="", in_description=True)
    return Trait(Presence.UNKNOWN, why=NO_EMAIL_FIELD)


def _site(bean: Json, told: Description | None, expected: Expected) -> Trait:
    found = [("в поле сайта", text(bean.get("homepage_url")))]
    found += [("в описании", url) for url in told.sites] if told else []
    came = "homepage_url" in bean and not is_odd(bean["homepage_url"]) and told is not None
    return site_trait(found, came=came, expected=expected)


def _avatar(bean: Json) -> Trait:
    """`pic_avatar` is no proof: a group without a picture has the address of a stub there."""
    came = [name for name in ("photo_id", "main_photo") if name in bean]
    filled = any(_is_filled(bean[name]) for name in came)
    return presence_trait(came=bool(came), filled=filled, where="на странице", in_description=False)


def _is_filled(value: object) -> bool:
    return text(value) not in ("", "0") if isinstance(value, str) else bool(value)


def _cover(bean: Json) -> Trait:
    """``cover.cover_photos[]`` (ok.md 4.2); a cover of another shape says nothing."""
    told = object_or_empty(bean.get("cover"))
    if bean.get("cover") and "cover_photos" not in told:
        return Trait(Presence.UNKNOWN, why="вид обложки не распознан")
    filled = bool(told.get("cover_photos"))
    return presence_trait(came="cover" in bean, filled=filled, where="на странице", in_description=False)
